"""Reports as a PDF: always tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes for the same reports.

ReportLab is imported when the first report is made, not when the app starts.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from intake.language import Language, load_language
from reports.model import Report

if TYPE_CHECKING:
    from reports.blocks import Sheet, Story
    from reports.tagged import Node

Size = Literal["a4", "letter"]


def render(report: Report, size: Size = "a4") -> bytes:
    """Draw a report on A4 or US Letter."""
    from reports import client, specialist
    from reports.tagged import Node

    language, root = load_language(report.language), Node("Document")
    sheet = _sheet(report, language, size)
    story = (specialist if report.reader == "specialist" else client).story(sheet, root)
    kind = f"reports.{report.reader}"
    title = f"{language.say(f'{kind}.title')} {report.ref}"
    return _drawn([(sheet, story)], root, size, title, language.say(f"{kind}.subject"))


def render_sheets(reports: Sequence[Report], day: str, size: Size = "a4") -> bytes:
    """Draw page one of each of these specialist's reports, at least one, as one document about a day."""
    from reports.fold import page_one
    from reports.tagged import Node

    language, root = load_language(reports[0].language), Node("Document")
    sheets = [_sheet(report, language, size) for report in reports]
    parts = [(sheet, page_one(sheet, root.add("Sect"))) for sheet in sheets]
    title = language.say("reports.sheets.title", day=day)
    return _drawn(parts, root, size, title, language.say("reports.specialist.subject"))


def _sheet(report: Report, language: Language, size: Size) -> "Sheet":
    from reports.blocks import Sheet
    from reports.theme import MARGIN, PAPER, styles

    return Sheet(report, language, styles(report.clinic.colour, language.direction), PAPER[size][0] - 2 * MARGIN)


def _drawn(parts: Sequence[tuple["Sheet", "Story"]], root: "Node", size: Size, title: str, subject: str) -> bytes:
    """Each story on pages with the footer of its own sheet."""
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

    from reports import structure
    from reports.blocks import footer, page_count
    from reports.tagged import TaggedCanvas
    from reports.theme import BOTTOM, MARGIN, PAPER, REGULAR, TOP
    from reports.unseen import add_unseen_font

    paper = PAPER[size]
    first = parts[0][0].report
    seed = "".join(sheet.report.model_dump_json() for sheet, _ in parts) + size

    class ReportCanvas(TaggedCanvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            structure.date(self, max(sheet.report.made_at for sheet, _ in parts), seed)

        def save(self) -> None:
            add_unseen_font(self)
            page_count(parts[0][0], self, paper, MARGIN)
            structure.write(self, root)
            super().save()

    def page(number: int, sheet: "Sheet") -> PageTemplate:
        def foot(canvas: Any, _: Any) -> None:
            footer(sheet, canvas, paper, MARGIN)

        frame = Frame(MARGIN, BOTTOM, sheet.width, paper[1] - TOP - BOTTOM, 0, 0, 0, 0)
        return PageTemplate(str(number), [frame], onPage=foot)

    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=paper,
        title=title,
        author=first.clinic.name,
        subject=subject,
        creator="SMP Intake",
        producer="ReportLab",
        lang=first.language,
        initialFontName=REGULAR,
        invariant=1,
    )
    document.addPageTemplates([page(number, sheet) for number, (sheet, _) in enumerate(parts)])
    flow: Story = []
    for number, (_, story) in enumerate(parts):
        flow += [*([NextPageTemplate(str(number)), PageBreak()] if number else []), *story]
    document.build(flow, canvasmaker=ReportCanvas)
    return target.getvalue()
