"""The examples that stand beside each rule, run: they are its tests and its documentation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from intake.answers import IntakeError, read_intake
from intake.clinic import NumbingProduct
from intake.reading import Reading
from rules.rule import OUTCOMES, Example, Outcome
from rules.screening import Bound, Screening

TRUTHS = {(True, True): "holds", (False, True): "open", (False, False): "clear"}


@dataclass(frozen=True)
class Ran:
    """One example of one rule: what it says should come out, and what did."""

    rule: str
    example: Example
    found: str
    outcome: Outcome | None = None

    @property
    def passed(self) -> bool:
        return self.found == self.example.then and self.example.outcome in (None, self.outcome)

    @property
    def line(self) -> str:
        wanted, found = str(self.example.then), self.found
        if wanted == found:
            wanted, found = f"{wanted}, {self.example.outcome}", f"{found}, {self.outcome}"
        return f"{self.rule}: “{self.example.name}” should be {wanted}, is {found}"


def run(screening: Screening) -> Iterator[Ran]:
    """Every example of every rule, judged alone: other rules and other answers do not matter."""
    for bound in screening.rules:
        for example in bound.rule.examples:
            try:
                reading = read(example, screening)
            except IntakeError as error:
                yield Ran(bound.rule.id, example, f"refused ({error})")
            else:
                yield judged(bound, example, reading, screening)


def read(example: Example, screening: Screening) -> Reading:
    """The answers of an example; raises IntakeError."""
    raw: Mapping[str, Any] = {
        "assessed_at": example.assessed_at,
        "visit": example.visit.model_dump(),
        "answers": dict(example.given),
    }
    if example.numbing is not None:
        screening = _numbing_with(screening, example.numbing)
    return screening.read(read_intake(raw, screening.questionnaire, screening.clinic))


@cache
def _numbing_with(screening: Screening, ingredients: tuple[str, ...]) -> Screening:
    products = (NumbingProduct(name="Of the example", ingredients=ingredients),) if ingredients else ()
    clinic = screening.clinic.model_copy(update={"numbing_products": products})
    return Screening(screening.questionnaire, screening.rulebook, screening.questions.catalogue, clinic)


def judged(bound: Bound, example: Example, reading: Reading, screening: Screening) -> Ran:
    """What a rule makes of an example of its own."""
    rails = bound.judge(reading)
    verdict = screening.verdict(bound, reading)
    outcome = OUTCOMES[verdict.raises] if verdict and verdict.level != "advice" else "suitable"
    return Ran(bound.rule.id, example, TRUTHS[bool(rails.true & 1), bool(rails.possible & 1)], outcome)
