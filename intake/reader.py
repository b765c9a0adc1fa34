"""What every reading of answers has in common, of one person or of many: who is asked what, and that hidden is no "no".

The bits of a rail are cases: the moments that one person's visit could have, the people of a crowd, or their medicines.
A question that is known to be hidden is false on both rails; one that is merely perhaps hidden, because its parent is
not known, is unanswered whatever was typed into it before.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from intake.answers import Entry
from intake.clinic import Clinic
from intake.condition import Condition, EntryView, Fact, Judge, Test, compiled
from intake.medicines import Catalogue, Medicine
from intake.questionnaire import Question, Questionnaire
from intake.rails import NEVER, Rails

ENTRY_FACTS = {
    "advised": Fact("word", frozenset({"regular", "as_needed", "own", "not_sure"})),
    "still": Fact("word", frozenset({"yes", "no", "sometimes"})),
    "ended_by": Fact("word", frozenset({"professional", "self"})),
    "last_taken": Fact("date"),
    "recognised": Fact("word", frozenset({"yes", "no"})),
}
"""What is known of one medicine besides the columns of the catalogue."""

Named = Mapping[str, Judge]
NOTHING: Named = MappingProxyType({})


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

    def rows(self, entry: Entry) -> list[Medicine | None]:
        """What one entry is in the catalogue; with None where a part of it is not recognised."""
        found: list[Medicine | None] = list(self.catalogue.recognised(entry.name, entry.item, entry.confirmed))
        return found if self.catalogue.complete(entry.name, entry.item, entry.confirmed) else [*found, None]

    def visible(self, question: Question, reader: "Reader") -> Rails:
        judge = self._visible.get(question.id)
        if not question.asked_within:
            return judge(reader) if judge else reader.always
        due = reader.due(timedelta(hours=question.asked_within))
        if not judge or not due:
            return Rails(due, due)
        asked = judge(reader)
        return Rails(due & asked.true, due & asked.possible)


class Reader(ABC):
    """Answers as conditions see them; `named` and `of_entry` are facts that rules share. Implements condition.View."""

    def __init__(self, questions: Questions, full: int, named: Named = NOTHING, of_entry: Named = NOTHING) -> None:
        self.questions, self.full = questions, full
        self.always = Rails(full, full)
        self.of_entry = of_entry
        self._named = named
        self._questions = questions.questionnaire.questions
        self._visible: dict[str, Rails] = {}
        self._judged: dict[str, Rails] = {}
        self._entries: tuple[Sequence[EntryView], Rails] | None = None

    @abstractmethod
    def due(self, ahead: timedelta) -> int:
        """The cases in which a treatment is no longer than this ahead."""

    @abstractmethod
    def answered(self, question: Question, operation: str, operand: Any) -> Rails:
        """A test on the answer to a question, as if it were asked."""

    @abstractmethod
    def unanswered(self, question: Question, operation: str, operand: Any) -> int:
        """The cases in which a test on a question that has no answer may be true."""

    @abstractmethod
    def circumstance(self, name: str, words: frozenset[str]) -> int:
        """The cases in which one of the words is known of the visit or the clinic; of no words, those without any."""

    @abstractmethod
    def read_entries(self) -> tuple[Sequence[EntryView], Rails]:
        """Each medicine that was given, and whether there may be others."""

    def visible(self, name: str) -> Rails:
        """Whether a question is asked."""
        rails = self._visible.get(name)
        if rails is None:
            question = self.questions.questionnaire.questions[name]
            rails = self._visible[name] = self.questions.visible(question, self)
        return rails

    def judge(self, test: Test, operand: Any) -> Rails:
        name = test.name
        question = self._questions.get(name)
        if question:
            shown = self._visible.get(name) or self.visible(name)
            return self._asked(question, test.operation, operand, shown) if shown.possible else NEVER
        if name in self._named:
            if name not in self._judged:
                self._judged[name] = self._named[name](self)
            return as_word(self._judged[name], operand, self.full)
        held = self.circumstance(name, frozenset() if test.operation == "none" else operand)
        return Rails(held, held)

    def _asked(self, question: Question, operation: str, operand: Any, shown: Rails) -> Rails:
        rails = self.answered(question, operation, operand)
        perhaps = shown.possible & ~shown.true
        if not perhaps:
            return rails if shown is self.always else Rails(shown.true & rails.true, shown.true & rails.possible)
        open_ = perhaps & self.unanswered(question, operation, operand)
        return Rails(shown.true & rails.true, shown.true & rails.possible | open_)

    def entries(self) -> tuple[Sequence[EntryView], Rails]:
        if self._entries is None:
            self._entries = self.read_entries()
        return self._entries


class EntryReader(ABC):
    """One medicine of one person, or all medicines of a crowd. Implements condition.EntryView.

    What is not recognised has no row in the catalogue: tests on the catalogue are false, and the one rule about that
    is what counts.
    """

    def __init__(self, full: int, of_entry: Named) -> None:
        self.full = full
        self._of_entry = of_entry
        self._judged: dict[str, Rails] = {}

    @abstractmethod
    def person(self, test: Test, operand: Any) -> Rails:
        """A test on a fact of the person whose medicine it is."""

    @abstractmethod
    def last_taken(self, operation: str, wait: Any) -> Rails: ...

    @abstractmethod
    def told(self, name: str, words: frozenset[str]) -> Rails:
        """A test on what the client said of it."""

    @abstractmethod
    def row(self, name: str, words: frozenset[str]) -> int:
        """The cases in which its row of the catalogue has one of the words."""

    @property
    @abstractmethod
    def recognised(self) -> int: ...

    @abstractmethod
    def folded(self, rails: Rails) -> Rails: ...

    def entries(self) -> tuple[Sequence[EntryView], Rails]:
        raise TypeError("`some` does not stand inside `some`")

    def judge(self, test: Test, operand: Any) -> Rails:
        name = test.name
        if test.fact:
            return self.person(test, operand)
        if name in self._of_entry:
            if name not in self._judged:
                self._judged[name] = self._of_entry[name](self)
            return as_word(self._judged[name], operand, self.full)
        if name == "last_taken":
            return self.last_taken(test.operation, operand)
        if name == "recognised":
            known = Rails(self.recognised, self.recognised)
            return as_word(known, operand, self.full)
        if name in ENTRY_FACTS:
            return self.told(name, operand)
        held = self.row(name, operand)
        return Rails(held, held) if held else NEVER


def as_word(rails: Rails, operand: frozenset[str], full: int) -> Rails:
    """A named condition tested as a word: "yes" is that it holds, "no" that it does not."""
    if operand >= {"yes", "no"}:
        return Rails(full, full)
    return rails if "yes" in operand else Rails(full ^ rails.possible, full ^ rails.true)
