"""An urgent form that nobody opened in time: red for everybody at the desk, on every page, until somebody does."""

from contextlib import suppress
from datetime import timedelta

import streamlit as st

from records import Unavailable
from screens.desk.desk import Desk
from screens.desk.look import shape
from screens.text import joined, plain, show, tag

_AGAIN = timedelta(minutes=1)


@st.fragment(run_every=_AGAIN)
def late(desk: Desk) -> None:
    """How many wait and for how long, and nobody's name: the front desk reads it too. A specialist opens the first.

    It looks again by itself while nobody clicks, which is no sign of life of whoever is signed in.
    """
    now = desk.wiring.now()
    with suppress(Unavailable):  # a fragment that runs by itself has nobody who would catch it
        waits = desk.store.queue.unopened(now - timedelta(minutes=desk.clinic.urgent_minutes))
        if not waits:
            return
        many = "one" if waits.forms == 1 else "many"
        told = desk.say(f"late_{many}", count=waits.forms, span=desk.language.lasting(now - waits.since))
        opens = "queue" in desk.pages
        if not opens:
            told = f"{told} {desk.say('late_tell')}"
        with st.container(key="late", horizontal=True, vertical_alignment="center"):
            line = tag("p", joined(shape("urgent"), tag("span", told)), "smp-late smp-is-urgent")
            show('<div role="alert">', line, "</div>")
            if opens and st.button(plain(desk.say(f"late_open_{many}")), key="late.open"):
                _open_first(desk)


def _open_first(desk: Desk) -> None:
    """Go to the one that has waited longest; to the queue, if somebody opened it at this moment."""
    ref = desk.store.queue.longest_unopened()
    st.session_state["record"] = ref and str(ref)
    desk.go("record" if ref else "queue")
