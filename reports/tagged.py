"""Tagged PDF out of ReportLab: the story owns a tree of meaning, the canvas only notes which ink belongs to which node.

    document = Node("Document")
    P("Your list", style, document.add("H2"))

A node is made where its text is written, in reading order, so layout cannot disturb the order in which a page is read
aloud. Ink that means nothing (rules, fills, footers) is painted under `mark(None)`. Ink under no mark at all fails
PDF/UA, which is what the tests check.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph, Table

from reports.glyphs import needs_script
from reports.scripts import ROOMIER, Line, Passage, paint

LINKS_FROM = 10_000  # keys of links in the parent tree come after those of pages


@dataclass(frozen=True)
class Painted:
    """A run of ink: which page it is on, and its number there."""

    page: int
    number: int


@dataclass(frozen=True)
class Linked:
    """A link annotation: the name of its object."""

    name: str


class Node:
    """An element of the logical structure: its role (H1, P, Table, ...), what stands in it, in reading order.

    `owner` and `attributes` are those of the standard: Node("TH", "Table", Scope="Row"). `alt` describes a figure;
    `reads` is the text of ink that stands in another order than it is read.
    """

    def __init__(self, role: str, owner: str = "", *, alt: str = "", reads: str = "", **attributes: Any) -> None:
        self.role, self.owner, self.alt, self.reads, self.attributes = role, owner, alt, reads, attributes
        self.children: list[Node | Painted | Linked] = []

    def add(self, role: str, owner: str = "", *, alt: str = "", reads: str = "", **attributes: Any) -> "Node":
        """A new element at the end of this one."""
        child = Node(role, owner, alt=alt, reads=reads, **attributes)
        self.children.append(child)
        return child


class TaggedCanvas(Canvas):
    """A canvas that notes which ink belongs to which node; reports.structure writes the tree when it is saved."""

    # ReportLab's own, which its type stubs leave out
    _doc: Any
    _code: list[str]
    _pageNumber: int  # noqa: N815
    _annotationCount: int  # noqa: N815

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pages: list[list[Node]] = []  # for each finished page, the node of each run of ink
        self.links: list[Node] = []  # the node of each link
        self._runs: list[Node] = []
        self._open: Node | None = None
        self._inside = False
        self.unseen: dict[str, int] = {}  # the code of each character of text without ink (reports.scripts)

    @contextmanager
    def mark(self, node: Node | None, kind: str = "Layout") -> Iterator[None]:
        """Paint inside a node, or as an artifact of this kind. An inner mark interrupts an outer one."""
        outer = (self._inside, self._open)
        if self._inside:
            self._code.append("EMC")
        self._begin(node, kind)
        try:
            yield
        finally:
            self._code.append("EMC")
            self._inside, self._open = outer
            if self._inside:
                self._begin(self._open, kind)

    def _begin(self, node: Node | None, kind: str) -> None:
        self._inside, self._open = True, node
        if node is None:
            self._code.append(f"/Artifact <</Type /{kind}>> BDC")
            return
        run = Painted(self._pageNumber, len(self._runs))
        node.children.append(run)
        self._runs.append(node)
        self._code.append(f"/{node.role} <</MCID {run.number}>> BDC")

    def linkURL(self, url: str, rect: Any, *args: Any, **options: Any) -> None:  # noqa: N802  ReportLab's name
        """A link that belongs to the open node, says where it leads and is kept when printed."""
        assert self._open is not None, "a link stands in a paragraph"
        self._open.children.append(Linked(f"Annot.NUMBER{self._annotationCount + 1}"))
        options.update(F=4, Contents=PDFString(url), StructParent=LINKS_FROM + len(self.links))
        self.links.append(self._open)
        super().linkURL(url, rect, *args, **options)

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        super().showPage()
        self.pages.append(self._runs)
        self._runs = []


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
        count = int(height / self._leading)
        if not 0 < count < len(self._lines):
            return [self] if count else []
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
        several = len(self._lines) > 1
        for _, line in self._lines[first : first + AT_ONCE]:
            paint(self.canv, line, self.width - line.width if line.backwards and several else 0, y)
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


TALL = 280.0  # points; a row below this is never broken over two pages


class T(Table):
    """A table whose own ink means nothing; what stands in its cells marks itself. Only a tall row breaks over pages."""

    canv: Any
    _rowHeights: list[float]  # noqa: N815

    def __init__(self, data: Any, style: Any = None, **options: Any) -> None:
        super().__init__(data, style=style, **options)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  ReportLab's names
        # ReportLab splits between rows where it can; left with one row, it would fill the page with a piece of it.
        self.splitInRow = int(self._rowHeights[0] > TALL)
        parts: list[Any] = super().split(availWidth, availHeight)
        return parts

    def _drawBkgrnd(self) -> None:  # noqa: N802  ReportLab's name
        with self.canv.mark(None):
            super()._drawBkgrnd()  # type: ignore[misc]  # not in the stubs

    def _drawLines(self) -> None:  # noqa: N802  ReportLab's name
        with self.canv.mark(None):
            super()._drawLines()  # type: ignore[misc]  # not in the stubs


class Drawing(Flowable):
    """Vector ink of a fixed size in points: a figure when it has a node, else decoration."""

    canv: Any

    def __init__(self, width: float, height: float, paint: Any, node: Node | None = None) -> None:
        super().__init__()
        self.width, self.height, self.paint, self.node = width, height, paint, node

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        return self.width, self.height

    def draw(self) -> None:
        if self.node is not None:
            x, y = self.canv.absolutePosition(0, 0)
            corners = (x, y, x + self.width, y + self.height)
            self.node.owner, self.node.attributes = "Layout", {"BBox": [round(each, 2) for each in corners]}
        with self.canv.mark(self.node):
            self.paint(self.canv, self.width, self.height)
