"""One run at the kiosk: somebody's form, or what stands between two sittings, and the watch over both."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import streamlit as st

from intake.clinic import Kiosk
from intake.language import Language
from screens.focus import focus
from screens.kiosk.between import between_page
from screens.kiosk.idle import Told, watch
from screens.kiosk.look import look
from screens.kiosk.sitting import Sitting, end, over, sitting
from screens.wiring import Wiring

PAGE = "kiosk"
_OTHERS = ("landing", "result", "ended")


def kiosk_run(wiring: Wiring, kiosk: Kiosk, language: Language, form: Callable[[str], bool]) -> bool:
    """Show what is to be seen; is there anything that could not be saved? `form` shows the form of a draft's token.

    Raises Unavailable or ContentError.
    """
    look()
    held, now = _present(wiring, kiosk), wiring.now()
    waiting = False
    if held.token and not held.hidden:
        waiting = form(held.token)
    else:
        _between(wiring, language, held, now)
    watch(kiosk, held, partial(_take, wiring, kiosk))
    return waiting


def _present(wiring: Wiring, kiosk: Kiosk) -> Sitting:
    """The sitting as it stands now: over where nobody was here for too long, or where they went on with their phone."""
    now = wiring.now()
    held = sitting(now)
    if not held.token:
        return held
    if over(held, kiosk, now) or wiring.store.resuming.moved(held.token, held.begun):
        end(now)
        return sitting(now)
    if not held.hidden:
        held.seen = now
    return held


def _between(wiring: Wiring, language: Language, held: Sitting, now: datetime) -> None:
    """Every address leads here, also those that the browser's Back brings up."""
    sections = wiring.screening.questionnaire.sections
    names = (*_OTHERS, PAGE, *(section.id for section in sections))
    page, title = partial(between_page, wiring, language, held, now), language.say("kiosk.title")
    st.navigation(
        [
            st.Page(page, title=f"{title} – {wiring.clinic.name}", url_path=name, default=name == "landing")
            for name in names
        ],
        position="hidden",
    ).run()
    focus(f"between {held.turn} {held.hidden} {held.between}", language, errors=False)


def _take(wiring: Wiring, kiosk: Kiosk, told: Told) -> None:
    """What the page tells of itself."""
    now = wiring.now()
    held = sitting(now)
    if not held.token or not told:
        return
    if told == "gone" or over(held, kiosk, now):
        end(now)
        st.rerun()
    if told == "away":
        held.hidden, held.seen = True, now - timedelta(seconds=kiosk.hide_after)
        st.rerun()
    if not held.hidden:
        held.seen = now
