"""The examples that stand beside each rule, run: they are its tests and its documentation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.answers import IntakeError, read_intake
from rules.rule import Example
from rules.screening import Screening

TRUTHS = {(True, True): "holds", (False, True): "open", (False, False): "clear"}


@dataclass(frozen=True)
class Ran:
    """One example of one rule: what it says should come out, and what did."""

    rule: str
    example: Example
    found: str

    @property
    def passed(self) -> bool:
        return self.found == self.example.then

    @property
    def line(self) -> str:
        return f"{self.rule}: “{self.example.name}” should be {self.example.then}, is {self.found}"


def run(screening: Screening) -> Iterator[Ran]:
    """Every example of every rule, judged alone: other rules and other answers do not matter."""
    for bound in screening.rules:
        for example in bound.rule.examples:
            try:
                intake = read_intake(_raw(example), screening.questionnaire, screening.clinic)
            except IntakeError as error:
                yield Ran(bound.rule.id, example, f"refused ({error})")
                continue
            rails = bound.judge(screening.read(intake))
            yield Ran(bound.rule.id, example, TRUTHS[bool(rails.true & 1), bool(rails.possible & 1)])


def _raw(example: Example) -> Mapping[str, Any]:
    return {
        "assessed_at": example.assessed_at,
        "visit": example.visit.model_dump(),
        "answers": dict(example.given),
    }
