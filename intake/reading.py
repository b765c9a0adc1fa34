"""Answers as conditions see them: every test on two rails, at several moments that the visit could have.

The bits of a rail are the moments. A question that is known to be hidden is false on both rails; one that is merely
perhaps hidden, because its parent is not known, is unknown whatever was typed into it before.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Any

from intake.answers import Answer, Entry, Intake
from intake.clinic import Clinic
from intake.condition import Condition, Fact, Judge, Test, View, compiled
from intake.instant import BEGINNING, Duration, Span, newer
from intake.medicines import Catalogue, Medicine
from intake.questionnaire import NOT_SURE, Question, Questionnaire
from intake.rails import NEVER, Rails

ENTRY_FACTS = {
    "advised": Fact("word", frozenset({"regular", "as_needed", "own", "not_sure"})),
    "still": Fact("word", frozenset({"yes", "no", "sometimes"})),
    "ended_by": Fact("word", frozenset({"professional", "self"})),
    "last_taken": Fact("date"),
    "recognised": Fact("word", frozenset({"yes", "no"})),
}
"""What is known of one medicine besides the columns of the catalogue."""


class Questions:
    """A questionnaire made ready for reading answers: its conditions compiled once for a clinic."""

    def __init__(self, questionnaire: Questionnaire, catalogue: Catalogue, clinic: Clinic) -> None:
        self.questionnaire, self.catalogue, self.clinic = questionnaire, catalogue, clinic
        self.clinic_facts = clinic.facts
        self._visible = {
            question.id: self.judge(question.visible_when)
            for question in questionnaire.questions.values()
            if question.visible_when
        }
        self.checks = [(check, self.judge(check.when)) for check in questionnaire.checks]
        self.exits = [(way, self.judge(way.when)) for section in questionnaire.sections for way in section.exits]

    def judge(self, condition: Condition) -> Judge:
        return compiled(condition, self.clinic.common_parameters)

    def visible(self, question: Question, reading: "Reading") -> Rails:
        if question.asked_within and not reading.due(timedelta(hours=question.asked_within)):
            return NEVER
        judge = self._visible.get(question.id)
        return judge(reading) if judge else reading.always


Named = Mapping[str, Judge]
NOTHING: Named = MappingProxyType({})


class Reading:
    """One person's answers at some moments (UTC; the first is the visit as it stands). Implements condition.View."""

    def __init__(
        self,
        intake: Intake,
        questions: Questions,
        moments: Sequence[datetime],
        named: Named = NOTHING,
        of_entry: Named = NOTHING,
    ) -> None:
        self.intake, self.questions, self.moments = intake, questions, moments
        self.full = (1 << len(moments)) - 1
        self.always = Rails(self.full, self.full)
        self.zone: tzinfo = questions.clinic.clock
        self._named, self.of_entry = named, of_entry
        self._visible: dict[str, Rails] = {}
        self._judged: dict[str, Rails] = {}
        self._entries: tuple[Sequence[EntryReading], Rails] | None = None

    def due(self, ahead: timedelta) -> bool:
        """Is a treatment no longer than this ahead?"""
        visit = self.intake.visit
        return visit.treatment and visit.at is not None and visit.at - self.intake.assessed_at <= ahead

    @property
    def windows_judged(self) -> bool:
        """Hours and waits before a treatment have a meaning only once it has a moment."""
        return self.intake.visit.treatment and self.intake.visit.at is not None

    def visible(self, name: str) -> Rails:
        """Whether a question is asked."""
        rails = self._visible.get(name)
        if rails is None:
            question = self.questions.questionnaire.questions[name]
            rails = self._visible[name] = self.questions.visible(question, self)
        return rails

    def answer(self, name: str) -> Answer | None:
        return self.intake.answers.get(name)

    def judge(self, test: Test, operand: Any) -> Rails:
        name = test.name
        question = self.questions.questionnaire.questions.get(name)
        if question:
            return self._asked(name, self._answered(question, test.operation, operand))
        if name in self._named:
            if name not in self._judged:
                self._judged[name] = self._named[name](self)
            return as_word(self._judged[name], operand, self.full)
        words = self._circumstance(name)
        return self._known(not words if test.operation == "none" else not operand.isdisjoint(words))

    def _asked(self, name: str, rails: Rails) -> Rails:
        shown = self.visible(name)
        if shown is self.always:
            return rails
        return Rails(shown.true & rails.true, shown.possible & (rails.possible | (self.full ^ shown.true)))

    def _answered(self, question: Question, operation: str, operand: Any) -> Rails:
        answer = self.intake.answers.get(question.id)
        if operation in ("within", "newer_than"):
            past = question.tense == "past"
            return self.newer(answer.value if answer else None, operation, operand, past)
        if answer is None or answer.state != "answered":
            return Rails(0, self.full)
        value: Any = answer.value
        match operation:
            case "is_":
                return self._known(value in operand)
            case "has":
                held = self._known(not operand.isdisjoint(value))
                return Rails(held.true, self.full) if NOT_SURE in value else held
            case "none":
                # Not sure about one of them, and nothing else ticked: it may turn out to be none after all.
                return Rails(0, self.full) if set(value) == {NOT_SURE} else self._known(not value)
            case "below":
                return self._known(value < operand)
            case _:
                return self._known(value >= operand)

    def newer(self, value: Any, operation: str, wait: Duration, past: bool) -> Rails:
        """Was this less than `wait` before each moment? What is over but has no date was at the latest just now."""
        if operation == "within" and not self.windows_judged:
            return Rails(self.full, self.full)
        if not isinstance(value, Span):
            if not past:
                return Rails(0, self.full)
            value = Span(BEGINNING, self.intake.assessed_at)
        return Rails(*newer(value, wait, self.moments, self.zone))

    def _circumstance(self, name: str) -> frozenset[str]:
        """What is known of the visit or the clinic, in words."""
        if name == "visit_kind":
            return frozenset({self.intake.visit.kind})
        if name == "visit_dated":
            return frozenset({"yes" if self.intake.visit.at else "no"})
        return self.questions.clinic_facts[name]

    def _known(self, holds: bool) -> Rails:
        return self.always if holds else NEVER

    def entries(self) -> tuple[Sequence["EntryReading"], Rails]:
        """Each medicine that was given, and whether there may be others."""
        if self._entries is None:
            self._entries = self._read_entries()
        return self._entries

    def _read_entries(self) -> tuple[Sequence["EntryReading"], Rails]:
        asked = [q for q in self.questions.questionnaire.questions.values() if q.type == "medicines"]
        listed: list[EntryReading] = []
        unlisted = 0
        for question in asked:
            shown, answer = self.visible(question.id), self.intake.answers.get(question.id)
            if answer is None or answer.state != "answered" or not shown.true:
                unlisted |= shown.possible
                continue
            entries: Any = answer.value
            for entry in entries:
                rows = self.questions.catalogue.recognised(entry.name, entry.item, entry.confirmed)
                listed.extend(EntryReading(self, entry, question.id, row) for row in rows)
                if not self.questions.catalogue.complete(entry.name, entry.item, entry.confirmed):
                    listed.append(EntryReading(self, entry, question.id, None))
        return listed, Rails(0, unlisted)


