"""Before a further session: how the last one healed, and what that means for the next."""

from typing import Any

import pytest

from intake.answers import read_intake
from intake.journey import journey
from intake.questionnaire import VISIT_KINDS
from rules.assessment import Assessment
from tests.rules.conftest import HEALTHY, Case, the_screening

AT = "2026-12-14T14:00"
EARLY, NEAR = "2026-12-06T10:00", "2026-12-12T10:00"
NOT_SURE: dict[str, str] = {"state": "not_sure"}
SINCE = {
    "last_session", "healing", "scabs_left", "reaction_what", "healing_since", "healing_signs", "change_wish",
    "change_words",
}  # fmt: skip


def again(assess: Case, near: bool = True, kind: str = "session", **healed: Any) -> Assessment:
    """Who was treated on 2 December comes again on the 14th, and has told how it healed."""
    told = {"scalp_past": ["smp_tattoo"], "smp_by": "here", "last_session": "2026-12-02", **healed}
    return assess({"kind": kind, "at": AT}, NEAR if near else EARLY, **told)


def steps(kind: str, answers: dict[str, Any]) -> list[list[str]]:
    """What each step asks, the day before a visit."""
    screening = the_screening()
    raw = {"assessed_at": "2026-12-13T10:00", "visit": {"kind": kind, "at": AT}, "answers": answers}
    reading = screening.read(read_intake(raw, screening.questionnaire, screening.clinic))
    return [[one.id for one in step.questions] for step in journey(reading)]


def asked(kind: str, answers: dict[str, Any]) -> list[str]:
    """What is asked about the last session and the next."""
    return [one for step in steps(kind, answers) for one in step if one in SINCE]


def found(assessment: Assessment) -> tuple[str, ...]:
    return tuple(finding.rule for finding in assessment.findings)


@pytest.mark.parametrize("kind", VISIT_KINDS)
def test_no_step_asks_more_than_eight_things_of_somebody_healthy_who_was_treated_before(kind: str) -> None:
    answers = {**HEALTHY, "scalp_past": ["smp_tattoo"], "smp_by": "here"}
    assert max(map(len, steps(kind, answers))) <= 8


@pytest.mark.parametrize("kind", ["session", "touch_up"])
def test_who_healed_fine_is_asked_three_things_and_raises_no_alarm(assess: Case, kind: str) -> None:
    assert asked(kind, HEALTHY) == ["last_session", "healing", "change_wish"]
    one = again(assess, kind=kind)
    assert (one.outcome, one.findings, one.open) == ("suitable", (), ())


@pytest.mark.parametrize("kind", ["consultation", "first_session"])
def test_before_a_first_session_nothing_of_it_is_asked(kind: str) -> None:
    assert asked(kind, HEALTHY) == []


@pytest.mark.parametrize("kind", ["consultation", "first_session", "session", "touch_up"])
def test_nobody_is_asked_twice_when_the_last_work_was_and_how_it_turned_out(kind: str) -> None:
    screening = the_screening()
    raw = {"assessed_at": NEAR, "visit": {"kind": kind, "at": AT}, "answers": {"scalp_past": ["smp_tattoo"]}}
    reading = screening.read(read_intake(raw, screening.questionnaire, screening.clinic))
    for twice in (("smp_date", "last_session"), ("smp_healing", "healing")):
        assert sum(reading.visible(name).true & 1 for name in twice) == 1


def test_who_was_treated_elsewhere_can_answer_it_all(assess: Case) -> None:
    one = again(assess, smp_by="elsewhere")
    assert (found(one), one.open) == (("hl-earlier-work",), ())


@pytest.mark.parametrize(
    ("healed", "outcome", "rules", "urgency"),
    [
        ({"healing": ["lost_dots"]}, "suitable", (), None),
        ({"healing": ["changed"]}, "suitable_with_precautions", ("hl-earlier-work",), None),
        ({"healing": ["scabs"], "scabs_left": "gone"}, "suitable", (), None),
        ({"healing": ["scabs"], "scabs_left": "flakes"}, "suitable", (), None),
        ({"healing": ["scabs"], "scabs_left": "crusts"}, "defer", ("se-scabs",), None),
        ({"healing": ["sore"], "healing_signs": []}, "defer", ("se-sore",), "soon"),
        ({"healing": ["sore"], "healing_signs": ["fever"]}, "defer", ("se-infection-signs", "se-sore"), "today"),
        ({"healing": ["sore"], "healing_signs": ["spreading"]}, "defer", ("se-infection-signs", "se-sore"), "today"),
        (
            {"healing": ["reaction"], "reaction_what": ["itch"], "healing_signs": []},
            "suitable_with_precautions",
            ("se-itch",),
            None,
        ),
        (
            {"healing": ["reaction"], "reaction_what": ["blisters"], "healing_signs": []},
            "needs_medical_clearance",
            ("se-reaction",),
            "soon",
        ),
    ],
    ids=[
        "lost dots are for the specialist", "a colour that changed", "scabs that are gone now", "a few dry flakes",
        "scabs that hold on", "sore", "sore with a fever", "sore with spreading redness", "it only itches", "blisters",
    ],
)  # fmt: skip
def test_what_is_told_two_days_before(
    assess: Case, healed: dict[str, Any], outcome: str, rules: tuple[str, ...], urgency: str | None
) -> None:
    one = again(assess, healing_since="2026-12-04", **healed)
    assert (one.outcome, set(found(one))) == (outcome, set(rules))
    assert (one.urgent[0].urgency if one.urgent else None) == urgency
    assert [point for point in one.open if point.level != "advice"] == []


def test_scabs_in_the_first_days_move_nothing_and_are_asked_for_again(assess: Case) -> None:
    one = again(assess, near=False, healing=["scabs"])
    assert (one.outcome, one.findings, one.open) == ("suitable", (), ())
    assert "se-leave-scabs" in one.advice
    again_near = again(assess, healing=["scabs"])
    assert [point.questions for point in again_near.open if point.rule == "se-scabs"] == [("scabs_left",)]


@pytest.mark.parametrize(
    "unknown",
    [
        {"healing": NOT_SURE},
        {"healing": None},
        {"healing": ["sore"], "healing_signs": NOT_SURE},
        {"healing": ["scabs"], "scabs_left": NOT_SURE},
        {"healing": ["reaction"], "reaction_what": NOT_SURE, "healing_signs": []},
        {"last_session": NOT_SURE},
    ],
    ids=["how it healed", "not answered", "the signs", "the scabs", "the reaction", "the day"],
)
def test_not_sure_is_never_healed(assess: Case, unknown: dict[str, Any]) -> None:
    one = again(assess, **unknown)
    assert one.open
    assert not one.bookable


@pytest.mark.parametrize(
    ("day", "outcome"), [("2026-12-05", "defer"), ("2026-12-04", "suitable")], ids=["nine days", "ten days"]
)
def test_ten_days_lie_between_two_sessions(assess: Case, day: str, outcome: str) -> None:
    assert again(assess, last_session=day).outcome == outcome


def test_a_fever_since_the_session_in_somebody_with_weak_immunity_is_an_emergency(assess: Case) -> None:
    one = again(
        assess, healing=["sore"], healing_signs=["fever"], healing_since="2026-12-10",
        other_health=["immune"], immune_kind=["no_spleen"],
    )  # fmt: skip
    assert one.urgent[0].urgency == "emergency"
