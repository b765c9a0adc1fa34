"""The pictures of a report on paper, each on a page of its own."""

from base64 import b64decode
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import PageBreak, Spacer

from reports.blocks import Sheet, Story, heading, paragraphs
from reports.model import Photo
from reports.tagged import Drawing, Node
from reports.text import markup, shown

TALLEST = 600.0
"""Points: what is left of the lower of the two papers below the lines that say what it is."""


def album(sheet: Sheet, root: Node) -> Story:
    """Each picture below what it is and that its sender wished it."""
    return [flowable for photo in sheet.report.photos for flowable in _page(sheet, root.add("Sect"), photo)]


def _page(sheet: Sheet, section: Node, photo: Photo) -> Story:
    head = heading(sheet, section, markup(photo.title))
    told = paragraphs(section, sheet.styles.small, [markup(photo.wish)])
    return [PageBreak(), *head, *told, Spacer(1, 8), _figure(sheet, section, photo)]


def _figure(sheet: Sheet, section: Node, photo: Photo) -> Drawing:
    """As large as the page allows, but never a small picture blown up."""
    body = b64decode(photo.data)
    across, down = ImageReader(BytesIO(body)).getSize()
    scale = min(sheet.width / across, TALLEST / down, 1.0)

    def paint(canvas: Any, width: float, height: float) -> None:
        canvas.drawImage(ImageReader(BytesIO(body)), 0, 0, width, height)

    return Drawing(across * scale, down * scale, paint, section.add("Figure", alt=shown(photo.title)))
