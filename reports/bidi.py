"""Which way each character of a line runs, and in which order the runs stand: the Unicode bidirectional algorithm."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from bidi import algorithm

_PHONE = r"(?<![\w+])\+?\(?\d(?:[ \u00a0()./-]*\d){7,}"
DOSE = re.compile(rf"{_PHONE}|\d[\d.,]*\s?(?:%|[A-Za-zµμ]{{1,5}}(?:/[A-Za-z]{{1,5}})?)(?![A-Za-z])")
"""A figure with its unit, or a telephone number. The algorithm would turn either round in a line of Arabic; both are
read from left to right."""
_LEFT_TO_RIGHT, _END = "\u202a", "\u202c"
_BACKWARDS = ("R", "AL", "AN")

Item = TypeVar("Item")


def levels(text: str) -> tuple[int, list[int]]:
    """The level of a paragraph, and of each of its characters: an odd one runs from right to left."""
    if not any(algorithm.bidirectional(letter) in _BACKWARDS for letter in text):
        return 0, [0] * len(text)
    base = algorithm.get_base_level(text)
    held = DOSE.sub(lambda dose: f"{_LEFT_TO_RIGHT}{dose[0]}{_END}", text)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    algorithm.get_embedding_levels(held, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    resolved = iter(storage["chars"])
    found: list[int] = []
    for letter in text:
        # Joiners are taken out before anything is resolved: they go with what stands before them.
        removed = algorithm.bidirectional(letter) in algorithm.X9_REMOVED
        found.append((found[-1] if found else base) if removed else next(resolved)["level"])
    return base, found


def in_order(items: Sequence[tuple[int, Item]]) -> list[Item]:
    """Runs with their levels, as they stand from left to right (rule L2)."""
    row = list(items)
    for level in range(max((level for level, _ in row), default=0), 0, -1):
        start = 0
        while start < len(row):
            stop = start
            while stop < len(row) and row[stop][0] >= level:
                stop += 1
            row[start:stop] = row[start:stop][::-1]
            start = max(stop, start + 1)
    return [item for _, item in row]
