"""The tables of the consultation report: the medicines, and every answer. Head cells say what they are the head of."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak

from reports.blocks import Sheet, Story, heading, inky, paragraphs
from reports.model import Answer, AnswerSection
from reports.paragraph import P
from reports.tagged import Node, T
from reports.text import markup
from reports.theme import LINE

COLUMNS = {"name": 0.2, "known_as": 0.2, "thins": 0.12, "advised": 0.2, "still": 0.14, "last": 0.14}
"""What the table of medicines says of each, and its share of the width."""
_STYLE: list[Any] = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor(LINE)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def medicines(sheet: Sheet, root: Node) -> Story:
    """Each medicine: as typed, as known, whether it thins the blood, who advised it, whether and when it is taken."""
    if not sheet.report.medicines:
        return []
    section = root.add("Sect")
    head, node = heading(sheet, section, sheet.say("specialist.medicines")), section.add("Table")
    line = node.add("TR")
    label = sheet.styles.row_label
    columns = [(sheet.say(f"specialist.medicines.{name}"), line.add("TH", "Table", Scope="Column")) for name in COLUMNS]
    rows = [[P(text, label, cell) for text, cell in columns]]
    for each in sheet.report.medicines:
        line = node.add("TR")
        first = P(markup(each.name), sheet.styles.row, line.add("TH", "Table", Scope="Row"))
        rest = [P(markup(getattr(each, name) or "–"), sheet.styles.row, line.add("TD")) for name in list(COLUMNS)[1:]]
        rows.append([first, *rest])
    widths = [sheet.width * share for share in COLUMNS.values()]
    return [*head, T(rows, colWidths=widths, style=_STYLE, repeatRows=1, spaceAfter=6)]


def answers(sheet: Sheet, root: Node) -> Story:
    """Every answer, by step."""
    section = root.add("Sect")
    flow: Story = heading(sheet, section, sheet.say("specialist.answers"))
    for step in sheet.report.answers:
        flow += _step(sheet, section, step)
    return flow


def _step(sheet: Sheet, section: Node, step: AnswerSection) -> Story:
    """The answers of one step as a table; what is not known says so in words and in the ink of a question."""
    title = P(markup(step.title), sheet.styles.subheading, section.add("H3"))
    if not step.answers:
        return []
    node, rows = section.add("Table"), []
    for each in step.answers:
        line = node.add("TR")
        question = P(markup(each.question), sheet.styles.row, line.add("TH", "Table", Scope="Row"))
        texts = [markup(each.answer)] if each.answer else []
        if each.mark != "answered":
            texts.append(inky("ask", sheet.say(f"specialist.{each.mark}")))
        cell = line.add("TD")
        told = [P(" ".join(texts) or "–", sheet.styles.row, cell)]
        told += paragraphs(cell, sheet.styles.small, [markup(text) for text in _noted(sheet, each)])
        rows.append([question, told])
    widths = [sheet.width * 0.5, sheet.width * 0.5]
    return [CondPageBreak(60), title, T(rows, colWidths=widths, style=_STYLE, spaceAfter=6)]


def _noted(sheet: Sheet, each: Answer) -> list[str]:
    """Who noted an answer at the clinic, and what the client had answered; or that it was confirmed as told before."""
    was = sheet.language.say("reports.specialist.was", answer=each.was) if each.was else ""
    return [text for text in (each.noted, was, each.as_before) if text]
