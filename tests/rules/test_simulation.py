"""Before a rulebook is changed, it says who would come out differently, by which rules, and whose visit gets worse."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.answers import Intake, read_intake
from intake.columns import block
from intake.content import ContentError
from rules.as_set import with_level, with_number
from rules.content import other, otherwise
from rules.rulebook import FOLDER
from rules.simulation import Pair, Simulation, simulate
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


def test_for_how_many_a_rule_holds_is_counted_as_it_is_and_as_it_would_be(simulated: Callable[..., Simulation]) -> None:
    found = simulated(BEFORE)
    assert found.held["bt-nsaid-own"] == Pair(now=0, then=1)
    assert found.opened["bt-nsaid-own"] == Pair(now=0, then=0)


def test_for_how_many_a_rule_is_open_is_counted_over_all_blocks() -> None:
    unsure = {"state": "not_sure"}
    rows = [(str(one), intake(skin_now=unsure)) for one in range(3)]
    blocks = [block(rows[:2], SCREENING.questions), block(rows[2:], SCREENING.questions)]
    found = simulate(SCREENING, SCREENING, blocks, BEFORE)
    assert found.opened["su-burn-now"] == Pair(now=3, then=3)


def test_another_window_of_the_settings_counts_like_another_of_the_rulebook() -> None:
    longer = otherwise(SCREENING, with_number(SCREENING.clinic, "bt-nsaid-own", "window", 96))
    columns = block([("ibuprofen", intake(**IBUPROFEN))], SCREENING.questions)
    found = simulate(SCREENING, longer, [columns], BEFORE)
    assert (found.held["bt-nsaid-own"], found.moved) == (Pair(0, 1), {("suitable", "defer"): 1})


def test_another_level_changes_the_outcome_and_not_who_has_the_finding() -> None:
    painkiller = {**IBUPROFEN, "medicines": [{**IBUPROFEN["medicines"][0], "last_taken": "2026-12-13T10:00"}]}
    graver = otherwise(SCREENING, with_level(SCREENING.clinic, "bt-nsaid-own", "contraindicated"))
    columns = block([("ibuprofen", intake(**painkiller))], SCREENING.questions)
    found = simulate(SCREENING, graver, [columns], BEFORE)
    assert (found.held["bt-nsaid-own"], found.moved) == (Pair(1, 1), {("defer", "not_suitable"): 1})


def test_settings_that_the_rulebook_does_not_allow_are_refused() -> None:
    with pytest.raises(ContentError, match="allowed: 48 to 240 hours"):
        otherwise(SCREENING, with_number(SCREENING.clinic, "bt-nsaid-own", "window", 24))
