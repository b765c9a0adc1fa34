"""A day's list as another program writes it: a CSV file in, who is expected out, and each wrong line by its number.

Columns may stand in any order under any of their usual names. A date is read as ISO or with the day first, as
28.2.1990 or 28/2/1990; only in the United States does the month stand first between slashes, and in Canada it may be
either. Nothing is guessed: what can be read in two ways or in none is named, and the other lines can still be taken.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from intake.clinic import Clinic
from intake.phone import is_number
from records.listfile import Row, rows
from records.visits import Expected, Kind

_MONTH_FIRST, _EITHER = ("US",), ("CA",)
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("consultation", "consult", "firsttalk", "talk", "erstgespräch", "beratung"), "consultation"),
    **dict.fromkeys(("firstsession", "first", "session1", "1stsession", "treatment"), "first_session"),
    **dict.fromkeys(("session", "furthersession", "nextsession", "session2", "session3", "2ndsession"), "session"),
    **dict.fromkeys(("touchup", "topup", "retouch"), "touch_up"),
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?(?:\s?([ap])\.?m\.?)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_LONGEST, _EARLIEST = 200, 1900


class Wrong(NamedTuple):
    """A line that cannot be taken: where it stands in the file (1 is the heading), and the key of what is wrong."""

    line: int
    key: str


class Right(NamedTuple):
    """A line that can be taken."""

    line: int
    expected: Expected


def read_list(data: bytes, clinic: Clinic, moment: datetime) -> Sequence[Right | Wrong]:
    """The lines of a list, those without any word left out. Raises ListRefused for a file that is none."""
    read: list[Right | Wrong] = []
    for number, row in rows(data):
        try:
            read.append(Right(number, _expected(row, clinic, moment)))
        except _Fault as fault:
            read.append(Wrong(number, str(fault)))
    return read


class _Fault(Exception):  # noqa: N818 - its text is the key of a sentence
    """What is wrong with a line."""


def _expected(row: Row, clinic: Clinic, moment: datetime) -> Expected:
    name, email, phone = row["name"], row["email"], row["phone"]
    if not name:
        raise _Fault("name")
    if any(len(text) > _LONGEST or not text.isprintable() for text in row.values()):
        raise _Fault("long")
    born = _date(row["birth_date"], clinic.country)
    if born is None or born.year < _EARLIEST or born >= moment.astimezone(clinic.clock).date():
        raise _Fault("birth_date")
    at = _moment(row, clinic)
    if at and at <= moment:
        raise _Fault("over")
    if phone and not is_number(phone):
        raise _Fault("phone")
    if email and not _EMAIL.fullmatch(email):
        raise _Fault("email")
    return Expected(
        kind=_kind(row["kind"]), at=at, name=name, birth_date=born, phone=phone, email=email,
        language=_language(row["language"], clinic),
    )  # fmt: skip


def _kind(text: str) -> Kind:
    kind = _KINDS.get(re.sub(r"[^\w]|_", "", text.casefold()) or "consultation")
    if kind is None:
        raise _Fault("kind")
    return kind


def _language(text: str, clinic: Clinic) -> str:
    code = text.casefold().replace("-", "_")
    if not code:
        return clinic.languages[0]
    known = {one.casefold(): one for one in clinic.languages}
    if code not in known:
        raise _Fault("language")
    return known[code]


def _moment(row: Row, clinic: Clinic) -> datetime | None:
    """Day and time, which may stand in one column; neither is no moment, one alone is half of one."""
    day, at = row["date"], row["time"]
    if day and not at:
        day, _, at = day.replace("T", " ").partition(" ")
    if not day and not at:
        return None
    on, hour = _date(day, clinic.country), _time(at)
    if on is None:
        raise _Fault("date")
    if hour is None:
        raise _Fault("time")
    return datetime.combine(on, hour, clinic.clock)


def _date(text: str, country: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY.fullmatch(text):
        day, sign, month, year = found.groups()
        if sign == "/" and country in _MONTH_FIRST:
            day, month = month, day
        if sign == "/" and country in _EITHER and int(day) != int(month) and int(day) <= 12 and int(month) <= 12:
            return None
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _time(text: str) -> time | None:
    found = _TIME.fullmatch(text.strip().casefold())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
