"""Which rules a medicine that nobody recognised may concern: what would be open if its row of the catalogue were."""

from collections.abc import Sequence

from intake.answers import Intake
from intake.condition import Test
from intake.medicines import Medicine
from intake.rails import Rails
from intake.reader import ENTRY_FACTS
from intake.reading import EntryReading, Reading
from rules.rule import LEVELS
from rules.screening import Screening


class _Unread(EntryReading):
    """An entry that is one of several rows: a test on the catalogue is true of all of them, of some, or of none."""

    rows: tuple[Medicine, ...] = ()

    def judge(self, test: Test, operand: frozenset[str]) -> Rails:
        if test.fact or test.name in self._of_entry or test.name in ENTRY_FACTS:
            return super().judge(test, operand)
        fitting = [not operand.isdisjoint(row.words(test.name)) for row in self.rows]
        return Rails(self.full if all(fitting) else 0, self.full if any(fitting) else 0)


class _Guessing(Reading):
    def read_entries(self) -> tuple[Sequence[EntryReading], Rails]:
        listed, unlisted = super().read_entries()
        return [self._guessed(one) for one in listed], unlisted

    def _guessed(self, one: EntryReading) -> EntryReading:
        if one.medicine:
            return one
        unread, entry = _Unread(self, one.entry, one.question, None), one.entry
        unread.rows = self.questions.catalogue.perhaps(entry.name, entry.item, entry.confirmed)
        return unread


def concerned(screening: Screening, intake: Intake) -> tuple[str, ...]:
    """The rules that no answer opens yet and that an unrecognised medicine may turn out to hold; gravest first."""
    reading = screening.read(intake)
    listed, _ = reading.read_entries()
    if all(entry.recognised for entry in listed):
        return ()
    guessing = screening.read(intake, reading=_Guessing)
    found = [
        bound.rule
        for bound in screening.rules
        if screening.verdict(bound, guessing) and not screening.verdict(bound, reading)
    ]
    return tuple(rule.id for rule in sorted(found, key=lambda rule: -LEVELS.index(rule.level)))
