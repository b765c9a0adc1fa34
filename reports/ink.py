"""What is drawn by hand: the shapes that carry a meaning in grey print too, and the scalp seen from above.

Every painter takes (canvas, width, height) in points and paints inside that box.
"""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor, white

from reports.model import Meaning
from reports.scalp import EARS, HEAD, NOSE, ZONES, Ellipse
from reports.seal import modules
from reports.tagged import Drawing, Node
from reports.text import shown
from reports.theme import LINE, LOOKS, MUTED, TEXT

Painter = Callable[[Any, float, float], None]


def shape(meaning: Meaning, size: float) -> Drawing:
    """The shape of a meaning, filled with its ink. The word stands beside it, so it is decoration to a reader."""
    look = LOOKS[meaning]

    def paint(canvas: Any, width: float, height: float) -> None:
        canvas.saveState()
        canvas.scale(width / 16, height / 16)  # every shape is drawn in a square of 16
        canvas.setFillColor(HexColor(look.ink))
        canvas.setStrokeColor(white)
        canvas.setLineWidth(1.7)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        SHAPES[look.shape](canvas)
        canvas.restoreState()

    return Drawing(size, size, paint)


def _polygon(canvas: Any, points: Sequence[tuple[float, float]], *, fill: bool, close: bool = True) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.close()
    canvas.drawPath(path, fill=int(fill), stroke=int(not fill))


def _octagon(canvas: Any) -> None:
    _polygon(canvas, [(5, 0), (11, 0), (16, 5), (16, 11), (11, 16), (5, 16), (0, 11), (0, 5)], fill=True)
    canvas.line(8, 7.4, 8, 12.2)
    _dot(canvas, 8, 4.2)


def _clock(canvas: Any) -> None:
    canvas.circle(8, 8, 8, stroke=0, fill=1)
    _polygon(canvas, [(8, 12.6), (8, 8), (11.2, 6)], fill=False, close=False)


def _envelope(canvas: Any) -> None:
    canvas.roundRect(0, 2.2, 16, 11.6, 1.6, stroke=0, fill=1)
    _polygon(canvas, [(2.2, 11.4), (8, 7), (13.8, 11.4)], fill=False, close=False)


def _triangle(canvas: Any) -> None:
    _polygon(canvas, [(0, 0.6), (16, 0.6), (8, 15.4)], fill=True)
    canvas.line(8, 6, 8, 10)
    _dot(canvas, 8, 3.2)


def _question(canvas: Any) -> None:
    canvas.circle(8, 8, 8, stroke=0, fill=1)
    path = canvas.beginPath()
    path.moveTo(5.6, 10.2)
    path.curveTo(5.6, 13.4, 10.6, 13.4, 10.6, 10.2)
    path.curveTo(10.6, 8.4, 8, 8.4, 8, 6.4)
    canvas.drawPath(path, fill=0, stroke=1)
    _dot(canvas, 8, 3.6)


def _tick(canvas: Any) -> None:
    canvas.circle(8, 8, 8, stroke=0, fill=1)
    _polygon(canvas, [(4.4, 8), (7, 5.2), (11.8, 10.8)], fill=False, close=False)


def _dot(canvas: Any, x: float, y: float) -> None:
    canvas.setFillColor(white)
    canvas.circle(x, y, 1, stroke=0, fill=1)


SHAPES: dict[str, Callable[[Any], None]] = {
    "octagon": _octagon,
    "clock": _clock,
    "envelope": _envelope,
    "triangle": _triangle,
    "question": _question,
    "tick": _tick,
}


LONGEST_ALT = 300
"""Characters: who listens to a picture does not want to hear a page."""


def scalp(zones: Sequence[str], told: str, width: float, ink: str, section: Node) -> Drawing:
    """The scalp from above, forehead up, with the wanted zones filled; a zone without a place is left out.

    `told` says in words what the picture shows."""
    node = section.add("Figure", alt=shown(told[:LONGEST_ALT]))

    def paint(canvas: Any, width: float, height: float) -> None:
        canvas.saveState()
        canvas.scale(width / 100, height / 100)
        canvas.setLineWidth(1.6)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(HexColor(MUTED))
        canvas.setFillColor(white)
        for part in (*EARS, NOSE, HEAD):
            _ellipse(canvas, part, fill=1)
        canvas.setLineWidth(1)
        wanted = [zone for zone in ZONES if zone in zones]
        for zone in wanted:
            canvas.setFillColor(HexColor(ink))
            canvas.setStrokeColor(HexColor(TEXT))
            for part in ZONES[zone]:
                _ellipse(canvas, part, fill=1)
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setDash(2, 2)
        for zone in ZONES:
            if zone not in wanted:
                for part in ZONES[zone]:
                    _ellipse(canvas, part, fill=0)
        canvas.restoreState()

    return Drawing(width, width, paint, node)


def _ellipse(canvas: Any, part: Ellipse, fill: int) -> None:
    x, y, across, along = part
    canvas.ellipse(x - across, y - along, x + across, y + along, stroke=1, fill=fill)


def pen(
    strokes: Sequence[Sequence[tuple[int, int]]], told: str, width: float, sheet: tuple[int, int], section: Node
) -> Drawing:
    """Strokes of a pen on a sheet so many units wide and high, from its upper left corner, as a figure so wide."""
    node, (across, down) = section.add("Figure", alt=shown(told[:LONGEST_ALT])), sheet

    def paint(canvas: Any, width: float, height: float) -> None:
        canvas.saveState()
        canvas.setStrokeColor(HexColor(TEXT))
        canvas.setLineWidth(1.2)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in strokes:
            points = [(x * width / across, height - y * height / down) for x, y in stroke]
            _polygon(canvas, points, fill=False, close=False)
        canvas.restoreState()

    return Drawing(width, width * down / across, paint, node)


def code(canvas: Any, text: str, corner: tuple[float, float], size: float) -> None:
    """A code to scan with its lower left corner here: one path of all its dark squares."""
    rows = modules(text)
    step = size / len(rows)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(corner[0] + across * step, corner[1] + size - (down + 1) * step, step, step)
    canvas.setFillColor(HexColor(TEXT))
    canvas.drawPath(path, fill=1, stroke=0)


class Ruled(Drawing):
    """Ruled lines to write on: `count` of them, or as many as the page has room for."""

    def __init__(self, width: float, count: int = 0, gap: float = 22) -> None:
        super().__init__(width, count * gap, self._paint)
        self.count, self.gap = count, gap

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        self.height = (self.count or int(availHeight / self.gap)) * self.gap
        return self.width, self.height

    def _paint(self, canvas: Any, width: float, height: float) -> None:
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        for number in range(round(height / self.gap)):
            canvas.line(0, number * self.gap, width, number * self.gap)
