"""A paragraph inside its node: laid out by ReportLab, or by reports.scripts where its font is not enough."""

import re
from copy import copy
from functools import cache
from html import unescape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph

from reports.glyphs import needs_script
from reports.scripts import ROOMIER, Line, Passage, paint
from reports.tagged import Node

AT_ONCE = 40
"""Lines whose reading is told together: PDF/A allows no string of more than 32,767 bytes."""


class P(Paragraph):
    """A paragraph that paints inside its node; the two halves of a split share it.

    What the embedded font cannot draw is laid out by reports.scripts."""

    canv: Any

    def __init__(self, text: Any, style: Any = None, node: Node | None = None, **options: Any) -> None:
        if text and "<a " not in text:
            options["frags"] = frags(text, style)
        super().__init__(text, style, **options)
        self.node = node
        self._fitted: tuple[float, tuple[float, float]] | None = None
        # Half of a split paragraph has no text of its own, only words that were laid out already.
        self._passage = Passage.of(self.frags) if text and needs_script(text) else None
        self._lines: list[tuple[int, Line]] = []

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        # Tables ask again and again for the same width; breaking lines is most of the work.
        if self._fitted is None or self._fitted[0] != availWidth or not (self._lines or hasattr(self, "blPara")):
            self._fitted = availWidth, self._wrapped(availWidth, availHeight)
        self.width, self.height = self._fitted[1]
        return self._fitted[1]

    def _wrapped(self, width: float, height: float) -> tuple[float, float]:
        if self._passage is None:
            wrapped: tuple[float, float] = super().wrap(width, height)
            return wrapped
        self._lines = list(self._passage.lines(width))
        return width, len(self._lines) * self._leading

    @property
    def _leading(self) -> float:
        return float(self.style.leading) * ROOMIER

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  ReportLab's names
        if self._passage is not None:
            return self._halves(self._passage, availWidth, availHeight)
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.node = self.node
        return parts

    def _halves(self, passage: Passage, width: float, height: float) -> list[Any]:
        self.wrap(width, height)
        # Whoever asks has found that it does not fit, if only by a rounded point: something is left over.
        count = min(int(height / self._leading), len(self._lines) - 1)
        if count < 1:
            return []
        cut = self._lines[count - 1][0]
        return [self._with(passage.part(0, cut).stripped()), self._with(passage.part(cut))]

    def _with(self, passage: Passage) -> "P":
        part = copy(self)
        part._passage, part._fitted, part._lines = passage, None, []
        return part

    def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802  ReportLab's name
        return _SpokenText(self.canv, x, y)

    def draw(self) -> None:
        if self._passage is None:
            with self.canv.mark(self.node):
                super().draw()
            return
        turned = any(line.turned for _, line in self._lines)
        start = 0
        for first in range(0, len(self._lines), AT_ONCE):
            stop = self._lines[first : first + AT_ONCE][-1][0]
            # What stands in another order than it is read says how it reads, in pieces that PDF/A allows.
            node = self.node.add("Span", reads=self._passage.text[start:stop]) if self.node and turned else self.node
            with self.canv.mark(node):
                self._paint(first)
            start = stop

    def _paint(self, first: int) -> None:
        """Paint some lines from the first of them on."""
        y = self.height - self.style.fontSize - (self._leading - self.style.leading) / 2 - first * self._leading
        # A note of several lines begins at the right; a name alone stands where any other name would.
        several, mirrored = len(self._lines) > 1, self.style.alignment == TA_RIGHT
        for _, line in self._lines[first : first + AT_ONCE]:
            paint(self.canv, line, self.width - line.width if mirrored or (line.backwards and several) else 0, y)
            y -= self._leading


_TAG = re.compile(r"<(/?b|/font|br/|font color=\"#[0-9A-Fa-f]{6}\")>")


def frags(text: str, style: Any) -> list[Any]:
    """What ReportLab's own parser makes of our markup (bold, a colour, a line's end), in a tenth of its time."""
    plain, bold, row = *_templates(style), []
    colours: list[Any] = []
    strong = False
    for place, piece in enumerate(_TAG.split(text)):
        if place % 2 == 0:
            if piece:
                colour = colours[-1] if colours else plain.textColor
                row.append((bold if strong else plain).clone(text=unescape(piece), textColor=colour))
        elif piece == "br/":
            row.append(plain.clone(text="", lineBreak=True))
        elif piece == "/font":
            colours.pop()
        elif piece.startswith("font"):
            colours.append(HexColor(piece[-8:-1]))
        else:
            strong = piece == "b"
    return row


@cache
def _templates(style: Any) -> tuple[Any, Any]:
    """A stretch of text in a style and one in its bold, as ReportLab's parser makes them."""
    return Paragraph("x", style).frags[0], Paragraph("<b>x</b>", style).frags[0]


class _SpokenText(PDFTextObject):
    """Puts a space at each line's end: without it a reader hears the last and the next word as one."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)  # type: ignore[misc]  # not in the stubs
