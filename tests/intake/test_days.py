"""Many moments at once fall on the same days, and wait as long, as one moment does."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from intake.days import calendar
from intake.instant import Duration, Span, newer

ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Havana"]
WAITS = ["1 day", "14 days", "4 weeks", "1 month", "6 months", "12 months", "18 years", "25 years"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENDS = [
    datetime(1901, 1, 1, tzinfo=UTC),
    datetime(2024, 2, 28, 23, 59, tzinfo=UTC),
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 8, 31, 12, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
]


def moments() -> list[datetime]:
    chosen = random.Random(5)
    return ENDS + [EPOCH + timedelta(minutes=chosen.randrange(-30_000_000, 40_000_000)) for _ in range(300)]


def counted(those: list[datetime]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([(one - EPOCH) // timedelta(milliseconds=1) for one in those], np.int64)


@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_falls_on_the_day_that_the_clinics_calendar_shows(zone: str) -> None:
    days = calendar(ZoneInfo(zone)).days(counted(moments()))
    shown = [(one.astimezone(ZoneInfo(zone)).date() - EPOCH.date()).days for one in moments()]
    assert days.tolist() == shown


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("wait", WAITS)
def test_a_wait_is_over_on_the_day_on_which_it_is_for_one(zone: str, wait: str) -> None:
    clock, length = ZoneInfo(zone), Duration.parse(wait)
    since, judged = moments(), [one + timedelta(days=random.Random(9).randrange(0, 800)) for one in moments()]
    days = calendar(clock)
    waiting = days.days(counted(since)) >= days.newest(days.days(counted(judged)), length)
    alone = [bool(newer(Span(one, one), length, [at], clock)[0]) for one, at in zip(since, judged, strict=True)]
    assert waiting.tolist() == alone


@pytest.mark.parametrize("wait", [*WAITS, "48 hours"])
def test_no_wait_is_shorter_or_longer_than_its_bounds(wait: str) -> None:
    length = Duration.parse(wait)
    for zone in ZONES:
        for one in moments():
            assert length.at_least <= length.after(one, ZoneInfo(zone)) - one <= length.at_most
