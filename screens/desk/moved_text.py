"""The text to a client whose visit was moved, ready to be sent: clinic and moments only, nothing about health."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from intake.language import load_language
from screens.desk.desk import Desk
from screens.text import plain, show, tag

_READY = "moved"


@dataclass(frozen=True)
class MovedText:
    """What the clinic says; `about` is whose it is, by an id, and `desk_key` the session that it was made in."""

    about: str
    desk_key: str
    text: str


def ready(desk: Desk, about: str, language: str, old: datetime | None, new: datetime | None, linked: bool) -> None:
    """Make it ready for this run and the next ones in this tab. `linked` says that a link of theirs shows it."""
    spoken = desk.clinic.languages
    said = load_language(language if language in spoken else spoken[0])

    def moment(at: datetime | None) -> str:
        return said.moment(at.astimezone(desk.clinic.clock)) if at else ""

    key = "none" if new is None else "first" if old is None else "other"
    text = said.say(f"moving.text.{key}", clinic=desk.clinic.name, old=moment(old), new=moment(new))
    if linked and new:
        text = f"{text} {said.say('moving.text.link')}"
    st.session_state[_READY] = MovedText(about, desk.key, text)


def show_ready(desk: Desk, about: str) -> bool:
    """Show it where it is about this; was there one?"""
    kept: MovedText | None = st.session_state.get(_READY)
    if kept is None or (kept.about, kept.desk_key) != (about, desk.key):
        return False
    desk.done(desk.language.say("moving.moved"))
    show(tag("p", desk.language.say("moving.send"), "smp-help"))
    st.code(kept.text, language=None, wrap_lines=True)
    if st.button(plain(desk.language.say("moving.sent")), key="moved.sent"):
        del st.session_state[_READY]
        st.rerun()
    return True
