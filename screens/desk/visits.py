"""The page of the visits, for everybody at the desk: who is expected, how far their form is, and links to it.

It never shows an answer or a finding.
"""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

import streamlit as st
from pydantic import ValidationError

from records import KINDS, Expected, Visit
from screens.dates import upcoming_days
from screens.desk.desk import Desk
from screens.desk.look import empty
from screens.text import heading, plain, show, tag

AHEAD, BACK = timedelta(days=60), timedelta(days=30)
_HOURS = range(7, 22)
_DAYS_AHEAD = 366


def visits_page(desk: Desk) -> None:
    """The visits of the next weeks, those without a moment, and a form for another one."""
    heading(desk.say("page.visits"), desk.say("visits_intro"))
    _link(desk)
    today = desk.now.astimezone(desk.clinic.clock).replace(hour=0, minute=0, second=0, microsecond=0)
    coming = desk.store.visits.between(today, today + AHEAD) + desk.store.visits.undated(desk.now - BACK)
    listed, new = st.columns([3, 2], gap="large")
    with listed:
        if not coming:
            show(empty(desk.say("visits_none")))
        for visit in coming:
            with st.container(border=True):
                _visit(desk, visit)
    with new:
        _new(desk)
    desk.looked("visits.listed")


def _visit(desk: Desk, visit: Visit) -> None:
    when = desk.moment(visit.at) if visit.at else desk.say("visit_undated")
    kind, state = desk.say(f"visit.{visit.kind}"), desk.say(f"progress.{desk.store.invitations.progress(visit)}")
    show(tag("p", visit.name, "smp-name"), tag("p", f"{when}. {kind}"), tag("p", state, "smp-strong"))
    if st.button(plain(desk.say("visit_link")), key=f"link.{visit.id}"):
        _send(desk, visit)


def _send(desk: Desk, visit: Visit) -> None:
    """A link is shown once: it is kept nowhere, and another one can be made at any time."""
    token = desk.store.invitations.make(visit.id, desk.now, desk.account.id)
    here = urlsplit(st.context.url or "")
    st.session_state["link"] = (visit.name, f"{here.scheme}://{here.netloc}/i/{token}")
    st.rerun()


def _link(desk: Desk) -> None:
    if made := st.session_state.pop("link", None):
        name, link = made
        desk.done(desk.say("visit_link_made", name=name))
        st.code(link, language=None)


def _new(desk: Desk) -> None:
    show(tag("h2", desk.say("visit_new"), "smp-part"))
    with st.form("visit", border=False):
        name = st.text_input(plain(desk.say("visit_name")), max_chars=200, key="visit.name", autocomplete="off")
        with st.container(horizontal=True):
            born = [
                st.text_input(plain(desk.say(f"born_{part}")), max_chars=most, key=f"visit.{part}", autocomplete="off")
                for part, most in (("year", 4), ("month", 2), ("day", 2))
            ]
        kind = st.selectbox(
            plain(desk.say("visit_kind")), KINDS, key="visit.kind", format_func=lambda one: desk.say(f"visit.{one}")
        )
        day = st.selectbox(
            plain(desk.say("visit_day")), upcoming_days(desk.now, desk.clinic.clock, _DAYS_AHEAD), index=None,
            key="visit.on", placeholder=desk.say("visit_undated"),
            format_func=lambda one: desk.language.date(date.fromisoformat(one)),
        )  # fmt: skip
        at = st.selectbox(
            plain(desk.say("visit_time")), [time(hour, minute) for hour in _HOURS for minute in (0, 15, 30, 45)],
            index=None, key="visit.time", placeholder=desk.say("visit_time_none"),
            format_func=lambda one: f"{one:%H:%M}",
        )  # fmt: skip
        typed = st.form_submit_button(plain(desk.say("visit_add")), type="primary")
    if not typed:
        return
    try:
        birth_date = date(*(int(part) for part in born))
        moment = _moment(desk, day, at)
        expected = Expected(kind=kind, at=moment, name=name, birth_date=birth_date, language=desk.clinic.languages[0])
    except (ValidationError, ValueError):
        desk.refuse(desk.say("visit_wrong"))
        return
    if birth_date >= desk.now.date() or (moment and moment <= desk.now):
        desk.refuse(desk.say("visit_wrong"))
        return
    visits = desk.store.visits
    _send(desk, visits.like(expected, desk.now - BACK) or visits.add(expected, desk.now, desk.account.id))


def _moment(desk: Desk, day: str | None, at: time | None) -> datetime | None:
    """Both or neither. Raises ValueError."""
    if (day is None) != (at is None):
        raise ValueError("a day needs its time")
    return datetime.combine(date.fromisoformat(day), at, desk.clinic.clock) if day and at else None
