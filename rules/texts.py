"""The texts of the rulebook: what clients read, and apart from it what only specialists do."""

from collections.abc import Iterator

from intake.language import LOCKED
from intake.texts import Text
from rules.rule import Rule
from rules.rulebook import Rulebook


def rulebook_texts(book: Rulebook) -> Iterator[Text]:
    """Rules in the order of the book. What clients read of locked rules, and of what these wait for, stands first and
    in a catalogue of its own: a language is offered when that one has been checked."""
    rules = sorted(book.rules, key=lambda rule: not rule.locked)
    for rule in rules:
        catalogue = LOCKED if rule.locked else "rules"
        yield from (Text(key, source, catalogue) for key, source in _for_clients(rule))
    awaited = {rule.defer_until.event for rule in book.rules if rule.locked and rule.defer_until}
    for event in book.events:
        yield Text(f"events.{event.id}", event.text, LOCKED if event.id in awaited else "rules")
    for rule in rules:
        yield Text(f"rules.{rule.id}.specialist", rule.specialist, "specialist")
    yield from (Text(f"checklist.{line.id}", line.text, "specialist") for line in book.checklist)
    for rule in book.rules:
        for number, source in enumerate(rule.sources):
            if source.says:
                yield Text(f"rules.{rule.id}.sources.{number}", source.says, "sources")


def _for_clients(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.client:
        for part in ("noticed", "why", "do"):
            yield f"rules.{rule.id}.client.{part}", getattr(rule.client, part)
    for number, demand in enumerate(rule.needs):
        if text := demand.photo or demand.test:
            yield f"rules.{rule.id}.needs.{number}", text
