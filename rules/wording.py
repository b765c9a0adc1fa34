"""A condition in words, out of the questions and options that it names, so that a specialist can check it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from intake.condition import All, Among, AnyOf, AtLeast, Condition, Count, Not, Some, Test
from intake.questionnaire import Question
from rules.rule import Rule
from rules.screening import Screening

COMPARED = {
    "below": "below",
    "at_least": "at least",
    "within": "less before the treatment than",
    "newer_than": "less long ago than",
}
ENTRY = {
    "advised": "advised",
    "still": "still taken",
    "ended_by": "ended by",
    "last_taken": "last taken",
    "sold_without_prescription": "sold without prescription",
}


class Line(NamedTuple):
    """One line of a nested list; `depth` is how deep it stands, from 0. Names of ours stand in backticks."""

    depth: int
    text: str


def worded(rule: Rule, screening: Screening) -> list[str]:
    """When the rule holds: lines of a nested Markdown list."""
    return [f"{'  ' * line.depth}- {line.text}" for line in lines(rule, screening)]


def lines(rule: Rule, screening: Screening) -> list[Line]:
    """When the rule holds, with its numbers as they stand in `rule`."""
    return list(_lines(rule.when, rule, screening, 0))


def clearing(rule: Rule, screening: Screening, events: Mapping[str, str]) -> Iterator[str]:
    """What a finding of the rule asks for and waits for; `events` are what each event is called."""
    for need in rule.needs:
        letter = f"a letter from the {need.letter.replace('_', ' ')}" if need.letter else ""
        yield f"Asks for: {letter or need.photo or need.test}"
    until = rule.defer_until
    if until and until.event:
        yield f"Waits for the event {events[until.event]}"
    elif until:
        since = str(until.from_)
        was = "" if since in screening.questionnaire.questions else "it was "
        yield f"Waits {_named(str(until.wait), rule)} after {was}{_called(since, screening)}"
    if rule.leave_out:
        yield f"Names the moment from which to leave it out: {_named(rule.leave_out, rule)} before"


def _named(wait: str, rule: Rule) -> str:
    number = rule.parameters.get(wait.removeprefix("$"))
    return f"{number.value:g} {number.unit}" if number else wait


def _lines(condition: Condition, rule: Rule, screening: Screening, depth: int) -> Iterator[Line]:
    match condition:
        case All(all=parts):
            yield from _list("all of", parts, rule, screening, depth)
        case AnyOf(any=parts):
            yield from _list("any of", parts, rule, screening, depth)
        case AtLeast(at_least=Count(n=n, of=parts)):
            yield from _list(f"at least {n} of", parts, rule, screening, depth)
        case Some(some=Among(all=parts)):
            yield from _list("a medicine in the list with all of", parts, rule, screening, depth)
        case Not(not_=part):
            yield from _list("not", (part,), rule, screening, depth)
        case Test():
            yield Line(depth, _test(condition, rule, screening))


def _list(name: str, parts: tuple[Condition, ...], rule: Rule, screening: Screening, depth: int) -> Iterator[Line]:
    yield Line(depth, name)
    for part in parts:
        yield from _lines(part, rule, screening, depth + 1)


def _test(test: Test, rule: Rule, screening: Screening) -> str:
    question = screening.questionnaire.questions.get(test.name)
    facts = {fact.id: fact for fact in screening.rulebook.facts}
    if test.name in facts:
        denied = "" if "yes" in test.operand else "not: "
        return f"{denied}{facts[test.name].says} (`{test.name}`)"
    name = _called(test.name, screening)
    if test.operation == "none":
        return f"{name}: none of these"
    if test.operation in ("is_", "has"):
        return f"{name}: {' or '.join(_word(word, question) for word in test.operand)}"
    return f"{name}: {COMPARED[test.operation]} {_figure(test.operand, rule)}"


def _called(name: str, screening: Screening) -> str:
    """A question by its text, anything else in words of ours."""
    question = screening.questionnaire.questions.get(name)
    return f"“{question.text}”" if question else ENTRY.get(name, name.replace("_", " "))


def _word(word: str, question: Question | None) -> str:
    texts = {option.id: option.text for option in question.options} if question else {}
    return texts.get(word, word.replace("_", " "))


def _figure(operand: object, rule: Rule) -> str:
    """A number or a wait; where a clinic may set it, its name and what it is by default."""
    if isinstance(operand, str) and operand.startswith("$"):
        number = rule.parameters.get(operand[1:])
        return f"{number.value:g} {number.unit} (`{operand[1:]}`)" if number else f"the clinic's `{operand[1:]}`"
    return f"{operand:g}" if isinstance(operand, int | float) else str(operand)
