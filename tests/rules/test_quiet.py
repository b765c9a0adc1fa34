"""A false alarm is a fault: ordinary clients have few findings, and ordinary healthy people have none.

Clients are drawn from public prevalence figures (prevalence.yaml), by a fixed seed, and answer the whole form.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from intake.answers import Intake, read_intake
from intake.content import Document
from rules.assessment import Assessment
from tests.rules.conftest import HEALTHY, the_screening

TRAITS: Any = Document(Path(__file__).with_name("prevalence.yaml")).value
CLIENTS, SEED = 200, 2026
SESSION = {"kind": "session", "at": "2026-12-14T14:00"}


def answered(traits: list[dict[str, Any]], birth_date: str = "1989-04-12") -> dict[str, Any]:
    """The answers of a healthy person, with what these traits bring."""
    answers: dict[str, Any] = {**HEALTHY, "birth_date": birth_date}
    medicines: list[dict[str, Any]] = []
    for trait in traits:
        answers |= trait.get("answers", {})
        for question, ticks in trait.get("ticks", {}).items():
            answers[question] = [*dict.fromkeys([*answers.get(question, []), *ticks])]
        medicines += trait.get("takes", [])
    if medicines:
        answers |= {"medicines_any": "yes", "medicines": medicines}
    return answers


def assessed(answers: dict[str, Any]) -> Assessment:
    screening = the_screening()
    document = {"assessed_at": "2026-12-10T10:00", "visit": SESSION, "answers": answers}
    return screening.assess(read_intake(document, screening.questionnaire, screening.clinic))


def drawn() -> list[list[dict[str, Any]]]:
    chosen = random.Random(SEED)
    return [[trait for trait in TRAITS if chosen.random() * 100 < trait["share"]] for _ in range(CLIENTS)]


def crowd_of(size: int) -> Iterator[Intake]:
    """So many such clients, for whoever wants many."""
    chosen = random.Random(SEED)
    for _ in range(size):
        traits = [trait for trait in TRAITS if chosen.random() * 100 < trait["share"]]
        document = {"assessed_at": "2026-12-10T10:00", "visit": SESSION, "answers": answered(traits)}
        yield read_intake(document, the_screening().questionnaire, the_screening().clinic)


def test_clients_drawn_from_public_figures_have_at_most_two_findings_in_the_middle(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [assessed(answered(traits)) for traits in drawn()]
    counts = [len(one.findings) for one in found]
    fired = Counter(finding.rule for one in found for finding in one.findings)
    with capsys.disabled():
        print(f"\n{CLIENTS} clients: median {median(counts):g} findings, most {max(counts)}; rules that fire most:")
        for rule, times in fired.most_common(12):
            print(f"  {times:3} {rule}")
    assert median(counts) <= 2


@pytest.mark.parametrize("trait", [one for one in TRAITS if one.get("healthy")], ids=lambda one: one["id"])
def test_nothing_is_found_in_a_healthy_person_for_one_ordinary_thing(trait: dict[str, Any]) -> None:
    one = assessed(answered([trait]))
    assert (one.outcome, one.findings) == ("suitable", ())


def test_nothing_is_found_in_healthy_people_for_all_that_is_ordinary_together() -> None:
    for traits in drawn():
        one = assessed(answered([trait for trait in traits if trait.get("healthy")]))
        assert (one.outcome, one.findings) == ("suitable", ()), [trait["id"] for trait in traits]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"medicines": [{"name": "Sertraline", "advised": "regular", "still": "yes"}]},
        {"medicines": [{"name": "Levothyroxine", "advised": "regular", "still": "yes"}]},
        {"medicines": [{"name": name, "advised": "regular", "still": "yes"} for name in ("Atorvastatin", "Ramipril")]},
        {"medicines": [{"name": "Microgynon", "advised": "regular", "still": "yes"}]},
        {"medicines": [{"name": "Salbutamol", "advised": "as_needed", "still": "sometimes"}]},
        {"birth_date": "1951-04-12"},
        {"after_plans": ["helmet_cover"], "after_can_wait": "all_can"},
        {"scalp_past": ["smp_tattoo"], "smp_by": "here", "last_session": "2026-12-02", "healing": []},
    ],
    ids=["as they are", "an SSRI", "thyroxine", "statin and ACE inhibitor", "the pill", "an inhaler", "75 years old",
         "a headscarf", "second session on day 12"],
)  # fmt: skip
def test_the_ordinary_healthy_person_has_no_finding_and_nothing_open(change: dict[str, Any]) -> None:
    ordinary = [one for one in TRAITS if one["id"] in ("gym", "outdoors", "hay_fever", "vitamin_d", "dandruff")]
    answers = {**answered(ordinary), "skin_type": "very_rarely_burns"}
    more = change.get("medicines", [])
    answers |= {**change, "medicines": [*answers["medicines"], *more]}
    one = assessed(answers)
    assert (one.outcome, one.findings) == ("suitable", ())
    assert [point for point in one.open if point.level != "advice"] == []
