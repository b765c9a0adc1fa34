"""The page of one visit at the front desk: how far it is, sending its form, and filling it in at the clinic."""

import streamlit as st
from pydantic import ValidationError

from records import OtherDay, RecordsError, Visit, asked_day
from reports.noted import days_in_words
from screens.asked_again import is_asked_again
from screens.desk.contact import contact_fault, contact_fields
from screens.desk.desk import Desk
from screens.desk.here import here_part
from screens.desk.kiosk import kiosk_part
from screens.desk.look import person_bar
from screens.desk.moving import move_part
from screens.desk.same import others_of
from screens.desk.send import send_part
from screens.desk.stages import SENDABLE, stage_word, stages
from screens.text import plain, show, tag


def visit_page(desk: Desk) -> None:
    """Who, what for, when and how far; then what can be done."""
    try:
        visit = desk.store.visits.get(st.session_state.get("visit", ""))
    except RecordsError:
        desk.go("visits")
        return
    when = desk.moment(visit.at) if visit.at else desk.say("visit_undated")
    born = desk.say("visit_born", date=desk.language.short_date(visit.birth_date))
    what = f"{desk.say(f'visit.{visit.kind}')}. {when}"
    show(person_bar(visit.name, born, "", "", what, title=True))
    stage = stages(desk, [visit])[visit.id]
    show(stage_word(desk, stage))
    if stage in SENDABLE:
        send_part(desk, visit, stage)
        here_part(desk, visit, stage)
        kiosk_part(desk, visit)
    else:
        show(tag("p", desk.say("visit_is_in"), "smp-help"))
        _wish(desk, visit)
        if is_asked_again(desk.store, visit, desk.now):
            show(tag("p", desk.say("visit_asks_again")))
            kiosk_part(desk, visit)
    move_part(desk, visit)
    _reach(desk, visit)
    _others(desk, visit)
    if st.button(plain(desk.say("visit_back")), type="tertiary", key="back"):
        desk.go("visits")
    desk.looked("visit.listed", f"visit:{visit.id}")


def _wish(desk: Desk, visit: Visit) -> None:
    """The days that the client asked for instead, which say nothing about health."""
    ref = desk.store.records.latest_of_draft(visit.draft)
    try:
        wish = asked_day(desk.store.chart.of(ref)) if ref else None
    except RecordsError:  # erased, or not what was kept: whoever opens it is told
        return
    if wish and isinstance(wish.note, OtherDay):
        show(tag("p", desk.say("visit_wish", when=days_in_words(desk.language, wish.note)), "smp-strong"))


def _reach(desk: Desk, visit: Visit) -> None:
    with st.expander(plain(desk.say("reach"))), st.form("reach", border=False):
        phone, email, language = contact_fields(desk, visit, f"reach.{visit.id}")
        typed = st.form_submit_button(plain(desk.say("reach_change")))
    if not typed:
        return
    fault = contact_fault(desk, phone, email)
    if fault:
        desk.refuse(fault)
        return
    try:
        desk.store.visits.reach(visit.id, phone, email, language, desk.now, desk.account.id)
    except (RecordsError, ValidationError):
        desk.refuse(desk.say("visit_gone"))
        return
    st.rerun()


def _others(desk: Desk, visit: Visit) -> None:
    others = others_of(desk, visit)
    if not others:
        return
    show(tag("h2", desk.say("same_others"), "smp-part"))
    words = stages(desk, others)
    for other in others:
        when = desk.moment(other.at) if other.at else desk.say("visit_undated")
        show(tag("p", f"{when}. {desk.say(f'visit.{other.kind}')}. {desk.say(f'stage.{words[other.id]}')}"))
        if st.button(plain(desk.say("same_look")), key=f"same.{other.id}"):
            st.session_state["pair"] = (visit.id, other.id)
            desk.go("same")
