"""How paper looks: the colours, shapes, type and sizes of the one visual language; fonts are registered once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from reports.font import Font
from reports.model import Meaning

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
FONTS = Path(__file__).parent / "fonts"

PAPER: Mapping[str, tuple[float, float]] = {"a4": A4, "letter": LETTER}
MARGIN, TOP, BOTTOM = 17 * mm, 10 * mm, 17 * mm

TEXT, MUTED, LINE, WASH = "#1E2426", "#566064", "#C9CFD1", "#F3F1EB"


@dataclass(frozen=True)
class Look:
    """How one meaning is shown: the shape that is drawn, its ink on white or on its tint."""

    shape: str
    ink: str
    tint: str


LOOKS: Mapping[Meaning, Look] = {
    "urgent": Look("octagon", "#8E1B1B", "#FCECEA"),
    "wait": Look("clock", "#7A3E00", "#FFF1DC"),
    "letter": Look("envelope", "#5B3A86", "#F3EDFA"),
    "care": Look("triangle", "#5C5200", "#FBF6D9"),
    "ask": Look("question", "#1D4E89", "#EAF2FB"),
    "all_set": Look("tick", "#1B6338", "#E8F5EC"),
}


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a report."""

    title: ParagraphStyle
    heading: ParagraphStyle
    subheading: ParagraphStyle
    lead: ParagraphStyle
    body: ParagraphStyle
    bold: ParagraphStyle
    small: ParagraphStyle
    row: ParagraphStyle
    row_label: ParagraphStyle


_registering = Lock()


def register_fonts() -> None:
    """Make the embedded fonts known to ReportLab, once a process: a second copy would split a report that has begun."""
    with _registering:
        if BOLD in pdfmetrics.getRegisteredFontNames():
            return
        for name in (REGULAR, BOLD):
            pdfmetrics.registerFont(Font(name, str(FONTS / f"{name}.ttf")))
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


@cache
def styles(primary: str, direction: str = "ltr") -> Styles:
    """All styles; `primary` is the colour of headings, as "#RRGGBB", `direction` that of the page, "ltr" or "rtl"."""
    register_fonts()
    head = HexColor(primary)

    text = HexColor(TEXT)

    def style(name: str, size: float, leading: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
        options = {"textColor": text, "alignment": TA_RIGHT if direction == "rtl" else TA_LEFT, **more}
        return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **options)

    return Styles(
        title=style("title", 15, 19, BOLD),
        heading=style("heading", 11.5, 15, BOLD, textColor=head, spaceBefore=10, spaceAfter=4),
        subheading=style("subheading", 9.5, 13, BOLD),
        lead=style("lead", 10.5, 14.5),
        body=style("body", 9.5, 13),
        bold=style("bold", 9.5, 13, BOLD),
        small=style("small", 8, 10.5, textColor=HexColor(MUTED)),
        row=style("row", 8.5, 10.6),
        row_label=style("row_label", 8, 10.6, BOLD),
    )


@cache
def inked(meaning: Meaning, base: ParagraphStyle) -> ParagraphStyle:
    """A style in the ink of a meaning."""
    return ParagraphStyle(f"{base.name}-{meaning}", base, fontName=BOLD, textColor=HexColor(LOOKS[meaning].ink))
