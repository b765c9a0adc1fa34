"""Dates as coarse as a person remembers them, and waits that never end early."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from intake.instant import Duration, newer, parse_span

LONDON = ZoneInfo("Europe/London")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01T00:00", "2027-01-01T00:00"),
        ("2026-12", "2026-12-01T00:00", "2027-01-01T00:00"),
        ("2026-11-20", "2026-11-20T00:00", "2026-11-21T00:00"),
        ("2026-11-20 night", "2026-11-20T00:00", "2026-11-20T06:00"),
        ("2026-11-20 evening", "2026-11-20T18:00", "2026-11-21T00:00"),
        ("2026-11-20T10:00", "2026-11-20T10:00", "2026-11-20T10:00"),
        ("2026-07-01T10:00", "2026-07-01T09:00", "2026-07-01T09:00"),
        ("2026-11-20T10:00+02:00", "2026-11-20T08:00", "2026-11-20T08:00"),
        ("2026-10-25T01:30", "2026-10-25T00:30", "2026-10-25T01:30"),
    ],
    ids=[
        "year",
        "month",
        "day",
        "night",
        "evening",
        "minute",
        "summer time",
        "with an offset",
        "an hour that comes twice",
    ],
)
def test_a_coarse_date_is_an_interval(text: str, start: str, end: str) -> None:
    span = parse_span(text, LONDON)
    assert (span.start, span.end) == (utc(start), utc(end))


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-13", "20-11-2026", "yesterday", "", "2026-11-20T25:00", "2026-11-20 noon", "9999-12-31"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_span(text, LONDON)


@pytest.mark.parametrize(
    ("wait", "since", "over"),
    [
        ("48 hours", "2026-11-20T10:00", "2026-11-22T10:00"),
        ("48 hours", "2026-03-28T10:00", "2026-03-30T10:00"),
        ("48 hours", "2026-10-24T10:00", "2026-10-26T09:00"),
        ("2 days", "2026-11-20T10:00", "2026-11-22T00:00"),
        ("6 months", "2026-05-31T10:00", "2026-12-01T00:00"),
        ("18 years", "2008-02-29T10:00", "2026-03-01T00:00"),
    ],
    ids=["hours", "into summer time", "out of summer time", "calendar days", "a month without a 31st", "a leap day"],
)
def test_a_wait_ends_when_all_of_it_has_passed(wait: str, since: str, over: str) -> None:
    began = parse_span(since, LONDON)
    assert Duration.parse(wait).end(began, LONDON) == (
        parse_span(over, LONDON).start if "T00:00" in over else utc(over)
    )


@pytest.mark.parametrize(
    ("dose", "visit", "rails"),
    [
        ("2026-11-20T10:00", "2026-11-22T09:59", (1, 1)),
        ("2026-11-20T10:00", "2026-11-22T10:00", (0, 0)),
        ("2026-11-20", "2026-11-22T10:00", (0, 1)),
        ("2026-11-20", "2026-11-23T00:00", (0, 0)),
        ("2026-11-20 morning", "2026-11-22T05:59", (1, 1)),
        ("2026-11", "2026-11-22T10:00", (0, 1)),
    ],
    ids=[
        "47:59 is too early",
        "exactly 48:00 is enough",
        "some of the day",
        "the whole day is over",
        "all of it",
        "a month",
    ],
)
def test_a_window_is_known_only_when_the_whole_interval_agrees(dose: str, visit: str, rails: tuple[int, int]) -> None:
    moment = parse_span(visit, LONDON).end
    assert newer(parse_span(dose, LONDON), Duration(48, "hours"), [moment], LONDON) == rails


def test_a_person_is_of_age_on_the_day_itself() -> None:
    birth = parse_span("2008-12-14", LONDON)
    days = [parse_span(day, LONDON).start for day in ("2026-12-13", "2026-12-14")]
    assert newer(birth, Duration(18, "years"), days, LONDON) == (0b01, 0b01)


def test_what_is_over_cannot_lie_ahead() -> None:
    now = utc("2026-11-20T10:00")
    assert parse_span("2026-11-20", LONDON).until(now).end == now


@pytest.mark.parametrize("text", ["48", "two days", "48 fortnights", "-1 days"])
def test_a_length_of_time_that_means_nothing_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="48 hours"):
        Duration.parse(text)


def test_before_counts_back_as_after_counts_on() -> None:
    visit = utc("2026-12-14T14:00")
    assert Duration(48, "hours").before(visit, LONDON) == utc("2026-12-12T14:00")
    assert Duration(2, "weeks").before(visit, LONDON).date() == date(2026, 11, 30)
