"""One record in the queue: how it stands, whom it is about, for which visit, what is to be done, who has seen it."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from records import KINDS, Row
from records.due import State
from reports.model import Meaning
from screens.desk.desk import Desk
from screens.desk.look import badge
from screens.text import Html, joined, plain, show, tag

_MEANINGS: Mapping[State, Meaning] = {
    "call": "ask", "letter": "letter", "ready": "all_set", "move": "wait", "closed": "all_set",
}  # fmt: skip


def queue_row(desk: Desk, row: Row, names: Mapping[str, str]) -> None:
    """The name is the button that opens it; `names` says whose an account is."""
    urgent = row.urgent and not row.done
    with st.container(key=f"queue-row-{'urgent-' if urgent else ''}{row.ref}", horizontal=True):
        show(tag("div", joined(*_badges(desk, row, urgent)), "smp-badges"))
        if st.button(plain(_who(desk, row)), key=f"open.{row.ref}", type="tertiary"):
            st.session_state["record"] = str(row.ref)
            desk.go("record")
        visit, work = (
            joined(*(tag("p", line) for line in lines)) for lines in (_visit(desk, row), _work(desk, row, names))
        )
        show(tag("div", joined(tag("div", visit), tag("div", work)), "smp-row"))


def _badges(desk: Desk, row: Row, urgent: bool) -> list[Html]:
    """Whoever reads that something is overdue does not read beside it that all is ready: it is still to be signed."""
    found = [badge("urgent", desk.say("queue_urgent"))] if urgent else []
    if row.overdue:
        found.append(badge("wait", desk.say("queue_overdue")))
        if row.state == "ready":
            return found
    return [*found, badge(_MEANINGS[row.state], desk.say(f"state_badge.{row.state}"))]


def _who(desk: Desk, row: Row) -> str:
    """Name and birth date, which stand beside every action."""
    try:
        born = date.fromisoformat(row.birth_date)
    except ValueError:
        return row.name
    today = desk.now.astimezone(desk.clinic.clock).date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return desk.say("queue_who", name=row.name, born=desk.language.short_date(born), age=age)


def _visit(desk: Desk, row: Row) -> list[str]:
    kind = desk.say(f"visit.{row.kind}") if row.kind in KINDS else ""
    return [desk.moment(row.visit_at) if row.visit_at else desk.say("visit_undated"), *([kind] if kind else [])]


def _work(desk: Desk, row: Row, names: Mapping[str, str]) -> list[str]:
    """What is to be done, when a letter is to be asked for again, who opened it, and how long it has waited."""
    lines = [desk.say("queue_sign" if row.state == "ready" and not row.done else f"stage.{row.state}")]
    if row.due_at and not row.done:
        lines.append(desk.say("queue_chase", day=desk.language.short_date(row.due_at.date())))
    if row.opened_at:
        who = names.get(row.opened_by, desk.say("queue_somebody"))
        lines.append(desk.say("queue_opened", name=who, at=desk.moment(row.opened_at)))
    elif not row.done:
        lines.append(desk.say("queue_new"))
    sent = {"at": desk.moment(row.submitted_at), "span": desk.language.lasting(desk.now - row.submitted_at)}
    return [*lines, desk.say("queue_sent" if row.done else "queue_waits", **sent)]
