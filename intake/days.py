"""The clinic's calendar for columns of moments: which day each is, and how far back a wait reaches from it.

Says of many moments at once what intake.instant says of one. Days are counted from 1970-01-01, moments are
milliseconds since then, UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intake.instant import Duration

Moments = NDArray[np.int64]
Days = NDArray[np.int32]

FIRST, LAST = date(1899, 1, 1), date(2200, 1, 1)
_BASE = (FIRST - date(1970, 1, 1)).days
_DAY = 86_400_000


class Calendar:
    """The days of one time zone from 1899 to 2199; what lies outside counts as the first or the last of them."""

    def __init__(self, zone: tzinfo) -> None:
        count = (LAST - FIRST).days
        starts = (datetime.combine(FIRST + timedelta(days), time(), zone) for days in range(count))
        self._midnights = np.fromiter(
            (int(start.astimezone(UTC).timestamp()) * 1000 for start in starts), np.int64, count
        )
        self._reach: dict[Duration, Days] = {}

    def days(self, moments: Moments) -> Days:
        """The day on the clinic's calendar of each moment."""
        guess = np.clip(moments // _DAY - _BASE, 1, len(self._midnights) - 2)
        guess = guess + (moments >= self._midnights[guess + 1]) - (moments < self._midnights[guess])
        return (guess + _BASE).astype(np.int32)

    def newest(self, days: Days, wait: Duration) -> Days:
        """For each day the first on which something must have been for less than `wait` to have passed since."""
        reach = self._reach.get(wait)
        if reach is None:
            reach = self._reach[wait] = self._reaches(wait)
        return reach[days - _BASE]

    def _reaches(self, wait: Duration) -> Days:
        # The end of a wait never comes earlier for something later, so one boundary a day says it all.
        all_days = np.arange(_BASE, _BASE + len(self._midnights), dtype=np.int64)
        over = _shifted(all_days, wait)
        return (np.searchsorted(over, all_days, side="right") + _BASE).astype(np.int32)


@cache
def calendar(zone: tzinfo) -> Calendar:
    """The calendar of a zone, made once."""
    return Calendar(zone)


def _shifted(days: NDArray[np.int64], wait: Duration) -> NDArray[np.int64]:
    """Days moved on the calendar. Where the month has no such day, the first of the next: a wait never ends early."""
    if wait.unit in ("days", "weeks"):
        return days + wait.count * (7 if wait.unit == "weeks" else 1)
    dates: NDArray[Any] = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    target = months + wait.count * (12 if wait.unit == "years" else 1)
    moved = target.astype("datetime64[D]") + (dates - months.astype("datetime64[D]"))
    past = moved.astype("datetime64[M]") > target
    moved[past] = (target[past] + 1).astype("datetime64[D]")
    return np.asarray(moved.astype(np.int64))
