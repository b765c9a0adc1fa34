"""A Report as a PDF: always tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes for the same Report.

ReportLab is imported when the first report is made, not when the app starts.
"""

from io import BytesIO
from typing import Any, Literal

from intake.language import load_language
from reports.model import Report

Size = Literal["a4", "letter"]


def render(report: Report, size: Size = "a4") -> bytes:
    """Draw a report on A4 or US Letter."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from reports import client, specialist, structure
    from reports.blocks import Sheet, footer, page_count
    from reports.scripts import add_unseen_font
    from reports.tagged import Node, TaggedCanvas
    from reports.theme import BOTTOM, MARGIN, PAPER, REGULAR, TOP, styles

    width, height = PAPER[size]
    line = width - 2 * MARGIN
    language = load_language(report.language)
    sheet = Sheet(report, language, styles(report.clinic.colour), line)
    root = Node("Document")
    told = specialist if report.reader == "specialist" else client
    kind = f"reports.{report.reader}"

    class ReportCanvas(TaggedCanvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            structure.date(self, report.made_at, seed=report.model_dump_json() + size)

        def save(self) -> None:
            add_unseen_font(self)
            page_count(sheet, self, (width, height), MARGIN)
            structure.write(self, root)
            super().save()

    def foot(canvas: Any, _: Any) -> None:
        footer(sheet, canvas, (width, height), MARGIN)

    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(width, height),
        title=f"{language.say(f'{kind}.title')} {report.ref}",
        author=report.clinic.name,
        subject=language.say(f"{kind}.subject"),
        creator="SMP Intake",
        producer="ReportLab",
        lang=report.language,
        initialFontName=REGULAR,
        invariant=1,
    )
    frame = Frame(MARGIN, BOTTOM, line, height - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
    document.build(told.story(sheet, root), canvasmaker=ReportCanvas)
    return target.getvalue()
