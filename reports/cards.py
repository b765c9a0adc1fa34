"""Cards to hand over: whose they are, when the visit is, and the link to the form as a code to scan.

They name the clinic and "your visit"; nothing says what it is for.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.platypus import Spacer

from intake.clinic import Clinic
from intake.language import Language, load_language
from reports.blocks import TIGHT, Page, Story
from reports.document import About, Part, Size, drawn
from reports.foot import Foot
from reports.ink import code
from reports.logo import logo
from reports.paragraph import P
from reports.tagged import Drawing, Node, T
from reports.text import markup, strong
from reports.theme import LINE, MARGIN, PAPER, styles

CODE = 100.0
"""Points: 35 mm, which any telephone reads at arm's length."""
_GAP = 14.0


class Card(NamedTuple):
    """One client's: the link, for whom, when (None: no moment yet), and in which language it is written."""

    link: str
    name: str
    at: datetime | None
    language: str


def render_cards(cards: Sequence[Card], clinic: Clinic, language: Language, made: datetime, size: Size = "a4") -> bytes:
    """The cards one below the other, to be cut apart; `language` is that of the desk."""
    root = Node("Document")
    page = Page(language=language, styles=styles(clinic.primary_colour), width=PAPER[size][0] - 2 * MARGIN)
    title = language.say("reports.cards.title")
    flow: Story = [P(markup(title), page.styles.title, root.add("H1")), Spacer(1, 10)]
    for card in cards:
        flow += [_card(page, root.add("Sect"), card, clinic), Spacer(1, _GAP)]
    about = About(
        title=title, subject=language.say("reports.cards.subject"), author=clinic.name, language=language.code,
        made_at=made, seed="".join(card.link for card in cards),
    )  # fmt: skip
    return drawn([Part(page, Foot((clinic.name,)), flow)], root, size, about)


def _card(page: Page, section: Node, card: Card, clinic: Clinic) -> T:
    spoken = load_language(card.language if card.language in clinic.languages else clinic.languages[0])
    style = page.styles

    def say(key: str, **values: str) -> str:
        return markup(spoken.say(f"reports.cards.{key}", **values))

    head: Story = [logo(clinic.logo), Spacer(1, 3)] if clinic.logo else []
    head += [P(strong(clinic.name), style.body, section.add("P")), Spacer(1, 6)]
    when = say("at", moment=spoken.moment(card.at.astimezone(clinic.clock))) if card.at else say("undated")
    words: Story = [
        *head,
        P(say("heading"), style.heading, section.add("H2")),
        P(say("for", name=card.name), style.body, section.add("P")),
        P(f"<b>{when}</b>", style.body, section.add("P")),
        Spacer(1, 6),
        P(say("how"), style.body, section.add("P")),
        Spacer(1, 3),
        P(say("yours"), style.small, section.add("P")),
    ]
    reach = clinic.phone or clinic.email
    words += [P(say("questions", phone=reach), style.small, section.add("P"))] if reach else []
    edge = [("BOX", (0, 0), (-1, -1), 0.6, HexColor(LINE)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    room = [("LEFTPADDING", (0, 0), (-1, -1), _GAP), ("TOPPADDING", (0, 0), (-1, -1), _GAP)]
    more = [("BOTTOMPADDING", (0, 0), (-1, -1), _GAP), ("RIGHTPADDING", (0, 0), (-1, -1), _GAP)]
    wide = CODE + 2 * _GAP
    return T(
        [[words, _code(card.link, section.add("Figure", alt=spoken.say("reports.cards.code")))]],
        colWidths=[page.width - wide, wide],
        style=[*TIGHT, *edge, *room, *more],
    )


def _code(link: str, node: Node) -> Drawing:
    def paint(canvas: Any, width: float, _height: float) -> None:
        code(canvas, link, (0, 0), width)

    return Drawing(CODE, CODE, paint, node)
