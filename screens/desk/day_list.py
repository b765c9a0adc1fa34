"""Bringing in a day's list: what was read is shown first, each wrong line in a sentence, and added only then."""

from collections.abc import Sequence

import streamlit as st

from records.daylist import Right, Wrong, read_list
from records.listfile import COLUMNS, MOST_BYTES, MOST_LINES, ListRefused
from screens.desk.desk import Desk
from screens.desk.look import table
from screens.desk.visits import BACK
from screens.text import heading, listed, plain, show, tag

TEMPLATE = (";".join(COLUMNS) + "\r\n").encode("utf-8-sig")
"""The headings alone; with its mark a spreadsheet reads what is added below as UTF-8."""
_SHOWN = ("name", "birth_date", "when", "kind", "phone", "email")
_WRONG_AT_ONCE = 50


def day_list_page(desk: Desk) -> None:
    """Choose a file, look at it, add it."""
    heading(desk.say("page.day_list"), desk.say("list_intro", most=MOST_LINES))
    show(tag("p", desk.say("list_columns"), "smp-help"))
    st.download_button(
        plain(desk.say("list_template")), TEMPLATE, file_name="visits.csv", mime="text/csv", key="list.template",
        on_click="ignore",
    )  # fmt: skip
    if told := st.session_state.pop("list.told", None):
        desk.done(told)
    turn = st.session_state.get("list.turn", 0)
    file = st.file_uploader(
        plain(desk.say("list_file")), key=f"list.file.{turn}", type=["csv", "txt"], max_upload_size=1
    )
    if file is not None:
        _look(desk, file.read(MOST_BYTES + 1))
    if st.button(plain(desk.say("visit_back")), type="tertiary", key="back"):
        desk.go("visits")


def _look(desk: Desk, data: bytes) -> None:
    try:
        lines = read_list(data, desk.clinic, desk.now)
    except ListRefused as refused:
        desk.refuse(desk.say(f"list_refused.{refused.why}", most=MOST_LINES))
        return
    right = [line for line in lines if isinstance(line, Right)]
    _wrong(desk, [line for line in lines if isinstance(line, Wrong)])
    if not right:
        return
    _preview(desk, right)
    if st.button(plain(desk.say("list_add", count=len(right))), key="list.add", type="primary"):
        _add(desk, right)


def _wrong(desk: Desk, lines: Sequence[Wrong]) -> None:
    if not lines:
        return
    told = [desk.say("list_line", line=one.line, wrong=desk.say(f"list_wrong.{one.key}")) for one in lines]
    more = [desk.say("list_more", count=len(told) - _WRONG_AT_ONCE)] if len(told) > _WRONG_AT_ONCE else []
    head = desk.say("list_wrong_one" if len(lines) == 1 else "list_wrong_many", count=len(lines))
    told = [*told[:_WRONG_AT_ONCE], *more]
    show('<div class="smp-errors" role="alert">', tag("h2", head), listed(told), "</div>")


def _preview(desk: Desk, lines: Sequence[Right]) -> None:
    rows = []
    for one in (line.expected for line in lines):
        when = desk.moment(one.at.astimezone(desk.clinic.clock)) if one.at else desk.say("visit_undated")
        born, kind = desk.language.short_date(one.birth_date), desk.say(f"visit.{one.kind}")
        rows.append((one.name, born, when, kind, one.phone, one.email))
    show(table(desk.say("list_right", count=len(lines)), [desk.say(f"same.{name}") for name in _SHOWN], rows))


def _add(desk: Desk, lines: Sequence[Right]) -> None:
    """Somebody who is expected already is not expected twice."""
    visits, added = desk.store.visits, 0
    for line in lines:
        if visits.like(line.expected, desk.now - BACK) is None:
            visits.add(line.expected, desk.now, desk.account.id)
            added += 1
    desk.note("visits.imported")
    st.session_state["list.told"] = desk.say("list_added", added=added, known=len(lines) - added)
    st.session_state["list.turn"] = st.session_state.get("list.turn", 0) + 1
    st.rerun()
