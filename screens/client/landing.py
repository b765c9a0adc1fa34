"""The first page: what this is, who reads it, and Start."""

import streamlit as st

from intake.pictures import addresses
from screens.client.again import again_page
from screens.client.elsewhere import to_elsewhere
from screens.form import Form
from screens.invited import result_within_reach
from screens.returning import awaited
from screens.text import heading, linked, plain, show, tag


def landing_page(form: Form) -> None:
    """Start, go on with a draft, or see again what was told after sending; who comes again is asked who they are."""
    if awaited(form.draft) and not form.account:
        again_page(form)
        return
    heading(form.say("landing_title"), form.say("landing_intro", clinic=form.clinic.name))
    show(_welcome())
    days = form.clinic.retention.drafts
    for point in ("time", "tablets", "readers", "kept"):
        show(
            tag("h2", form.say(f"landing_{point}_title"), "smp-sub"), tag("p", form.say(f"landing_{point}", days=days))
        )
    begun = form.draft.begun
    with st.container(key="buttons"):
        if st.button(plain(form.say("go_on" if begun else "start")), type="primary", key="continue", width="stretch"):
            form.go(form.frontier() if begun else form.steps[0].section.id)
        if begun and st.button(plain(form.say("start_again")), type="tertiary", key="again"):
            form.draft.drop()
            form.tab["round"] += 1
            form.go(form.steps[0].section.id)
        if begun and not form.account:
            to_elsewhere(form)
        sent = not begun and result_within_reach(form.store, form.draft.token, form.now)
        if sent and st.button(plain(form.say("see_result")), key="result"):
            form.go("result")


def _welcome() -> str:
    """A few faces, so that the first page is no paper."""
    light, dark = addresses()["welcome"]
    source = f'<source media="(prefers-color-scheme:dark)" srcset="{dark}">'
    return f'<picture class="smp-welcome">{source}<img alt="" width="192" height="84" src="{light}"></picture>'


def ended_page(form: Form) -> None:
    """The kind page where the form ended; nothing of the draft is there any more, not even which page it was."""
    name = form.tab["ended"]
    way = next((way for s in form.screening.questionnaire.sections for way in s.exits if way.id == name), None)
    if way is None:
        form.go("landing")
        return
    heading(form.language.content(f"exits.{way.id}.title", way.title))
    show(linked(tag("p", form.language.content(f"exits.{way.id}.text", way.text)), form.whom))
    if form.clinic.phone or form.clinic.email:
        said = tag("p", form.say("questions", phone=form.clinic.phone or form.clinic.email))
        show(linked(said, form.whom))
