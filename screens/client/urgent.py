"""What cannot wait: shown at once when Continue is pressed on its step, and read before the form goes on."""

import streamlit as st

from intake.journey import Step
from reports.case import Case
from reports.telling import urgent
from screens.client import twin
from screens.form import Form
from screens.frame import progress
from screens.text import heading, linked, plain, show

LATER = "soon"
"""The urgency that can wait for the result page."""


def remember(form: Form, step: Step) -> None:
    """Let the step show the urgent messages that the answers so far make and that were not shown before."""
    told = form.draft.part("told")
    rules = [name for name in _due(form, step) if name not in told]
    if rules:
        told |= dict.fromkeys(rules, form.now.isoformat(timespec="seconds"))
        form.draft.content["showing"] = {"step": step.section.id, "what": "urgent", "rules": rules}


def _due(form: Form, step: Step) -> list[str]:
    """The urgent rules that hold, and those that speak because of what was answered with "not sure".

    A rule that merely waits for the answers of a later step is not one of them.
    """
    verdicts = form.screening.judged(form.reading, lambda rule: rule.urgency not in (None, LATER))
    seen = {question.id for earlier in form.steps[: step.number] for question in earlier.section.questions}
    found = []
    for verdict in verdicts:
        if not (verdict.counts or verdict.rule.urgent_if_unknown):
            continue
        if verdict.holds or all(one.question in seen for one in form.screening.why(verdict, form.reading)):
            found.append(verdict.rule.id)
    return found


def show_urgent(form: Form, step: Step, rules: list[str]) -> None:
    """The messages, the most urgent first, and one way on."""
    heading(form.say("urgent"), above=progress(form, step))
    intake = form.intake()
    assessment = form.screening.assess(intake)
    shown = tuple(one for one in assessment.urgent if one.rule in rules)
    case = Case(form.screening, intake, assessment.model_copy(update={"urgent": shown}), form.language)
    clinic = form.clinic
    calls = twin.numbers(form.language, clinic.emergency_number, clinic.phone)
    show(linked(twin.urgents(urgent(case, "client", ""), calls), form.whom))
    with st.container(key="buttons"):
        if st.button(plain(form.say("have_read")), type="primary", key="read", width="stretch"):
            form.draft.content.pop("showing", None)
            form.save()
            form.tab["leaving"] = step.section.id
            form.go(form.after(step))
        if st.button(plain(form.say("change_answers")), type="tertiary", key="change"):
            form.draft.content.pop("showing", None)
            form.save()
            st.rerun()
