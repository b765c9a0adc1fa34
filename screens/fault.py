"""What is shown when it is not the client's fault: something of ours is broken, or nothing can be saved for a while."""

import logging
import traceback
from collections.abc import Callable, Iterable

import streamlit as st

from intake.language import Language
from screens.text import heading, linked, show, tag

TRY_AGAIN = 5
"""Seconds."""
LOG = logging.getLogger("smp.screens")


class Failed(Exception):  # noqa: N818 - it says all there is to say
    """Something failed that was made for a client; what and where stands in the log, without their answers."""


def show_fault(error: Exception, language: Language, phone: str, whom: Iterable[str]) -> None:
    """One calm sentence on the page; `whom` a link may call or write to."""
    log_fault(error)
    heading(language.say("screens.fault_title"))
    show(linked(tag("p", language.say("screens.fault", phone=phone), "smp-intro"), whom))


def log_fault(error: Exception) -> None:
    """Log the kind of error and its places, without its message: that may quote an answer."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    LOG.error("screen.failed %s at %s", type(error).__name__, " > ".join(places))


def made(file: Callable[[], bytes]) -> bytes:
    """What `file` makes. Raises Failed: Streamlit logs whatever a download raises, with its message and its causes."""
    try:
        return file()
    except Exception as error:
        log_fault(error)
    raise Failed


def wait(language: Language, reach: str, whom: Iterable[str]) -> None:
    """Say that nothing can be saved now; the browser asks again every few seconds, and no thread waits for it."""
    drawn = False

    @st.fragment(run_every=TRY_AGAIN)
    def try_again() -> None:
        nonlocal drawn
        if drawn:
            st.rerun()
        drawn = True
        parts = [tag("h2", language.say("screens.waiting_title"), "smp-question")]
        parts.append(tag("p", language.say("screens.waiting")))
        parts += [linked(tag("p", language.say("screens.questions", phone=reach)), whom)] if reach else []
        show('<div class="smp-notice" role="alert">', *parts, "</div>")

    try_again()
