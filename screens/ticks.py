"""A list of things to tick: "none of these" above and below it, "something else" only below, and no tick that
contradicts another."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from intake.questionnaire import NOT_SURE, Question
from screens.form import Form
from screens.session import check_box, known
from screens.text import plain

NONE = ("none above", "none below")
IN_PERSON = "in person"
_SHORT = 3
"""Options up to which one "none of these" is enough."""


def ticks(form: Form, question: Question, raw: Any) -> Any:
    """Draw the list of a question as the draft has it and return what is ticked now; None when nothing is."""
    texts = {name: _text(form, question, name) for name in _names(question)}
    return ticked(form, question.id, texts, raw, partial(form.give, question))


def ticked(form: Form, known_by: str, texts: Mapping[str, str], raw: Any, take: Callable[[Any], None]) -> Any:
    """Draw boxes with these texts, "none" among them, as `raw` has them, and return what is ticked now.

    `take` keeps what the boxes are made to hold when this process draws them for the first time.
    """
    names = list(texts)
    keys = {name: form.key(f"{known_by}.{name}") for name in names}
    shown = {name: known(key) for name, key in keys.items()}
    drawn = None not in shown.values()
    if drawn:
        # The ticks are known before they are drawn, so those that the newest one ends can still be taken away.
        raw = _settled(raw, {name for name, on in shown.items() if on}, names)
    held = _ticked(raw, names)
    for name, key in keys.items():
        # Only those: a value that is set here overrides what is clicked in the browser while this runs.
        if drawn and shown[name] != (name in held):
            st.session_state[key] = name in held
    given = set()
    for name in names:
        if check_box(plain(texts[name]), keys[name], name in held, shown[name]):
            given.add(name)
    if given == held:
        return raw
    # After a restart the browser's tick arrives with the first run, before this process knew the list.
    settled = _settled(raw, given, names)
    if _ticked(settled, names) != given:
        take(settled)
        form.save()
        form.tab["round"] += 1
        st.rerun()
    return settled


def _names(question: Question) -> list[str]:
    """What can be ticked, in order."""
    options = [option.id for option in question.options]
    above = [NONE[0]] if question.none and not question.none_is_other and len(options) > _SHORT else []
    below = [NOT_SURE] if question.not_sure else []
    below += [IN_PERSON] if question.private else []
    below += [NONE[1]] if question.none else []
    return above + options + below


def _text(form: Form, question: Question, name: str) -> str:
    if name in NONE:
        return form.words(question, "none")
    if name == NOT_SURE:
        return form.say("not_sure_one")
    if name == IN_PERSON:
        return form.say("in_person")
    return form.option(question, name)


def _ticked(raw: Any, names: Iterable[str]) -> set[str]:
    """Which boxes an answer ticks."""
    if isinstance(raw, dict):
        return {IN_PERSON if raw.get("state") == "in_person" else NOT_SURE}
    if raw is None:
        return set()
    return set(raw) if raw else set(NONE).intersection(names)


def _settled(raw: Any, ticked: set[str], names: list[str]) -> Any:
    """The answer after the boxes in `ticked` were found ticked, where it was `raw` before: the newest tick counts."""
    before = _ticked(raw, names)
    if ticked == before:
        return raw
    fresh, gone = ticked - before, before - ticked
    if fresh & {*NONE}:
        return []
    if IN_PERSON in fresh:
        return {"state": "in_person"}
    if gone & {*NONE} and not fresh:
        return None
    return [name for name in names if name in ticked and name not in (*NONE, IN_PERSON)] or None
