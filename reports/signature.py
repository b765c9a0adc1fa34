"""The signature on paper: as it was drawn or typed, and in words."""

from reportlab.platypus import KeepTogether, Spacer

from intake.drawing import HEIGHT, WIDTH
from reports.blocks import Sheet, Story, heading, paragraphs
from reports.ink import pen
from reports.model import Strokes
from reports.tagged import Node
from reports.text import markup, strong

_ACROSS = 170.0
"""How wide a drawn signature is on paper, in points."""


def signature(sheet: Sheet, root: Node) -> Story:
    """The signature in a section of its own, never parted from the words beside it."""
    signed = sheet.report.signed
    if signed is None:
        return []
    section = root.add("Sect")
    parts = [*heading(sheet, section, sheet.say("signature.title"))]
    parts += drawn(sheet, section, signed.strokes, signed.alt)
    parts += paragraphs(section, sheet.styles.body, [strong(signed.line), markup(signed.helped)])
    return [KeepTogether(parts)]


def drawn(sheet: Sheet, section: Node, strokes: Strokes, told: str) -> Story:
    """The strokes of a pen, where there are any, as a figure that is told in words, where a line begins."""
    if not strokes:
        return []
    figure = pen(strokes, told, _ACROSS, (WIDTH, HEIGHT), section)
    figure.hAlign = "RIGHT" if sheet.mirrored else "LEFT"
    return [figure, Spacer(1, 2)]
