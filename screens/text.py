"""Finished texts as HTML: every word passes through escape, so nothing that anybody typed is ever read as markup."""

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from intake import reach
from intake.language import ENGLISH, Borrowed

_ESCAPED = re.compile(
    r"[\\`*\[\]<~$|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word it is itself
    r"|&(?=#?\w+;)"
    r"|^[ \t]*(?:>|[-+#](?=[\s#]|$)|\d+(?=[.)](?:\s|$)))",  # a list, a quotation or a heading, where a line begins
    re.MULTILINE,
)
_PHONE = re.compile(r"(?<![\w+&#])\+?\(?\d(?:[ \u00a0()./-]*\d){7,}")
_PARTED = re.compile(r":(?=[^\W\d]|[:/]|[\d+-][\w+-]*:)|@(?=\w)|\bwww(?=\.)", re.IGNORECASE)
_UNSEEN = "\u2060"
"""The word joiner. Pictures (:smile:, :material/home:) and addresses are found in a text whose backslashes are gone."""


class Html(str):
    """Elements that this module made; any other text is escaped before it stands among them."""

    __slots__ = ()


NOTHING = Html()


def plain(text: str) -> str:
    """The text for a widget's label, where Streamlit would read markdown.

    Only what would be read is escaped: the label is also the widget's name for a screen reader, which says every
    backslash.
    """
    return _PARTED.sub(rf"\g<0>{_UNSEEN}", _ESCAPED.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    # A backslash before a digit stays one, so what is escaped is the sign after the number of a list.
    return f"{sign}\\" if sign[-1].isdigit() else f"{sign[:-1]}\\{sign[-1]}"


def safe(text: str) -> Html:
    """The text as HTML, unless it is that already; a line break of the text stays one.

    A telephone number is read from left to right everywhere: in a line of Arabic its groups would be turned round.
    """
    if isinstance(text, Html):
        return text
    return Html(_PHONE.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(text)).replace("\n", "<br>"))


def as_typed(text: str) -> Html:
    """What somebody typed, in whichever language: each line runs in its own direction, whatever that of the page."""
    return Html("<br>".join(f"<bdi>{safe(line)}</bdi>" for line in text.split("\n")))


def joined(*parts: str) -> Html:
    """One after the other."""
    return Html("".join(map(safe, parts)))


def linked(text: str, whom: Iterable[str]) -> Html:
    """The same, with each of these numbers and addresses as a link that calls or writes."""
    return Html(reach.linked(safe(text), whom))


def tag(name: str, text: str, style: str = "", mark: str = "") -> Html:
    """One element with a text, or with other elements, in it; a text that is still in English says so. `mark` is the
    element's id."""
    inner = safe(text)
    if isinstance(text, Borrowed):
        inner = Html(f'<bdi lang="{ENGLISH}" dir="ltr">{inner}</bdi>')
    given = (("class", style), ("id", mark))
    told = "".join(f' {attribute}="{value}"' for attribute, value in given if value)
    return Html(f"<{name}{told}>{inner}</{name}>")


def show(*parts: str) -> None:
    """Put elements made by this module on the page."""
    st.html("".join(parts))


def heading(title: str, intro: str = "", above: Html = NOTHING) -> None:
    """The page's one h1, which takes the focus when the page appears; `above` stands over it."""
    show(above, tag("h1", title, "smp-title"), tag("p", intro, "smp-intro") if intro else "")


def listed(items: Sequence[str]) -> Html:
    return tag("ul", joined(*(tag("li", item) for item in items)))
