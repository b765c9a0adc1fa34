"""The rules as plain formulas over the columns of answers, so that other engines can judge the very same thing.

A formula is True or False, the name of a boolean variable, or a tuple: ("all", …), ("any", …), ("not", one), or a
comparison (">=", name, name or number) of numbers. Every rule gives two, known true and possibly true, because none of
these engines keeps "unknown" apart. Rules about medicines are left out: the peers have no list to fold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intake.bits import unpacked
from intake.columns import plane
from intake.condition import All, AnyOf, AtLeast, Condition, Not, Test, bound, tests
from intake.crowd import Crowd
from intake.instant import Duration
from intake.questionnaire import NOT_SURE, Question
from rules.screening import Bound, Screening

Formula = Any
Both = tuple[Formula, Formula]
NEVER, ALWAYS = -(10**15), 10**15


def judged_by_all(screening: Screening) -> list[Bound]:
    """The rules that every engine can be given."""
    return [one for one in screening.rules if not _reads_entries(one.rule.when, screening)]


def _reads_entries(condition: Condition, screening: Screening) -> bool:
    facts = {fact.id: fact for fact in screening.rulebook.facts}
    names = {test.name for test in tests(condition)}
    return any(test.entry for test in tests(condition)) or any(
        _reads_entries(facts[name].when, screening) for name in names if name in facts
    )


@dataclass
class Writer:
    """Writes the formulas of one rule."""

    screening: Screening
    bound: Bound

    def both(self, condition: Condition) -> Both:
        match condition:
            case All(all=parts):
                return self._joined("all", parts)
            case AnyOf(any=parts):
                return self._joined("any", parts)
            case Not(not_=part):
                true, possible = self.both(part)
                return negated(possible), negated(true)
            case AtLeast(at_least=count):
                some = [self.both(part) for part in count.of]
                true, possible = (_at_least([one[rail] for one in some], count.n) for rail in (0, 1))
                return true, possible
            case Test():
                return self._test(condition)
        raise TypeError(condition)

    def _joined(self, how: str, parts: Iterable[Condition]) -> Both:
        some = [self.both(part) for part in parts]
        return joined(how, [one[0] for one in some]), joined(how, [one[1] for one in some])

    def _test(self, test: Test) -> Both:
        operand = bound(test, self.bound.parameters)
        question = self.screening.questionnaire.questions.get(test.name)
        if question:
            return self._asked(question, test.operation, operand)
        fact = next((one for one in self.screening.rulebook.facts if one.id == test.name), None)
        if fact:
            true, possible = self.both(fact.when)
            return (true, possible) if "yes" in operand else (negated(possible), negated(true))
        if test.name == "visit_kind":
            known = joined("any", [f"visit_kind={word}" for word in sorted(operand)])
        elif test.name == "visit_dated":
            known = "visit_dated" if "yes" in operand else negated("visit_dated")
        else:
            words = self.screening.clinic.facts[test.name]
            known = not words if test.operation == "none" else not operand.isdisjoint(words)
        return known, known

    def _asked(self, question: Question, operation: str, operand: Any) -> Both:
        shown = self._visible(question)
        told, untold = self._answered(question, operation, operand), self._unanswered(question, operation, operand)
        perhaps = joined("all", [shown[1], negated(shown[0]), untold])
        return joined("all", [shown[0], told[0]]), joined("any", [joined("all", [shown[0], told[1]]), perhaps])

    def _visible(self, question: Question) -> Both:
        due = f"due:{question.asked_within}" if question.asked_within else True
        shown = self.both(question.visible_when) if question.visible_when else (True, True)
        return joined("all", [due, shown[0]]), joined("all", [due, shown[1]])

    def _answered(self, question: Question, operation: str, operand: Any) -> Both:
        name, words = question.id, sorted(question.fact.words)
        unknown = negated(name)
        unsure = plane(name, NOT_SURE) if question.fact.kind == "words" else False
        match operation:
            case "within" | "newer_than":
                return self._newer(name, operation, operand)
            case "is_":
                true = joined("any", [plane(name, word) for word in sorted(operand)])
            case "has":
                true = joined("any", [plane(name, word) for word in sorted(operand)])
                unknown = joined("any", [unknown, unsure])
            case "none":
                ticked = joined("any", [plane(name, word) for word in words])
                true = joined("all", [name, negated(ticked), negated(unsure)])
                unknown = joined("any", [unknown, joined("all", [unsure, negated(ticked)])])
            case "below":
                true = joined("all", [name, negated((">=", f"{name}.figure", operand))])
            case _:
                true = joined("all", [name, (">=", f"{name}.figure", operand)])
        return true, joined("any", [true, unknown])

    def _newer(self, name: str, operation: str, wait: Duration) -> Both:
        hours = wait.unit == "hours"
        first, last = (f"{name}.start", f"{name}.end") if hours else (f"{name}.first", f"{name}.last")
        both = (">=", first, f"since:{wait}"), (">=", last, f"since:{wait}")
        return (_where_judged(both[0]), _where_judged(both[1])) if operation == "within" else both

    def _unanswered(self, question: Question, operation: str, operand: Any) -> Formula:
        if operation not in ("within", "newer_than") or question.tense != "past":
            return True
        now = (">=", "now" if operand.unit == "hours" else "today", f"since:{operand}")
        return _where_judged(now) if operation == "within" else now


def _where_judged(formula: Formula) -> Formula:
    return joined("any", [negated("judged"), formula])


def joined(how: str, parts: list[Formula]) -> Formula:
    """All of the parts, or any of them."""
    over = how == "any"
    if any(part is over for part in parts):
        return over
    left = [part for part in parts if part is not (not over)]
    return (not over) if not left else left[0] if len(left) == 1 else (how, *left)


def negated(one: Formula) -> Formula:
    if isinstance(one, bool):
        return not one
    return one[1] if isinstance(one, tuple) and one[0] == "not" else ("not", one)


def _at_least(parts: list[Formula], count: int) -> Formula:
    if count == 0:
        return True
    if len(parts) < count:
        return False
    return joined("any", [joined("all", [parts[0], _at_least(parts[1:], count - 1)]), _at_least(parts[1:], count)])


def variables(formula: Formula) -> Iterator[str]:
    """The names of everything that a formula reads."""
    if isinstance(formula, str):
        yield formula
    elif isinstance(formula, tuple):
        for part in formula[1:]:
            yield from variables(part)


def values(crowd: Crowd, names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The columns of a crowd by the names that formulas use; what is unknown of a date lies beyond every wait."""
    return {name: _value(crowd, name) for name in names}


