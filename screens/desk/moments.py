"""Moments at which somebody may come: a day of the next year and a quarter of an hour while the clinic takes people."""

from datetime import date, datetime, time, timedelta, tzinfo

import streamlit as st

from rules.assessment import Assessment
from screens.dates import upcoming_days
from screens.desk.desk import Desk
from screens.desk.held import Held
from screens.text import plain

OPENING = [time(hour, minute) for hour in range(7, 22) for minute in (0, 15, 30, 45)]
_DAYS_AHEAD = 366


class HalfMomentError(ValueError):
    """A day without its time, or a time without its day."""


def earliest(found: Assessment, now: datetime, zone: tzinfo) -> datetime | None:
    """The first moment still to come for which nothing has to be waited any more, as far as it can be told."""
    told = [datetime.fromisoformat(iso) for iso in (found.not_before, found.expected) if iso]
    return next_opening(max([*told, now]), zone) if told else None


def next_opening(moment: datetime, zone: tzinfo) -> datetime:
    """The first of the clinic's quarters of an hour that is not before this moment."""
    here = moment.astimezone(zone)
    for day in (here.date(), here.date() + timedelta(days=1)):
        for at in OPENING:
            found = datetime.combine(day, at, zone)
            if found >= moment:
                return found
    raise AssertionError("every day has an opening")


def offer_moment(held: Held, name: str, moment: datetime | None, zone: tzinfo) -> None:
    """What `ask_moment` begins with."""
    here = moment.astimezone(zone) if moment else None
    held.offer(f"{name}.day", str(here.date()) if here else None)
    held.offer(f"{name}.time", here.time() if here else None)


def ask_moment(desk: Desk, held: Held, name: str, room: str) -> datetime | None:
    """Two lists beside each other, worded as this room of locales/ has it; None where neither is chosen.

    Raises HalfMomentError.
    """
    say, days = desk.language.say, upcoming_days(desk.now, desk.clinic.clock, _DAYS_AHEAD)
    times = [*OPENING]
    if held.get(f"{name}.day") not in days:
        held.keep(f"{name}.day", None)
    known: time | None = held.get(f"{name}.time")
    if known and known not in times:
        times = sorted([*times, known])
    left, right = st.columns(2)
    with left:
        day = st.selectbox(
            plain(say(f"{room}.day")), days, index=None, key=held.key(f"{name}.day"), placeholder=say("moving.no_day"),
            format_func=lambda one: desk.language.date(date.fromisoformat(one)),
        )  # fmt: skip
    with right:
        at = st.selectbox(
            plain(say(f"{room}.time")), times, index=None, key=held.key(f"{name}.time"),
            placeholder=say("moving.no_time"), format_func=lambda one: f"{one:%H:%M}",
        )  # fmt: skip
    held.keep(f"{name}.day", day)
    held.keep(f"{name}.time", at)
    if (day is None) != (at is None):
        raise HalfMomentError
    return datetime.combine(date.fromisoformat(day), at, desk.clinic.clock) if day and at else None
