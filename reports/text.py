"""From what somebody wrote to what a paragraph prints: the one place where text becomes markup.

Nothing that a person typed is ever read as markup, and no character turns silently into an empty box.
"""

import unicodedata
from collections.abc import Iterator
from html import escape
from typing import Any

from pydantic import BaseModel

from reports.glyphs import JOINERS, face_of, needs_script


def shown(text: str) -> str:
    """The text with each character that no font draws as its number, "⟨U+1F9D1⟩"; a tab is a space."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    if not needs_script(composed):
        return composed
    kept: list[str] = []
    script = False  # is what stands before drawn by another font than the report's own?
    for letter in composed:
        if letter in JOINERS:
            drawn = script  # between letters of Latin a joiner means nothing: it is shown
        else:
            drawn = letter == "\n" or face_of(letter) is not None
            script = drawn and needs_script(letter)
        kept.append(letter if drawn else f"⟨U+{ord(letter):04X}⟩")
    return "".join(kept)


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