class EntryReading:
    """One medicine of one person, as one row of the catalogue; a name that holds two medicines is read twice.

    Without a row it is not recognised: tests on the catalogue are false, and the one rule about that is what counts.
    """

    def __init__(self, person: Reading, entry: Entry, question: str, row: Medicine | None) -> None:
        self.person, self.entry, self.question, self.row = person, entry, question, row
        self.full, self.always = person.full, person.always
        self._judged: dict[str, Rails] = {}

    def entries(self) -> tuple[Sequence[View], Rails]:
        raise TypeError("`some` does not stand inside `some`")

    def judge(self, test: Test, operand: Any) -> Rails:
        if test.fact:
            return self.person.judge(test, operand)
        name = test.name
        if name in self.person.of_entry:
            if name not in self._judged:
                self._judged[name] = self.person.of_entry[name](self)
            return as_word(self._judged[name], operand, self.full)
        if name == "last_taken":
            return self.person.newer(self.entry.last_taken, test.operation, operand, past=True)
        if name == "recognised":
            return self._known(("yes" if self.row else "no") in operand)
        if name in ENTRY_FACTS:
            value = getattr(self.entry, name)
            return Rails(0, self.full) if value is None else self._known(value in operand)
        return self._known(self.row is not None and not operand.isdisjoint(self.row.words(name)))

    def _known(self, holds: bool) -> Rails:
        return self.always if holds else NEVER


def as_word(rails: Rails, operand: frozenset[str], full: int) -> Rails:
    """A named condition tested as a word: "yes" is that it holds, "no" that it does not."""
    if operand >= {"yes", "no"}:
        return Rails(full, full)
    return rails if "yes" in operand else Rails(full ^ rails.possible, full ^ rails.true)
