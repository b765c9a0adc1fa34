"""How each type of question is asked: one function a type, all with the same shape.

A function draws its widgets from the answer that the draft holds and returns the raw answer that they hold now (the
shapes of the contract), or None. Widgets take their first value from the draft and are known by the question's id, so
a new tab, a reload and a restarted server show the same.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from intake.questionnaire import Question
from screens import ticks
from screens.dates import date
from screens.form import Form
from screens.frame import Head
from screens.medicines import medicines
from screens.pad import pad
from screens.pictured import pictured
from screens.session import check_box, known
from screens.text import plain
from screens.zones import zones

STATES = ("not_sure", "in_person")
_LONG = 160
"""Characters from which a text is asked for in a box of several lines."""

Draw = Callable[[Form, Question, Any], Any]


def ask(form: Form, question: Question) -> Head:
    """Draw a question and take its answer into the draft; the head is given back for what may be wrong with it."""
    head = head_of(form, question)
    form.give(question, draw(form, question, form.draft.answers.get(question.id)))
    return head


def head_of(form: Form, question: Question) -> Head:
    """The words above the field of a question."""
    why = form.words(question, "why")
    told = form.words(question, "help"), form.say("why", why=why) if why else ""
    return Head(form.words(question), question.id, *told)


def draw(form: Form, question: Question, raw: Any) -> Any:
    """Draw the field of a question as `raw` has it, and return what it holds now."""
    pictured(form, question)
    if not _several(question):
        return _FIELDS[question.type](form, question, raw)
    with st.container(key=form.key(f"group.{question.id}")):
        return _FIELDS[question.type](form, question, raw)


def _several(question: Question) -> bool:
    """Has it more than one field, or one under other words? Then they are the group of its name (screens/focus.py)."""
    if question.type in ("yes_no", "choice"):
        return False
    return question.type not in ("text", "number") or bool(states(question))


def states(question: Question) -> list[str]:
    """In which states beside answered a question may be left."""
    return [name for name, offered in zip(STATES, (question.not_sure, question.private), strict=True) if offered]


def _choice(form: Form, question: Question, raw: Any) -> Any:
    if question.type == "yes_no":
        options = {name: form.say(name) for name in ("yes", "no")}
    else:
        options = {option.id: form.option(question, option.id) for option in question.options}
    options |= {f"state {name}": form.say(name) for name in states(question)}
    chosen = f"state {raw['state']}" if isinstance(raw, dict) else raw
    names = list(options)
    given = st.radio(
        plain(form.words(question)),
        names,
        index=names.index(chosen) if chosen in names else None,
        format_func=lambda name: plain(options[name]),
        key=form.key(question.id),
        horizontal=question.type == "yes_no" and len(names) < 4,
        label_visibility="collapsed",
        width="stretch",
    )
    if given is None:
        return None
    return {"state": given.removeprefix("state ")} if given.startswith("state ") else given


def _choices(form: Form, question: Question, raw: Any) -> Any:
    return ticks.ticks(form, question, raw)


def _or_state(draw: Draw) -> Draw:
    """Around a field that is typed into: what may be said instead, below it."""

    def drawn(form: Form, question: Question, raw: Any) -> Any:
        offered = states(question)
        if not offered:
            return draw(form, question, raw)
        box = st.container()
        held = raw.get("state") if isinstance(raw, dict) else None
        keys = {name: form.key(f"{question.id}.{name}") for name in offered}
        shown = {name: known(key) for name, key in keys.items()}
        if None not in shown.values():
            fresh = [name for name, ticked in shown.items() if ticked and name != held]
            held = fresh[0] if fresh else held if held and shown[held] else None
            for name, key in keys.items():
                # Only where it differs: a value that is set here overrides what is clicked in the browser meanwhile.
                if shown[name] != (name == held):
                    st.session_state[key] = name == held
        for name, key in keys.items():
            if check_box(plain(form.say(name)), key, name == held, shown[name]) and not held:
                held = name
        if held:
            return {"state": held}
        with box:
            return draw(form, question, None if isinstance(raw, dict) else raw)

    return drawn


def _text(form: Form, question: Question, raw: Any) -> Any:
    draw = st.text_area if question.length > _LONG else st.text_input
    given = draw(
        plain(form.words(question)),
        value=raw or "",
        max_chars=question.length,
        key=form.key(question.id),
        label_visibility="collapsed",
    )
    return given if given and given.strip() else None


def _number(form: Form, question: Question, raw: Any) -> Any:
    kind = int if question.step == int(question.step) else float
    with st.container(horizontal=True, vertical_alignment="center", key=form.key(f"row.{question.id}")):
        given = st.number_input(
            plain(form.words(question)),
            value=None if raw is None else kind(raw),  # Streamlit refuses 70.0 beside a step of 1
            step=kind(question.step),
            format="%g" if kind is float else None,
            placeholder="",
            key=form.key(question.id),
            label_visibility="collapsed",
            width=160,
        )
        if question.unit:
            st.text(form.words(question, "unit"), width="content")
    return given


def _scale(form: Form, question: Question, raw: Any) -> Any:
    numbers = range(int(question.minimum or 0), int(question.maximum or 0) + 1)
    return st.radio(
        plain(form.words(question)),
        numbers,
        index=raw - numbers.start if raw in numbers else None,
        key=form.key(question.id),
        horizontal=True,
        label_visibility="collapsed",
    )


def _signature(form: Form, question: Question, raw: Any) -> Any:
    """The name typed, or drawn: each is as good as the other, and who cannot draw need not.

    Who changes their mind finds again what they had typed or drawn: the draft keeps the one that does not count.
    """
    put_by = form.draft.part("put_by")
    held = {isinstance(one, dict): one for one in (put_by.pop(question.id, None), raw) if one is not None}
    ways = ("typed", "drawn")
    way = st.radio(
        plain(form.say("sign_how")),
        ways,
        index=int(isinstance(raw, dict)),
        format_func=lambda name: plain(form.say(f"sign_{name}")),
        key=form.key(f"{question.id}.way"),
        horizontal=True,
        label_visibility="collapsed",
        width="stretch",
    )
    drawn = way == "drawn"
    if (not drawn) in held:
        put_by[question.id] = held[not drawn]
    return (pad if drawn else _text)(form, question, held.get(drawn))


def _consent(form: Form, question: Question, raw: Any) -> Any:
    agreed = st.checkbox(plain(form.say("agree")), value=raw == "yes", key=form.key(question.id))
    return "yes" if agreed else None


_FIELDS: dict[str, Draw] = {
    "yes_no": _choice,
    "choice": _choice,
    "choices": _choices,
    "zones": zones,
    "number": _or_state(_number),
    "scale": _or_state(_scale),
    "date": _or_state(date),
    "text": _or_state(_text),
    "signature": _signature,
    "consent": _consent,
    "medicines": _or_state(medicines),
}
