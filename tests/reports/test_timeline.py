"""Getting ready, the day, and after: what the preparation guide says, with real dates, and never what could harm."""

from typing import Any

from tests.reports.cases import timeline, told


def test_everything_in_the_guide_is_said_to_a_healthy_client() -> None:
    said = timeline(told("client")).lower()
    for word in ("thin the blood", "exfoliate", "plenty of water", "outline", "two to four hours", "10 to 20 days"):
        assert word in said
    for word in ("wash or wet", "short, and not hot", "sweat", "scratch", "direct sun", "red and slightly swollen"):
        assert word in said
    for word in ("sulphate-free", "pillowcase", "moisturiser", "sunscreen"):
        assert word in said


def test_each_entry_has_its_dates() -> None:
    assert {entry.label: entry.when for entry in told("client").timeline} == {
        "48 hours before": "from Sat 12 Dec, 14:00",
        "The day before": "Sun 13 Dec",
        "The session": "Mon 14 Dec, 14:00",
        "The first 3 days": "Mon 14 Dec to Thu 17 Dec",
        "The 10 days after that": "Fri 18 Dec to Sun 27 Dec",
        "The first 4 weeks": "Mon 14 Dec to Mon 11 Jan",
        "The next session": "Thu 24 Dec to Sun 3 Jan",
        "Two sessions and their rest": "Mon 14 Dec to Sun 17 Jan",
        "For the long term": "",
    }


def test_the_48_hours_are_for_what_nobody_advised() -> None:
    entry = told("client").timeline[0]
    assert entry.texts[0].startswith("Keep taking every medicine that a doctor, nurse or pharmacist advised")
    assert "nobody advised" in entry.texts[1]


def test_somebody_who_drinks_every_day_or_would_rather_not_say_is_never_told_to_stop() -> None:
    for answer in ("yes", {"state": "in_person"}, None):
        said = timeline(told("client", drinks_most_days=answer))
        assert "do not stop suddenly" in said
        assert "No alcohol" not in said


def test_plenty_of_water_is_left_out_where_fluids_may_be_limited() -> None:
    cases: list[dict[str, Any]] = [
        {"heart_blood": ["valve"], "valve_kind": ["weak_heart"]},
        {"other_health": ["kidney"]},
        {"other_health": {"state": "in_person"}},
    ]
    for changed in cases:
        said = timeline(told("client", **changed))
        assert "plenty of water" not in said
        assert "keep to it" in said


def test_a_sore_or_burnt_scalp_is_not_to_be_exfoliated() -> None:
    cases: list[dict[str, Any]] = [{"scalp_now": ["sores"]}, {"skin_now": ["sunburn"]}, {"skin_ever": ["eczema"]}]
    for changed in cases:
        said = timeline(told("client", **changed))
        assert "Gently exfoliate" not in said
        assert "Leave your scalp in peace" in said


def test_the_first_days_name_the_emergency_number() -> None:
    first_days = next(entry for entry in told("client").timeline if entry.label == "The first 3 days")
    assert any("Call 999 for trouble breathing" in text for text in first_days.texts)
