"""Any intake at all, as formulas: what a condition is for everybody who could ever answer, for proofs with z3.

The tree that is walked is the rulebook's own; only what a test means on an answer is said again here, and
tests/rules/test_symbolic.py holds that to intake.reading. Times are hours before the judged moment; a month counts as
30.44 days, which keeps every wait in its order.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import z3

from intake.condition import All, Among, AnyOf, AtLeast, Condition, Count, Not, Parameters, Some, Test, bound, tests
from intake.instant import Duration
from intake.questionnaire import NOT_SURE, TREATMENTS, VISIT_KINDS, Question
from intake.reader import ENTRY_FACTS
from rules.rule import NamedFact
from rules.rulebook import clinic_facts
from rules.screening import Screening

HOURS = {"hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 730.5, "years": 8766.0}
ENTRIES = 2
"""Medicines in a symbolic list: one rule looks at one entry, or at two together."""


class Pair(NamedTuple):
    """A formula for known true, and one for possibly true."""

    true: Any
    possible: Any


class Visit:
    """One visit of any kind; `lead` is how long after the assessment it is judged."""

    def __init__(self) -> None:
        self.kinds = {kind: z3.Bool(f"visit.{kind}") for kind in VISIT_KINDS}
        self.dated, self.lead = z3.Bool("visit.dated"), z3.Real("visit.lead")
        self.judges_windows = z3.And(self.dated, z3.Or([self.kinds[kind] for kind in TREATMENTS]))

    def possible(self) -> Iterator[Any]:
        yield z3.PbEq([(kind, 1) for kind in self.kinds.values()], 1)
        yield self.lead >= 0
        yield z3.Or(self.dated, self.lead == 0)

    def due(self, hours: int) -> Any:
        return z3.And(self.judges_windows, self.lead <= hours)


@dataclass
class Person:
    """One symbolic intake. `other` shares the answers of another but those to the questions in `own`."""

    name: str
    screening: Screening
    visit: Visit
    parameters: Parameters
    later: float = 0.0
    other: "Person | None" = None
    own: Set[str] = frozenset()
    _visible: dict[str, Pair] = field(default_factory=dict)

    def of(self, question: str) -> str:
        """Whose answer to a question it is, as the beginning of its variables."""
        shared = self.other and question.partition(".")[0] not in self.own
        return self.other.of(question) if self.other and shared else f"{self.name}.{question}"

    def answered(self, question: str) -> Any:
        return z3.Bool(f"{self.of(question)}?")

    def ticked(self, question: str, option: str) -> Any:
        return z3.Bool(f"{self.of(question)}={option}")

    def number(self, question: str) -> Any:
        return z3.Real(f"{self.of(question)}#")

    def since(self, question: str, end: str) -> Any:
        """Hours from the `start` or the `end` of a coarse date to the judged moment."""
        return z3.Real(f"{self.of(question)}@{end}") + self.later

    @property
    def lead(self) -> Any:
        return self.visit.lead + self.later

    @cached_property
    def facts(self) -> Mapping[str, NamedFact]:
        return {fact.id: fact for fact in self.screening.rulebook.facts}

    def question(self, name: str) -> Question | None:
        return self.screening.questionnaire.questions.get(name)

    def visible(self, question: Question) -> Pair:
        """Whether a question is asked."""
        if question.id not in self._visible:
            due = self.visit.due(question.asked_within) if question.asked_within else z3.BoolVal(True)
            shown = Pair(z3.BoolVal(True), z3.BoolVal(True))
            if question.visible_when:
                shown = self.judged(question.visible_when)
            self._visible[question.id] = Pair(z3.And(due, shown.true), z3.And(due, shown.possible))
        return self._visible[question.id]

    def judged(self, condition: Condition, entry: str = "") -> Pair:
        """A condition on this person, or on one entry of theirs."""
        match condition:
            case All(all=parts):
                return _all([self.judged(part, entry) for part in parts])
            case AnyOf(any=parts):
                return _any([self.judged(part, entry) for part in parts])
            case Not(not_=part):
                return _not(self.judged(part, entry))
            case AtLeast(at_least=Count(n=n, of=parts)):
                found = [self.judged(part, entry) for part in parts]
                return Pair(*(z3.PbGe([(one[rail], 1) for one in found], n) for rail in (0, 1)))
            case Some(some=Among(all=parts)):
                return self._some(parts)
            case Test():
                return self._entry(condition, entry) if condition.entry else self._fact(condition)
        raise TypeError(condition)

    def _some(self, parts: tuple[Condition, ...]) -> Pair:
        medicines = next(q for q in self.screening.questionnaire.questions.values() if q.type == "medicines")
        shown, told = self.visible(medicines), self.answered(medicines.id)
        read = z3.And(shown.true, told)
        listed = [z3.And(read, self.ticked(medicines.id, str(place))) for place in range(ENTRIES)]
        found = [_all([self.judged(part, f"{medicines.id}.{place}") for part in parts]) for place in range(ENTRIES)]
        both = zip(listed, found, strict=True)
        known = [Pair(z3.And(there, one.true), z3.And(there, one.possible)) for there, one in both]
        return _any([*known, Pair(z3.BoolVal(False), z3.And(shown.possible, z3.Not(read)))])

    def _fact(self, test: Test) -> Pair:
        operand, question = bound(test, self.parameters), self.question(test.name)
        if question:
            shown, told = self.visible(question), self._answer(question, test.operation, operand)
            untold = self._unanswered(question, test.operation, operand)
            return Pair(
                z3.And(shown.true, told.true),
                z3.And(shown.possible, z3.If(shown.true, told.possible, untold)),
            )
        if test.name in self.facts:
            return _word(self.judged(self.facts[test.name].when), operand)
        if test.name == "visit_kind":
            held = z3.Or([self.visit.kinds[kind] for kind in operand])
        elif test.name == "visit_dated":
            held = z3.Or([self.visit.dated if word == "yes" else z3.Not(self.visit.dated) for word in operand])
        else:
            # What holds is to hold at every clinic.
            facts = clinic_facts(self.screening.questions.catalogue)
            any_of = facts[test.name].words if test.operation == "none" else operand
            held = z3.Or([z3.Bool(f"{test.name}={word}") for word in any_of])
            held = z3.Not(held) if test.operation == "none" else held
        return Pair(held, held)

    def _answer(self, question: Question, operation: str, operand: Any) -> Pair:
        told = self.answered(question.id)
        if operation in ("within", "newer_than"):
            return self._newer(question.id, operation, operand, question.tense == "past")
        match operation:
            case "is_" | "has":
                held = z3.Or([self.ticked(question.id, word) for word in operand])
            case "none":
                held = z3.Not(z3.Or([self.ticked(question.id, word) for word in words(question) if word != NOT_SURE]))
            case "below":
                held = self.number(question.id) < operand
            case _:
                held = self.number(question.id) >= operand
        unsure = self.ticked(question.id, NOT_SURE) if NOT_SURE in words(question) else z3.BoolVal(False)
        if operation == "none":
            return Pair(z3.And(told, held, z3.Not(unsure)), z3.Or(z3.Not(told), held))
        return Pair(z3.And(told, held), z3.Or(z3.Not(told), held, unsure))

    def _newer(self, name: str, operation: str, wait: Duration, past: bool) -> Pair:
        hours = wait.count * HOURS[wait.unit]
        told = self.answered(name)
        certain = z3.And(told, self.since(name, "start") < hours)
        possible = z3.If(told, self.since(name, "end") < hours, self._undated(wait, past))
        if operation == "within":
            unjudged = z3.Not(self.visit.judges_windows)
            return Pair(z3.Or(unjudged, certain), z3.Or(unjudged, possible))
        return Pair(certain, possible)

    def _undated(self, wait: Duration, past: bool) -> Any:
        return self.lead < wait.count * HOURS[wait.unit] if past else z3.BoolVal(True)

    def _unanswered(self, question: Question, operation: str, operand: Any) -> Any:
        if operation not in ("within", "newer_than"):
            return z3.BoolVal(True)
        undated = self._undated(operand, question.tense == "past")
        return z3.Or(z3.Not(self.visit.judges_windows), undated) if operation == "within" else undated

    def _entry(self, test: Test, entry: str) -> Pair:
        operand, name = bound(test, self.parameters), f"{entry}.{test.name}"
        if test.name in self.facts:
            return _word(self.judged(self.facts[test.name].when, entry), operand)
        if test.name == "last_taken":
            return self._newer(name, test.operation, operand, past=True)
        held = z3.Or([self.ticked(name, word) for word in operand])
        if test.name == "recognised":
            known = self.answered(name)
            held = z3.Or([known if word == "yes" else z3.Not(known) for word in operand])
            return Pair(held, held)
        if test.name in ENTRY_FACTS:
            return Pair(z3.And(self.answered(name), held), z3.Or(z3.Not(self.answered(name)), held))
        held = z3.And(self.answered(f"{entry}.recognised"), held)
        return Pair(held, held)


def words(question: Question) -> list[str]:
    """Everything that may be ticked."""
    listed = ["yes", "no"] if question.type == "yes_no" else [option.id for option in question.options]
    listed = ["yes"] if question.type == "consent" else listed
    return [*listed, NOT_SURE] if question.type in ("choices", "zones") and question.not_sure else listed


def read(condition: Condition, screening: Screening) -> set[str]:
    """The questions that a condition reads, through the facts it names and through what makes them visible."""
    questions, facts = screening.questionnaire.questions, {fact.id: fact for fact in screening.rulebook.facts}
    found: set[str] = set()
    left = [condition]
    while left:
        some = left.pop()
        names = {test.name for test in tests(some)}
        if any(test.entry for test in tests(some)):
            names |= {question.id for question in questions.values() if question.type == "medicines"}
        left += [facts[name].when for name in names if name in facts]
        fresh = {name for name in names if name in questions} - found
        found |= fresh
        left += [when for name in fresh if (when := questions[name].visible_when)]
    return found


def _all(parts: list[Pair]) -> Pair:
    return Pair(z3.And([one.true for one in parts]), z3.And([one.possible for one in parts]))


def _any(parts: list[Pair]) -> Pair:
    return Pair(z3.Or([one.true for one in parts]), z3.Or([one.possible for one in parts]))


def _not(one: Pair) -> Pair:
    return Pair(z3.Not(one.possible), z3.Not(one.true))


def _word(one: Pair, operand: Set[str]) -> Pair:
    if operand >= {"yes", "no"}:
        return Pair(z3.BoolVal(True), z3.BoolVal(True))
    return one if "yes" in operand else _not(one)
