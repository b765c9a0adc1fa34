"""The drawings beside options: .svg files that the questionnaire names, each for light and for dark pages.

A drawing is written in the inks of a light page; in the dark its outlines take the inks of a dark one, and what is
skin, hair or sun keeps its colour. docs/look.md says how to add one.
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


class Drawing(NamedTuple):
    """One drawing as two files (SVG, UTF-8)."""

    light: bytes
    dark: bytes


@cache
def drawings() -> Mapping[str, Drawing]:
    """Every drawing by its name."""
    return {path.stem: _drawing(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.svg"))}


@cache
def addresses() -> Mapping[str, tuple[str, str]]:
    """Where each drawing is fetched from, on a light page and on a dark one."""
    return {
        name: (address(f"{name}-light.svg", drawing.light), address(f"{name}-dark.svg", drawing.dark))
        for name, drawing in drawings().items()
    }


def files() -> dict[str, bytes]:
    """Every file of the drawings by its address."""
    return {
        place: body
        for name, drawing in drawings().items()
        for place, body in zip(addresses()[name], drawing, strict=True)
    }


def address(name: str, body: bytes) -> str:
    """The address of a file, which changes with what is in it."""
    stem, _, kind = name.rpartition(".")
    return f"{ADDRESS}{stem}.{hashlib.sha256(body).hexdigest()[:16]}.{kind}"


def _drawing(light: str) -> Drawing:
    dark = light
    for ink, other in INKS.items():
        dark = dark.replace(ink, other)
    return Drawing(light.encode(), dark.encode())
