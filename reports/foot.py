"""The foot of every page: whose paper this is, which page of how many, and a code to scan where a record has one."""

from dataclasses import dataclass
from math import inf
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from reports.blocks import Page
from reports.glyphs import REGULAR, needs_script
from reports.ink import code
from reports.scripts import Ink, Passage, paint
from reports.text import shown
from reports.theme import LINE

CODE, FOOT = 32.0, 10.5
"""Points: a code of 25 squares that a phone reads from paper; the leading beside it."""
COUNT, COUNT_WIDTH = "pages", 9.0


@dataclass(frozen=True)
class Foot:
    """The lines at the foot of a page, and what the code before them holds ("" for none)."""

    lines: tuple[str, ...]
    seal: str = ""


def footer(foot: Foot, page: Page, canvas: Any, page_size: tuple[float, float], margin: float) -> None:
    """The foot of a page: an artifact, so that it is not read aloud between two lines."""
    style = page.styles.small
    with canvas.mark(None, "Pagination"):
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.4)
        canvas.line(margin, 44, page_size[0] - margin, 44)
        left = margin
        if foot.seal:
            code(canvas, foot.seal, (margin, 9), CODE)
            left += CODE + 8
        canvas.setFillColor(style.textColor)
        for number, text in enumerate(foot.lines):
            _foot_line(canvas, text, left, 33 - number * FOOT, style)
        canvas.setFont(style.fontName, style.fontSize)
        right = page_size[0] - margin - COUNT_WIDTH
        canvas.drawRightString(right, 33, page.language.say("reports.page", page=canvas.getPageNumber()))
        canvas.doForm(COUNT)


def page_count(page: Page, canvas: Any, page_size: tuple[float, float], margin: float) -> None:
    """Define, at the end, the form that every footer draws: how many pages there are."""
    style = page.styles.small
    canvas.beginForm(COUNT)
    canvas.setFont(style.fontName, style.fontSize)
    canvas.setFillColor(style.textColor)
    canvas.drawString(page_size[0] - margin - COUNT_WIDTH, 33, str(len(canvas.pages)))
    canvas.endForm()


def _foot_line(canvas: Any, text: str, x: float, y: float, style: ParagraphStyle) -> None:
    printed = shown(text)
    if not needs_script(printed):
        canvas.setFont(style.fontName, style.fontSize)
        canvas.drawString(x, y, printed)
        return
    ink = Ink(REGULAR, style.fontSize, style.textColor, "")
    for _, line in Passage(printed, (ink,) * len(printed)).lines(inf):
        paint(canvas, line, x, y)
