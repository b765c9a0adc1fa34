"""What was told the last time, a card a question: the client says that it is still true, or changes it.

A card holds no answer until they have said so. Under "change" stands the question's own field as it was answered then,
and what it holds counts once it is another answer.
"""

from zlib import crc32

import streamlit as st

from intake.answered import options, said
from intake.questionnaire import Question
from screens.field import ask, draw
from screens.form import Form
from screens.frame import Head
from screens.returning import AS_BEFORE, CHANGING
from screens.text import Html, joined, plain, show, tag

_STILL, _CHANGE = "still", "change"


def ask_or_show(form: Form, question: Question) -> Head:
    """The card of a question that was answered before, else the question."""
    return _card(form, question) if is_card(form, question) else ask(form, question)


def is_card(form: Form, question: Question) -> bool:
    """Is there an earlier answer, and none that was given here without it?"""
    name, draft = question.id, form.draft
    return name in form.earlier and (
        name not in draft.answers or name in draft.part(AS_BEFORE) or name in draft.part(CHANGING)
    )


def is_open(form: Form, question: Question) -> bool:
    """Is it a card about which nothing was said yet?"""
    return is_card(form, question) and question.id not in {*form.draft.answers, *form.draft.part(CHANGING)}


def all_still_true(form: Form, questions: list[Question]) -> bool:
    """The one button below the cards that are still open: were all of them said to be true?

    Where other questions stand among them it says that it is about those alone. It is known by what it stands for:
    pressed at the moment at which a card was added, it confirms nothing.
    """
    waiting = [question for question in questions if is_open(form, question)]
    known_by = f"{crc32(' '.join(question.id for question in waiting).encode()):x}.all_true"
    unanswered = [one for one in questions if one.id not in form.draft.answers and not is_card(form, one)]
    label = "told_still_true" if unanswered else "all_still_true"
    if not waiting or not st.button(plain(form.say(label)), key=form.key(known_by), width="stretch"):
        return False
    for question in waiting:
        form.confirm(question)
    form.tab["round"] += 1
    form.save()
    return True


def what_was_told(form: Form, question: Question) -> Html:
    """The earlier answer in the client's words, and out of which list it was chosen."""
    answer = form.earlier[question.id].answer
    lines = [said(question, answer, form.language, form.clinic.clock)]
    if question.type == "choices":
        listed = options(question, form.language).values()
        lines.append(form.say("told_out_of", options=" · ".join(listed)))
    return joined(tag("p", lines[0], "smp-strong"), *(tag("p", line, "smp-help") for line in lines[1:]))


def _card(form: Form, question: Question) -> Head:
    changing = form.draft.part(CHANGING)
    with st.container(border=True, key=form.key(f"before-card-{question.id}")):
        head = Head(form.words(question), question.id, form.say("told_then", date=told_on(form, question.id)))
        show(what_was_told(form, question))
        held = _CHANGE if question.id in changing else _STILL if question.id in form.draft.answers else None
        chosen = st.radio(
            plain(form.words(question)),
            (_STILL, _CHANGE),
            index=(_STILL, _CHANGE).index(held) if held else None,
            format_func=lambda way: plain(form.say(f"told_{way}")),
            key=form.key(f"{question.id}.before"),
            horizontal=True,
            label_visibility="collapsed",
            width="stretch",
        )
        if chosen == _STILL and held != _STILL:
            form.confirm(question)
        if chosen == _CHANGE and held != _CHANGE:
            form.give(question, None)
            changing[question.id] = False
            form.read_again()
        if chosen == _CHANGE:
            _changed(form, question)
    return head


def _changed(form: Form, question: Question) -> None:
    """The field, which begins with the earlier answer; as long as that is not touched, it is none."""
    touched, answered = form.draft.part(CHANGING)[question.id], form.draft.answers.get(question.id)
    given = draw(form, question, answered if touched else form.earlier[question.id].answer.raw)
    begun = st.session_state.setdefault(form.key(f"{question.id}.begun"), given)
    if form.draft.part(CHANGING)[question.id] or given != begun:
        form.give(question, given)


def told_on(form: Form, *names: str) -> str:
    """The day on which the last of these earlier answers was given."""
    given = max(form.earlier[name].given for name in names)
    return form.language.short_date(given.astimezone(form.clinic.clock).date())
