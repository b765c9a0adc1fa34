"""What the client comes for, and when: asked beside the questions of the first step."""

import datetime as dt

import streamlit as st

from intake.answers import Fault
from intake.questionnaire import VISIT_KINDS
from screens.dates import clock_time, upcoming_days
from screens.form import Form
from screens.frame import Head
from screens.session import known
from screens.text import plain

_DAYS_AHEAD = 366
_OPEN_HOURS = range(7, 22)


def ask_visit(form: Form) -> Head:
    """Draw the kind of visit, its day and its time, and take them into the draft."""
    given = form.draft.part("visit")
    head = Head(form.say("visit"), "visit")
    kind = given.get("kind")
    given["kind"] = st.radio(
        plain(form.say("visit")),
        VISIT_KINDS,
        index=VISIT_KINDS.index(kind) if kind in VISIT_KINDS else None,
        format_func=lambda name: plain(form.say(f"visit_{name}")),
        key=form.key("visit.kind"),
        label_visibility="collapsed",
        width="stretch",
    )
    day_head = Head(form.say("visit_day"), "visit_day", form.say("visit_day_help"))
    with st.container(key=form.key("row.group.visit")):
        given["day"] = _day(form, given.get("day"))
        given["time"] = _time(form, given.get("time")) if given["day"] else None
    for part in [part for part, value in given.items() if value is None]:
        del given[part]
    form.read_again()
    return day_head if given.get("kind") else head


def visit_fault(form: Form) -> str:
    """What is missing or wrong about the visit, in a plain line; empty when nothing is."""
    given = form.draft.part("visit")
    if not given.get("kind"):
        return form.say("missing_choice")
    if given.get("day") and not given.get("time"):
        return form.say("visit_time_missing")
    visit = form.visit
    if isinstance(visit, Fault):
        return form.say("time_wrong") if visit.key == "intake.error.moment" else visit.plain(form.language)
    return ""


def _day(form: Form, held: str | None) -> str | None:
    days = upcoming_days(form.now, form.clinic.clock, _DAYS_AHEAD)
    # A day that has passed since the draft was made stays in the list: what is wrong with it is said, not hidden.
    options = days if held in days or not held else [held, *days]
    given = st.selectbox(
        plain(form.say("visit_day")), options, index=options.index(held) if held else None,
        format_func=lambda day: form.say("date", date=form.language.date(dt.date.fromisoformat(day))),
        key=form.key("visit.day"), placeholder=form.say("visit_not_booked"), label_visibility="collapsed",
    )  # fmt: skip
    return str(given) if given else None


def _time(form: Form, held: str | None) -> str | None:
    times = [f"{hour:02}:{minute:02}" for hour in _OPEN_HOURS for minute in (0, 15, 30, 45)]
    typed = known(form.key("visit.time"))
    times += [one for one in dict.fromkeys((held, typed)) if one and one not in times]
    given = st.selectbox(
        plain(form.say("time")), times, index=times.index(held) if held else None, key=form.key("visit.time"),
        placeholder=form.say("choose_time"), accept_new_options=True, label_visibility="collapsed",
    )  # fmt: skip
    return clock_time(str(given)) if given else None
