"""One step of the form: its questions, and what Continue finds before it leads on."""

from contextlib import suppress

import streamlit as st

from intake.journey import Step, ended
from intake.questionnaire import Question
from records import Unavailable
from records.names import FULL_NAME
from screens.client import contradiction, urgent
from screens.client.cards import all_still_true, ask_or_show, is_card, is_open
from screens.client.changed import ask_anew, ask_what_changed, changed_fault
from screens.client.check import check_list, visit_line
from screens.client.elsewhere import to_elsewhere
from screens.client.signer import signed_by_another
from screens.client.submit import send
from screens.dates import date_fault
from screens.form import Form
from screens.frame import Head, buttons, error_summary, progress, saved
from screens.medicines import missing_part
from screens.returning import BEFORE, awaited
from screens.session import note_drawn, only_pressed
from screens.text import heading, show, tag
from screens.visit import ask_visit, visit_fault

_ASKED = {"yes_no": "choice", "zones": "choices", "scale": "number"}
"""The kinds of question whose answer is asked for in the words of another kind."""


def go_on_at_once(form: Form) -> None:
    """Leave the step that was drawn last, if Continue was pressed and nothing else: then nothing is drawn to do so."""
    if form.draft.waiting or "showing" in form.draft.content or not only_pressed(form.tab, "continue"):
        return
    step = form.step(form.tab["drawn_page"])
    if step and not (form.one_page and is_last(step)) and not _any_fault(form, step):
        with suppress(Unavailable):  # then the page is drawn, so that nothing goes from it, and waits below
            _leave(form, step)


def step_page(form: Form, section: str) -> None:
    """The page of a section, or the page where the client has to be first."""
    if awaited(form.draft) and not form.account:
        form.go("landing")
    step = form.step(section)
    if step is None:
        # Without a draft it was sent, perhaps by the first of two clicks; if not, the result leads to the first page.
        form.go(form.frontier() if form.draft.begun else "result", tried=form.visit_is_over)
        return
    if form.draft.content.get("return_to") == section:
        del form.draft.content["return_to"]
    showing = form.draft.content.get("showing") or {}
    if showing.get("step") == section and showing.get("what") == "urgent":
        urgent.show_urgent(form, step, showing["rules"])
    elif showing.get("step") == section and contradiction.standing(form, showing.get("check")):
        contradiction.show_contradiction(form, step, showing["check"])
    else:
        form.draft.content.pop("showing", None)
        _questions(form, step)
        note_drawn(form.tab, section)


def _questions(form: Form, step: Step) -> None:
    section = step.section
    last = is_last(step)
    whole = last and form.one_page
    if whole:
        title = "landing_title" if form.draft.part(BEFORE).get("sent") else "one_page"
        heading(form.say(title), f"{form.draft.answers[FULL_NAME]}\n{visit_line(form)}")
    else:
        intro = form.language.content(f"sections.{section.id}.intro", section.intro or "")
        heading(form.title(section), intro, progress(form, step))
    summary = st.container(key="summary")
    tried = form.tab["tried"] == section.id
    changed = ask_what_changed(form, step) if whole else None
    heads = ask_anew(form, step) if whole else []
    if whole:
        show(tag("h2", form.say("declaration"), "smp-part"))
    elif last:
        check_list(form, step)
    heads += [(question, ask_or_show(form, question)) for question in section.questions if form.shown(question)]
    visit = ask_visit(form) if step.number == 1 else None
    form.save()
    if all_still_true(form, [question for question, _ in heads]):
        if not whole and not _any_fault(form, step):
            _leave(form, step)
        st.rerun()
    saved(form)
    back = step.number > 1 and not whole
    go_on, go_back = buttons(form, "send" if last else "continue", back=back)
    if step.number > 1 and "elsewhere" in form.pages and not form.account:
        to_elsewhere(form)
    waited, form.tab["leaving"] = form.tab["leaving"] == section.id, ""
    if go_back:
        form.go(form.steps[-1 if form.one_page else step.number - 2].section.id)
    faults = _faults(form, heads, visit)
    if changed and (line := changed_fault(form, step, [question for question, _ in heads])):
        faults = [(changed, line), *faults]
    if go_on or waited:
        form.tab["attempt"] += 1
        form.tab["tried"] = section.id if faults else ""
        if not faults:
            form.tab["leaving"] = section.id  # while nothing can be saved, each run tries to go on
            _leave(form, step)
    if faults and (tried or go_on):
        with summary:
            error_summary(form, faults)


def is_last(step: Step) -> bool:
    """The step that is signed sends the form."""
    return any(question.type == "signature" for question in step.questions)


def _faults(form: Form, heads: list[tuple[Question, Head]], visit: Head | None) -> list[tuple[Head, str]]:
    """Every question that has to be looked at again, with the plain line that says why."""
    found = [(head, line) for question, head in heads if (line := _fault(form, question))]
    line = visit_fault(form) if visit else ""
    return [*found, (visit, line)] if visit and line else found


def _any_fault(form: Form, step: Step) -> bool:
    asked = [question for question in step.section.questions if form.shown(question)]
    return any(_fault(form, question) for question in asked) or bool(step.number == 1 and visit_fault(form))


def _fault(form: Form, question: Question) -> str:
    fault = form.fault(question)
    if fault:
        return date_fault(form, question, fault)
    if question.required and question.id not in form.draft.answers:
        if not form.asked(question):
            return ""  # it follows from an earlier answer that was not said to be still true, which is told there
        if is_card(form, question):
            return form.say("told_missing" if is_open(form, question) else "told_unchanged")
        return form.say(f"missing_{_ASKED.get(question.type, question.type)}")
    match question.type:
        case "medicines":
            return missing_part(form, question)
        case "signature":
            return signed_by_another(form, question)
        case _:
            return ""


def _leave(form: Form, step: Step) -> None:
    """Everything here is answered: the form may end, something may be urgent or contradict itself; else it goes on."""
    way = ended(form.reading)
    if way:
        form.draft.drop()
        form.tab["ended"] = way.id
        form.tab["round"] += 1
        form.go("ended")
    urgent.remember(form, step)
    if "showing" not in form.draft.content:
        contradiction.remember(form, step)
    if "showing" in form.draft.content:
        form.save()
        form.tab["leaving"] = ""
        st.rerun()
    if is_last(step):
        send(form)
        form.go("result")
    form.go(form.after(step))
