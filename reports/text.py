"""From what somebody wrote to what a paragraph prints: the one place where text becomes markup.

Nothing that a person typed is ever read as markup, and no character turns silently into an empty box.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from pydantic import BaseModel
from reportlab.pdfbase import pdfmetrics

from reports.theme import REGULAR, register_fonts


@cache
def printable() -> frozenset[int]:
    """The code points that the embedded font draws."""
    register_fonts()
    font: Any = pdfmetrics.getFont(REGULAR)
    return frozenset(font.face.charToGlyph) - {0xAD}  # ReportLab drops a soft hyphen


def shown(text: str) -> str:
    """The text with each character that cannot be printed as its number, "⟨U+1F9D1⟩"; a tab is a space."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    known = printable()
    return "".join(
        letter if letter == "\n" or ord(letter) in known else f"⟨U+{ord(letter):04X}⟩" for letter in composed
    )


def markup(text: str) -> str:
    """What a Paragraph takes: everything in `text` appears literally."""
    return escape(shown(text), quote=True).replace("\n", "<br/>")


def strong(text: str) -> str:
    """The same in bold."""
    return f"<b>{markup(text)}</b>"


def unprintable(value: Any) -> bool:
    """Whether any text in a model, tuple or string holds a character that is printed as its number."""
    return any(shown(text).count("⟨U+") > text.count("⟨U+") for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
