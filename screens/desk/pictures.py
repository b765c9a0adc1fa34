"""Pages and photos shown as pictures, and printed as they are shown.

A reader for PDFs inside the page would need a frame, which our content security policy allows to nobody, and tablets
show only the first page in one. The pictures are written into the page, so nothing lies under an address of its own.
"""

from base64 import b64encode
from html import escape

import streamlit as st

from reports.preview import pictures
from screens.desk.opened import Opened
from screens.text import Html, joined, show, tag

DOTS = 150
"""An inch: sharp enough to be printed, and a page stays under 200 KB."""
_PDF = "application/pdf"

_PRINT = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    document.documentElement.classList.add("smp-print-sheets");
    window.print();
    document.documentElement.classList.remove("smp-print-sheets");
  };
}
"""


def shown_as_pictures(opened: Opened, body: bytes, title: str, media_type: str = _PDF) -> None:
    """The pages of a PDF, or a photo, one below the other, with a button that prints them alone."""
    drawn = list(pictures(body, DOTS)) if media_type == _PDF else [body]
    kind = "image/png" if media_type == _PDF else media_type
    st.components.v2.component(
        "smp_print", html='<button type="button" class="smp-print"></button>', js=_PRINT, isolate_styles=False
    )(key=opened.key("print"), data={"label": opened.say("print")})
    sheets = [_sheet(kind, one, opened.say("sheet", title=title, page=n)) for n, one in enumerate(drawn, 1)]
    show(tag("div", joined(*sheets), "smp-sheets"))


def _sheet(kind: str, body: bytes, said: str) -> Html:
    source = f"data:{kind};base64,{b64encode(body).decode()}"
    return Html(f'<img class="smp-sheet" alt="{escape(said)}" src="{source}">')
