"""A rule as one clinic has it, with the level and the numbers that it has settled, beside those of the rulebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from intake.clinic import Clinic
from rules.content import FAULTS
from rules.rule import LEVELS, Level, Rule
from rules.rulebook import settled
from rules.screening import Screening


@dataclass(frozen=True)
class AsSet:
    """`rule` is as this clinic has it, `book` as the rulebook has it; `off` where the clinic does not want it."""

    rule: Rule
    book: Rule
    off: bool

    @cached_property
    def changed(self) -> bool:
        """Is anything of it otherwise than in the rulebook?"""
        return self.off or self.rule != self.book

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that a clinic may give it."""
        faults = FAULTS["levels"]
        return tuple(level for level in LEVELS if not [*faults(self.book, Clinic(levels={self.book.id: level}))])


def as_set(screening: Screening) -> Iterator[AsSet]:
    """Every rule of the rulebook, those that the clinic has switched off too."""
    clinic = screening.clinic
    for book in screening.rulebook.rules:
        own = clinic.parameters.get(book.id, {})
        numbers = {
            name: number.model_copy(update={"value": own.get(name, number.value)})
            for name, number in book.parameters.items()
        }
        rule = settled(book, clinic).model_copy(update={"parameters": numbers})
        yield AsSet(rule, book, book.id in clinic.switched_off and not book.locked)


def with_number(clinic: Clinic, rule: str, name: str, value: float) -> Clinic:
    """The settings with another number of a rule."""
    own = {**clinic.parameters.get(rule, {}), name: value}
    return clinic.model_copy(update={"parameters": {**clinic.parameters, rule: own}})


def with_level(clinic: Clinic, rule: str, level: Level) -> Clinic:
    """The settings with another level of a rule."""
    return clinic.model_copy(update={"levels": {**clinic.levels, rule: level}})
