"""What the product promises to people, told as cases through the whole rulebook."""

from typing import Any

import pytest

from rules.assessment import Assessment
from tests.rules.conftest import Case

VISIT = {"kind": "first_session", "at": "2026-12-14T14:00"}
TOMORROW = {"kind": "first_session", "at": "2026-12-02T10:00"}


def own(name: str, **known: Any) -> dict[str, Any]:
    return {"name": name, "confirmed": True, "advised": "own", "still": "no", **known}


def advised(name: str, **known: Any) -> dict[str, Any]:
    return {"name": name, "confirmed": True, "advised": "regular", "still": "yes", **known}


def takes(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"medicines_any": "yes", "medicines": list(entries), **more}


def no_moment_anywhere(assessment: Assessment) -> bool:
    moments = [assessment.not_before, *(finding.not_before for finding in assessment.findings)]
    moments += [precaution.leave_out_from for precaution in assessment.precautions]
    return not any(moments)


def test_a_healthy_man_is_suitable_without_a_finding(assess: Case) -> None:
    found = assess()
    assert found.outcome == "suitable"
    assert found.bookable
    assert (found.findings, found.open, found.urgent, found.letters, found.precautions) == ((), (), (), (), ())


@pytest.mark.parametrize(
    "changed",
    [
        takes(advised("sertraline")),
        takes(advised("levothyroxine")),
        takes(advised("atorvastatin"), advised("ramipril")),
        takes(advised("salbutamol")),
        takes(own("vitamin D", still="yes")),
        takes(own("cetirizine", still="sometimes")),
        {"birth_date": "1951-03-02"},
        {"skin_type": "never_burns", "skin_now": ["outdoors"], "outdoors_cover": "yes"},
        {"scalp_now": ["itch", "scale"], "scale_strength": "mild"},
        {"after_plans": ["hard_exercise"], "after_can_wait": "all_can"},
    ],
    ids=[
        "an SSRI", "thyroxine", "a statin and an ACE inhibitor", "an inhaler", "vitamin D", "hay fever", "75 years old",
        "dark skin and an outdoor job", "dandruff", "the gym",
    ],
)  # fmt: skip
def test_ordinary_healthy_people_raise_no_alarm(assess: Case, changed: dict[str, Any]) -> None:
    found = assess(**changed)
    assert (found.outcome, found.findings, found.open) == ("suitable", (), ())


def test_a_second_session_on_day_twelve_raises_no_alarm(assess: Case) -> None:
    found = assess(
        {"kind": "session", "at": "2026-12-14T14:00"},
        scalp_past=["smp_tattoo"], smp_by="here", last_session="2026-12-02", healing=[], assessed_at="2026-12-09T10:00",
    )  # fmt: skip
    assert (found.outcome, found.findings, found.open) == ("suitable", (), ())


def test_apixaban_from_a_cardiologist_needs_a_letter_and_never_a_moment(assess: Case) -> None:
    found = assess(
        **takes(
            advised("apixaban", last_taken="2026-12-01T08:00"), named_thinners=["apixaban"], bleeding_with_medicine=[]
        )
    )
    assert found.outcome == "needs_medical_clearance"
    assert [letter.from_ for letter in found.letters] == ["prescriber"]
    assert not found.bookable
    assert no_moment_anywhere(found)


@pytest.mark.parametrize("advice", ["regular", "as_needed", "own", "not_sure", None])
@pytest.mark.parametrize("name", ["apixaban", "warfarin", "clopidogrel"])
def test_a_thinner_is_never_given_a_moment_whoever_advised_it(assess: Case, name: str, advice: str | None) -> None:
    entry = {"name": name, "confirmed": True, "still": "yes", "last_taken": "2026-12-01T08:00", "advised": advice}
    found = assess(**takes({key: value for key, value in entry.items() if value}))
    assert found.outcome in ("needs_medical_clearance", "defer")
    assert found.letters
    assert no_moment_anywhere(found)


