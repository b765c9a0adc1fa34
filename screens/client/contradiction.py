"""Two answers that cannot both be right: the client is asked which one is, and may leave it for the talk."""

import json
from typing import Any

import streamlit as st

from intake.journey import Step, contradictions
from intake.questionnaire import Check
from screens.answer_text import answer_text
from screens.form import Form
from screens.frame import progress
from screens.text import heading, plain, show, tag


def standing(form: Form, name: str | None) -> Check | None:
    """The check called `name`, while it still holds."""
    return next((check for check in contradictions(form.reading) if check.id == name), None)


def remember(form: Form, step: Step) -> None:
    """Let the step ask about the first contradiction that was not left for the talk with these same answers."""
    left = form.draft.part("left_open")
    for check in contradictions(form.reading):
        if left.get(check.id) != _answers(form, check):
            form.draft.content["showing"] = {"step": step.section.id, "what": "check", "check": check.id}
            return


def show_contradiction(form: Form, step: Step, name: str) -> None:
    """Ask, with both answers and a way to change either."""
    check = standing(form, name)
    assert check
    asked = form.language.content(f"checks.{check.id}.ask", check.ask)
    heading(form.say("contradiction"), asked, progress(form, step))
    for place, question_id in enumerate(check.between):
        question = form.screening.questionnaire.questions[question_id]
        with st.container(border=True, key=f"check-card-{place}"):
            show(tag("h2", form.words(question), "smp-question"))
            st.text(answer_text(form, question, form.draft.answers.get(question_id)))
            if st.button(plain(form.say("change_this")), key=f"change.{question_id}"):
                _change(form, step, question_id)
    if st.button(plain(form.say("talk_about_it")), key="talk"):
        form.draft.part("left_open")[check.id] = _answers(form, check)
        form.draft.content.pop("showing", None)
        remember(form, step)
        form.save()
        if "showing" in form.draft.content:
            st.rerun()
        form.go(form.after(step))


def _change(form: Form, step: Step, question_id: str) -> None:
    section = next(s for s in form.screening.questionnaire.sections if any(q.id == question_id for q in s.questions))
    form.draft.content.pop("showing", None)
    if section.id != step.section.id:
        form.draft.content.setdefault("return_to", step.section.id)
    form.save()
    form.go(section.id)


def _answers(form: Form, check: Check) -> str:
    """The contradicting answers as one text, to know later whether they are still the same."""
    held: list[Any] = [form.draft.answers.get(name) for name in check.between]
    return json.dumps(held, sort_keys=True)
