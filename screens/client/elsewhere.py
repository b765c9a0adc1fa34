"""Going on on another device: a code that is good for today, and where it is typed."""

import streamlit as st

from screens.codes import address, code_shown, scannable, until
from screens.form import Form
from screens.text import heading, plain, show, tag


def to_elsewhere(form: Form) -> None:
    """The way there, below what a page is for."""
    if st.button(plain(form.say("elsewhere")), type="tertiary", key="elsewhere"):
        form.go("elsewhere")


def elsewhere_page(form: Form) -> None:
    """The code of this form, as long as there is a birth date to ask for with it."""
    code = form.store.resuming.code(form.draft.token, until(form.now, form.clinic.clock), form.now)
    if code is None:
        heading(form.say("elsewhere"), form.say("elsewhere_none"))
    else:
        heading(form.say("elsewhere"), form.say("elsewhere_open"))
        show(tag("p", address(), "smp-strong"), tag("p", form.say("elsewhere_code")), code_shown(code))
        show(scannable(address(), form.say("elsewhere_good")))
    with st.container(key="buttons"):
        if st.button(plain(form.say("elsewhere_back")), key="back", width="stretch"):
            form.go(form.frontier() if form.draft.begun else "landing")