def test_ibuprofen_of_ones_own_twenty_hours_before_waits_to_the_minute(assess: Case) -> None:
    found = assess(
        TOMORROW, two_days=[], **takes(own("ibuprofen", last_taken="2026-12-01T14:00"), assessed_at="2026-12-01T15:00")
    )
    assert found.outcome == "defer"
    assert found.not_before == "2026-12-03T14:00+00:00"
    assert found.bookable


@pytest.mark.parametrize(
    ("taken", "outcome"), [("2026-11-30T10:00", "suitable"), ("2026-11-30T10:01", "defer")], ids=["48:00", "47:59"]
)
def test_exactly_forty_eight_hours_are_enough(assess: Case, taken: str, outcome: str) -> None:
    assert assess(TOMORROW, two_days=[], **takes(own("ibuprofen", last_taken=taken))).outcome == outcome


def test_the_same_told_ten_days_ahead_as_a_habit_is_a_precaution_with_its_moment(assess: Case) -> None:
    found = assess(
        {"kind": "first_session", "at": "2026-12-11T10:00"},
        **takes(own("ibuprofen", still="sometimes", last_taken="2026-12-01T08:00")),
    )
    assert found.outcome == "suitable_with_precautions"
    assert [(one.entry, one.leave_out_from) for one in found.precautions] == [("ibuprofen", "2026-12-09T10:00+00:00")]


def test_apixaban_with_ones_own_ibuprofen_shows_both_demands_and_asks_a_pharmacist_today(assess: Case) -> None:
    found = assess(
        TOMORROW,
        two_days=[],
        **takes(advised("apixaban"), own("ibuprofen", still="sometimes", last_taken="2026-12-01T09:00")),
    )
    assert found.outcome == "defer"
    assert found.letters
    assert found.not_before == "2026-12-03T09:00+00:00"
    assert not found.bookable
    assert "today" in {one.urgency for one in found.urgent}


@pytest.mark.parametrize("answer", ["i_stopped", "plan_to"])
def test_who_stops_a_medicine_alone_speaks_to_the_prescriber_first(assess: Case, answer: str) -> None:
    found = assess(medicine_stopped=answer, medicine_stopped_which="warfarin")
    assert found.outcome == "defer"
    assert "prescriber_spoken_to" in found.until
    assert found.urgent[0].urgency in ("today", "emergency")
    assert not found.bookable


def test_the_passing_of_time_never_clears_a_medicine_that_was_stopped_alone(assess: Case) -> None:
    entry = advised("warfarin", still="no", ended_by="self", last_taken="2025-01-01")
    found = assess(**takes(entry))
    assert "prescriber_spoken_to" in found.until
    assert no_moment_anywhere(found)


@pytest.mark.parametrize(
    "changed",
    [
        {"named_thinners": {"state": "not_sure"}},
        {"named_thinners": ["not_sure"]},
        {"medicines_any": {"state": "not_sure"}},
        {"medicine_stopped": {"state": "not_sure"}},
        {"heart_blood": {"state": "not_sure"}},
        takes({"name": "little white pill", "advised": "not_sure", "still": "yes"}),
        takes({"name": "apixiban", "item": "apixaban", "confirmed": False, "advised": "regular", "still": "yes"}),
    ],
    ids=[
        "named thinners", "one of the named thinners", "anything at all", "stopped", "heart and blood",
        "a name nobody knows", "a name not confirmed",
    ],
)  # fmt: skip
def test_not_sure_is_never_plainly_suitable(assess: Case, changed: dict[str, Any]) -> None:
    found = assess(**changed)
    assert found.outcome in ("needs_medical_clearance", "defer")
    assert found.open
    assert not found.bookable


def test_a_medicine_that_is_not_recognised_is_one_open_point(assess: Case) -> None:
    entry = {"name": "little white pill", "advised": "own", "still": "no", "last_taken": "2026-11"}
    assert len(assess(**takes(entry)).open) == 1


def test_an_allergy_to_numbing_bars_the_product_and_not_the_person(assess: Case) -> None:
    found = assess(allergies=["numbing"], numbing_reaction="rash")
    assert found.outcome == "suitable_with_precautions"
    assert {finding.applies_to for finding in found.findings} == {"product"}


