"""One's own account: password, PIN, and signing out."""

import streamlit as st

from records import LOCAL, RecordsError
from screens.desk.desk import Desk
from screens.desk.staff import sign_out
from screens.text import heading, plain, show, tag


def me_page(desk: Desk) -> None:
    """Change what one signs in with, or leave."""
    heading(desk.say("page.me"), desk.say("me_intro", name=desk.account.name))
    left, right = st.columns(2, gap="large")
    if desk.account.issuer == LOCAL:
        with left:
            _password(desk)
    with right:
        _pin(desk)
        _everywhere(desk)


def _everywhere(desk: Desk) -> None:
    show(tag("h2", desk.say("signing_out"), "smp-part"), tag("p", desk.say("signing_out_help"), "smp-help"))
    if st.button(plain(desk.say("sign_out_everywhere")), key="sign_out_everywhere"):
        desk.store.sessions.end_all(desk.account, desk.now, desk.account.id)
        sign_out(desk.wiring, desk.key)
        st.rerun()


def _password(desk: Desk) -> None:
    """Changing it signs one out everywhere, here too: whoever knew the old one is out."""
    show(tag("h2", desk.say("password"), "smp-part"), tag("p", desk.say("password_help"), "smp-help"))
    with st.form("password", border=False):
        now = st.text_input(plain(desk.say("password_now")), type="password", key="password_now")
        new = st.text_input(plain(desk.say("password_new")), type="password", max_chars=200, key="password_new")
        again = st.text_input(plain(desk.say("password_again")), type="password", max_chars=200, key="password_again")
        typed = st.form_submit_button(plain(desk.say("password_change")))
    if not typed:
        return
    if new != again:
        desk.refuse(desk.say("password_differs"))
        return
    try:
        desk.store.accounts.check(desk.account.login, now, f"desk {desk.account.id}", desk.now)
        desk.store.accounts.set_password(desk.account.id, new, desk.now, desk.account.id)
    except RecordsError as error:
        desk.refuse(str(error))
        return
    st.rerun()


def _pin(desk: Desk) -> None:
    show(tag("h2", desk.say("pin"), "smp-part"), tag("p", desk.say("pin_help"), "smp-help"))
    with st.form("pin", border=False, clear_on_submit=True):
        pin = st.text_input(plain(desk.say("pin_new")), type="password", max_chars=6, key="pin_new", autocomplete="off")
        typed = st.form_submit_button(plain(desk.say("pin_set")))
    if not typed:
        return
    try:
        desk.store.accounts.set_pin(desk.account.id, pin or None, desk.now, desk.account.id)
    except RecordsError as error:
        desk.refuse(str(error))
        return
    desk.done(desk.say("pin_done" if pin else "pin_gone"))
