"""The queue as a specialist sees it, page by page. Only the names on the page that is asked for are opened."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, or_, select, true, union

from records.database import Database
from records.due import State
from records.names import FULL_NAME, Names
from records.queue import OPENED
from records.ref import Ref, parse_ref
from records.tables import AUDIT, QUEUE, RECORD_KEYS, RECORDS
from records.vault import Vault

Filter = Literal["todo", "new", "letter", "overdue", "done"]
"""To do; nobody opened it yet; a letter is awaited; overdue; done with."""
FILTERS: tuple[Filter, ...] = get_args(Filter)
PAGE = 20
SOON = timedelta(hours=48)
"""A visit that is nearer than this, or over, makes what is still to do overdue."""


class Row(NamedTuple):
    """One record in the queue and whom it is about; `opened_by` is the account that opened it first, or ""."""

    ref: Ref
    name: str
    birth_date: str
    kind: str
    state: State
    urgent: bool
    submitted_at: datetime
    visit_at: datetime | None
    due_at: datetime | None
    opened_at: datetime | None
    opened_by: str
    overdue: bool
    done: bool


class Listed(NamedTuple):
    """One page of the queue; `more` says whether there is another one."""

    rows: tuple[Row, ...]
    more: bool


class Worklist:
    """The queue of one store, to be read."""

    def __init__(self, database: Database, vault: Vault, names: Names) -> None:
        self._database, self._vault, self._names = database, vault, names

    def counts(self, moment: datetime) -> Mapping[Filter, int]:
        """How many there are of each, but for what is done with."""
        ways: list[Filter] = [one for one in FILTERS if one not in ("todo", "done")]
        query = select(func.count(), *(func.count(case((_condition(way, moment), 1))) for way in ways))
        with self._database.reading() as connection:
            found = connection.execute(query.where(_TODO)).one()
        return dict(zip(("todo", *ways), found, strict=True))

    def page(self, which: Filter, number: int, moment: datetime) -> Listed:
        """The page `number` (0 is the first) of those that are `which` at `moment`: urgent ones first, then by visit.

        What is done with comes by when it was sent, the last one first.
        """
        order = (QUEUE.c.submitted_at.desc(), QUEUE.c.record_id) if which == "done" else _ORDER
        return self._listed(select(QUEUE.c.record_id).where(_condition(which, moment)), order, number, moment)

    def found(self, sought: str, between: tuple[datetime, datetime] | None, number: int, moment: datetime) -> Listed:
        """Those whose name has all the words of `sought`, or whose reference it is; also what is done with.

        With `between`, only those whose visit is, or that were sent, at or after its start and before its end; then
        `sought` may be "", for all of these.
        """
        wanted = [self._called(sought)] if sought or not between else []
        if between:
            wanted.append(_of_days(*between))
        ids = select(QUEUE.c.record_id).where(*(QUEUE.c.record_id.in_(one) for one in wanted))
        return self._listed(ids, (QUEUE.c.done, *_ORDER), number, moment)

    def _called(self, sought: str) -> Any:
        subjects = self._names.having(sought).subquery()  # those of visits are no record's
        found = select(func.substr(subjects.c.subject, len("record:") + 1))
        try:
            known = select(RECORDS.c.id).where(RECORDS.c.ref == parse_ref(sought))
        except ValueError:
            return found
        return union(found, known)

    def _listed(self, ids: Select[str], order: tuple[Any, ...], number: int, moment: datetime) -> Listed:
        # Joined to the rest only after that: a join would look up every record of the pages before this one.
        page = ids.order_by(*order).offset(number * PAGE).limit(PAGE + 1).subquery()
        query = select(QUEUE, RECORDS.c.ref, RECORDS.c.identity, RECORD_KEYS.c.wrapped_key)
        query = query.add_columns(_condition("overdue", moment).label("overdue"))
        query = query.join(page, page.c.record_id == QUEUE.c.record_id).join(RECORDS, RECORDS.c.id == QUEUE.c.record_id)
        query = query.join(RECORD_KEYS, RECORD_KEYS.c.record_id == QUEUE.c.record_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(*order)).all()
            openers = _openers(connection, [row.record_id for row in rows[:PAGE]])
        opened = tuple(self._row(row._asdict(), openers) for row in rows[:PAGE])
        return Listed(opened, len(rows) > PAGE)

    def _row(self, kept: dict[str, Any], openers: Mapping[str, str]) -> Row:
        row_id = kept["record_id"]
        place = f"records/{row_id}"
        who = json.loads(self._vault.box(kept["wrapped_key"], place).open(kept["identity"], f"{place}/identity"))
        told = {name: kept[name] for name in Row._fields if name in kept}
        return Row(
            **{**told, "ref": Ref(kept["ref"]), "overdue": bool(kept["overdue"])},
            name=str(who.get(FULL_NAME, "")),
            birth_date=str(who.get("birth_date", "")),
            opened_by=openers.get(row_id, ""),
        )


_TODO = QUEUE.c.done == false()
_ORDER = (QUEUE.c.rank, QUEUE.c.visit_at, QUEUE.c.submitted_at, QUEUE.c.record_id)


def _condition(which: Filter, moment: datetime) -> ColumnElement[bool]:
    match which:
        case "todo":
            return _TODO
        case "new":
            return and_(_TODO, QUEUE.c.opened_at.is_(None))
        case "letter":
            return and_(_TODO, QUEUE.c.state == "letter")
        case "overdue":
            late = or_(QUEUE.c.due_at <= moment, QUEUE.c.visit_at < moment + SOON)
            return and_(_TODO, late)
        case "done":
            return QUEUE.c.done == true()


def _of_days(start: datetime, end: datetime) -> Any:
    visits = select(QUEUE.c.record_id).where(QUEUE.c.visit_at >= start, QUEUE.c.visit_at < end)
    return union(visits, select(RECORDS.c.id).where(RECORDS.c.submitted_at >= start, RECORDS.c.submitted_at < end))


def _openers(connection: Connection, row_ids: list[str]) -> Mapping[str, str]:
    """Which account opened each of these records first."""
    subjects = {f"record:{row_id}": row_id for row_id in row_ids}
    query = select(AUDIT.c.subject, AUDIT.c.actor).where(AUDIT.c.subject.in_(subjects), AUDIT.c.action == OPENED)
    return {subjects[row.subject]: row.actor for row in connection.execute(query)}