def test_a_grave_reaction_to_numbing_also_needs_a_letter(assess: Case) -> None:
    found = assess(allergies=["numbing"], numbing_reaction="face_breath")
    assert found.outcome == "needs_medical_clearance"
    assert found.letters


def test_a_sunburnt_scalp_waits(assess: Case) -> None:
    assert assess(skin_now=["sunburn"], sunburn_state="red_sore", sunburn_date="2026-11-30").outcome == "defer"


@pytest.mark.parametrize(
    ("birth", "outcome"),
    [("2008-12-15", "not_suitable"), ("2008-12-14", "suitable")],
    ids=["the day after", "on the day"],
)
def test_age_is_judged_on_the_day_of_the_visit(assess: Case, birth: str, outcome: str) -> None:
    assert assess(birth_date=birth, hairline_height="together").outcome == outcome


def test_new_bald_patches_are_talked_about(assess: Case) -> None:
    found = assess(
        hair_loss_kind=["patches"], hair_loss_change="fast_or_patches",
        loss_named_by="nobody", dermatologist_seen="never",
        loss_since="2026-08", loss_last_change="2026-11", regrowth="no", loss_with=[],
    )  # fmt: skip
    assert found.outcome in ("needs_medical_clearance", "defer")


def test_contradicting_answers_are_asked_about_and_not_guessed(assess: Case) -> None:
    found = assess(medicines_any="no", named_thinners=["apixaban"], medicines=[advised("apixaban")])
    assert "nothing_but_named" in {point.rule for point in found.open}
    assert not found.bookable


def test_nobody_who_drinks_every_day_is_given_a_moment_after_which_to_stop(assess: Case) -> None:
    found = assess(drinks_most_days="yes", drink_withdrawal="yes")
    assert not found.precautions
    assert found.outcome == "needs_medical_clearance"


@pytest.mark.parametrize(
    "visit", [{"kind": "consultation", "at": "2026-12-02T10:00"}, {"kind": "first_session", "at": None}]
)
def test_a_window_makes_at_most_a_precaution_while_no_treatment_is_booked(assess: Case, visit: dict[str, Any]) -> None:
    found = assess(visit, **takes(own("ibuprofen", still="sometimes", last_taken="2026-12-01T09:00")))
    assert found.outcome == "suitable_with_precautions"
    assert [one.leave_out_from for one in found.precautions] == [None]


def test_answers_that_do_not_apply_are_not_read(assess: Case) -> None:
    assert assess(medicines=[advised("warfarin")]).outcome == "suitable"


def test_a_drink_within_a_day_moves_the_session_until_two_days_have_passed(assess: Case) -> None:
    found = assess(TOMORROW, two_days=["alcohol"], alcohol_last="2026-12-01T09:00")
    assert (found.outcome, found.not_before) == ("suitable_with_precautions", None)
    found = assess(TOMORROW, assessed_at="2026-12-01T22:00", two_days=["alcohol"], alcohol_last="2026-12-01T20:00")
    assert (found.outcome, found.not_before) == ("defer", "2026-12-03T20:00+00:00")


def test_a_wait_is_news_for_the_plan_while_no_treatment_is_booked(assess: Case) -> None:
    found = assess(
        {"kind": "consultation", "at": None},
        scalp_past=["transplant"],
        transplant_kind="fue",
        transplant_date="2026-09",
    )
    assert (found.outcome, found.not_before) == ("suitable_with_precautions", None)
    assert [finding.not_before for finding in found.findings] == ["2027-03-30T00:00+01:00"]


def test_a_recent_stent_asks_for_a_letter_at_a_consultation_too(assess: Case) -> None:
    found = assess(
        {"kind": "consultation", "at": None}, heart_blood=["stent"], stent_kind="stent_placed", stent_date="2026-09",
        heart_symptoms=[], bleeding_now=[], heart_team="no",
    )  # fmt: skip
    assert found.outcome == "needs_medical_clearance"
    assert found.letters
