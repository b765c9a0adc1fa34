"""The specialist's page for finding a record. Whatever is opened is in the audit trail."""

import streamlit as st

from records import RecordsError, Ref, parse_ref
from screens.desk.desk import Desk
from screens.desk.look import empty
from screens.text import heading, plain, show, tag

PAGE = 20


def records_page(desk: Desk) -> None:
    """The latest records, or those that a name or a reference finds."""
    heading(desk.say("page.records"), desk.say("records_intro"))
    sought = st.text_input(plain(desk.say("records_search")), max_chars=100, key="sought", autocomplete="off")
    refs = _found(desk, sought.strip()) if sought.strip() else desk.store.records.latest(PAGE)
    if not refs:
        show(empty(desk.say("records_none")))
    for ref in refs[:PAGE]:
        record = desk.store.records.read(ref)
        with st.container(border=True):
            show(
                tag("p", str(record.identity.get("full_name", "")), "smp-name"),
                tag("p", desk.say("records_line", ref=ref, at=desk.moment(record.submitted_at)), "smp-help"),
            )
            if st.button(plain(desk.say("records_open")), key=f"open.{ref}"):
                st.session_state["record"] = str(ref)
                desk.go("record")
    desk.looked("records.listed")


def _found(desk: Desk, sought: str) -> list[Ref]:
    """By a name, or by a reference as somebody reads it out."""
    found = desk.store.records.find(sought)
    try:
        ref = parse_ref(sought)
        desk.store.records.read(ref)
    except (ValueError, RecordsError):
        return found
    return [ref, *found]
