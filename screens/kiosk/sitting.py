"""One client's sitting at the kiosk. It lives in this one open page and nowhere else: the browser holds no token, and a
page that is loaded anew, or a tab that was killed, knows nothing of it. The draft stays on the server.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, cast

import streamlit as st

from intake.clinic import Kiosk
from screens.session import tab
from screens.wiring import Wiring

TOLD_EVERY = 20
"""Seconds: how often at most the page tells that somebody touches it."""
_LATE = timedelta(seconds=TOLD_EVERY + 5)
"""By so much the server may know of a touch later than the page."""

Between = Literal["", "code", "thanks", "speak"]


@dataclass
class Sitting:
    """`token` of the draft, "" while nobody has one open; when it was `begun` and `seen` last; whether it is `hidden`;
    the birth date given with a code (`born`), until it has opened what was told before; what stands on the screen
    `between` two sittings, and the `code` there; `turn` counts what begins the waiting anew; `left`, that the page is
    to be loaded anew."""

    begun: datetime
    seen: datetime
    token: str = ""
    born: date | None = None
    hidden: bool = False
    between: Between = ""
    code: str = ""
    turn: int = 0
    left: bool = False


def at_the_kiosk(wiring: Wiring) -> Kiosk | None:
    """The kiosk's settings, if this browser is one."""
    return wiring.clinic.kiosk if st.context.cookies.get(wiring.kiosk_cookie) else None


def sitting(now: datetime) -> Sitting:
    """The sitting of this page."""
    if "sitting" not in st.session_state:
        st.session_state["sitting"] = Sitting(begun=now, seen=now)
    return cast(Sitting, st.session_state["sitting"])


def begin(token: str, now: datetime, born: date | None = None) -> None:
    """Somebody sits down with the draft of `token`, who gave this birth date for its code."""
    end(now)
    held = sitting(now)
    held.token, held.born, held.left = token, born, False


def end(now: datetime, between: Between = "", code: str = "") -> None:
    """They are gone: the page forgets everything, and shows `between` or is loaded anew."""
    turn, rounds = sitting(now).turn, tab()["round"]
    for key in list(st.session_state):
        del st.session_state[key]
    tab()["round"] = rounds + 1  # a widget of before is never taken for one of theirs
    held = sitting(now)
    held.between, held.code, held.turn, held.left = between, code, turn + 1, not between


def more_time(held: Sitting, now: datetime) -> None:
    """They are still there."""
    held.hidden, held.seen, held.turn = False, now, held.turn + 1


def over(held: Sitting, kiosk: Kiosk, now: datetime) -> bool:
    """Has nobody touched the page for so long that the sitting is over, whatever the page's own clock says?"""
    return now - held.seen > timedelta(seconds=kiosk.end_after) + _LATE
