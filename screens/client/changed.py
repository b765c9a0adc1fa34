"""A further session on one page: what has changed since the last time, and what has to be asked anew.

"Nothing has changed" confirms what is listed below the question, and nothing else: what was not listed there when it
was pressed is asked for by itself.
"""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from intake.journey import Step
from intake.questionnaire import Question, Section
from records.earlier import BIRTH_DATE
from records.names import FULL_NAME
from screens.answer_text import is_told, leads_on
from screens.client.cards import ask_or_show, is_card, is_open, told_on, what_was_told
from screens.form import Form
from screens.frame import Head
from screens.returning import AS_BEFORE
from screens.session import check_box, known
from screens.text import Html, joined, plain, show, tag
from screens.ticks import NONE, ticked

CHANGED = "changed"
_LISTED = "listed"


def ask_what_changed(form: Form, last: Step) -> Head:
    """The areas of the form, or that nothing has changed; then the way to each that has."""
    held, told = form.draft.part(CHANGED), _told(form, last)
    title = form.say("changed", date=told_on(form, *form.earlier))
    head = Head(title, CHANGED, form.say("changed_help"))
    _show(form, told)
    nothing = form.say("changed_nothing")
    texts = {NONE[0]: nothing, **{name: _title(form, name) for name in told}, NONE[1]: nothing}
    with st.container(key=form.key("group.changed")):
        sections = ticked(form, CHANGED, texts, held.get("sections"), lambda raw: _take(form, told, raw, rest=False))
        if sections:
            show(tag("h3", form.say("changed_else"), "smp-sub"))
        key = form.key("changed.rest")
        rest = bool(sections) and check_box(plain(form.say("changed_rest")), key, bool(held.get("rest")), known(key))
    if (sections, rest) != (held.get("sections"), bool(held.get("rest"))):
        _take(form, told, sections, rest=rest)
    for name in sections or ():
        if st.button(plain(form.say("change", step=_title(form, name))), key=form.key(f"open.{name}"), width="stretch"):
            form.draft.content["return_to"] = last.section.id
            form.save()
            form.go(name)
    # What this run has shown is what a press in the next may confirm.
    st.session_state[_LISTED] = {question.id for questions in told.values() for question in questions}
    return head


def ask_anew(form: Form, last: Step) -> list[tuple[Question, Head]]:
    """Every question of the steps before the last that is still to be asked, where nothing was said to have changed."""
    held = form.draft.part(CHANGED)
    heads = []
    for section in _before(form, last):
        for question in section.questions if section.id not in (held.get("sections") or ()) else ():
            if question.id not in (FULL_NAME, BIRTH_DATE) and _still_asked(form, question):
                heads.append((question, ask_or_show(form, question)))
    return heads


def changed_fault(form: Form, last: Step, asked: list[Question]) -> str:
    """What is still to be said about what has changed, in a plain line; empty when nothing is."""
    held, names = form.draft.part(CHANGED), {question.id for question in asked}
    if held.get("sections") is None:
        return form.say("missing_choices")
    if held["sections"] and not held.get("rest"):
        return form.say("changed_rest_missing")
    left = [step.section for step in form.steps if not names.issuperset(step.missing) and step.number < last.number]
    return form.say("changed_missing", step=form.title(left[0])) if left else ""


def _told(form: Form, last: Step) -> dict[str, list[Question]]:
    """What was told before and would be shown if all of it were still true, by section."""
    by_section = {
        section.id: [one for one in section.questions if form.shown(one) and is_card(form, one)]
        for section in _before(form, last)
    }
    return {name: questions for name, questions in by_section.items() if questions}


def _show(form: Form, told: dict[str, list[Question]]) -> None:
    """What somebody told us stands open, since they are to say that it is still true; so does what is about now or a
    time just past, whatever they said then. What else they passed by is folded."""
    listed = [question for questions in told.values() for question in questions]
    led = leads_on(listed)
    open_ = {one.id for one in listed if one.lately or one.id in led or is_told(one, form.earlier[one.id].answer)}
    with st.container(border=True, key=form.key("told-card-before")):
        show(tag("h3", form.say("changed_told"), "smp-sub"), *_lists(form, told, open_))
        with st.expander(plain(form.say("rest"))):
            show(*_lists(form, told, {one.id for one in listed} - open_))


def _lists(form: Form, told: dict[str, list[Question]], names: set[str]) -> Iterator[Html]:
    for section, questions in told.items():
        if some := [one for one in questions if one.id in names]:
            yield tag("h3", _title(form, section), "smp-sub")
            yield _list(form, some)


def _before(form: Form, last: Step) -> list[Section]:
    return [section for section in form.screening.questionnaire.sections if section.id != last.section.id]


def _still_asked(form: Form, question: Question) -> bool:
    """Is it asked, and not told before and confirmed or, while nothing was said about changes, about to be?"""
    if not form.shown(question) or question.id in form.draft.part(AS_BEFORE):
        return False
    return not is_open(form, question) or _said(form)


def _said(form: Form) -> bool:
    held = form.draft.part(CHANGED)
    return held.get("sections") == [] or bool(held.get("rest"))


def _take(form: Form, told: dict[str, list[Question]], sections: Any, *, rest: bool) -> None:
    """Confirm what is said to be as it was, as far as it was listed, and take back what no longer is."""
    held = form.draft.part(CHANGED)
    before = _unchanged(told, held.get("sections"), rest=bool(held.get("rest")))
    now, listed = _unchanged(told, sections, rest=rest), st.session_state.get(_LISTED, ())
    for name in now - before:
        for question in told[name]:
            if question.id in listed and is_open(form, question):
                form.confirm(question)
    for name in before - now:
        for question in told[name]:
            if question.id in form.draft.part(AS_BEFORE):
                form.give(question, None)
    held["sections"], held["rest"] = sections, rest
    form.read_again()


def _unchanged(told: dict[str, list[Question]], sections: Any, *, rest: bool) -> set[str]:
    if sections is None or (sections and not rest):
        return set()
    return set(told) - set(sections)


def _title(form: Form, name: str) -> str:
    return form.title(next(one for one in form.screening.questionnaire.sections if one.id == name))


def _list(form: Form, questions: list[Question]) -> Html:
    rows = [
        tag("div", joined(tag("dt", form.words(one)), tag("dd", joined(*_older(form, one), what_was_told(form, one)))))
        for one in questions
    ]
    return tag("dl", joined(*rows), "smp-answers")


def _older(form: Form, question: Question) -> Iterator[Html]:
    """The day of an answer that was given before the day that the page asks about."""
    day = told_on(form, question.id)
    if day != told_on(form, *form.earlier):
        yield tag("p", form.say("told_then", date=day), "smp-help")
