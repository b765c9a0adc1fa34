"""The door of the desk: signing in, and typing the PIN."""

import streamlit as st

from intake.language import Language
from screens.desk.staff import Staff, Stranger, providers, sign_out
from screens.text import heading, plain, show, tag
from screens.to_form import to_form
from screens.wiring import Wiring

SIGN_IN = "/sign-in"


def door_page(wiring: Wiring, language: Language, who: Stranger | None) -> None:
    """For whoever is not signed in: the ways in, or why this one is none."""

    def say(key: str, **values: str) -> str:
        return language.say(f"desk.{key}", **values)

    if to_form(say("here_opening")):
        return
    if who:
        heading(say("over" if who.ended else "stranger"), say("over_intro" if who.ended else "stranger_intro"))
        if not who.ended:
            show(
                tag("p", say("stranger_issuer", issuer=who.issuer)),
                tag("p", say("stranger_subject", subject=who.subject)),
            )
        if st.button(plain(say("again")), type="primary", key="again"):
            st.logout()
        return
    heading(say("door"), say("door_intro", clinic=wiring.clinic.name))
    show(f'<p><a class="smp-link" href="{SIGN_IN}" target="_self">{say("door_local")}</a></p>')
    for provider in providers():
        if st.button(plain(say("door_provider", provider=provider.title())), key=f"provider.{provider}"):
            st.login(provider)


def locked_page(wiring: Wiring, language: Language, staff: Staff) -> None:
    """The session rests: the PIN opens it again on this device."""

    def say(key: str, **values: str) -> str:
        return language.say(f"desk.{key}", **values)

    heading(say("locked"), say("locked_intro", name=staff.account.name))
    with st.form("pin", border=False):
        pin = st.text_input(plain(say("pin")), type="password", max_chars=6, key="pin", autocomplete="off")
        typed = st.form_submit_button(plain(say("unlock")), type="primary")
    if typed and wiring.store.sessions.unlock(staff.key, pin, wiring.now()).state != "locked":
        st.rerun()
    if typed:
        show(f'<div class="smp-errors" role="alert">{tag("p", say("pin_wrong"))}</div>')
    if st.button(plain(say("sign_out")), type="tertiary", key="sign_out"):
        sign_out(wiring, staff.key)
        st.rerun()
