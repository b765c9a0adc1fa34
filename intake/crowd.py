"""Many people's answers, each at their own visit, read from columns: the bits of a rail are the people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from intake.bits import Mask, packed, read_bits, unpacked
from intake.columns import MOMENT, plane
from intake.condition import Test
from intake.days import Calendar, Days, Moments, calendar
from intake.instant import Duration
from intake.questionnaire import NOT_SURE, TREATMENTS, Question
from intake.rails import Rails
from intake.reader import NOTHING, EntryReader, Named, Questions, Reader

_HOUR, _MINUTE = 3_600_000, 60_000
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Spans:
    """Intervals of some rows: which (positions, rising), from when, and to when (as intake.days counts)."""

    rows: Positions
    start: Moments
    end: Moments
    calendar: Calendar

    @cached_property
    def first_day(self) -> Days:
        return self.calendar.days(self.start)

    @cached_property
    def last_day(self) -> Days:
        """The day of the last minute that it may have been."""
        return self.calendar.days(np.where(self.end > self.start, self.end - _MINUTE, self.end))


class Crowd(Reader):
    """The rows of one block of columns; a column that the block has not is a question that nobody was asked yet."""

    def __init__(
        self, block: pa.RecordBatch, questions: Questions, named: Named = NOTHING, of_entry: Named = NOTHING
    ) -> None:
        self.size = len(block)
        super().__init__(questions, (1 << self.size) - 1, named, of_entry)
        self.block = block
        self._columns = set(block.schema.names)
        self.calendar = calendar(questions.clinic.clock)
        self._planes: dict[str, int] = {}
        self._answers: dict[tuple[str, str, Any], Rails] = {}
        self._spans: dict[str, Spans] = {}
        self._default: dict[Duration, int] = {}

    @cached_property
    def assessed_at(self) -> Moments:
        return read_moments(self.block["assessed_at"])

    @cached_property
    def judged_at(self) -> Moments:
        """When each is judged: at the visit; without one, at the assessment."""
        visits = self.block["visit_at"]
        return np.where(_known(visits), read_moments(visits), self.assessed_at)

    @cached_property
    def _days(self) -> NDArray[np.int32]:
        return self.calendar.days(self.judged_at)

    @cached_property
    def _kinds(self) -> dict[str, int]:
        kinds = self.block["visit_kind"]
        codes = kinds.indices.to_numpy(zero_copy_only=False)
        return {word: packed(codes == code) for code, word in enumerate(kinds.dictionary.to_pylist())}

    @cached_property
    def visit_known(self) -> int:
        return packed(_known(self.block["visit_at"]))

    @cached_property
    def windows_judged(self) -> int:
        """Those of whom a treatment has a moment."""
        treated = 0
        for kind in TREATMENTS:
            treated |= self._kinds.get(kind, 0)
        return treated & self.visit_known

    def due(self, ahead: timedelta) -> int:
        return self.windows_judged & packed(self.judged_at - self.assessed_at <= ahead // timedelta(milliseconds=1))

    def plane(self, name: str) -> int:
        """A boolean column."""
        bits = self._planes.get(name)
        if bits is None:
            bits = self._planes[name] = read_bits(self.block[name]) if name in self._columns else 0
        return bits

    def answered(self, question: Question, operation: str, operand: Any) -> Rails:
        key = (question.id, operation, operand)
        rails = self._answers.get(key)
        if rails is None:
            rails = self._answers[key] = self._answered(question, operation, operand)
        return rails

    def _answered(self, question: Question, operation: str, operand: Any) -> Rails:
        if operation in ("within", "newer_than"):
            return self.newer(self.spans_of(question.id), operation, operand, question.tense == "past")
        given = self.plane(question.id)
        unknown = self.full ^ given
        match operation:
            case "is_":
                true = self._any(question.id, operand)
            case "has":
                true = self._any(question.id, operand)
                unknown |= self.plane(plane(question.id, NOT_SURE))
            case "none":
                ticked = self._any(question.id, question.fact.words)
                unsure = self.plane(plane(question.id, NOT_SURE))
                true = given & ~ticked & ~unsure
                unknown |= unsure & ~ticked
            case _:
                true = self._figures(question.id, operation, operand)
        return Rails(true, true | unknown)

    def unanswered(self, question: Question, operation: str, operand: Any) -> int:
        if operation in ("within", "newer_than") and question.tense == "past":
            unjudged = self.full ^ self.windows_judged if operation == "within" else 0
            return self.since_now(operand) | unjudged
        return self.full

    def _any(self, name: str, words: frozenset[str]) -> int:
        bits = 0
        for word in words:
            bits |= self.plane(plane(name, word))
        return bits

    def _figures(self, name: str, operation: str, limit: float) -> int:
        column = f"{name}.figure"
        if column not in self._columns or self.block[column].null_count == self.size:
            return 0
        # Null becomes NaN, which is neither below nor above anything.
        figures = self.block[column].to_numpy(zero_copy_only=False)
        return packed(figures < limit if operation == "below" else figures >= limit)

    def spans_of(self, name: str) -> Spans:
        spans = self._spans.get(name)
        if spans is None:
            known = f"{name}.start" in self._columns
            start = self.block[f"{name}.start"] if known else pa.nulls(self.size, MOMENT)
            end = self.block[f"{name}.end"] if known else start
            spans = self._spans[name] = self.spans_in(start, end)
        return spans

    def spans_in(self, start: pa.TimestampArray, end: pa.TimestampArray) -> Spans:
        """The intervals that are known."""
        rows = np.flatnonzero(_known(start)) if start.null_count < len(start) else np.empty(0, np.intp)
        return Spans(rows, read_moments(start)[rows], read_moments(end)[rows], self.calendar)

    def newer(self, spans: Spans, operation: str, wait: Duration, past: bool) -> Rails:
        """Who has waited less than `wait`? What is over but has no date was at the latest just now."""
        certain, possible = self.compared(spans, wait, spans.rows)
        unknown = (self.since_now(wait) if past else self.full) & ~among(spans.rows, self.size)
        rails = Rails(among(certain, self.size), among(possible, self.size) | unknown)
        if operation == "newer_than":
            return rails
        # Hours before a treatment mean something only once it has a moment; until then they are nobody's "no".
        unjudged = self.full ^ self.windows_judged
        return Rails(rails.true | unjudged, rails.possible | unjudged)

    def compared(self, spans: Spans, wait: Duration, people: Positions) -> tuple[Positions, Positions]:
        """The rows of spans, each of the person at the same place of `people`, for which less than `wait` has passed.

        First those for which that is certain, then those for which it is possible.
        """
        if not len(spans.rows):
            return spans.rows, spans.rows
        if wait.unit == "hours":
            length, moments = wait.count * _HOUR, self.judged_at[people]
            certain, possible = moments < spans.start + length, moments < spans.end + length
        else:
            newest = self.calendar.newest(self._days[people], wait)
            certain, possible = spans.first_day >= newest, spans.last_day >= newest
        return spans.rows[certain], spans.rows[possible]

    def since_now(self, wait: Duration) -> int:
        """Those who may have waited less than `wait` for something that is over and has no date."""
        bits = self._default.get(wait)
        if bits is None:
            bits = self._default[wait] = self._waiting(wait)
        return bits

    def _waiting(self, wait: Duration) -> int:
        shortest, longest = self._ahead
        if shortest >= wait.at_most:
            return 0
        if longest < wait.at_least:
            return self.full
        return among(self.compared(self._just_now, wait, self._just_now.rows)[1], self.size)

    @cached_property
    def _ahead(self) -> tuple[timedelta, timedelta]:
        """From the assessment to the moment that is judged, the shortest and the longest of all."""
        ahead = self.judged_at - self.assessed_at
        return timedelta(milliseconds=int(ahead.min(initial=0))), timedelta(milliseconds=int(ahead.max(initial=0)))

    @cached_property
    def _just_now(self) -> Spans:
        return Spans(np.arange(self.size), self.assessed_at - _MINUTE, self.assessed_at, self.calendar)

    def circumstance(self, name: str, words: frozenset[str]) -> int:
        if name == "visit_kind":
            return sum(self._kinds.get(word, 0) for word in words)
        if name == "visit_dated":
            dated = self.visit_known if "yes" in words else 0
            return dated | (self.full ^ self.visit_known if "no" in words else 0)
        known = self.questions.clinic_facts[name]
        return self.full if (not words.isdisjoint(known) if words else not known) else 0

    def read_entries(self) -> tuple[Sequence[EntryReader], Rails]:
        listed: list[EntryReader] = []
        unlisted = 0
        for question in self.questions.questionnaire.questions.values():
            if question.type == "medicines":
                shown = self.visible(question.id)
                told = self.block[question.id] if question.id in self._columns else None
                given = packed(_known(told)) & shown.true if told is not None else 0
                unlisted |= shown.possible & ~given
                if given:
                    listed.append(EntryCrowd(self, told, given))
        return listed, Rails(0, unlisted)


class EntryCrowd(EntryReader):
    """All medicines of the people of a block, a bit each; `listed` are the people whose lists count."""

    def __init__(self, crowd: Crowd, told: pa.ListArray, listed: int) -> None:
        lengths = np.diff(told.offsets.to_numpy())
        self._flat: pa.StructArray = told.flatten()
        # A list that is null has no length, whatever its offsets say.
        self._owner = np.repeat(np.arange(crowd.size), np.where(_known(told), lengths, 0))
        super().__init__((1 << len(self._owner)) - 1, crowd.of_entry)
        self._crowd, self._listed = crowd, listed
        self._words: dict[str, Words] = {}
        self._rows: dict[tuple[str, frozenset[str]], int] = {}

    @cached_property
    def recognised(self) -> int:
        return self.full ^ self._column("item").unknown

    @cached_property
    def _spans(self) -> Spans:
        return self._crowd.spans_in(self._flat.field("last_taken.start"), self._flat.field("last_taken.end"))

    def person(self, test: Test, operand: Any) -> Rails:
        rails = self._crowd.judge(test, operand)
        true = self._theirs(rails.true)
        return Rails(true, true if rails.possible == rails.true else self._theirs(rails.possible))

    def last_taken(self, operation: str, wait: Any) -> Rails:
        size, spans = len(self._owner), self._spans
        certain, possible = self._crowd.compared(spans, wait, self._owner[spans.rows])
        unknown = self._theirs(self._crowd.since_now(wait)) & ~among(spans.rows, size)
        rails = Rails(among(certain, size), among(possible, size) | unknown)
        if operation == "newer_than":
            return rails
        unjudged = self._theirs(self._crowd.full ^ self._crowd.windows_judged)
        return Rails(rails.true | unjudged, rails.possible | unjudged)

    def told(self, name: str, words: frozenset[str]) -> Rails:
        column = self._column(name)
        true = column.holding(words)
        return Rails(true, true | column.unknown)

    def _column(self, name: str) -> "Words":
        if name not in self._words:
            self._words[name] = Words(self._flat.field(name))
        return self._words[name]

    def row(self, name: str, words: frozenset[str]) -> int:
        bits = self._rows.get((name, words))
        if bits is None:
            items = self._crowd.questions.catalogue.holding(name, words)
            bits = self._rows[name, words] = self._column("item").holding(items)
        return bits

    def folded(self, rails: Rails) -> Rails:
        """The listed people of whom one medicine is."""
        true = self._people(rails.true)
        possible = true if rails.possible == rails.true else self._people(rails.possible)
        return Rails(true & self._listed, possible & self._listed)

    def _people(self, bits: int) -> int:
        if not bits:
            return 0
        return among(self._owner[np.flatnonzero(unpacked(bits, len(self._owner)))], self._crowd.size)

    def _theirs(self, people: int) -> int:
        """The medicines of some people."""
        if people in (0, self._crowd.full):
            return self.full if people else 0
        return packed(unpacked(people, self._crowd.size)[self._owner])


def among(rows: Positions, size: int) -> int:
    """Some of so many rows."""
    if not len(rows):
        return 0
    mask = np.zeros(size, np.bool_)
    mask[rows] = True
    return packed(mask)


def read_moments(moments: pa.TimestampArray) -> Moments:
    """A column of moments; where there is none, a number that means nothing."""
    kept = moments.buffers()[1]
    return np.frombuffer(kept, np.int64)[moments.offset : moments.offset + len(moments)]


def _known(column: pa.Array) -> Mask:
    if not column.null_count:
        return np.ones(len(column), np.bool_)
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False), np.bool_)


class Words:
    """A column of words, some of them missing."""

    def __init__(self, column: pa.DictionaryArray) -> None:
        self._all: list[str] = column.dictionary.to_pylist()
        codes, known = column.indices, _known(column)
        kept = np.frombuffer(codes.buffers()[1], codes.type.to_pandas_dtype())
        # Where there is no word, what is kept is a number that means nothing.
        kept = kept[codes.offset : codes.offset + len(codes)]
        self._codes: Positions = np.where(known, kept, len(self._all)).astype(np.intp)
        self.unknown = packed(~known)

    def holding(self, words: frozenset[str]) -> int:
        """The rows that hold one of `words`."""
        holds = np.array([*(word in words for word in self._all), False], np.bool_)
        return packed(holds[self._codes]) if holds.any() else 0
