"""What one browser tab knows beside the draft: nothing here is the only home of an answer.

A lost websocket or a restart may empty it at any moment; then the form goes on from the draft as if it were a new tab.
"""

from typing import Any, TypedDict, cast

import streamlit as st

from intake.reading import Reading
from records import new_token

LANGUAGE_COOKIE = "smp_lang"
_NO_ANSWERS = ("tab", "focus", "sitting", "idle")


class Tab(TypedDict):
    """`version` of the draft that this tab shows (None: none yet), the round of its widgets, what was tried.

    `kept` is the content that the database held when it last answered, `unsaved` what could not be saved since (None:
    nothing); `leaving` is the page whose Continue waits for that. `reading` is what was last made of the answers.
    `counted`: how many steps there were when this section was come to. `desk`: was this tab ever at an address of the
    desk?
    """

    version: int | None
    kept: dict[str, Any]
    unsaved: dict[str, Any] | None
    leaving: str
    round: int
    tried: str
    attempt: int
    notice: str
    ended: str
    token: str
    drawn_page: str
    drawn: dict[str, Any]
    reading: Reading | None
    counted: tuple[str, int]
    desk: bool


def tab() -> Tab:
    """This tab's own state.

    It is changed in place: assigning to st.session_state could end the run between a save and noting its version.
    """
    if "tab" not in st.session_state:
        st.session_state["tab"] = fresh_tab()
    return cast(Tab, st.session_state["tab"])


def fresh_tab() -> Tab:
    """The state of a tab that has shown nothing yet."""
    return Tab(
        version=None, kept={}, unsaved=None, leaving="", round=0, tried="", attempt=0, notice="", ended="",
        token=new_token(), drawn_page="", drawn={}, reading=None, counted=("", 0), desk=False,
    )  # fmt: skip


def draft_token(own: Tab, cookie: str) -> str:
    """The secret that the draft is kept under: the browser's cookie, or the tab's own where cookies are refused."""
    return str(st.context.cookies.get(cookie) or own["token"])


def language_code(languages: tuple[str, ...]) -> str:
    """The language of the page that web/ served; the first of the clinic's where none is known."""
    code = st.context.cookies.get(LANGUAGE_COOKIE)
    return code if code in languages else languages[0]


def note_drawn(own: Tab, page: str) -> None:
    """Remember what the widgets of a page held at the end of a run, when the draft held the same."""
    own["drawn_page"] = page
    own["drawn"] = _answers_held()


def new_round(own: Tab) -> None:
    """Other answers have to be shown than the widgets hold: they are drawn anew before anything is left."""
    own["round"] += 1
    forget_drawn(own)


def forget_drawn(own: Tab) -> None:
    """Something else is drawn, and may stop halfway."""
    own["drawn_page"], own["drawn"] = "", {}


def only_pressed(own: Tab, key: str) -> bool:
    """Was this button pressed on the page that was drawn last, and no answer changed with it?

    Then the draft is up to date, and the page need not be drawn once more to find that out.
    """
    if not own["drawn_page"] or not st.session_state.get(key):
        return False
    drawn = own["drawn"]
    held = _answers_held()
    return all(name in drawn and drawn[name] == value for name, value in held.items() if name != key)


def _answers_held() -> dict[str, Any]:
    """What the widgets hold, each looked up once; as items of st.session_state each would be looked up twice."""
    held = st.session_state.to_dict()
    return {name: value for name, value in held.items() if name not in _NO_ANSWERS}


def known(key: str) -> Any:
    """What a widget of this tab holds, or None when it was not drawn before (a new page, tab or process)."""
    return st.session_state.get(key)


def check_box(label: str, key: str, first: bool, shown: bool | None) -> bool:
    """A box to tick; `first` counts only where this process has not drawn it yet: it is not known what it `shown`."""
    return st.checkbox(label, value=first if shown is None else False, key=key)
