"""The text to a client whose visit was moved, ready to be sent: clinic and moments only, nothing about health."""

from datetime import datetime
from typing import NamedTuple

import streamlit as st

from intake.language import load_language
from records import Visit
from screens.desk.desk import Desk
from screens.desk.message import Message, to_client
from screens.desk.send import ways_to_send
from screens.text import plain, show, tag

_READY = "moved"


class _Ready(NamedTuple):
    """`about` is whose it is, by an id; `desk_key` the session that it was made in."""

    about: str
    desk_key: str
    message: Message


def make_ready(
    desk: Desk, about: str, visit: Visit | None, language: str, old: datetime | None, new: datetime | None
) -> None:
    """Make it ready for this run and the next ones in this tab; a client with a visit has a link that shows it too."""
    spoken = desk.clinic.languages
    said = load_language(language if language in spoken else spoken[0])

    def moment(at: datetime | None) -> str:
        return said.moment(at.astimezone(desk.clinic.clock)) if at else ""

    key = "none" if new is None else "first" if old is None else "other"
    text = said.say(f"moving.text.{key}", clinic=desk.clinic.name, old=moment(old), new=moment(new))
    if visit and new:
        text = f"{text} {said.say('moving.text.link')}"
    subject = said.say("moving.text.subject", clinic=desk.clinic.name)
    st.session_state[_READY] = _Ready(about, desk.key, to_client(visit, subject, text, desk.clinic))


def show_ready(desk: Desk, about: str) -> bool:
    """Show it where it is about this; was there one?"""
    kept: _Ready | None = st.session_state.get(_READY)
    if kept is None or (kept.about, kept.desk_key) != (about, desk.key):
        return False
    desk.done(desk.language.say("moving.moved"))
    show(tag("p", desk.language.say("moving.send"), "smp-help"))
    ways_to_send(desk, kept.message, "moved")
    if st.button(plain(desk.language.say("moving.sent")), key="moved.sent"):
        del st.session_state[_READY]
        st.rerun()
    return True
