"""Finished texts as HTML: every word passes through escape, so nothing that anybody typed is ever read as markup."""

from html import escape
from itertools import chain

import streamlit as st

_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#~$|:"}


def plain(text: str) -> str:
    """The text for a widget's label, where Streamlit would read markdown."""
    return text.translate(_MARKDOWN)


def tag(name: str, text: str, style: str = "") -> str:
    """One element with a text in it; a line break of the text stays one."""
    inner = escape(text).replace("\n", "<br>")
    return f'<{name} class="{style}">{inner}</{name}>' if style else f"<{name}>{inner}</{name}>"


def show(*parts: str) -> None:
    """Put elements made by this module on the page."""
    st.html("".join(parts))


def heading(title: str, intro: str = "") -> None:
    """The page's one h1, which takes the focus when the page appears."""
    show(tag("h1", title, "smp-title"), tag("p", intro, "smp-intro") if intro else "")


def listed(items: list[str]) -> str:
    return f"<ul>{''.join(chain.from_iterable(tag('li', item) for item in items))}</ul>"
