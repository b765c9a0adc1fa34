"""Somebody comes again: their birth date opens what they told the last time, so that they need not tell it anew."""

from collections.abc import Mapping
from datetime import date
from math import ceil

import streamlit as st

from intake.typed_day import day_in
from records.earlier import BIRTH_DATE
from records.names import FULL_NAME
from screens.form import Form
from screens.frame import Head
from screens.returning import begin_anew, open_before
from screens.text import heading, plain, show, tag
from screens.typed_day import day_fields


def again_page(form: Form) -> None:
    """Ask for the birth date, or begin anew."""
    name = str(form.draft.answers.get(FULL_NAME, ""))
    heading(form.say("again"), form.say("again_intro"))
    show(tag("p", name, "smp-name"), tag("p", form.say("again_how"), "smp-help"))
    wrong = st.empty()
    with st.form("again", border=False):
        Head(form.words(form.screening.questionnaire.questions[BIRTH_DATE]), BIRTH_DATE)
        born = day_fields(form.language, form.key("row.group.again"), lambda part: form.key(f"again.{part}"))
        typed = st.form_submit_button(plain(form.say("continue")), type="primary", key="continue", width="stretch")
    with st.container(key="buttons"):
        anew = st.button(plain(form.say("again_anew")), type="tertiary", key="anew")
    if anew:
        begin_anew(form.draft)
        form.save()
        form.go(form.frontier())
    if typed and (line := _opened(form, born)):
        form.tab["attempt"] += 1
        form.tab["tried"] = "again"
        wrong.html(f'<div class="smp-errors" role="alert">{tag("p", line)}</div>')


def _opened(form: Form, born: Mapping[str, str]) -> str:
    """Go on with what was told before; in a line, why that was not to be."""
    birth_date = day_in(born)
    return open_told(form, birth_date) if birth_date else form.say("birth_date_wrong")


def open_told(form: Form, birth_date: date) -> str:
    """The same with a day; whoever calls it has just asked for it in this very window."""
    visit = form.store.visits.of_draft(form.draft.token)
    if visit is None:
        return form.say("again_wrong")
    found = form.store.returning.recognise(visit, birth_date, form.now)
    if found.ref is None:
        minutes = ceil(found.wait.total_seconds() / 60)
        return form.language.counted("web.link_wait", minutes) if minutes else form.say("again_wrong")
    open_before(form.draft, found.ref, birth_date.isoformat())
    form.give(form.screening.questionnaire.questions[BIRTH_DATE], birth_date.isoformat())
    form.read_again(earlier=True)
    form.tab["round"] += 1
    form.save()
    form.go(form.frontier())
    return ""
