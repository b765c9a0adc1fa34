"""One person's answers, at several moments that the visit could have: the bits of a rail are the moments."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from intake.answers import Answer, Entry, Intake
from intake.condition import Test
from intake.instant import BEGINNING, Duration, Span, newer
from intake.medicines import Medicine
from intake.questionnaire import NOT_SURE, Question
from intake.rails import NEVER, Rails
from intake.reader import NOTHING, EntryReader, Named, Questions, Reader
from intake.shelf_life import expired, fresh


class Reading(Reader):
    """One person's answers at some moments (UTC; the first is the visit as it stands)."""

    def __init__(
        self,
        intake: Intake,
        questions: Questions,
        moments: Sequence[datetime],
        named: Named = NOTHING,
        of_entry: Named = NOTHING,
    ) -> None:
        super().__init__(questions, (1 << len(moments)) - 1, named, of_entry)
        self.zone: tzinfo = questions.clinic.clock
        self.expired = expired(intake, questions.questionnaire, self.zone)
        self.intake, self.moments = fresh(intake, questions.questionnaire, self.zone), moments
        self._just_now: dict[Duration, Rails] = {}
        # Hours and waits before a treatment have a meaning only once it has a moment.
        self.windows_judged = intake.visit.treatment and intake.visit.at is not None

    def due(self, ahead: timedelta) -> int:
        visit = self.intake.visit
        due = visit.treatment and visit.at is not None and visit.at - self.intake.assessed_at <= ahead
        return self.full if due else 0

    def answer(self, name: str) -> Answer | None:
        return self.intake.answers.get(name)

    def answered(self, question: Question, operation: str, operand: Any) -> Rails:
        answer = self.intake.answers.get(question.id)
        if operation in ("within", "newer_than"):
            past = question.tense == "past"
            return self.newer(answer.value if answer else None, operation, operand, past)
        if answer is None or answer.state != "answered":
            return Rails(0, self.full)
        value: Any = answer.value
        match operation:
            case "is_":
                return self.known(value in operand)
            case "has":
                held = self.known(not operand.isdisjoint(value))
                return Rails(held.true, self.full) if NOT_SURE in value else held
            case "none":
                # Not sure about one of them, and nothing else ticked: it may turn out to be none after all.
                return Rails(0, self.full) if set(value) == {NOT_SURE} else self.known(not value)
            case "below":
                return self.known(value < operand)
            case _:
                return self.known(value >= operand)

    def unanswered(self, question: Question, operation: str, operand: Any) -> int:
        if operation in ("within", "newer_than"):
            return self.newer(None, operation, operand, question.tense == "past").possible
        return self.full

    def newer(self, value: Any, operation: str, wait: Duration, past: bool) -> Rails:
        """Was this less than `wait` before each moment? What is over but has no date was at the latest just now."""
        if operation == "within" and not self.windows_judged:
            return self.always
        if isinstance(value, Span):
            return Rails(*newer(value, wait, self.moments, self.zone))
        if not past:
            return Rails(0, self.full)
        rails = self._just_now.get(wait)
        if rails is None:
            span = Span(BEGINNING, self.intake.assessed_at)
            rails = self._just_now[wait] = Rails(*newer(span, wait, self.moments, self.zone))
        return rails

    def circumstance(self, name: str, words: frozenset[str]) -> int:
        visit = self.intake.visit
        match name:
            case "visit_kind":
                known = frozenset({visit.kind})
            case "visit_dated":
                known = frozenset({"yes" if visit.at else "no"})
            case _:
                known = self.questions.clinic_facts[name]
        return self.full if (not words.isdisjoint(known) if words else not known) else 0

    def known(self, holds: bool) -> Rails:
        return self.always if holds else NEVER

    def read_entries(self) -> tuple[Sequence["EntryReading"], Rails]:
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
                listed += (EntryReading(self, entry, question.id, row) for row in self.questions.rows(entry))
        return listed, Rails(0, unlisted)


class EntryReading(EntryReader):
    """One medicine of one person, as one row of the catalogue; a name that holds two medicines is read twice."""

    def __init__(self, reading: Reading, entry: Entry, question: str, row: Medicine | None) -> None:
        super().__init__(reading.full, reading.of_entry)
        self.reading, self.entry, self.question, self.medicine = reading, entry, question, row

    @property
    def recognised(self) -> int:
        return self.full if self.medicine else 0

    def person(self, test: Test, operand: Any) -> Rails:
        return self.reading.judge(test, operand)

    def last_taken(self, operation: str, wait: Any) -> Rails:
        return self.reading.newer(self.entry.last_taken, operation, wait, past=True)

    def told(self, name: str, words: frozenset[str]) -> Rails:
        value = getattr(self.entry, name)
        return Rails(0, self.full) if value is None else self.reading.known(value in words)

    def row(self, name: str, words: frozenset[str]) -> int:
        return self.full if self.medicine and not words.isdisjoint(self.medicine.words(name)) else 0

    def folded(self, rails: Rails) -> Rails:
        return rails
