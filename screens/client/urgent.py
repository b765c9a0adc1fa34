"""What cannot wait: shown at once when Continue is pressed on its step, and read before the form goes on."""

import streamlit as st

from intake.journey import Step
from rules.screening import Verdict
from screens.form import Form
from screens.text import heading, plain, show, tag


def remember(form: Form, step: Step) -> None:
    """Let the step show the urgent messages that the answers so far make and that were not shown before."""
    told = form.draft.part("told")
    rules = [verdict.rule.id for verdict in _urgent(form, step) if verdict.rule.id not in told]
    if rules:
        told |= dict.fromkeys(rules, form.now.isoformat(timespec="seconds"))
        form.draft.content["showing"] = {"step": step.section.id, "what": "urgent", "rules": rules}


def _urgent(form: Form, step: Step) -> list[Verdict]:
    """The urgent rules that hold, and those that count as if they did because of what was answered with "not sure".

    A rule that waits for a later step is not one of them.
    """
    verdicts, reading = form.screening.verdicts(form.intake())
    seen = {q.id for earlier in form.steps[: step.number] for q in earlier.section.questions}
    found = []
    for verdict in verdicts:
        if not verdict.rule.urgency:
            continue
        due = verdict.counts or verdict.rule.urgent_if_unknown
        if verdict.holds or due and all(one.question in seen for one in form.screening.why(verdict, reading)):
            found.append(verdict)
    return found


def show_urgent(form: Form, step: Step, rules: list[str]) -> None:
    """The messages, the most urgent first, and one way on."""
    heading(form.say("urgent"))
    verdicts = {verdict.rule.id: verdict for verdict in form.screening.verdicts(form.intake())[0]}
    del verdicts
    if st.button(plain(form.say("have_read")), type="primary", key="read"):
        form.draft.content.pop("showing", None)
        form.save()
        form.go(form.after(step))
    show(tag("p", ""))
