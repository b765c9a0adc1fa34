"""Check your answers: what the client told us stands open, the rest is folded, and each step can be changed."""

import streamlit as st

from intake.journey import Step
from intake.questionnaire import Question
from screens.answer_text import answer_text, date_text, is_denied, is_told, leads_on
from screens.form import Form
from screens.text import as_typed, plain, show, tag

_TYPED = ("text", "signature", "medicines")


def check_list(form: Form, last: Step) -> None:
    """Every step before the last, with its answers and the way to change them."""
    for step in form.steps[: last.number - 1]:
        answers = form.reading.intake.answers
        led = leads_on(step.questions)
        told = [q for q in step.questions if q.id in led or is_told(q, answers.get(q.id))]
        if not told and step.number > 1:  # a card without an answer would look empty
            told = [q for q in step.questions if q.id in answers and not is_denied(answers[q.id])]
        rest = [question for question in step.questions if question not in told and question.id in answers]
        title = form.title(step.section)
        with st.container(border=True, key=f"step-card-{step.section.id}"):
            rows = [_row(form, question) for question in told]
            if step.number == 1:
                rows.append(_pair(form.say("visit"), visit_line(form)))
            denied = "" if rows else tag("p", form.say("nothing_told"))
            show(tag("h2", title, "smp-question"), _list(rows), denied)
            if rest:
                with st.expander(plain(form.say("rest" if rows else "answered_here"))):
                    show(_list([_row(form, question) for question in rest]))
            if st.button(plain(form.say("change", step=title)), key=f"change.{step.section.id}", type="tertiary"):
                form.draft.content["return_to"] = last.section.id
                form.save()
                form.go(step.section.id)
    show(tag("h2", form.say("declaration"), "smp-part"))


def _list(rows: list[str]) -> str:
    return f'<dl class="smp-answers">{"".join(rows)}</dl>' if rows else ""


def _row(form: Form, question: Question) -> str:
    text = answer_text(form, question, form.draft.answers.get(question.id))
    return _pair(form.words(question), as_typed(text) if question.type in _TYPED else text)


def _pair(asked: str, answered: str) -> str:
    return f"<div>{tag('dt', asked)}{tag('dd', answered)}</div>"


def visit_line(form: Form) -> str:
    """The visit as it stands in the form: its kind, and below it when it is."""
    given = form.draft.part("visit")
    lines = [form.say(f"visit_{given['kind']}")] if given.get("kind") else []
    when = f"{given['day']}T{given['time']}" if given.get("day") and given.get("time") else ""
    return "\n".join([*lines, date_text(form, when) if when else form.say("visit_not_booked")])
