"""The foot of every page: whose paper this is, which page of how many, and a code to scan where a record has one."""

from dataclasses import dataclass
from math import inf
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from reports.blocks import Page
from reports.glyphs import REGULAR, needs_script
from reports.ink import code
from reports.scripts import Ink, Line, Passage, paint
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
        told, right = page.language.say("reports.page", page=canvas.getPageNumber()), page_size[0] - margin
        if needs_script(told):
            # It reads from right to left: how many pages there are stands at its left.
            line = _script_line(told.strip(), style)
            paint(canvas, line, right - line.width, 33)
            canvas.saveState()
            canvas.translate(-line.width, 0)
            canvas.doForm(COUNT)
            canvas.restoreState()
        else:
            canvas.setFont(style.fontName, style.fontSize)
            canvas.drawRightString(right - COUNT_WIDTH, 33, told)
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
    if needs_script(printed):
        paint(canvas, _script_line(printed, style), x, y)
        return
    canvas.setFont(style.fontName, style.fontSize)
    canvas.drawString(x, y, printed)


def _script_line(text: str, style: ParagraphStyle) -> Line:
    """A text that the embedded font cannot draw, as one line."""
    ink = Ink(REGULAR, style.fontSize, style.textColor, "")
    ((_, line),) = Passage(text, (ink,) * len(text)).lines(inf)
    return line
