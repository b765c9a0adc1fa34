"""The plan of the sessions: the days that are spoken for, and which of the client's own dates fall into them."""

from typing import Any

import pytest

from reports.model import Reader
from tests.reports.cases import told

FREE = "free, as far as we were told"
TRIP: dict[str, Any] = {"after_plans": ["sunny_trip"]}


def weeks(reader: Reader, label: str = "The first 4 weeks", **answers: Any) -> str:
    report = told(reader, **answers)
    entries = report.plan if reader == "specialist" else report.timeline
    return " ".join(next(entry.texts for entry in entries if entry.label == label))


def test_the_specialist_reads_session_rest_and_next_session_with_dates() -> None:
    assert [(entry.label, entry.when) for entry in told("specialist").plan] == [
        ("The session", "Mon 14 Dec, 14:00"),
        ("The first 3 days", "Mon 14 Dec to Thu 17 Dec"),
        ("The 10 days after that", "Fri 18 Dec to Sun 27 Dec"),
        ("The first 4 weeks", "Mon 14 Dec to Mon 11 Jan"),
        ("The next session", "Thu 24 Dec to Sun 3 Jan"),
        ("Two sessions and their rest", "Mon 14 Dec to Sun 17 Jan"),
    ]


@pytest.mark.parametrize(
    ("day", "clashes"), [("2026-12-14", True), ("2027-01-11", True), ("2027-01-12", False), ("2026-12-13", False)]
)
def test_a_sunny_trip_inside_the_four_weeks_is_told_to_both(day: str, clashes: bool) -> None:
    assert ("sunny trip" in weeks("specialist", **TRIP, trip_date=day)) == clashes
    assert ("sunny trip" in weeks("client", **TRIP, trip_date=day)) == clashes


def test_a_trip_known_only_to_the_month_may_fall_into_them() -> None:
    assert "sunny trip" in weeks("specialist", **TRIP, trip_date="2027-01")


def test_a_trip_of_an_unknown_date_is_no_clash() -> None:
    assert weeks("specialist", **TRIP, trip_date={"state": "not_sure"}) == FREE


def test_a_date_whose_question_no_longer_applies_is_no_clash() -> None:
    assert weeks("specialist", after_plans=[], trip_date="2026-12-20") == FREE


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"after_plans": ["big_day"], "big_day_date": "2026-12-24"}, "big day"),
        ({"other_health": ["operation"], "operation_where": "elsewhere", "operation_date": "2027-01-05"}, "operation"),
    ],
)
def test_a_big_day_and_an_operation_count_too(answers: dict[str, Any], word: str) -> None:
    assert word in weeks("specialist", **answers)


@pytest.mark.parametrize(("day", "clashes"), [("2026-12-10", True), ("2027-01-17", True), ("2027-01-18", False)])
def test_a_wish_to_be_finished_before_two_sessions_can_be_is_told(day: str, clashes: bool) -> None:
    said = weeks("specialist", "Two sessions and their rest", has_deadline="yes", ready_by=day)
    assert ("finished by" in said) == clashes


def test_without_a_moment_there_is_no_plan() -> None:
    assert told("specialist", visit={"kind": "first_session", "at": None}).plan == ()


def test_a_consultation_has_no_plan() -> None:
    assert told("specialist", visit={"kind": "consultation", "at": "2026-12-14T14:00"}).plan == ()


def test_a_later_session_is_not_counted_as_the_first_of_two() -> None:
    plan = told("specialist", visit={"kind": "session", "at": "2026-12-14T14:00"}).plan
    assert "Two sessions and their rest" not in [entry.label for entry in plan]


def test_no_clash_is_a_finding() -> None:
    report = told("specialist", **TRIP, trip_date="2026-12-20")
    assert report.findings == ()
