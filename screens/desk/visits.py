"""The page of the visits, for everybody at the desk: who is expected, and how far their form is.

It never shows an answer or a finding.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import streamlit as st

from records import Visit
from screens.dates import upcoming_days
from screens.desk.desk import Desk
from screens.desk.look import empty
from screens.desk.paper import blank_form, cards
from screens.desk.same import offered_pairs
from screens.desk.send import forget_link
from screens.desk.stages import stage_word, stages
from screens.text import heading, plain, show, tag

AHEAD, BACK = timedelta(days=60), timedelta(days=30)
AT_ONCE = 30
_DAYS_AHEAD = 366


def visits_page(desk: Desk) -> None:
    """Today's and the coming visits, or those that a name or a day finds."""
    forget_link()
    heading(desk.say("page.visits"), desk.say("visits_intro"))
    with st.container(horizontal=True, key="visits.ways"):
        if st.button(plain(desk.say("page.expect")), key="visits.expect", type="primary"):
            desk.go("expect")
        if st.button(plain(desk.say("page.day_list")), key="visits.day_list"):
            desk.go("day_list")
        blank_form(desk)
    with st.container(horizontal=True, key="visits.search"):
        name = st.text_input(plain(desk.say("visits_name")), max_chars=100, key="visits.name", autocomplete="off")
        day = _day(desk)
    found = _found(desk, name.strip(), day)
    if not found:
        show(empty(desk.say("visits_not_found" if name.strip() or day else "visits_none")))
    if day and found:
        cards(desk, found, day)
    _pairs(desk, found)
    _lines(desk, found)
    desk.looked("visits.listed")


def open_visit(desk: Desk, visit: Visit) -> None:
    """Go to the page of one visit; its name stands in no address."""
    st.session_state["visit"] = visit.id
    desk.go("visit")


def _day(desk: Desk) -> date | None:
    coming = upcoming_days(desk.now, desk.clinic.clock, _DAYS_AHEAD)
    days = [*coming, *reversed(upcoming_days(desk.now - BACK, desk.clinic.clock, BACK.days))]
    chosen = st.selectbox(
        plain(desk.say("visits_day")), days, index=None, key="visits.day", placeholder=desk.say("visits_any_day"),
        format_func=lambda one: desk.language.date(date.fromisoformat(one)),
    )  # fmt: skip
    return date.fromisoformat(chosen) if chosen else None


def _midnight(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), desk.clinic.clock)


def _found(desk: Desk, name: str, day: date | None) -> Sequence[Visit]:
    visits = desk.store.visits
    if name:
        found = visits.find(name)
        return [one for one in found if day is None or (one.at and _on(desk, one.at) == day)]
    if day:
        return visits.between(_midnight(desk, day), _midnight(desk, day + timedelta(days=1)))
    today = _midnight(desk, _on(desk, desk.now))
    return visits.between(today, today + AHEAD) + visits.undated(desk.now - BACK)


def _on(desk: Desk, at: datetime) -> date:
    """The day on the clinic's calendar."""
    return at.astimezone(desk.clinic.clock).date()


def _grouped(desk: Desk, visits: Sequence[Visit]) -> Iterator[tuple[str, Visit]]:
    """Each visit under the heading of its group; they come in the order of the groups or of a search."""
    today = _on(desk, desk.now)
    for visit in visits:
        day = _on(desk, visit.at) if visit.at else None
        near = {None: "undated", today: "today", today + timedelta(days=1): "tomorrow"}
        yield near.get(day, "later" if day and day > today else "over"), visit


def _lines(desk: Desk, found: Sequence[Visit]) -> None:
    """As many as one reads at once, and the rest when they are asked for."""
    most = st.session_state.get("visits.most", AT_ONCE)
    drawn = found[:most]
    words, before = stages(desk, drawn), ""
    for group, visit in _grouped(desk, drawn):
        if group != before:
            show(tag("h2", desk.say(f"visits_{group}"), "smp-part"))
            before = group
        _line(desk, visit, words[visit.id])
    if len(found) > most and st.button(plain(desk.say("visits_more", count=len(found) - most)), key="visits.further"):
        st.session_state["visits.most"] = most + AT_ONCE
        st.rerun()


def _line(desk: Desk, visit: Visit, stage: str) -> None:
    when = desk.moment(visit.at) if visit.at else desk.say("visit_undated")
    with st.container(border=True, key=f"visits-card-{visit.id}"):
        who, far, way = st.columns([6, 4, 2], vertical_alignment="center")
        with who:
            show(tag("p", visit.name, "smp-name"), tag("p", f"{when}. {desk.say(f'visit.{visit.kind}')}", "smp-help"))
        with far:
            show(stage_word(desk, stage))
        if way.button(plain(desk.say("visit_open")), key=f"open.{visit.id}", width="stretch"):
            open_visit(desk, visit)


def _pairs(desk: Desk, found: Sequence[Visit]) -> None:
    """What looks like one person entered twice is offered by itself."""
    for first, second in offered_pairs(found)[:3]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"visits.pair.{first.id}.{second.id}"):
            show(tag("p", desk.say("same_offered", name=first.name)))
            if st.button(plain(desk.say("same_look")), key=f"pair.{first.id}.{second.id}"):
                st.session_state["pair"] = (first.id, second.id)
                desk.go("same")
