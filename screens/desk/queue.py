"""The specialist's first page: what is to be done, urgent forms first, then by when they are needed."""

from datetime import date, datetime, timedelta
from typing import TypedDict, cast

import streamlit as st

from records import FILTERS, Filter, Listed
from reports.day import day_of
from screens.desk.desk import Desk
from screens.desk.look import empty
from screens.desk.queue_row import queue_row
from screens.desk.sheets import sheets_button
from screens.text import heading, plain, show, tag

AHEAD, BACK = 60, 30
_WRITTEN = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


class Kept(TypedDict):
    """What of the queue this tab looks at, so that whoever comes back from a record finds it as they left it."""

    sought: str
    day: str | None
    which: Filter
    page: int


def queue_page(desk: Desk) -> None:
    """A field to search, the parts of the queue, and the records of one of them, a page at a time."""
    kept = _kept()
    heading(desk.say("page.queue"), _counted(desk))
    with st.container(key="queue-ask", horizontal=True):
        sought = st.text_input(
            plain(desk.say("queue_search")), value=kept["sought"], max_chars=100, key="sought", autocomplete="off"
        ).strip()
        days = _days(desk)
        day = st.selectbox(
            plain(desk.say("queue_day")), days, index=days.index(kept["day"]) if kept["day"] in days else None,
            key="queue.day", placeholder=desk.say("queue_any_day"),
            format_func=lambda one: desk.language.date(date.fromisoformat(one)),
        )  # fmt: skip
        sheets_button(desk, date.fromisoformat(day) if day else None)
    which = kept["which"] if sought or day else _part(desk, kept["which"])
    wanted = (sought, day, which)
    if wanted != (kept["sought"], kept["day"], kept["which"]):
        kept["sought"], kept["day"], kept["which"] = wanted
        kept["page"] = 0
    listed = _listed(desk, kept)
    if not listed.rows:
        show(empty(desk.say("queue_unknown" if sought else "queue_no_day" if day else f"queue_none.{which}")))
    names = {one.id: one.name for one in desk.store.accounts.all()} if any(r.opened_by for r in listed.rows) else {}
    for row in listed.rows:
        queue_row(desk, row, names)
    _pages(desk, kept, listed)
    desk.looked("queue.listed")


def _kept() -> Kept:
    first = Kept(sought="", day=None, which="todo", page=0)
    return cast(Kept, st.session_state.setdefault("queue", first))


def _counted(desk: Desk) -> str:
    counts = desk.store.worklist.counts(desk.now)
    return " · ".join(desk.say(f"queue_count.{which}", count=count) for which, count in counts.items())


def _part(desk: Desk, which: Filter) -> Filter:
    return st.radio(
        plain(desk.say("queue_part")), FILTERS, index=FILTERS.index(which), horizontal=True, key="queue.which",
        format_func=lambda one: plain(desk.say(f"queue_part.{one}")), label_visibility="collapsed", width="stretch",
    )  # fmt: skip


def _days(desk: Desk) -> list[str]:
    """Today and the days to come, then those that have been."""
    today = desk.now.astimezone(desk.clinic.clock).date()
    return [str(today + timedelta(days=by)) for by in (*range(AHEAD + 1), *range(-1, -BACK - 1, -1))]


def _listed(desk: Desk, kept: Kept) -> Listed:
    sought, day, worklist = kept["sought"], kept["day"], desk.store.worklist
    typed = _typed_day(sought)
    if typed:
        sought, day = "", str(typed)
    if not sought and not day:
        return worklist.page(kept["which"], kept["page"], desk.now)
    between = day_of(date.fromisoformat(day), desk.clinic.clock) if day else None
    return worklist.found(sought, between, kept["page"], desk.now)


def _typed_day(text: str) -> date | None:
    """A day that somebody typed into the field: one that the list of days does not reach."""
    for way in _WRITTEN:
        try:
            return datetime.strptime(text, way).date()  # noqa: DTZ007 - a day on the clinic's own calendar
        except ValueError:
            continue
    return None


def _pages(desk: Desk, kept: Kept, listed: Listed) -> None:
    """The ways to the page before this one and to the next."""
    if not kept["page"] and not listed.more:
        return
    with st.container(key="queue-pages", horizontal=True):
        if st.button(plain(desk.say("queue_before")), key="before", disabled=not kept["page"]):
            kept["page"] -= 1
            st.rerun()
        show(tag("p", desk.say("queue_page", number=kept["page"] + 1)))
        if st.button(plain(desk.say("queue_next")), key="next", disabled=not listed.more):
            kept["page"] += 1
            st.rerun()
