"""What holds for everybody: not knowing is never better than knowing, and two readings of a rule agree."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.answers import Intake, read_intake
from rules.assessment import Finding, OpenPoint
from rules.rule import LEVELS
from rules.rulebook import parameters
from rules.screening import Met, Screening
from tests.rules import oracle
from tests.rules.conftest import the_screening
from tests.rules.people import UNKNOWN, people, visits

SCREENING: Screening = the_screening()
WORDS = {(1, 1): "true", (0, 1): "unknown", (0, 0): "false"}
OUTCOMES = ["suitable", "suitable_with_precautions", "needs_medical_clearance", "defer", "not_suitable"]

thorough = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def read(person: dict[str, Any], visit: dict[str, Any]) -> Intake:
    document = {"assessed_at": "2026-12-01T10:00", "visit": visit, "answers": person}
    return read_intake(document, SCREENING.questionnaire, SCREENING.clinic)


@thorough
@given(people(SCREENING.questionnaire), visits)
def test_every_rule_means_what_a_slow_and_obvious_reading_says(person: dict[str, Any], visit: dict[str, Any]) -> None:
    reading = SCREENING.read(read(person, visit))
    for bound in SCREENING.rules:
        rails = bound.judge(reading)
        slow = oracle.truth(bound.rule.when, reading, parameters(bound.rule, SCREENING.clinic))
        assert WORDS[rails.true & 1, rails.possible & 1] == slow, bound.rule.id


@thorough
@given(people(SCREENING.questionnaire), visits, st.data())
def test_what_is_known_true_stays_true_whatever_else_becomes_known(
    person: dict[str, Any], visit: dict[str, Any], data: st.DataObject
) -> None:
    """T(a) implies T(a') implies P(a), for a' that knows what a does not."""
    asked = SCREENING.questionnaire.questions
    hidden = data.draw(st.sets(st.sampled_from(sorted(person)) if person else st.nothing()))
    less = {name: UNKNOWN if name in hidden and asked[name].not_sure else value for name, value in person.items()}
    less = {name: value for name, value in less.items() if name not in hidden or asked[name].not_sure}
    known, unsure = (SCREENING.read(read(one, visit)) for one in (person, less))
    for bound in SCREENING.rules:
        more, fewer = bound.judge(known), bound.judge(unsure)
        assert not fewer.true & ~more.true, f"{bound.rule.id}: held, and knowing more took it away"
        assert not more.true & ~fewer.possible, f"{bound.rule.id}: holds, but was called impossible"


@thorough
@given(people(SCREENING.questionnaire), visits)
def test_no_demand_is_hidden_by_another(person: dict[str, Any], visit: dict[str, Any]) -> None:
    found = SCREENING.assess(read(person, visit))
    worst = max((finding.level for finding in found.findings), key=LEVELS.index, default="advice")
    assert OUTCOMES.index(found.outcome) >= LEVELS.index(worst)
    for finding in found.findings:
        for demand in SCREENING.rulebook.by_id[finding.rule].needs:
            assert not demand.letter or demand.letter in {letter.from_ for letter in found.letters}
    if found.letters or found.until:
        assert not found.bookable


@thorough
@given(people(SCREENING.questionnaire), visits)
def test_the_first_free_moment_really_is_free(person: dict[str, Any], visit: dict[str, Any]) -> None:
    found = SCREENING.assess(read(person, visit))
    if found.not_before and visit["at"]:
        again = SCREENING.assess(read(person, {**visit, "at": found.not_before}))
        assert not [finding for finding in again.findings if finding.not_before], (
            "a wait stands at the moment that was named"
        )


@thorough
@given(people(SCREENING.questionnaire), visits)
def test_a_letter_that_is_here_clears_its_own_demand_and_nothing_else(
    person: dict[str, Any], visit: dict[str, Any]
) -> None:
    intake = read(person, visit)
    before = SCREENING.assess(intake)
    met: set[Met] = {(rule, "letter") for letter in before.letters for rule in letter.because}
    after = SCREENING.assess(intake, met)
    assert after.letters == ()
    assert after.urgent == before.urgent
    assert (after.until, after.not_before, after.precautions) == (before.until, before.not_before, before.precautions)
    for then, now in ((before.findings, after.findings), (before.open, after.open)):
        assert [(one.rule, one.level) for one in now if _graver(one)] == [
            (one.rule, one.level) for one in then if _graver(one)
        ]
    assert {one.rule for one in before.findings} == {one.rule for one in after.findings}


def _graver(one: Finding | OpenPoint) -> bool:
    return one.level in ("defer", "contraindicated")
