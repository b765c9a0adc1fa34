"""An urgent form that nobody opened in time: red for everybody at the desk, on every page, until somebody does."""

from contextlib import suppress
from datetime import timedelta

import streamlit as st

from records import Unavailable
from screens.desk.desk import Desk
from screens.desk.look import shape
from screens.text import joined, show, tag

_AGAIN = timedelta(minutes=1)


@st.fragment(run_every=_AGAIN)
def late(desk: Desk) -> None:
    """How many wait and for how long, and nobody's name: the front desk reads it too.

    It looks again by itself while nobody clicks, which is no sign of life of whoever is signed in.
    """
    now = desk.wiring.now()
    with suppress(Unavailable):  # a fragment that runs by itself has nobody who would catch it
        waits = desk.store.queue.unopened(now - timedelta(minutes=desk.clinic.urgent_minutes))
        if waits:
            many = "one" if waits.forms == 1 else "many"
            do = desk.say("late_open" if "queue" in desk.pages else "late_tell")
            span = desk.language.lasting(now - waits.since)
            told = tag("span", f"{desk.say(f'late_{many}', count=waits.forms, span=span)} {do}")
            show('<div role="alert">', tag("p", joined(shape("urgent"), told), "smp-late smp-is-urgent"), "</div>")
