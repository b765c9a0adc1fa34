"""What stands on the kiosk's screen while nobody's answers do: the start, the curtain, a code, a word of thanks."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from intake.language import Language
from screens.codes import address, code_shown, scannable
from screens.kiosk.sitting import Sitting, end, more_time
from screens.kiosk.start import start_page
from screens.text import heading, plain, show, tag
from screens.wiring import Wiring


def between_page(wiring: Wiring, language: Language, held: Sitting, now: datetime) -> None:
    """The page that fits; whoever presses its last button leaves it to the next."""

    def say(key: str, **values: str) -> str:
        return language.say(f"kiosk.{key}", **values)

    if held.hidden:
        _curtain(say, held, now)
        return
    match held.between:
        case "code":
            heading(say("moved"), say("moved_open", address=address()))
            show(tag("p", say("moved_code"), "smp-strong"), code_shown(held.code))
            show(scannable(address(), say("moved_kept")))
        case "thanks":
            heading(say("thanks"), say("thanks_told"))
            show(tag("p", say("thanks_copy")))
        case "speak":
            heading(say("speak"), say("speak_told"))
        case _:
            start_page(wiring, language, now)
            return
    with st.container(key="buttons"):
        if st.button(plain(say("done")), type="primary", key="done", width="stretch"):
            end(now)
            st.rerun()


def _curtain(say: Callable[..., str], held: Sitting, now: datetime) -> None:
    heading(say("still_there"), say("hidden"))
    with st.container(key="buttons"):
        if st.button(plain(say("more_time")), type="primary", key="more", width="stretch"):
            more_time(held, now)
            st.rerun()
        if st.button(plain(say("stop")), type="tertiary", key="stop"):
            end(now)
            st.rerun()
