"""The parts that both reports are made of: each takes a Sheet and the node it belongs under, and gives flowables."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, KeepTogether, Spacer

from intake.language import Language
from reports.ink import shape
from reports.model import Finding, Meaning, Report
from reports.paragraph import P
from reports.tagged import TALL, Node, T
from reports.text import markup, strong, unprintable
from reports.theme import LINE, LOOKS, Styles, inked

Story = list[Any]  # of ReportLab's flowables
ROOM = 90.0  # points below a heading that its section needs to begin on the page
GAP = "&nbsp;&nbsp; "  # between a word and what it introduces
NO_PADDING = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
TIGHT = [*NO_PADDING, ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every block needs: the reader's language, the styles, the width of a line in points."""

    language: Language
    styles: Styles
    width: float

    @property
    def mirrored(self) -> bool:
        """Does the reader's page run from right to left?"""
        return self.language.direction == "rtl"

    def say(self, key: str, **values: Any) -> str:
        """An interface text, escaped; what is filled in is escaped with it."""
        return markup(self.language.say(f"reports.{key}", **values))


@dataclass(frozen=True, kw_only=True)
class Sheet(Page):
    """A page of a report about somebody."""

    report: Report


def heading(sheet: Page, parent: Node, text: str) -> Story:
    """A section's heading, never alone at the foot of a page; `text` is markup."""
    return [CondPageBreak(ROOM), P(text, sheet.styles.heading, parent.add("H2"))]


def box(sheet: Page, meaning: Meaning, content: Story, *, tint: str = "", icon: float = 13, room: float = 6) -> T:
    """Content beside the shape of a meaning, on its tint, with an edge of its ink; `room` is above and below."""
    look = LOOKS[meaning]
    return T(
        [[shape(meaning, icon), content]],
        colWidths=[icon + 16, sheet.width - icon - 16],
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(tint or look.tint)),
            ("LINEBEFORE", (0, 0), (0, -1), 2.5, HexColor(look.ink)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 9),
            ("LEFTPADDING", (1, 0), (1, -1), 2),
            ("RIGHTPADDING", (1, 0), (1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), room),
            ("BOTTOMPADDING", (0, 0), (-1, -1), room + 1),
        ],
        spaceAfter=6,
        mirrored=sheet.mirrored,
    )


def urgent(sheet: Sheet, parent: Node, style: ParagraphStyle) -> Story:
    """The urgent messages: the word, what to do, and (specialist) when the client was told and who has opened it."""
    lines = []
    for each in sheet.report.urgent:
        told = inky("urgent", f"({markup(each.told)})") if each.told else ""
        do = f"{strong(each.text) if each.before or each.after else markup(each.text)} {told}"
        said = [*map(markup, each.before), do, *map(markup, each.after)]
        said[0] = f"{inky('urgent', strong(each.word))}{GAP}{said[0]}"
        lines += said
    return paragraphs(parent, style, lines)


def inky(meaning: Meaning, text: str) -> str:
    """Markup in the ink of a meaning."""
    return f'<font color="{LOOKS[meaning].ink}">{text}</font>'


def finding(sheet: Sheet, section: Node, each: Finding, lines: Sequence[str]) -> Story:
    """What a card says: the word, what we noticed as its heading, then lines of markup."""
    word = inky(each.meaning, strong(each.word)) + GAP if each.word else ""
    title = P(word + strong(each.noticed), sheet.styles.subheading, section.add("H3"))
    return [title, *paragraphs(section, sheet.styles.body, lines)]


def cards(sheet: Page, head: Story, boxes: Sequence[T]) -> Story:
    """Boxes below their heading, which stays with the first of them."""
    if not boxes:
        return head
    rest = [flowable for each in boxes[1:] for flowable in unbroken(sheet, [], each)]
    return [*unbroken(sheet, head, boxes[0]), *rest]


def unbroken(sheet: Page, head: Story, block: T) -> Story:
    """A block below its heading, on one page with it unless it is tall."""
    tall = block.wrap(sheet.width, inf)[1] > TALL
    return [*head, block] if tall else [KeepTogether([*head, block])]


def paragraphs(parent: Node, style: ParagraphStyle, lines: Sequence[str]) -> Story:
    """One paragraph for each line of markup that says something."""
    return [P(line, style, parent.add("P")) for line in lines if line]


def listed(
    sheet: Page,
    parent: Node,
    rows: Sequence[tuple[str, str, Sequence[str]]],
    share: float = 0.26,
    style: ParagraphStyle | None = None,
) -> T:
    """A list of (label, when, texts), all plain text, in two columns with quiet rules between."""
    text = style or sheet.styles.body
    node = parent.add("L", "List", ListNumbering="None")
    cells: list[list[Any]] = []
    for label, when, texts in rows:
        item = node.add("LI")
        name = item.add("Lbl") if label or when else item
        left = [P(strong(label), text, name)] if label else []
        left += [P(markup(when), sheet.styles.small, name)] if when else []
        body = item.add("LBody")
        cells.append([left, paragraphs(body, text, [markup(each) for each in texts])])
    return T(
        cells,
        colWidths=[sheet.width * share, sheet.width * (1 - share)],
        style=[
            ("LINEBELOW", (0, 0), (-1, -2), 0.4, HexColor(LINE)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
        mirrored=sheet.mirrored,
    )


def banner(sheet: Sheet, parent: Node, meaning: Meaning, title: str, lines: Sequence[str]) -> T:
    """The first thing on a client's page: the face as a heading, its first sentences, then what is urgent."""
    content: Story = [P(markup(title), inked(meaning, sheet.styles.title), parent.add("H1"))]
    content += paragraphs(parent, sheet.styles.lead, [markup(line) for line in lines])
    for line in urgent(sheet, parent, sheet.styles.lead):
        content += [Spacer(1, 5), line]
    return box(sheet, meaning, content, icon=18, room=8)


def unprintable_note(sheet: Sheet, parent: Node) -> Story:
    """The line that says that some characters stand as numbers, where any does."""
    if not unprintable(sheet.report):
        return []
    return [P(sheet.say("unprintable"), sheet.styles.small, parent.add("P")), Spacer(1, 5)]
