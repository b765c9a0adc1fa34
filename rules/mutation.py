"""Is each part of the rulebook held in place by an example? Change one thing at a time and see whether any notices.

A mutant is a rule, or a fact that rules share, with one condition dropped, one word of a list dropped, one "not" taken
away, one threshold moved by the smallest step, or one level up or down. It is caught when an example fails.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from intake.condition import All, Among, AnyOf, AtLeast, Condition, Count, Not, Parameters, Some, Test, compiled, tests
from intake.instant import Duration
from intake.reading import Reading
from rules.examples import judged, read
from rules.rule import LEVELS, Example, Rule
from rules.rulebook import Rulebook
from rules.screening import Bound, Screening

ENOUGH = 0.95
"""The share that examples have to catch."""


@dataclass(frozen=True)
class Mutant:
    """One change to a rule or a shared fact, and whether an example noticed it."""

    of: str
    change: str
    caught: bool

    @property
    def line(self) -> str:
        return f"{self.of}: {self.change}"


def mutants(screening: Screening, only: frozenset[str] | None = None) -> Iterator[Mutant]:
    """Every mutant of the rules, or of those named in `only`, and of the facts that they share."""
    given = {bound.rule.id: [(one, read(one, screening)) for one in bound.rule.examples] for bound in screening.rules}
    for bound in screening.rules:
        if only is None or bound.rule.id in only:
            for change, changed in _of_rule(bound):
                yield Mutant(bound.rule.id, change, _noticed(changed, given[bound.rule.id], screening))
    if only is None:
        yield from _of_facts(screening)


def _noticed(bound: Bound, given: list[tuple[Example, Reading]], screening: Screening) -> bool:
    return any(not judged(bound, example, reading, screening).passed for example, reading in given)


def _of_rule(bound: Bound) -> Iterator[tuple[str, Bound]]:
    rule = bound.rule
    for change, when in _changed(rule.when):
        yield change, _rebound(bound, bound.parameters, when=when)
    for name in rule.parameters:
        for moved in _moved(bound.parameters[name]):
            yield f"${name} is {moved}", _rebound(bound, {**bound.parameters, name: moved})
    place = LEVELS.index(rule.level)
    for level in LEVELS[max(place - 1, 0) : place] + LEVELS[place + 1 : place + 2]:
        yield f"level is {level}", _rebound(bound, bound.parameters, level=level)


def _rebound(bound: Bound, values: Parameters, **change: Any) -> Bound:
    # Not validated: most mutants are rules that nobody could write.
    rule = Rule.model_construct(**{**dict(bound.rule), **change})
    return replace(bound, rule=rule, parameters=values, judge=compiled(rule.when, values))


def _of_facts(screening: Screening) -> Iterator[Mutant]:
    book = screening.rulebook
    for place, fact in enumerate(book.facts):
        for change, when in _changed(fact.when):
            facts = [*book.facts[:place], fact.model_copy(update={"when": when}), *book.facts[place + 1 :]]
            other = Screening(
                screening.questionnaire,
                book.model_copy(update={"facts": tuple(facts)}),
                screening.questions.catalogue,
                screening.clinic,
            )
            readers = _readers(book, fact.id)
            caught = any(
                _noticed(bound, [(one, read(one, other)) for one in bound.rule.examples], other)
                for bound in other.rules
                if bound.rule.id in readers
            )
            yield Mutant(fact.id, change, caught)


def _readers(book: Rulebook, name: str) -> set[str]:
    """The rules that read a fact, also through other facts."""
    names = {name}
    for fact in book.facts:  # a fact names only facts before it
        if any(test.name in names for test in tests(fact.when)):
            names.add(fact.id)
    return {rule.id for rule in book.rules if any(test.name in names for test in tests(rule.when))}


def _changed(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition with one thing changed, and what that is."""
    match condition:
        case All(all=parts):
            yield from ((change, All(all=left)) for change, left in _parts(parts))
        case AnyOf(any=parts):
            yield from ((change, AnyOf(any=left)) for change, left in _parts(parts))
        case Some(some=Among(of=of, all=parts)):
            yield from ((change, Some(some=Among(of=of, all=left))) for change, left in _parts(parts))
        case AtLeast(at_least=Count(n=n, of=parts)):
            for moved in (n - 1, n + 1):
                if 1 <= moved <= len(parts):
                    yield f"at least {moved}", AtLeast(at_least=Count(n=moved, of=parts))
            yield from ((change, AtLeast(at_least=Count(n=n, of=left))) for change, left in _parts(parts))
        case Not(not_=part):
            yield f"no longer not {_short(part)}", part
            yield from ((change, Not.model_validate({"not": inner})) for change, inner in _changed(part))
        case Test():
            yield from _test(condition)


def _parts(parts: tuple[Condition, ...]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    for place, part in enumerate(parts):
        if len(parts) > 1:
            yield f"without {_short(part)}", parts[:place] + parts[place + 1 :]
        for change, changed in _changed(part):
            yield change, (*parts[:place], changed, *parts[place + 1 :])


def _test(test: Test) -> Iterator[tuple[str, Condition]]:
    operand = test.operand
    if isinstance(operand, tuple):
        for word in operand if len(operand) > 1 else ():
            left = tuple(one for one in operand if one != word)
            yield f"without {word!r} of {test.name}", test.model_copy(update={test.operation: left})
    elif isinstance(operand, int | float) and not isinstance(operand, bool):
        for moved in _moved(float(operand)):
            yield f"{test.name} {test.operation} {moved}", test.model_copy(update={test.operation: moved})
    elif isinstance(operand, str) and not operand.startswith("$"):
        for wait in _moved(Duration.parse(operand)):
            yield f"{test.name} {test.operation} {wait}", test.model_copy(update={test.operation: str(wait)})


def _moved(value: Duration | float) -> list[Any]:
    """The smallest step down and up."""
    if isinstance(value, Duration):
        return [replace(value, count=value.count + step) for step in (-1, 1) if value.count + step > 0]
    return [value - 1, value + 1]


def _short(condition: Condition) -> str:
    return json.dumps(condition.model_dump(mode="json", by_alias=True, exclude_none=True)).replace('"', "")
