"""Before a rulebook is changed, it says who would come out differently, by which rules, and whose visit gets worse."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.answers import Intake, read_intake
from intake.columns import block
from rules.content import other
from rules.rulebook import FOLDER
from rules.simulation import Simulation, simulate
from tests.rules.conftest import HEALTHY, the_screening

SCREENING = the_screening()
IBUPROFEN: dict[str, Any] = {
    "medicines_any": "yes",
    "medicines": [{"name": "Ibuprofen", "advised": "own", "still": "no", "last_taken": "2026-12-11T10:00"}],
}
OWN = 'window: {{value: {}, unit: hours, minimum: 48, maximum: 240, says: "a clinic may ask for longer'


def intake(**answers: Any) -> Intake:
    visit = {"kind": "session", "at": "2026-12-14T14:00"}
    document = {"assessed_at": "2026-12-13T20:00", "visit": visit, "answers": {**HEALTHY, **answers}}
    return read_intake(document, SCREENING.questionnaire, SCREENING.clinic)


@pytest.fixture
def simulated(tmp_path: Path) -> Callable[..., Simulation]:
    """What a longer window for ibuprofen would change for somebody well and somebody who took one three days before."""
    folder = tmp_path / "rules"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py"))
    file = folder / "book" / "blood.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(OWN.format(48), OWN.format(96)), encoding="utf-8")
    then = other(SCREENING, folder)
    columns = block([("well", intake()), ("ibuprofen", intake(**IBUPROFEN))], SCREENING.questions)

    def run(moment: datetime) -> Simulation:
        return simulate(SCREENING, then, [columns], moment)

    return run


BEFORE, AFTER = datetime(2026, 12, 13, tzinfo=UTC), datetime(2026, 12, 15, tzinfo=UTC)


def test_who_moves_from_which_outcome_to_which_is_counted(simulated: Callable[..., Simulation]) -> None:
    found = simulated(BEFORE)
    assert found.people == 2
    assert found.moved == {("suitable", "suitable"): 1, ("suitable", "defer"): 1}


def test_the_rules_responsible_are_named(simulated: Callable[..., Simulation]) -> None:
    assert simulated(BEFORE).rules["bt-nsaid-own"] == 1


def test_whose_coming_visit_gets_worse_is_named(simulated: Callable[..., Simulation]) -> None:
    assert simulated(BEFORE).warned == ["ibuprofen"]


def test_a_visit_that_is_over_warns_nobody(simulated: Callable[..., Simulation]) -> None:
    assert simulated(AFTER).warned == []


def test_the_same_rulebook_changes_nothing() -> None:
    columns = block([("ibuprofen", intake(**IBUPROFEN))], SCREENING.questions)
    found = simulate(SCREENING, other(SCREENING, FOLDER), [columns], BEFORE)
    assert (found.changed, found.rules, found.warned) == (0, {}, [])
