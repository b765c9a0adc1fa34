"""The form by which the front desk expects somebody."""

from datetime import date, datetime, time
from typing import NamedTuple

import streamlit as st
from pydantic import ValidationError

from records import KINDS, Expected
from screens.dates import upcoming_days
from screens.desk.contact import contact_fault, contact_fields
from screens.desk.desk import Desk
from screens.desk.send import make_link
from screens.desk.visits import BACK, open_visit
from screens.text import heading, plain

_HOURS = range(7, 22)
_DAYS_AHEAD = 366
_PARTS = (("day", 2), ("month", 2), ("year", 4))


class _Typed(NamedTuple):
    name: str
    born: list[str]
    kind: str
    day: str | None
    at: time | None
    phone: str
    email: str
    language: str


def expect_page(desk: Desk) -> None:
    """Who, when born, what for, when, and how to reach them; it leads to the visit with a first link."""
    heading(desk.say("page.expect"), desk.say("expect_intro"))
    with st.form("expect", border=False):
        typed = _fields(desk)
        pressed = st.form_submit_button(plain(desk.say("visit_add")), type="primary")
    if st.button(plain(desk.say("visit_back")), type="tertiary", key="back"):
        desk.go("visits")
    if not pressed:
        return
    fault = contact_fault(desk, typed.phone, typed.email)
    expected = _expected(desk, typed)
    if fault or expected is None:
        desk.refuse(fault or desk.say("visit_wrong"))
        return
    visits = desk.store.visits
    visit = visits.like(expected, desk.now - BACK) or visits.add(expected, desk.now, desk.account.id)
    make_link(desk, visit)
    open_visit(desk, visit)


def _fields(desk: Desk) -> _Typed:
    name = st.text_input(plain(desk.say("visit_name")), max_chars=200, key="visit.name", autocomplete="off")
    with st.container(horizontal=True, key="visit-row-born"):
        born = [
            st.text_input(plain(desk.say(f"born_{part}")), max_chars=most, key=f"visit.{part}", autocomplete="off")
            for part, most in _PARTS
        ]
    kind = st.selectbox(
        plain(desk.say("visit_kind")), KINDS, key="visit.kind", format_func=lambda one: desk.say(f"visit.{one}")
    )
    days, hours = st.columns(2)
    day = days.selectbox(
        plain(desk.say("visit_day")), upcoming_days(desk.now, desk.clinic.clock, _DAYS_AHEAD), index=None,
        key="visit.on", placeholder=desk.say("visit_undated"),
        format_func=lambda one: desk.language.date(date.fromisoformat(one)),
    )  # fmt: skip
    at = hours.selectbox(
        plain(desk.say("visit_time")), [time(hour, minute) for hour in _HOURS for minute in (0, 15, 30, 45)],
        index=None, key="visit.time", placeholder=desk.say("visit_time_none"),
        format_func=lambda one: f"{one:%H:%M}",
    )  # fmt: skip
    return _Typed(name, born, kind, day, at, *contact_fields(desk, None, "visit"))


def _expected(desk: Desk, typed: _Typed) -> Expected | None:
    """None where the name, the birth date or the moment cannot be."""
    try:
        day, month, year = (int(part) for part in typed.born)
        born, at = date(year, month, day), _moment(desk, typed.day, typed.at)
        expected = Expected.model_validate(
            {
                "kind": typed.kind,
                "at": at,
                "name": typed.name,
                "birth_date": born,
                "phone": typed.phone,
                "email": typed.email,
                "language": typed.language,
            }
        )
    except (ValidationError, ValueError):
        return None
    return None if born >= desk.now.date() or born.year < 1900 or (at and at <= desk.now) else expected


def _moment(desk: Desk, day: str | None, at: time | None) -> datetime | None:
    """Both or neither. Raises ValueError."""
    if (day is None) != (at is None):
        raise ValueError("a day needs its time")
    return datetime.combine(date.fromisoformat(day), at, desk.clinic.clock) if day and at else None
