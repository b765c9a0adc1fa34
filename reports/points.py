"""What whoever signs agrees to or overrides: each finding and each open point of weight, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.case import Case
from reports.model import Meaning
from reports.telling import MEANINGS
from reports.weighing import grave_rules, urgent_rules


class Point(NamedTuple):
    """One of them. What is not known for the same reason is one; advice is none."""

    rules: tuple[str, ...]
    meaning: Meaning
    word: str
    text: str
    urgent: bool
    grave: bool


def points(case: Case) -> tuple[Point, ...]:
    """What is urgent first, then the gravest."""
    return tuple(sorted(_points(case), key=lambda point: (not point.urgent, not point.grave)))


def in_words(case: Case, name: str) -> str:
    """What a rule noticed, what is not known for it, or what a contradiction asks."""
    rule = case.rule(name)
    if rule is None:
        check = next((one for one in case.screening.questionnaire.checks if one.id == name), None)
        return case.language.content(f"checks.{check.id}.ask", check.ask) if check else name
    waiting = next((point for point in case.open if point.rule == name and point.if_unknown != "as_if_true"), None)
    if waiting:
        return "\n".join(_asked(case, question) for question in waiting.questions)
    return case.filled(rule, "client.noticed", rule.told.noticed)


def _points(case: Case) -> Iterator[Point]:
    together: dict[str, list[str]] = {}
    for name in _named(case):
        together.setdefault(in_words(case, name), []).append(name)
    for text, rules in together.items():
        yield _point(case, tuple(rules), text)


def _named(case: Case) -> Iterator[str]:
    """The rules and contradictions, each once; also where it is urgent by itself that something is not known."""
    found = [*case.findings, *(point.rule for point in case.open), *urgent_rules(case.assessment)]
    yield from dict.fromkeys(found)


def _point(case: Case, rules: tuple[str, ...], text: str) -> Point:
    hurried = next((one for one in case.assessment.urgent if one.rule in rules), None)
    held = next((case.findings[rule] for rule in rules if rule in case.findings), None)
    meaning: Meaning = "urgent" if hurried else MEANINGS[held.level] if held else "ask"
    key = f"urgent.{hurried.urgency}" if hurried else f"level.{held.level if held else 'open'}"
    grave = grave_rules(case.assessment)
    return Point(
        rules, meaning, case.language.say(f"reports.{key}"), text, hurried is not None,
        any(rule in grave for rule in rules),
    )  # fmt: skip


def _asked(case: Case, name: str) -> str:
    """A question with how it stands; a private one is named by its step only."""
    say, text = case.language.say, case.section_title(name)
    if not case.question(name).private:
        text = say("reports.ask.question", section=text, question=case.asked(name))
    return say("reports.ask.state", question=text, state=case.state(name))
