"""The drawings beside options: .svg files that the questionnaire names, each for light and for dark pages.

A drawing is written in the inks of a light page; in the dark its outlines take the inks of a dark one, and what is
skin, hair or sun keeps its colour. One that shows what comes first and what then is turned round for somebody who reads
from right to left. docs/look.md says how to add one.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "pictures"
ADDRESS = "/static/pictures/"
"""Where browsers fetch what is drawn; a name there carries a hash of its content, so it is fetched once."""
INKS = {"#1E2426": "#ECEAE4", "#566064": "#A9B2B5", "#0F5C5C": "#7FC8C8"}
"""Text, muted text and primary: light, and what stands for it in the dark."""
COURSE = ' class="course"'
"""What the root of a drawing says that is read in the direction of writing."""


class Drawing(NamedTuple):
    """One drawing as two files (SVG, UTF-8)."""

    light: bytes
    dark: bytes


@cache
def drawings(from_right: bool = False) -> Mapping[str, Drawing]:
    """Every drawing by its name; `from_right`, for a page that is written from right to left."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.svg"))}
    return {name: _drawing(_turned(text) if from_right else text) for name, text in found.items()}


@cache
def addresses(from_right: bool = False) -> Mapping[str, tuple[str, str]]:
    """Where each drawing is fetched from, on a light page and on a dark one."""
    return {
        name: (address(f"{name}-light.svg", drawing.light), address(f"{name}-dark.svg", drawing.dark))
        for name, drawing in drawings(from_right).items()
    }


def files() -> dict[str, bytes]:
    """Every file of the drawings by its address."""
    return {
        place: body
        for from_right in (False, True)
        for name, drawing in drawings(from_right).items()
        for place, body in zip(addresses(from_right)[name], drawing, strict=True)
    }


def address(name: str, body: bytes) -> str:
    """The address of a file, which changes with what is in it."""
    stem, _, kind = name.rpartition(".")
    return f"{ADDRESS}{stem}.{hashlib.sha256(body).hexdigest()[:16]}.{kind}"


def _turned(text: str) -> str:
    """The drawing as a mirror shows it, where that matters."""
    if COURSE not in text:
        return text
    head, drawn = text.split(">", 1)
    return f'{head}><g transform="matrix(-1 0 0 1 112 0)">{drawn.replace("</svg>", "</g></svg>")}'


def _drawing(light: str) -> Drawing:
    dark = light
    for ink, other in INKS.items():
        dark = dark.replace(ink, other)
    return Drawing(light.encode(), dark.encode())
