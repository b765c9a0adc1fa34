"""Reports as a PDF: always tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes for the same reports.

ReportLab is imported when the first report is made, not when the app starts.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from intake.language import Language, load_language
from reports.model import Letter, Report

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


def render_letter(report: Report, letter: Letter, size: Size = "a4") -> bytes:
    """Draw one of a client's letters alone, for whoever sends it on for them."""
    from reports import client
    from reports.tagged import Node

    language, root = load_language(report.language), Node("Document")
    sheet = _sheet(report, language, size)
    title = language.say("reports.letter.title", about=letter.about)
    subject = language.say("reports.client.subject")
    return _drawn([(sheet, client.letter_page(sheet, root, letter))], root, size, title, subject)


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

    width = PAPER[size][0] - 2 * MARGIN
    return Sheet(report=report, language=language, styles=styles(report.clinic.colour, language.direction), width=width)


def _drawn(parts: Sequence[tuple["Sheet", "Story"]], root: "Node", size: Size, title: str, subject: str) -> bytes:
    from reports.document import About, Part, drawn
    from reports.foot import Foot

    def foot(sheet: "Sheet") -> Foot:
        report, said = sheet.report, sheet.language.say("reports.not_a_diagnosis")
        return Foot((f"{report.clinic.name} · {report.ref} · {said}", *report.foot), report.seal)

    reports = [sheet.report for sheet, _ in parts]
    about = About(
        title=title,
        subject=subject,
        author=reports[0].clinic.name,
        language=reports[0].language,
        made_at=max(report.made_at for report in reports),
        seed="".join(report.model_dump_json() for report in reports),
    )
    return drawn([Part(sheet, foot(sheet), story) for sheet, story in parts], root, size, about)
