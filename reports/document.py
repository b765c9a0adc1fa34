"""From stories to the bytes of a PDF: pages with their feet, the structure tree, the dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from reports import structure
from reports.blocks import Page, Story
from reports.foot import Foot, footer, page_count
from reports.tagged import Node, TaggedCanvas
from reports.theme import BOTTOM, MARGIN, PAPER, REGULAR, TOP
from reports.unseen import add_unseen_font

Size = Literal["a4", "letter"]


@dataclass(frozen=True)
class About:
    """What a file says of itself. Its id follows from `seed`: the same words, the same file."""

    title: str
    subject: str
    author: str
    language: str
    made_at: datetime
    seed: str


class Part(NamedTuple):
    """A story, the page that it is drawn on, and what stands at the foot of it."""

    page: Page
    foot: Foot
    story: Story


def drawn(parts: Sequence[Part], root: Node, size: Size, about: About) -> bytes:
    """Each story on pages with the foot of its own part."""
    paper = PAPER[size]

    class ReportCanvas(TaggedCanvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            structure.date(self, about.made_at, about.seed + size)

        def save(self) -> None:
            add_unseen_font(self)
            page_count(parts[0].page, self, paper, MARGIN)
            structure.write(self, root)
            super().save()

    def page(number: int, part: Part) -> PageTemplate:
        def foot(canvas: Any, _: Any) -> None:
            footer(part.foot, part.page, canvas, paper, MARGIN)

        frame = Frame(MARGIN, BOTTOM, part.page.width, paper[1] - TOP - BOTTOM, 0, 0, 0, 0)
        return PageTemplate(str(number), [frame], onPage=foot)

    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=paper,
        title=about.title,
        author=about.author,
        subject=about.subject,
        creator="SMP Intake",
        producer="ReportLab",
        lang=about.language,
        initialFontName=REGULAR,
        invariant=1,
    )
    document.addPageTemplates([page(number, part) for number, part in enumerate(parts)])
    flow: Story = []
    for number, part in enumerate(parts):
        flow += [*([NextPageTemplate(str(number)), PageBreak()] if number else []), *part.story]
    document.build(flow, canvasmaker=ReportCanvas)
    return target.getvalue()
