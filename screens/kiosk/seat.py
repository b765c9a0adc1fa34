"""What a client at the kiosk has around the form: their code, the way to their phone, and the end.

No result is shown on a shared screen: what cannot wait was told in the form, and the last page says no more than that
somebody should speak to the desk.
"""

import streamlit as st

from screens.client.again import again_page, open_told
from screens.client.urgent import LATER
from screens.codes import until
from screens.form import Form
from screens.kiosk.sitting import end, sitting
from screens.returning import awaited
from screens.text import plain, show, tag


def onwards(form: Form) -> None:
    """Instead of the form's first page: the step where it stopped. Somebody who comes again is asked for the birth
    date, unless they gave it with the code."""
    held = sitting(form.now)
    born, held.born = held.born, None
    if awaited(form.draft):
        if born:
            open_told(form, born)
        again_page(form)
        return
    if not form.draft.begun and form.store.records.latest_of(form.draft.token):
        end(form.now)  # it was sent, and asks nothing any more
        st.rerun()
    form.go(form.frontier() if form.draft.begun else form.steps[0].section.id)


def handed_back(form: Form) -> None:
    """Instead of the result: the sitting is over."""
    ref = form.store.records.latest_of(form.draft.token)
    if ref is None:
        onwards(form)
        return
    urgent = form.store.records.read(ref).assessment["urgent"]
    pressing = isinstance(urgent, list) and any(isinstance(one, dict) and one["urgency"] != LATER for one in urgent)
    end(form.now, "speak" if pressing else "thanks")
    st.rerun()


def aside(form: Form) -> None:
    """Below each page of the form."""

    def say(key: str, **values: str) -> str:
        return form.language.say(f"kiosk.{key}", **values)

    code = None if form.draft.waiting else _code(form)
    show(tag("p", say("code_shown", code=code) if code else "", "smp-aside"))
    with st.container(horizontal=True, key="aside"):
        if code and st.button(plain(say("to_phone")), type="tertiary", key="to_phone"):
            end(form.now, "code", code)
            st.rerun()
        if st.button(plain(say("stop")), type="tertiary", key="stop"):
            end(form.now)
            st.rerun()


def _code(form: Form) -> str | None:
    """The code of a draft that is kept."""
    if not form.draft.begun:
        return None
    return form.store.resuming.code(form.draft.token, until(form.now, form.clinic.clock), form.now)
