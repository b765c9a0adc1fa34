"""The rulebook as people read it: Markdown, made from the rules themselves."""

from collections.abc import Iterator

from rules.rule import LEVELS, Rule
from rules.rulebook import Rulebook


def printed(book: Rulebook) -> Iterator[str]:
    """Every rule, the gravest first, with its texts, numbers, sources and examples; one line at a time."""
    yield "# The rulebook"
    for level in reversed(LEVELS):
        rules = [rule for rule in book.rules if rule.level == level]
        if rules:
            yield f"\n## {level} ({len(rules)})"
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    marks = [f"version {rule.version}", rule.applies_to, f"unknown: {rule.if_unknown}"]
    marks += ["locked"] if rule.locked else []
    marks += [f"urgent: {rule.urgency}"] if rule.urgency else []
    signed = (
        f"reviewed by {rule.reviewed.by}, {rule.reviewed.date}"
        if rule.reviewed.by
        else "not yet reviewed by a clinician"
    )
    yield f"\n### {rule.id}\n\n{', '.join(marks)}; {signed}\n"
    if rule.client:
        yield f"- What the client reads: {rule.client.noticed} {rule.client.why} {rule.client.do}"
    yield f"- What the specialist checks: {rule.specialist}"
    for name, number in rule.parameters.items():
        yield f"- {name}: {number.value:g} {number.unit} (a clinic may set {number.minimum:g} to {number.maximum:g})"
    for source in rule.sources:
        parts = [source.key, f"grade {source.grade}" if source.grade else "", source.says or "", source.url or ""]
        yield f"- Source: {'; '.join(part for part in parts if part)}"
    for example in rule.examples:
        yield f"- {example.name}: {example.then}"
