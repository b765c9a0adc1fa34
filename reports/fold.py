"""Page one of the consultation report: its first ten centimetres decide a consultation; below is room to write."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Spacer

from reports import ink
from reports.blocks import TIGHT, Sheet, Story, box, inky, paragraphs, unprintable_note, urgent
from reports.model import Meaning
from reports.paragraph import P
from reports.tagged import Node, T
from reports.text import markup, strong
from reports.theme import LINE, LOOKS, MUTED, WASH, inked

BOX, TICKED = "☐", "☑"
BLANK = "_" * 14
WAITS, ASKS = 3, 5  # lines that fit; the rest goes to page 2
LABEL, MAP = 60.0, 62.0
LONG, QUESTION, NAME, REACH = 170, 90, 70, 70  # most characters of a line; the whole text stands among the answers


def page_one(sheet: Sheet, root: Node) -> Story:
    """Who and when, what is urgent, whether to start, what is awaited, asked and wanted, decision and checklist."""
    flow: Story = [_who(sheet, root), *unprintable_note(sheet, root), *_urgent(sheet, root)]
    flow += [_status(sheet, root), _rows(sheet, root), _decision(sheet, root)]
    return [*flow, *_checklist(sheet, root), *_notes(sheet, root)]


def _who(sheet: Sheet, root: Node) -> T:
    person, styles = sheet.report.person, sheet.styles
    left: Story = [P(markup(_cut(person.name, NAME)), styles.title, root.add("H1"))]
    left += paragraphs(root, styles.row, [" · ".join(markup(each) for each in (person.age, person.birth_date) if each)])
    looked = sheet.report.id_seen
    seen = f"{TICKED if looked else BOX} {sheet.say('specialist.id_seen')}"
    seen += f": {markup(_cut(looked, REACH))}" if looked else ""
    right = paragraphs(root, styles.row, [strong(sheet.report.visit.line)])
    badge = strong(sheet.report.no_photos).replace(" ", "&nbsp;") if sheet.report.no_photos else ""
    reach = " · ".join(each for each in (seen, badge, markup(_cut(person.reach, REACH))) if each)
    right += paragraphs(root, styles.row, [reach, markup(_cut(person.support, REACH))])
    style = [*TIGHT, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (0, 0), 14)]
    style += [("TOPPADDING", (1, 0), (1, 0), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
    return T([[left, right]], colWidths=[sheet.width * 0.56, sheet.width * 0.44], style=style)


def _urgent(sheet: Sheet, root: Node) -> Story:
    lines = urgent(sheet, root.add("Div"), sheet.styles.row) if sheet.report.urgent else []
    if not lines:
        return []
    table = box(sheet, "urgent", lines, room=3)
    table.setStyle([("BOX", (0, 0), (-1, -1), 1, HexColor(LOOKS["urgent"].ink))])
    return [table]


def _status(sheet: Sheet, root: Node) -> T:
    status = sheet.report.status
    assert status is not None, "the model asks for one"
    look = LOOKS[status.meaning]
    text = f"{inky(status.meaning, strong(status.word))}{': ' if status.text else ''}{markup(status.text)}"
    row = [ink.shape(status.meaning, 11), P(text, sheet.styles.body, root.add("H2"))]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.tint)),
        ("LEFTPADDING", (0, 0), (0, 0), 6),
        ("LEFTPADDING", (1, 0), (1, 0), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (0, 0), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return T([row], colWidths=[21, sheet.width - 21], style=style, spaceAfter=1)


def _rows(sheet: Sheet, root: Node) -> T:
    """The labelled lines at the left, the scalp at the right."""
    report = sheet.report
    node = root.add("L", "List", ListNumbering="None")
    rows: list[list[Any]] = []
    spans: list[Any] = []
    across = sheet.width - MAP - 8

    def row(label: str, text: str, meaning: Meaning | None = None, boxes: str = "", column: int = 4) -> None:
        """One line; its boxes begin in this column, and the text takes the room up to there."""
        item, style = node.add("LI"), sheet.styles.row_label
        name: Any = P(label, inked(meaning, style) if meaning else style, item.add("Lbl")) if label else []
        body = item.add("LBody")
        cells: list[Any] = [
            ink.shape(meaning, 8) if meaning and label else [],
            name,
            P(text, sheet.styles.row, body.add("P")),
            [],
            [],
        ]
        if boxes:
            cells[column] = P(boxes.replace(" ", "&nbsp;"), sheet.styles.row, body.add("P"))
        at = len(rows)
        spans.extend([("SPAN", (2, at), (column - 1 if boxes else 4, at)), ("SPAN", (column, at), (4, at))])
        if not label:
            spans.append(("SPAN", (0, at), (1, at)))
        rows.append(cells)

    for wait, extra in _first(sheet, report.waits, WAITS):
        word = sheet.say(f"specialist.{wait.meaning}_word")
        row(word, _short(wait.text) + extra, wait.meaning, f"{BOX} {sheet.say('specialist.here')}")
    for condition in report.conditions:  # never cut: under these somebody is treated
        row(sheet.say("specialist.care_word"), markup(condition), "care")
    row(sheet.say("specialist.allergies"), markup(report.allergies))  # never cut
    for number, (ask, extra) in enumerate(_first(sheet, report.asks, ASKS), 1):
        label = sheet.say("specialist.ask_word") if number == 1 else ""
        row(label, f"{number}&nbsp; {markup(_cut(ask, QUESTION))}{extra}", "ask", verdict(sheet), 3)
    if report.changed:
        row(sheet.say("specialist.changed"), _short(report.changed))
    row(sheet.say("specialist.wants"), _short(report.wants))

    style = [
        *TIGHT,
        *spans,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (0, -1), 3),
        ("RIGHTPADDING", (1, 0), (2, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor(LINE)),
    ]
    table = T(rows, colWidths=[12, LABEL, across - LABEL - 12 - 130, 92, 38], style=style)
    return T(
        [[table, _map(sheet, root)]],
        colWidths=[across + 8, MAP],
        style=[*TIGHT, ("VALIGN", (0, 0), (0, -1), "TOP"), ("VALIGN", (1, 0), (1, -1), "BOTTOM")],
    )


def _first(sheet: Sheet, lines: Sequence[Any], most: int) -> Iterator[tuple[Any, str]]:
    """The lines that fit above the fold, the last with how many are on page 2."""
    hidden = len(lines) - most
    for number, line in enumerate(lines[:most], 1):
        extra = f" <b>{sheet.say('specialist.more', count=hidden)}</b>" if hidden > 0 and number == most else ""
        yield line, extra


def verdict(sheet: Sheet) -> str:
    """A blank and two boxes behind a question."""
    return f"{BLANK} {BOX} {sheet.say('specialist.ok')} {BOX} {sheet.say('specialist.wait')}"


def _map(sheet: Sheet, root: Node) -> Any:
    wanted = sheet.report.wants
    said = sheet.language.say
    alt = said("reports.specialist.map", zones=wanted) if sheet.report.zones else said("reports.specialist.map_empty")
    return ink.scalp(sheet.report.zones, alt, MAP, sheet.report.clinic.colour, root)


def _short(text: str) -> str:
    return markup(_cut(text))


def _cut(text: str, most: int = LONG) -> str:
    """One line's worth: above the fold nothing may push the decision down. The whole stands among the answers."""
    line = text.replace("\n", " ")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _decision(sheet: Sheet, root: Node) -> T:
    """Boxes and a line to sign; once it is signed, what was decided last, by whom and when."""
    if sheet.report.decided:
        last = sheet.report.decided[-1]
        options, signed = strong(f"{TICKED} {last.decision}"), markup(f"{last.by}, {last.at}")
        if sheet.report.outdated:
            options += f"<br/>{inky('wait', markup(sheet.report.outdated))}"
    else:
        options = "&nbsp;&nbsp; ".join(
            f"{BOX}&nbsp;{markup(each).replace(' ', '&nbsp;')}" for each in sheet.report.decisions
        )
        signed = f"{sheet.say('specialist.by')} {BLANK}_ {sheet.say('specialist.at')} {BLANK[:7]}".replace(
            " ", "&nbsp;"
        )
    cells = [
        P(sheet.say("specialist.decision"), sheet.styles.row_label, root.add("P")),
        P(options, sheet.styles.row, root.add("P")),
        P(signed, sheet.styles.row, root.add("P")),
    ]
    style = [
        *TIGHT,
        ("BOX", (0, 0), (-1, -1), 0.8, HexColor(MUTED)),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(WASH)),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    signature = 168.0
    return T([cells], colWidths=[LABEL, sheet.width - LABEL - signature, signature], style=style, spaceBefore=3)


def _checklist(sheet: Sheet, root: Node) -> Story:
    """What is ticked off in the room; below the decision, because nothing may push that down."""
    if not sheet.report.checklist and not sheet.report.room:
        return []
    section = root.add("Sect")
    title = P(sheet.say("specialist.checklist_list"), sheet.styles.bold, section.add("H2"))
    lines = [f"{TICKED} {markup(_cut(line))}" for line in sheet.report.room]
    lines += [f"{BOX} {markup(line)}" for line in sheet.report.checklist]
    return [Spacer(1, 10), title, *paragraphs(section, sheet.styles.row, lines)]


def _notes(sheet: Sheet, root: Node) -> Story:
    title = P(sheet.say("specialist.notes"), sheet.styles.bold, root.add("Sect").add("H2"))
    return [Spacer(1, 10), title, ink.Ruled(sheet.width)]
