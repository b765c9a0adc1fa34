"""Tagged PDF out of ReportLab: the story owns a tree of meaning, the canvas only notes which ink belongs to which node.

    document = Node("Document")
    P("Your list", style, document.add("H2"))

A node is made where its text is written, in reading order, so layout cannot disturb the order in which a page is read
aloud. Ink that means nothing (rules, fills, footers) is painted under `mark(None)`. Ink under no mark at all fails
PDF/UA, which is what the tests check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table

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
        self.unseen: dict[str, int] = {}  # the code of each character of text without ink (reports.unseen)

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


_OTHER_SIDE = {"LINEBEFORE": "LINEAFTER", "LEFTPADDING": "RIGHTPADDING"}
_OTHER_SIDE |= {right: left for left, right in _OTHER_SIDE.items()}


def _mirrored(command: Any) -> Any:
    """One of ReportLab's table commands, (name, first cell, last cell, ...), for columns in the other order."""
    name, (first, top), (last, bottom), *rest = command
    return (_OTHER_SIDE.get(name, name), (-1 - last, top), (-1 - first, bottom), *rest)


TALL = 280.0  # points; a row below this is never broken over two pages


class T(Table):
    """A table whose own ink means nothing; what stands in its cells marks itself. Only a tall row breaks over pages."""

    canv: Any
    _rowHeights: list[float]  # noqa: N815

    def __init__(
        self,
        data: Any,
        colWidths: Any = None,  # noqa: N803  ReportLab's name
        style: Any = None,
        *,
        mirrored: bool = False,
        **options: Any,
    ) -> None:
        """`mirrored`, the first column stands at the right, as a page that runs from right to left has it."""
        if mirrored:
            data, colWidths = [row[::-1] for row in data], colWidths[::-1]  # noqa: N806
            style = [_mirrored(command) for command in style]
        super().__init__(data, colWidths=colWidths, style=style, **options)

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
