"""A paragraph in any script: broken into lines, ordered, shaped, painted, and still to be searched and read aloud.

Only text that the embedded font cannot draw takes this road (reports.tagged.P decides). The ink is outlines; over it
lies text without ink, in a font that needs no file and in the order of the ink, as programs expect that search a page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from typing import Any

from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries

from reports.bidi import DOSE, in_order, levels
from reports.glyphs import BOLD, REGULAR, Face, Glyph, in_faces, outline, shaped, units
from reports.unseen import write

ROOMIER = 1.15
"""Leading of these lines, of the style's: many scripts reach higher and lower than Latin."""
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao have no spaces between words; a syllable certainly begins here."""
_WORD = re.compile(r"\S{1,80}\s*")


@dataclass(frozen=True)
class Ink:
    """How a stretch of text looks, and where it leads."""

    weight: int
    size: float
    colour: Any
    link: str


@dataclass(frozen=True)
class Run:
    """A stretch of one line in one face, one direction and one look."""

    text: str
    face: Face
    level: int
    ink: Ink

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        return shaped(self.text, self.face, self.ink.weight, bool(self.level & 1))

    @property
    def width(self) -> float:
        return self.ink.size * sum(glyph.advance for glyph in self.glyphs)

    @property
    def seen(self) -> str:
        """The characters from left to right."""
        return self.text[::-1] if self.level & 1 else self.text


@dataclass(frozen=True)
class Line:
    """One line: its runs as they stand, and whether it begins at the right."""

    runs: tuple[Run, ...]
    backwards: bool

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)

    @property
    def turned(self) -> bool:
        """Does any of it stand in another order than it is read?"""
        return any(run.level for run in self.runs)


@dataclass(frozen=True)
class Passage:
    """A text with the ink of each character; "\\n" begins a new paragraph."""

    text: str
    inks: tuple[Ink, ...]

    @classmethod
    def of(cls, frags: Sequence[Any]) -> "Passage":
        """What ReportLab's parser made of a paragraph's markup."""
        texts, inks = [], []
        for frag in frags:
            text = "\n" if getattr(frag, "lineBreak", False) else frag.text
            link = frag.link[0][1] if frag.link else ""
            texts.append(text)
            inks += [Ink(BOLD if frag.bold else REGULAR, frag.fontSize, frag.textColor, link)] * len(text)
        return cls("".join(texts), tuple(inks))

    def part(self, start: int, stop: int | None = None) -> "Passage":
        return Passage(self.text[start:stop], self.inks[start:stop])

    def stripped(self) -> "Passage":
        """Without the space or the end of a line that it ends with."""
        return self.part(0, len(self.text.rstrip()))

    def lines(self, width: float) -> Iterator[tuple[int, Line]]:
        """The lines that fit into a width in points, each with the place at which the next one begins."""
        start = 0
        for paragraph in self.text.split("\n"):
            stop = start + len(paragraph)
            base, every = levels(paragraph)
            faces = list(in_faces(paragraph))
            runs = list(_runs(paragraph, faces, every, self.inks[start:stop]))
            for first, last in _broken(paragraph, _advances(runs), width):
                end = first + len(paragraph[first:last].rstrip())
                inked = self.inks[start + first : start + end]
                found = _runs(paragraph[first:end], faces[first:end], every[first:end], inked)
                ordered = in_order([(run.level, run) for run in found])
                yield start + last + (last == len(paragraph)), Line(tuple(ordered), bool(base & 1))
            start = stop + 1


def _runs(text: str, faces: Sequence[Face], every: Sequence[int], inks: Sequence[Ink]) -> Iterator[Run]:
    place = 0
    for (face, level, ink), same in groupby(zip(faces, every, inks, strict=True)):
        count = len(list(same))
        yield Run(text[place : place + count], face, level, ink)
        place += count


def _advances(runs: Sequence[Run]) -> list[float]:
    """How much of a line each character takes; that of a cluster stands with its first."""
    taken: list[float] = []
    for run in runs:
        own = [0.0] * len(run.text)
        for glyph in run.glyphs:
            own[glyph.cluster] += glyph.advance * run.ink.size
        taken += own
    return taken


def _broken(text: str, advances: Sequence[float], width: float) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends: at the last place that allows it, inside a word only where it fills a line."""
    if not text:
        yield 0, 0
        return
    doses = {place for dose in DOSE.finditer(text) for place in range(dose.start() + 1, dose.end())}
    allowed = {place for place, letter in enumerate(text) if letter in _LEADING_VOWELS and place}
    for word in _WORD.finditer(text):
        allowed |= {word.start() + place for place in _inside(word[0])} | {word.end()}
    places = sorted(allowed - doses | {len(text)})
    taken = [0.0, *accumulate(advances)]
    trimmed = [0]
    for place, letter in enumerate(text, start=1):
        trimmed.append(trimmed[-1] if letter.isspace() else place)

    def last_fitting(candidates: Sequence[int], start: int) -> int | None:
        """The last of these places up to which the text fits, without the space before it."""
        best = None
        for stop in candidates[bisect_right(candidates, start) :]:
            if taken[max(trimmed[stop], start)] - taken[start] > width:
                break
            best = stop
        return best

    start = 0
    while start < len(text):
        stop = last_fitting(places, start)
        if stop is None:
            following = places[bisect_right(places, start)]
            inside = [start + place for place in grapheme_cluster_boundaries(text[start:following])][1:]
            stop = last_fitting(inside, start) or inside[0]
        yield start, stop
        start = stop


@lru_cache(maxsize=4096)
def _inside(word: str) -> tuple[int, ...]:
    """Where a word may be broken. Word by word, because the library takes long for a whole text."""
    return tuple(line_break_boundaries(word))[1:-1]


def paint(canvas: Any, line: Line, x: float, y: float) -> None:
    """Paint a line with its left end at (x, y) in points, inside whatever the canvas has marked."""
    at = x
    for run in line.runs:
        canvas.setFillColor(run.ink.colour)
        for glyph in run.glyphs:
            ink = outline(glyph.number, run.face, run.ink.weight)
            scale = run.ink.size / units(run.face)
            left, up = at + glyph.across * run.ink.size, y + glyph.up * run.ink.size
            if ink:
                canvas._code.append(f"q {scale:.6f} 0 0 {scale:.6f} {left:.2f} {up:.2f} cm {ink} Q")
            at += glyph.advance * run.ink.size
    write(canvas, "".join(run.seen for run in line.runs), line.runs[0].ink.size if line.runs else 0, line.width, (x, y))
    at = x
    for run in line.runs:
        if run.ink.link:
            canvas.linkURL(run.ink.link, (at, y - 2, at + run.width, y + run.ink.size), relative=1)
        at += run.width
