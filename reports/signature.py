"""The signature on paper: as it was drawn or typed, and in words."""

from reportlab.platypus import KeepTogether, Spacer

from intake.drawing import HEIGHT, WIDTH
from reports.blocks import Sheet, Story, heading, paragraphs
from reports.ink import pen
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
    if signed.strokes:
        parts += [pen(signed.strokes, signed.alt, _ACROSS, (WIDTH, HEIGHT), section), Spacer(1, 2)]
    parts += paragraphs(section, sheet.styles.body, [strong(signed.line), markup(signed.helped)])
    return [KeepTogether(parts)]
