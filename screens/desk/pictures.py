"""Pages and photos shown as pictures, and printed as they are shown.

A reader for PDFs inside the page would need a frame, which our content security policy allows to nobody, and tablets
show only the first page in one. The pictures are written into the page, so nothing lies under an address of its own.
"""

from base64 import b64encode
from collections.abc import Callable
from html import escape

import streamlit as st

from reports.preview import pictures
from screens.desk.opened import Opened
from screens.text import Html, show

_HELD = "pictures"
_PDF = "application/pdf"

_PRINT = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button"), root = document.documentElement;
  button.textContent = data.label;
  button.onclick = () => {
    root.classList.add("smp-print-sheets");
    window.addEventListener("afterprint", () => root.classList.remove("smp-print-sheets"), { once: true });
    window.print();
  };
}
"""


def shown_now(key: str) -> bool:
    """Is this what is looked at in this tab?"""
    held = st.session_state.get(_HELD)
    return held is not None and held[0] == key


def look_at(key: str, body: Callable[[], bytes], media_type: str = _PDF) -> None:
    """Look at this from now on. The pictures are made once and live in this tab, until something else is looked at."""
    made = body()
    st.session_state[_HELD] = (key, list(pictures(made)) if media_type == _PDF else [made])
    st.rerun()


def look_away() -> None:
    st.session_state.pop(_HELD, None)
    st.rerun()


def show_pictures(opened: Opened, title: str) -> None:
    """What is looked at, one page below the other, with a button that prints these alone."""
    st.components.v2.component(
        "smp_print", html='<button type="button" class="smp-print"></button>', js=_PRINT, isolate_styles=False
    )(key=opened.key("print"), data={"label": opened.say("print")})
    for number, body in enumerate(st.session_state[_HELD][1], 1):
        show(_sheet(body, opened.say("sheet", title=title, page=number)))  # one by one: a message has a greatest size


def _sheet(body: bytes, said: str) -> Html:
    source = f"data:image/jpeg;base64,{b64encode(body).decode()}"
    return Html(f'<img class="smp-sheet" alt="{escape(said)}" src="{source}">')
