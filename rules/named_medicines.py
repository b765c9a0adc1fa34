"""The names of the medicines that a rule looks at: the catalogue, judged as if nothing else were known of an entry."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from intake.condition import All, EntryView, Judge, Parameters, Some, Test, compiled
from intake.rails import NEVER, Rails
from intake.reader import ENTRY_FACTS, as_word
from rules.screening import Screening


class Rows:
    """The rows of the catalogue as a condition on an entry sees them, a bit each. Implements condition.View."""

    def __init__(self, screening: Screening) -> None:
        self._catalogue = screening.questions.catalogue
        self.full = (1 << len(self._catalogue.rows)) - 1
        common = screening.clinic.common_parameters
        self._named: dict[str, Judge] = {
            fact.id: compiled(fact.when, common) for fact in screening.rulebook.facts if fact.of
        }

    def names(self, condition: Some, parameters: Parameters) -> Iterator[str]:
        """Generic names and brands of what may be found; nothing where it may be any medicine."""
        possible = compiled(All(all=condition.some.all), parameters)(self).possible
        if possible != self.full:
            for id_, bit in self._bits.items():
                if possible & bit:
                    row = self._catalogue.rows[id_]
                    yield from (*row.generic_names, *row.brand_names)

    def judge(self, test: Test, operand: Any) -> Rails:
        if test.fact or test.name in ENTRY_FACTS:  # about the person, or what the person said of it
            return Rails(0, self.full)
        if test.name in self._named:
            return as_word(self._named[test.name](self), operand, self.full)
        held = sum(self._bits[row] for row in self._catalogue.holding(test.name, operand))
        return Rails(held, held) if held else NEVER

    def entries(self) -> tuple[Sequence[EntryView], Rails]:
        raise TypeError("`some` does not stand inside `some`")

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {row: 1 << place for place, row in enumerate(self._catalogue.rows)}
