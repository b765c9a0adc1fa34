"""What holds of every rule for everybody, proved with z3 over all answers that the journey allows.

1. Not knowing is never better than knowing: what is known true stays true when more becomes known, and what comes out
   true was at least possible before. So an outcome is never milder than the one that full answers would give, up to
   defer. (A medicine that nobody recognises stays so: it is its own open point.)
2. One more tick never takes a finding away, unless the rule declares in `falls_with` that it may.
3. Every defer has a way out: time ends a wait, and the answers that an event asks for again can end the event.
4. A rule can hold, and need not; and no rule is only another, equally grave one, said again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import z3

from intake.condition import tests
from intake.questionnaire import NOT_SURE, Question
from intake.reader import ENTRY_FACTS
from rules.rule import LEVELS, Rule
from rules.screening import Bound, Screening
from rules.symbolic import ENTRIES, Person, Visit, read, words

LONG = 10_000_000.0
"""Hours after which every wait is over."""
PATIENCE = 10_000
"""Milliseconds for one proof; what takes longer is told as not proved."""


@dataclass(frozen=True)
class Prover:
    """Proves things of the rules of one screening."""

    screening: Screening

    def faults(self) -> Iterator[str]:
        """Everything that does not hold, one plain sentence each; nothing where all is proved."""
        for bound in self.screening.rules:
            for claim in (self._refines, self._ticks, self._ways_out, self._says_something):
                yield from (f"{bound.rule.id}: {fault}" for fault in claim(bound))
        yield from self._masked()

    def _person(self, name: str, bound: Bound, visit: Visit, **options: Any) -> Person:
        return Person(name, self.screening, visit, bound.parameters, **options)

    def _refines(self, bound: Bound) -> Iterator[str]:
        visit = Visit()
        less, more = (self._person(name, bound, visit) for name in ("a", "b"))
        asked = self._asked(bound)
        fewer, greater = less.judged(bound.rule.when), more.judged(bound.rule.when)
        given = [*visit.possible()]
        for person in (less, more):
            given += [one for question in asked for one in possible(person, question)]
        given += [one for question in asked for one in refined(less, more, question)]
        kept = z3.And(
            z3.Implies(fewer.true, greater.true),
            z3.Implies(greater.true, greater.possible),
            z3.Implies(greater.possible, fewer.possible),
        )
        if not _proved(given, kept):
            yield "knowing more takes the finding away, or not knowing hides it"

    def _ticks(self, bound: Bound) -> Iterator[str]:
        """A further tick in a list may leave the rule open, where it brings a question that is not answered yet."""
        asked = self._asked(bound)
        for question in asked:
            if question.type not in ("choices", "zones"):
                continue
            visit = Visit()
            one = self._person("a", bound, visit)
            more = self._person("b", bound, visit, other=one, own={question.id})
            given = [*visit.possible(), *(fact for each in asked for fact in possible(one, each))]
            given += [one.answered(question.id), more.answered(question.id)]
            given += [z3.Implies(one.ticked(question.id, w), more.ticked(question.id, w)) for w in words(question)]
            held, after = one.judged(bound.rule.when), more.judged(bound.rule.when)
            kept = _proved(given, z3.Implies(held.true, after.possible))
            if not kept and question.id not in bound.rule.falls_with:
                yield f"one more tick of {question.id} takes the finding away; `falls_with` would have to name it"
            if kept and question.id in bound.rule.falls_with:
                yield f"`falls_with` names {question.id}, of which no tick takes the finding away"

    def _ways_out(self, bound: Bound) -> Iterator[str]:
        until = bound.rule.defer_until
        if until is None:
            return
        visit, asked = Visit(), self._asked(bound)
        now = self._person("a", bound, visit)
        given = [*visit.possible(), *(fact for each in asked for fact in possible(now, each))]
        held = now.judged(bound.rule.when)
        if until.event is None:
            later = self._person("b", bound, visit, other=now, later=LONG)
            given += [visit.judges_windows] if bound.rule.windowed else []
            if not _proved(given, z3.Implies(held.true, z3.Not(later.judged(bound.rule.when).true))):
                yield "the wait does not end: time alone never clears it"
            return
        event = next(one for one in self.screening.rulebook.events if one.id == until.event)
        again = self._person("b", bound, visit, other=now, own=frozenset(event.asks))
        given += [fact for each in asked if each.id in event.asks for fact in possible(again, each)]
        if not _possible([*given, held.true, z3.Not(again.judged(bound.rule.when).possible)]):
            yield f"no answer to what {event.id} asks again ends it: {', '.join(event.asks) or 'nothing is asked'}"

    def _says_something(self, bound: Bound) -> Iterator[str]:
        visit, asked = Visit(), self._asked(bound)
        one = self._person("a", bound, visit)
        given = [*visit.possible(), *(fact for each in asked for fact in possible(one, each))]
        held = one.judged(bound.rule.when)
        if not _possible([*given, held.true]):
            yield "no answers make it hold"
        if not _possible([*given, z3.Not(held.possible)]):
            yield "it holds whatever is answered"

    def _masked(self) -> Iterator[str]:
        """Rules that hold only where a graver or equally grave one does, and that ask for nothing of their own."""
        reads = {bound.rule.id: read(bound.rule.when, self.screening) for bound in self.screening.rules}
        for inner in self.screening.rules:
            for outer in self.screening.rules:
                if inner is outer or not reads[outer.rule.id] <= reads[inner.rule.id]:
                    continue
                if adds_nothing(inner.rule, outer.rule) and self._within(inner, outer):
                    same = self._within(outer, inner)
                    yield f"{inner.rule.id}: {'says the same as' if same else 'is hidden by'} {outer.rule.id}"

    def _within(self, inner: Bound, outer: Bound) -> bool:
        visit, asked = Visit(), {each.id: each for bound in (inner, outer) for each in self._asked(bound)}
        one, other = (self._person("a", bound, visit) for bound in (inner, outer))
        given = [*visit.possible(), *(fact for each in asked.values() for fact in possible(one, each))]
        return _proved(given, z3.Implies(one.judged(inner.rule.when).true, other.judged(outer.rule.when).true))

    def _asked(self, bound: Bound) -> list[Question]:
        questions = self.screening.questionnaire.questions
        return [questions[name] for name in sorted(read(bound.rule.when, self.screening))]


def adds_nothing(inner: Rule, outer: Rule) -> bool:
    """Does `outer` ask for all that `inner` asks for, at no lower level?"""
    if outer.level == "advice" or inner.leaves_open or outer.leaves_open:
        return False
    graver = LEVELS.index(outer.level) >= LEVELS.index(inner.level)
    same_until = inner.defer_until in (None, outer.defer_until)
    return (
        graver
        and same_until
        and set(inner.needs) <= set(outer.needs)
        and inner.urgency in (None, outer.urgency)
        and inner.leave_out is None
        and inner.applies_to == outer.applies_to
    )


def possible(person: Person, question: Question) -> Iterator[Any]:
    """What the form allows as an answer."""
    name, told = question.id, person.answered(question.id)
    yield z3.Implies(told, person.visible(question).possible)
    match question.type:
        case "yes_no" | "choice" | "consent":
            ticks = [(person.ticked(name, word), 1) for word in words(question)]
            yield z3.Implies(told, z3.PbEq(ticks, 1))
        case "date":
            yield from _dated(person, name, past=question.tense == "past")
        case "medicines":
            for place in range(ENTRIES):
                for fact in ("advised", "still", "ended_by"):
                    ticks = [(person.ticked(f"{name}.{place}.{fact}", word), 1) for word in ENTRY_FACTS[fact].words]
                    yield z3.Implies(person.answered(f"{name}.{place}.{fact}"), z3.PbEq(ticks, 1))
                yield from _dated(person, f"{name}.{place}.last_taken", past=True)


def _dated(person: Person, name: str, past: bool) -> Iterator[Any]:
    yield person.since(name, "start") >= person.since(name, "end")
    if past:
        yield person.since(name, "end") >= person.lead


def refined(less: Person, more: Person, question: Question) -> Iterator[Any]:
    """`more` knows whatever `less` knows; what turns out not to be asked after all no longer counts."""
    name = question.id
    told = z3.And(less.answered(name), more.visible(question).possible)
    yield z3.Implies(told, more.answered(name))
    yield from (z3.Implies(told, one) for one in _kept(less, more, name, [w for w in words(question) if w != NOT_SURE]))
    if question.type in ("choices", "zones"):
        sure = z3.And(told, z3.Not(less.ticked(name, NOT_SURE))) if NOT_SURE in words(question) else told
        for word in words(question):
            yield z3.Implies(sure, less.ticked(name, word) == more.ticked(name, word))
    elif question.type == "medicines":
        for place in range(ENTRIES):
            yield z3.Implies(told, less.ticked(name, str(place)) == more.ticked(name, str(place)))
            yield from (z3.Implies(told, one) for one in _same_entry(less, more, f"{name}.{place}"))


def _kept(less: Person, more: Person, name: str, ticks: list[str]) -> Iterator[Any]:
    yield from (z3.Implies(less.ticked(name, word), more.ticked(name, word)) for word in ticks)
    yield less.number(name) == more.number(name)
    yield more.since(name, "start") <= less.since(name, "start")
    yield more.since(name, "end") >= less.since(name, "end")


def _same_entry(less: Person, more: Person, entry: str) -> Iterator[Any]:
    """The same row of the catalogue, with at least as much known about it."""
    yield less.answered(f"{entry}.recognised") == more.answered(f"{entry}.recognised")
    for column, known in less.screening.questions.catalogue.words.items():
        for word in known if column in columns(less.screening) else ():
            yield less.ticked(f"{entry}.{column}", word) == more.ticked(f"{entry}.{column}", word)
    for fact in ("advised", "still", "ended_by", "last_taken"):
        told = less.answered(f"{entry}.{fact}")
        ticks = sorted(ENTRY_FACTS[fact].words)
        yield z3.Implies(told, more.answered(f"{entry}.{fact}"))
        yield from (z3.Implies(told, one) for one in _kept(less, more, f"{entry}.{fact}", ticks))


def columns(screening: Screening) -> set[str]:
    """What rules and facts ask of an entry."""
    conditions = [rule.when for rule in screening.rulebook.rules] + [fact.when for fact in screening.rulebook.facts]
    return {test.name for condition in conditions for test in tests(condition) if test.entry}


def _possible(given: list[Any]) -> bool:
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    solver.add(*given)
    return bool(solver.check() == z3.sat)


def _proved(given: list[Any], claim: Any) -> bool:
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    solver.add(*given, z3.Not(claim))
    return bool(solver.check() == z3.unsat)
