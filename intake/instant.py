"""Dates as coarse as a person remembers them, and how long to wait after them.

An answer such as "2026-05" is an interval, not a guess at its middle. Moments are compared in UTC; days, months and
years are counted on the clinic's own calendar, hours are elapsed time on both sides of a clock change.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

Precision = Literal["year", "month", "day", "part", "minute"]
"""From coarse to fine."""

PARTS_OF_DAY = {"night": 0, "morning": 6, "afternoon": 12, "evening": 18}
"""The hour at which each part begins; a part lasts six hours."""

BEGINNING = datetime.min.replace(tzinfo=UTC)
LATEST_YEAR = 9000
"""Waits are counted on from a date, and the calendar ends with the year 9999."""

Unit = Literal["hours", "days", "weeks", "months", "years"]

_SHORTEST: dict[Unit, int] = {"hours": 1, "days": 24, "weeks": 168, "months": 28 * 24, "years": 365 * 24}
_LONGEST: dict[Unit, int] = {"hours": 1, "days": 24, "weeks": 168, "months": 32 * 24, "years": 367 * 24}
"""Hours."""

_MOMENT = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"( (?P<part>night|morning|afternoon|evening)|T(?P<time>\d\d:\d\d)(:\d\d)?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """When something happened (UTC): at `start` at the earliest, before `end` at the latest; one minute when equal."""

    start: datetime
    end: datetime
    precision: Precision = "minute"

    @property
    def last(self) -> datetime:
        """The last minute that it may have been."""
        return self.end if self.end == self.start else self.end - timedelta(minutes=1)

    def until(self, moment: datetime) -> "Span":
        """The part of it that is not after `moment`: what is over cannot lie ahead."""
        return Span(self.start, max(self.start, min(self.end, moment)), self.precision)


def parse_span(text: str, zone: tzinfo) -> Span:
    """The interval that `text` names: "2026", "2026-05", "2026-11-20", "2026-11-20 morning" or "2026-11-20T10:00".

    A time of day without an offset is the clinic's wall clock; an hour that the clock passes twice is an interval.
    Raises ValueError when it is none of these or no such day exists.
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    year, month, day = int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)
    if year > LATEST_YEAR:
        raise ValueError(text)
    first = date(year, month, day)
    if not found["month"]:
        return Span(_local(first, 0, zone), _local(date(year + 1, 1, 1), 0, zone), "year")
    if not found["day"]:
        return Span(_local(first, 0, zone), _local(_shifted(first, 1, "months"), 0, zone), "month")
    if found["part"]:
        hour = PARTS_OF_DAY[found["part"]]
        return Span(_local(first, hour, zone), _local(first, hour + 6, zone), "part")
    if not found["time"]:
        return Span(_local(first, 0, zone), _local(first, 24, zone), "day")
    wall = datetime.combine(first, time.fromisoformat(found["time"]))
    if found["offset"]:
        exact = datetime.fromisoformat(f"{wall.isoformat()}{found['offset']}").astimezone(UTC)
        return Span(exact, exact)
    both = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return Span(min(both), max(both))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: "48 hours" is elapsed time, "14 days" or "6 months" is the clinic's calendar."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read "48 hours", "1 day", "6 months"; raises ValueError saying what is allowed."""
        count, _, unit = text.partition(" ")
        unit = unit if unit.endswith("s") else f"{unit}s"
        if not count.isdigit() or unit not in get_args(Unit):
            raise ValueError(f"{text!r} is not a length of time; write for example '48 hours', '14 days' or '6 months'")
        return cls(int(count), unit)  # type: ignore[arg-type]  # checked against Unit in the line above

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"

    @property
    def at_least(self) -> timedelta:
        """No such wait is shorter, on any calendar and whatever the hour at which it begins."""
        return max(timedelta(), timedelta(hours=self.count * _SHORTEST[self.unit] - (self.unit != "hours") * 26))

    @property
    def at_most(self) -> timedelta:
        """No such wait is longer."""
        return timedelta(hours=self.count * _LONGEST[self.unit] + (self.unit != "hours") * 26)

    def after(self, moment: datetime, zone: tzinfo) -> datetime:
        """The first moment (UTC) at which this long has passed since `moment`."""
        if self.unit == "hours":
            return moment + timedelta(hours=self.count)
        return _local(_shifted(moment.astimezone(zone).date(), self.count, self.unit), 0, zone)

    def before(self, moment: datetime, zone: tzinfo) -> datetime:
        """The moment (UTC) this long before `moment`; by the calendar it is the start of that day."""
        if self.unit == "hours":
            return moment - timedelta(hours=self.count)
        return _local(_shifted(moment.astimezone(zone).date(), -self.count, self.unit), 0, zone)

    def end(self, span: Span, zone: tzinfo) -> datetime:
        """The first moment at which this long has certainly passed since something that happened in `span`."""
        return self.after(span.end if self.unit == "hours" else span.last, zone)


def newer(span: Span, wait: Duration, moments: Iterable[datetime], zone: tzinfo) -> tuple[int, int]:
    """At which of `moments` less than `wait` has passed since `span`: (certainly, possibly), one bit a moment.

    Exactly 48:00 after a dose, 48 hours have passed.
    """
    certain_end = BEGINNING if span.start == BEGINNING else wait.after(span.start, zone)
    possible_end = BEGINNING if span.end == BEGINNING else wait.end(span, zone)
    certain = possible = 0
    for place, moment in enumerate(moments):
        certain |= (moment < certain_end) << place
        possible |= (moment < possible_end) << place
    return certain, possible


def _local(day: date, hour: int, zone: tzinfo) -> datetime:
    midnight = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), zone)
    return midnight.astimezone(UTC)


def _shifted(day: date, count: int, unit: Unit) -> date:
    """`day` moved on the calendar. Where the month has no such day, the first of the next: a wait never ends early."""
    if unit in ("days", "weeks"):
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if day.day > monthrange(year, month + 1)[1]:
        return _shifted(date(year, month + 1, 1), 1, "months")
    return date(year, month + 1, day.day)
