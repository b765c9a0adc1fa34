"""The owner's page of the audit trail: the last entries, in words; no client is named there."""

from collections.abc import Collection, Mapping

import streamlit as st

from records import RecordsError
from records.audit import CLIENT, COMMAND, PROGRAM, STRANGER
from screens.desk.desk import Desk
from screens.desk.look import table
from screens.text import heading, plain, show

AT_ONCE = 200
_NO_ACCOUNT = (CLIENT, COMMAND, PROGRAM, STRANGER)


def trail_page(desk: Desk) -> None:
    """Who did what, the latest first, and whether the chain holds."""
    heading(desk.say("page.trail"), desk.say("trail_intro"))
    if st.button(plain(desk.say("trail_check")), key="check"):
        faults = [str(fault) for _, fault in desk.store.audit.verify() if fault]
        desk.refuse("\n".join(faults[:10])) if faults else desk.done(desk.say("trail_whole"))
    entries = desk.store.audit.latest(AT_ONCE)
    people = {account.id: account.name for account in desk.store.accounts.all()}
    people |= {actor: desk.say(f"trail_actor.{actor}") for actor in _NO_ACCOUNT}
    about = _called(desk, {entry.subject for entry in entries}, people)
    columns = [desk.say(f"trail_{part}") for part in ("at", "who", "what", "about")]
    rows = [
        [desk.moment(entry.at), people.get(entry.actor, entry.actor), entry.action, about[entry.subject]]
        for entry in entries
    ]
    show(table(desk.say("trail_table", count=len(rows)), columns, rows))
    desk.looked("audit.viewed")


def _called(desk: Desk, subjects: Collection[str], people: Mapping[str, str]) -> Mapping[str, str]:
    """What people know each row by: a record by its reference, a visit by what it is for and when, an account by its
    name. What is gone is called what it was."""
    ids = {subject: subject.partition(":")[2] for subject in subjects}
    refs = desk.store.records.refs_of({ids[one] for one in subjects if one.startswith("record:")})
    told = {}
    for subject, row_id in ids.items():
        match subject.partition(":")[0]:
            case "record" if row_id in refs:
                told[subject] = str(refs[row_id])
            case "account" if row_id in people:
                told[subject] = people[row_id]
            case "visit":
                told[subject] = _visit(desk, row_id)
            case "record" | "account" | "draft" | "file" as kind:
                told[subject] = desk.say(f"trail_about.{kind}")
            case "rule":
                told[subject] = row_id
            case _:
                told[subject] = subject
    return told


def _visit(desk: Desk, visit_id: str) -> str:
    try:
        visit = desk.store.visits.get(visit_id)
    except RecordsError:
        return desk.say("trail_about.visit")
    when = desk.moment(visit.at) if visit.at else desk.say("visit_undated")
    return f"{desk.say(f'visit.{visit.kind}')}, {when}"
