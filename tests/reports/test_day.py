"""The sheets of a day are of the visits as they stand: where they were moved to, and without those that will not be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from records import Moved, Review
from reports.charting import chart
from reports.day import sheets
from reports.kept import reopened
from reports.signing import sign
from tests.reports.test_charting import ANA, LATER, Desk, desk, store

__all__ = ["desk", "store"]  # fixtures
LONDON = ZoneInfo("Europe/London")
THEN, MOVED = date(2026, 12, 14), date(2027, 1, 11)


def names(desk: Desk, day: date, zone: ZoneInfo = LONDON) -> list[str]:
    return [report.ref for report in sheets(desk.store, day, zone)]


def move(desk: Desk, to: datetime | None) -> None:
    seen = reopened(desk.record, desk.store).seen
    chart(desk.record, desk.store, Moved(kind="first_session", at=to), ANA, "Specialist", seen, LATER)


def test_a_visit_that_moved_is_among_those_of_its_new_day_alone(desk: Desk) -> None:
    assert names(desk, THEN) == [desk.record.ref]
    move(desk, datetime(2027, 1, 11, 10, 0, tzinfo=UTC))
    assert (names(desk, THEN), names(desk, MOVED)) == ([], [desk.record.ref])


def test_a_visit_without_a_moment_is_among_those_of_no_day(desk: Desk) -> None:
    move(desk, None)
    assert names(desk, THEN) == []


def test_a_visit_that_was_called_off_is_not_printed(desk: Desk) -> None:
    sign(desk.record, desk.store, Review(by="Ana Ruiz", role="Specialist", decision="refer"), LATER, "en")
    assert names(desk, THEN) == []


@pytest.mark.parametrize(("zone", "on"), [("Europe/London", MOVED), ("Asia/Tokyo", date(2027, 1, 12))])
def test_a_day_is_that_of_the_clinics_calendar(desk: Desk, zone: str, on: date) -> None:
    move(desk, datetime(2027, 1, 11, 23, 0, tzinfo=UTC))
    assert names(desk, on, ZoneInfo(zone)) == [desk.record.ref]
