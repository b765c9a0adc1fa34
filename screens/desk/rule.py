"""One rule as this clinic has it, whole: what it looks at, what it says to whom, and where it comes from."""

from collections.abc import Iterator
from html import escape

from reports.telling import MEANINGS
from rules.as_set import AsSet
from rules.rule import Source
from rules.screening import Screening
from rules.searching import topic
from rules.wording import Line, clearing, lines
from screens.desk.blanks import with_blanks
from screens.desk.desk import Desk
from screens.desk.look import badge, facts, table
from screens.text import Html, heading, joined, show, tag


def one_rule(desk: Desk, screening: Screening, one: AsSet) -> None:
    """Everything that a specialist needs to judge it."""
    rule, say = one.rule, desk.say
    heading(rule.id, topic(rule, desk.language))
    show(marks(desk, one), facts(_told(desk, one)))
    show(tag("h2", say("rule_when"), "smp-part"), nested(lines(rule, screening)))
    show(tag("p", say(f"rule_unknown.{rule.if_unknown}"), "smp-help"))
    if cleared := list(clearing(rule, screening, screening.rulebook.event_texts)):
        show(
            tag("h2", say("rule_clears"), "smp-part"),
            tag("div", joined(*(tag("p", _named(line)) for line in cleared)), "smp-close"),
        )
    client = rule.client
    show(tag("h2", say("rule_client"), "smp-part"))
    texts = (client.noticed, client.why, client.do) if client else (say("rule_note"),)
    show(*(tag("p", with_blanks(desk, text)) for text in texts))
    show(tag("h2", say("rule_specialist"), "smp-part"), tag("p", with_blanks(desk, rule.specialist)))
    if rule.parameters:
        show(tag("h2", say("rule_numbers"), "smp-part"), _numbers(desk, one))
    sources = joined(*(_source(desk, source) for source in rule.sources))
    show(tag("h2", say("rule_sources"), "smp-part"), tag("div", sources, "smp-close"))


def marks(desk: Desk, one: AsSet) -> Html:
    """Its level with the sign of it, and what else is special about it, in a line."""
    word, meaning = desk.say(f"rules_level.{one.rule.level}"), MEANINGS.get(one.rule.level)
    special = [("off", one.off), ("changed", one.changed and not one.off), ("locked", one.rule.locked)]
    words = [desk.say(f"rule_{name}") for name, holds in special if holds]
    level = badge(meaning, word) if meaning else tag("span", word)
    return tag("p", joined(level, *(tag("span", said, "smp-help") for said in words)), "smp-marks")


def nested(told: list[Line]) -> Html:
    """Lines as lists within lists."""
    parts: list[str] = []
    depth = -1
    for line in told:
        if line.depth > depth:
            parts.append("<ul>")  # a line stands at most one deeper than the one before it
        else:
            parts.append("</li>" + "</ul></li>" * (depth - line.depth))
        parts.append(f"<li>{_named(line.text)}")
        depth = line.depth
    return Html("".join(parts) + "</li></ul>" * (depth + 1))


def _named(text: str) -> Html:
    """The text, with what stands in backticks as a name of ours."""
    pieces = enumerate(text.split("`"))
    return Html("".join(f"<code>{escape(piece)}</code>" if place % 2 else escape(piece) for place, piece in pieces))


def _told(desk: Desk, one: AsSet) -> Iterator[tuple[str, str]]:
    rule, say = one.rule, desk.say
    review = rule.reviewed
    yield say("rule_about"), say(f"rule_about.{rule.applies_to}")
    yield say("rule_review"), say("rule_reviewed", by=review.by, date=review.date) if review.by else say("rule_draft")
    yield say("rule_version"), str(rule.version)
    if rule.urgency:
        yield say("rule_urgency"), say(f"rule_urgency.{rule.urgency}")
    if rule.level != one.book.level:
        yield say("rule_level_book"), say(f"rules_level.{one.book.level}")


def _numbers(desk: Desk, one: AsSet) -> Html:
    """Each number: what it is here, what it is in the rulebook, and between what a clinic may choose."""
    rows = []
    for name, number in one.rule.parameters.items():
        default = one.book.parameters[name]
        least, most = default.allowed(one.book.locked)
        rows.append(
            [
                name.replace("_", " "),
                f"{number.value:g} {number.unit}",
                f"{default.value:g} {number.unit}",
                desk.say("rule_bounds", least=f"{least:g}", most=f"{most:g}"),
                number.says or "",
            ]
        )
    columns = [desk.say(f"rule_number.{column}") for column in ("name", "here", "book", "bounds", "says")]
    return table(desk.say("rule_numbers_table"), columns, rows)


def _source(desk: Desk, source: Source) -> Html:
    """What is said, where, and how good it is; a link leads out of the desk and tells nobody where from."""
    if source.key == "practice":
        return tag("p", desk.say("rule_practice"))
    name = Html(escape(source.key))
    if (source.url or "").startswith(("https://", "http://")):
        address = escape(source.url or "")
        name = Html(
            f'<a class="smp-link" href="{address}" target="_blank" rel="noopener noreferrer">{escape(source.key)}</a>'
        )
    grade = desk.say("rule_grade", grade=source.grade) if source.grade else ""
    return tag("p", joined(name, *(f"; {part}" for part in (grade, source.says) if part)))