def _value(crowd: Crowd, name: str) -> NDArray[Any]:
    rows, moments = crowd.size, crowd.judged_at
    match name.partition(":"):
        case "due", _, hours:
            return unpacked(crowd.due(timedelta(hours=int(hours))), rows)
        case "since", _, text:
            wait = Duration.parse(text)
            if wait.unit == "hours":
                return moments - wait.count * 3_600_000 + 1
            return crowd.calendar.newest(crowd.calendar.days(moments), wait)
    question, _, part = name.rpartition(".")
    match name, part:
        case "judged", _:
            return unpacked(crowd.windows_judged, rows)
        case "visit_dated", _:
            return unpacked(crowd.visit_known, rows)
        case "now", _:
            return crowd.assessed_at
        case "today", _:
            return crowd.calendar.days(crowd.assessed_at - 60_000)
        case _, "figure":
            return np.asarray(np.nan_to_num(crowd.block[name].to_numpy(zero_copy_only=False), nan=NEVER))
        case _, "start" | "end" | "first" | "last":
            return _dated(crowd, question, part)
    kind, _, word = name.partition("=")
    if kind == "visit_kind":
        return unpacked(crowd.circumstance(kind, frozenset({word})), rows)
    return unpacked(crowd.plane(name), rows)


def _dated(crowd: Crowd, question: str, part: str) -> NDArray[Any]:
    spans = crowd.spans_of(question)
    past = crowd.questions.questionnaire.questions[question].tense == "past"
    if part in ("start", "first"):
        found: NDArray[Any] = np.full(crowd.size, NEVER)
        found[spans.rows] = spans.start if part == "start" else spans.first_day
        return found
    just_now = crowd.assessed_at if part == "end" else crowd.calendar.days(crowd.assessed_at - 60_000)
    found = np.array(just_now, np.int64) if past else np.full(crowd.size, ALWAYS)
    found[spans.rows] = spans.end if part == "end" else spans.last_day
    return found
