"""Filling a form in at the clinic: by the client on this device, or by somebody of the desk who is told the answers."""

import streamlit as st

from records import Visit
from screens.desk.desk import Desk
from screens.desk.staff import sign_out
from screens.entered import entered_by
from screens.text import plain, show, tag
from screens.to_form import hand_over


def here_part(desk: Desk, visit: Visit, stage: str) -> None:
    """Both ways, each with what it does."""
    show(tag("h2", desk.say("here"), "smp-part"), tag("p", desk.say("here_device_help"), "smp-help"))
    if st.button(plain(desk.say("here_device")), key="device"):
        _hand_over(desk, visit)
    if stage == "begun" and not _begun_by(desk, visit):
        show(tag("p", desk.say("here_begun"), "smp-help"))
        return
    show(tag("p", desk.say("here_enter_help"), "smp-help"))
    if st.button(plain(desk.say("here_enter")), key="enter"):
        desk.note("form.opened_for", f"visit:{visit.id}")
        st.session_state["entering"] = (visit.id, desk.key, desk.new_link(visit.id))
    held = st.session_state.pop("entering", None)
    if held and held[:2] == (visit.id, desk.key):
        st.link_button(plain(desk.say("here_enter_open")), held[2], type="primary", key="enter.open")


def _begun_by(desk: Desk, visit: Visit) -> bool:
    """Did this person begin the form, for the client?"""
    draft = desk.store.drafts.read(visit.draft_token)
    return draft is None or entered_by(draft.content) == desk.account.id


def _hand_over(desk: Desk, visit: Visit) -> None:
    """The desk is left first: whoever has the device in hand from now on finds nothing of it."""
    desk.note("form.handed_over", f"visit:{visit.id}")
    hand_over(desk.new_link(visit.id))
    sign_out(desk.wiring, desk.key)
    st.rerun()
