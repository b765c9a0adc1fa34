"""Starting a visit's form at the kiosk: a code that the client types there, so that the shared screen names nobody."""

import streamlit as st

from records import Visit
from screens.asked_again import is_asked_again
from screens.codes import address, code_shown, until
from screens.desk.desk import Desk
from screens.text import plain, show, tag

_GIVEN = "code given"


def kiosk_part(desk: Desk, visit: Visit) -> None:
    """The part of a visit's page, where the clinic has a kiosk and the form is still to come or asks some things
    again."""
    if desk.clinic.kiosk is None:
        return
    show(tag("h2", desk.say("kiosk"), "smp-part"), tag("p", desk.say("kiosk_help"), "smp-help"))
    if st.button(plain(desk.say("kiosk_code")), key="kiosk"):
        desk.note("resume_code.given", f"visit:{visit.id}")
        st.session_state[_GIVEN] = (visit.id, desk.key)
    if st.session_state.get(_GIVEN) != (visit.id, desk.key):
        return
    good_until = until(desk.now, desk.clinic.clock)
    code = desk.store.resuming.code(
        visit.draft_token, good_until, desk.now, desk.account.id, lambda one: is_asked_again(desk.store, one, desk.now)
    )
    if code:
        show(code_shown(code), tag("p", desk.say("kiosk_told", address=address())))
