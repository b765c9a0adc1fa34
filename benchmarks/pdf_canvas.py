"""The floor: ReportLab's canvas with the same lines at places that are known beforehand."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from benchmarks.paper import Card, Heading, Lines, Table, parts
from reports.model import Report
from reports.scalp import HEAD, ZONES
from reports.theme import BOLD, BOTTOM, MARGIN, REGULAR, TOP, register_fonts

WHAT = "bare canvas, no layout, no tags"
SIZE, LEADING = 9.5, 13.0
Mark = tuple[int, float, float, str, bool, bool]
"""A page, x and y in points, the text, whether it is bold, whether it stands on a tint."""


def maker(report: Report) -> Callable[[Report], bytes]:
    """Where everything stands is worked out here, before anything is timed."""
    register_fonts()
    marks = _placed(report)

    def make(report: Report) -> bytes:
        target = BytesIO()
        canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
        for zone in ((HEAD,), *ZONES.values()):
            for x, y, rx, ry in zone:
                canvas.ellipse(350 + x - rx, 600 + y - ry, 350 + x + rx, 600 + y + ry)
        page = 0
        for number, x, y, text, bold, tinted in marks:
            if number != page:
                canvas.showPage()
                page = number
            if tinted:
                canvas.setFillColor(HexColor("#FFF1DC"))
                canvas.rect(x - 4, y - 3, A4[0] - 2 * MARGIN, LEADING, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#1E2426"))
            canvas.setFont(BOLD if bold else REGULAR, SIZE)
            canvas.drawString(x, y, text)
        canvas.drawString(MARGIN, 27, report.ref)
        canvas.save()
        return target.getvalue()

    return make


def _placed(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    page, y = 0, A4[1] - TOP

    def write(columns: list[str], bold: bool = False, tinted: bool = False) -> None:
        nonlocal page, y
        width = (A4[0] - 2 * MARGIN) / len(columns)
        split = [simpleSplit(text, BOLD if bold else REGULAR, SIZE, width - 8) for text in columns]
        for row in range(max(map(len, split))):
            page, y = (page, y - LEADING) if y - LEADING > BOTTOM else (page + 1, A4[1] - TOP - LEADING)
            for column, lines in enumerate(split):
                if row < len(lines):
                    marks.append((page, MARGIN + column * width, y, lines[row], bold, tinted and not column))

    for part in parts(report):
        match part:
            case Heading(text):
                write([text], bold=True)
            case Card((first, *rest)):
                write([first], bold=True, tinted=True)
                for line in rest:
                    write([line], tinted=True)
            case Lines(lines):
                for line in lines:
                    write([line])
            case Table(rows):
                for row in rows:
                    write(list(row))
    return marks
