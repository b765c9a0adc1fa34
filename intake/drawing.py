"""A signature that was drawn: the strokes of a pen on a sheet of fixed size, read strictly and small enough to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Any

WIDTH, HEIGHT = 1000, 400
"""The sheet, whatever the screen: a drawing looks the same after the phone was turned, and on paper."""
MOST_STROKES, MOST_POINTS = 80, 4000
LEAST_INK, LEAST_ACROSS = 150, 60
"""How long all strokes together are at least, and how far apart their ends, in units of the sheet: a dot, a finger that
trembles on one place or a slip is no signature."""

Point = tuple[int, int]


@dataclass(frozen=True)
class Drawing:
    """Strokes, each of two points or more, from the upper left corner of the sheet."""

    strokes: tuple[tuple[Point, ...], ...]

    @property
    def ink(self) -> float:
        """The length of all strokes."""
        return sum(dist(one, other) for stroke in self.strokes for one, other in pairwise(stroke))

    @property
    def across(self) -> float:
        """The diagonal of the smallest box around them."""
        x, y = zip(*(point for stroke in self.strokes for point in stroke), strict=True)
        return dist((min(x), min(y)), (max(x), max(y)))


def read_drawing(raw: Any) -> Drawing:
    """The shape [[x, y, x, y, ...], ...] with a list a stroke; raises ValueError where it is no signature."""
    if not isinstance(raw, list) or not 0 < len(raw) <= MOST_STROKES:
        raise ValueError("a signature has some strokes")
    if sum(len(stroke) if isinstance(stroke, list) else 0 for stroke in raw) > 2 * MOST_POINTS:
        raise ValueError("a signature has not so many points")
    drawing = Drawing(tuple(tuple(_points(stroke)) for stroke in raw))
    if drawing.ink < LEAST_INK or drawing.across < LEAST_ACROSS:
        raise ValueError("a signature is more than a dot")
    return drawing


def _points(stroke: Any) -> Iterator[Point]:
    if not isinstance(stroke, list) or len(stroke) < 4 or len(stroke) % 2:
        raise ValueError("a stroke has two points or more")
    for x, y in zip(stroke[::2], stroke[1::2], strict=True):
        # `type`, because a bool is an int too.
        if type(x) is not int or type(y) is not int or not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            raise ValueError("a point is two whole numbers on the sheet")
        yield x, y
