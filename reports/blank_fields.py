"""Where a pen goes: boxes, lines, blanks and a table, one kind for each type of question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Spacer

from intake.questionnaire import Question
from reports.blocks import TIGHT, Page, Story
from reports.ink import Ruled, scalp
from reports.only_if import LETTERS
from reports.paragraph import P
from reports.tagged import Drawing, Node, T
from reports.text import markup
from reports.theme import LINE, MUTED, TEXT

_BOX, _GAP, _LINE_GAP = 8.5, 15.0, 18.0
"""Points: the side of a box to tick, from its left edge to its words, and between lines to write on."""
_LONG = 160
"""Characters from which a text gets several lines."""
_ACROSS = ((16, 4), (30, 3), (52, 2))
"""Characters of the longest option, and how many then stand beside each other."""
_BESIDE = 0.64
"""Of the width, for a blank that has something to tick beside it."""
_TOP = [
    *TIGHT,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
]
_MEDICINES = 6
_COLUMNS = {"name": 0.3, "advised": 0.3, "still": 0.2, "last": 0.2}


@dataclass(frozen=True)
class Field:
    """A question to draw the field of, with its texts."""

    question: Question
    unit: str
    option: Callable[[str], str]
    say: Callable[..., str]


def field(page: Page, parent: Node, asked: Field) -> Story:
    """Where the answer goes, then what may be ticked instead."""
    question, say = asked.question, asked.say
    match question.type:
        case "yes_no":
            flow: Story = [boxes(page, parent, [say("answer_yes"), say("answer_no"), *_states(asked, "not_sure")])]
            return flow
        case "choice":
            texts = [asked.option(option.id) for option in question.options]
            return [boxes(page, parent, texts, _states(asked, "not_sure"), letters=True)]
        case "choices":
            return [_list(page, parent, asked)]
        case "zones":
            drawing = scalp((), say("map"), 96, page.styles.heading.textColor.hexval().replace("0x", "#"), parent)
            drawing.hAlign = "LEFT"
            return [drawing, Spacer(1, 4), _list(page, parent, asked)]
        case "medicines":
            return [_medicines(page, parent, say), Spacer(1, 3), *_instead(page, parent, asked)]
        case "consent":
            return [boxes(page, parent, [say("agree")])]
        case "signature":
            return [Spacer(1, 14), P(markup(say("sign")), page.styles.body, parent.add("P"))]
        case "date":
            return [_blank(page, parent, say(f"date_{question.finest}"), _states(asked, "not_sure"))]
        case "number" | "scale":
            return [_blank(page, parent, say("number", unit=asked.unit), _states(asked, "not_sure"))]
        case _:
            ruled = Ruled(page.width, 3 if question.length > _LONG else 1, _LINE_GAP)
            return [ruled, Spacer(1, 4), *_instead(page, parent, asked)]


def _blank(page: Page, parent: Node, text: str, instead: Sequence[str]) -> Any:
    """A blank, and beside it what may be ticked instead."""
    blank = P(markup(text), page.styles.body, parent.add("P"))
    if not instead:
        return blank
    node = parent.add("L", "List", ListNumbering="None")
    rest = page.width * (1 - _BESIDE) / len(instead)
    cells = [cell for each in instead for cell in _ticked(page, node, "", each)]
    return T([[blank, *cells]], colWidths=[page.width * _BESIDE, *[_GAP, rest - _GAP] * len(instead)], style=_TOP)


def _states(asked: Field, not_sure: str) -> list[str]:
    states = [asked.say(not_sure)] if asked.question.not_sure else []
    return states + ([asked.say("in_person")] if asked.question.private else [])


def _instead(page: Page, parent: Node, asked: Field) -> Story:
    texts = _states(asked, "not_sure")
    return [Spacer(1, 3), boxes(page, parent, texts)] if texts else []


def _list(page: Page, parent: Node, asked: Field) -> T:
    question = asked.question
    none = [asked.option("none")] if question.none else []
    texts = [asked.option(option.id) for option in question.options]
    return boxes(page, parent, texts, [*none, *_states(asked, "not_sure_one")], letters=True)


def boxes(page: Page, parent: Node, options: Sequence[str], others: Sequence[str] = (), letters: bool = False) -> T:
    """Options to tick, two beside each other where they are short; `others` stand below, without a letter."""
    node = parent.add("L", "List", ListNumbering="None")
    named = [(letter if letters else "", text) for letter, text in zip_longest(LETTERS[: len(options)], options)]
    named += [("", text) for text in others]
    longest = max(len(text) for _, text in named)
    across = next((across for most, across in _ACROSS if longest <= most), 1)
    width = page.width / across
    rows: list[list[Any]] = []
    for start in range(0, len(named), across):
        row: list[Any] = []
        for letter, text in [*named[start : start + across], *[("", "")] * across][:across]:
            row += _ticked(page, node, letter, text) if text else ["", ""]
        rows.append(row)
    return T(rows, colWidths=[_GAP, width - _GAP] * across, style=_TOP)


def _ticked(page: Page, node: Node, letter: str, text: str) -> list[Any]:
    item = node.add("LI")
    said = f"<b>{letter}</b>&nbsp; {markup(text)}" if letter else markup(text)
    return [_box(), P(said, page.styles.body, item.add("LBody"))]


def _box() -> Drawing:
    """An empty box: decoration, because the list says that there is something to tick."""

    def paint(canvas: Any, width: float, _height: float) -> None:
        canvas.setStrokeColor(HexColor(TEXT))
        canvas.setLineWidth(0.8)
        canvas.rect(0.5, 0, width - 1, width - 1)

    return Drawing(_BOX, _BOX + 2, paint)


def _medicines(page: Page, parent: Node, say: Callable[..., str]) -> T:
    """A row for each medicine."""
    node, styles = parent.add("Table"), page.styles
    line = node.add("TR")
    rows: list[list[Any]] = [
        [
            P(markup(say(f"medicine_{name}")), styles.row_label, line.add("TH", "Table", Scope="Column"))
            for name in _COLUMNS
        ]
    ]
    for _ in range(_MEDICINES):
        line = node.add("TR")
        cells = [line.add("TD") for _ in _COLUMNS]
        told = ["", say("medicine_advised_ticks"), say("medicine_still_ticks"), ""]
        rows.append([P(markup(text), styles.row, cell) if text else "" for text, cell in zip(told, cells, strict=True)])
    style = [
        ("GRID", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(MUTED)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return T(rows, colWidths=[page.width * share for share in _COLUMNS.values()], style=style, repeatRows=1)
