"""The rulebook as people read it: Markdown, made from the rules themselves."""

from collections.abc import Iterator

from rules.rule import LEVELS, Level, Rule, Source
from rules.rulebook import Rulebook
from rules.screening import Screening
from rules.wording import clearing, worded

HEADINGS: dict[Level, str] = {
    "contraindicated": "Not treated",
    "defer": "Wait for a moment or an event",
    "clearance": "A letter first",
    "caution": "Go on with care",
    "advice": "Good to know",
}
UNKNOWN = {
    "as_if_true": "counts as if it held",
    "ask": "is asked first",
    "review": "is left to the specialist",
}
NEVER = """\
## What is never done

No setting changes any of this.

1. Nobody is told to stop, skip, pause or delay a medicine that a professional prescribed or advised, whatever it is.
   Not being sure who advised it counts as advised. No moment is ever worked out from such a medicine while it is taken.
2. Whoever stopped one by themselves, or plans to, is asked to speak to the person who prescribes it, the same day. The
   passing of hours never settles that.
3. Nobody is asked about HIV, and neither HIV nor hepatitis turns anybody away.
4. What is urgent is shown at once and first, with the emergency number of the country.
5. A medicine that is not recognised is never taken for harmless, and a guess at a name is never taken for an answer.
6. Nobody under 18 on the day is treated. No client is given a diagnosis.
7. No answer about health stands in an address, a log, a file name, a calendar title or a QR code. Nothing follows from
   a garment, a skin colour, a trait or a language.
8. “Not sure” never counts as “no”.
"""


def printed(screening: Screening) -> Iterator[str]:
    """Every rule, the gravest first, as a card; then what is never done, the checklist and the events."""
    book = screening.rulebook
    yield "# The rulebook\n"
    yield "Made by `make rulebook` from the files in rules/; change those, not this. Reports, records and"
    yield "settings name a rule by its id. No clinician has reviewed a rule unless its card says who and when.\n"
    yield from _contents(book)
    yield NEVER.rstrip()
    for level in reversed(LEVELS):
        rules = [rule for rule in book.rules if rule.level == level]
        if rules:
            yield f"\n## {HEADINGS[level]}"
        for rule in rules:
            yield from _card(rule, screening)
    yield "\n## The checklist\n"
    yield "Printed with a box on the consultation report.\n"
    yield from (f"- {line.text}{' (where it applies)' if line.when else ''}" for line in book.checklist)
    yield "\n## Events\n"
    yield "What some rules wait for. Each completes the words “Not before ...”.\n"
    yield from (f"- `{event.id}`: {event.text}" for event in book.events)


def _contents(book: Rulebook) -> Iterator[str]:
    yield "| level | rules | locked |"
    yield "| --- | --- | --- |"
    for level in reversed(LEVELS):
        rules = [rule for rule in book.rules if rule.level == level]
        yield f"| {HEADINGS[level]} (`{level}`) | {len(rules)} | {sum(rule.locked for rule in rules)} |"
    yield ""


def _card(rule: Rule, screening: Screening) -> Iterator[str]:
    marks = [f"version {rule.version}", f"about the {rule.applies_to}"]
    marks += ["locked"] if rule.locked else []
    marks += [f"urgent: {rule.urgency}"] if rule.urgency else []
    review = rule.reviewed
    signed = f"reviewed by {review.by}, {review.date}" if review.by else "not yet reviewed by a clinician"
    yield f"\n### {rule.id}\n\n{', '.join(marks)}; {signed}\n"
    yield "**Holds when**\n"
    yield from worded(rule, screening)
    yield f"\nWhere that is not known, it {UNKNOWN[rule.if_unknown]}.\n"
    if rule.client:
        yield f"**The client reads:** {rule.client.noticed} {rule.client.why} {rule.client.do}\n"
    yield f"**The specialist checks:** {rule.specialist}\n"
    events = {event.id: f"`{event.id}`" for event in screening.rulebook.events}
    yield from (f"- {line}" for line in clearing(rule, screening, events))
    for name, number in rule.parameters.items():
        bounds = f"a clinic may set {number.minimum:g} to {number.maximum:g}"
        yield f"- `{name}`: {number.value:g} {number.unit} ({bounds}){f'; {number.says}' if number.says else ''}"
    yield from (f"- Source: {_source(source)}" for source in rule.sources)
    yield from (f"- Example: {example.name} ({example.then})" for example in rule.examples)


def _source(source: Source) -> str:
    if source.key == "practice":
        return "clinic practice, no source found"
    name = f"[{source.key}]({source.url})" if (source.url or "").startswith("http") else source.key
    return "; ".join(
        part for part in (name, f"grade {source.grade}" if source.grade else "", source.says or "") if part
    )
