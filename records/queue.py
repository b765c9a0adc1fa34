"""The queue: which records are somebody's to do, in the order in which they are to be done.

Its rows stand in the clear, because they find and order records: that one is urgent, which visit it is for, whether a
letter is awaited. They name nobody; whose record it is stays sealed.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, false, func, insert, select, update

from records.audit import Audit
from records.database import Database
from records.due import Due, State, decided
from records.errors import UnknownRecord
from records.ref import Ref
from records.review import Signed
from records.tables import QUEUE, RECORDS, VISITS

OPENED = "record.opened"


class Unopened(NamedTuple):
    """How many urgent forms nobody has opened, and when the first of them was sent."""

    forms: int
    since: datetime


class Queued(NamedTuple):
    """One record in the queue; `opened_at` is when a specialist first opened it."""

    ref: Ref
    state: State
    urgent: bool
    submitted_at: datetime
    visit_at: datetime | None
    due_at: datetime | None
    opened_at: datetime | None
    done: bool


class Queue:
    """The queue of one store."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database, self._audit = database, audit

    def add(self, connection: Connection, row_id: str, draft: str, due: Due, kind: str, moment: datetime) -> None:
        """Take up a record that was sent at `moment`, for a visit of this kind as the client told it.

        Those that were sent before from its draft are done with; but not an urgent one that nobody has opened: what
        was told then may still be true.
        """
        earlier = select(RECORDS.c.id).where(RECORDS.c.draft_id == draft, RECORDS.c.id != row_id)
        seen = QUEUE.c.urgent.is_(False) | QUEUE.c.opened_at.is_not(None)
        connection.execute(
            update(QUEUE)
            .where(QUEUE.c.record_id.in_(earlier), seen)
            .values(done=True, urgent=False, rank=3, state="closed")
        )
        visit = connection.execute(select(VISITS.c.at, VISITS.c.kind).where(VISITS.c.draft_id == draft)).one_or_none()
        if visit:
            due, kind = due._replace(visit_at=visit.at or due.visit_at), visit.kind
        connection.execute(
            insert(QUEUE).values(record_id=row_id, submitted_at=moment, told=0, kind=kind, **_columns(due))
        )

    def change(self, connection: Connection, row_id: str, due: Due, kind: str | None = None) -> None:
        """Note how a record stands now; `kind` where the visit is of another one now."""
        now = _columns(due) | ({"kind": kind} if kind else {})
        connection.execute(update(QUEUE).where(QUEUE.c.record_id == row_id).values(**now))

    def signed(self, connection: Connection, row_id: str, signed: Signed) -> None:
        """Note that a record was signed."""
        state, done = decided(signed.review.decision)
        connection.execute(update(QUEUE).where(QUEUE.c.record_id == row_id).values(state=state, done=done))

    def opened(self, ref: Ref, moment: datetime, actor: str) -> bool:
        """A specialist opened the record; only the first time is kept. Was this the first?"""
        with self._database.writing() as connection:
            row_id = connection.scalar(select(RECORDS.c.id).where(RECORDS.c.ref == ref))
            if row_id is None:
                raise UnknownRecord(f"There is no record {ref}.")
            first = update(QUEUE).where(QUEUE.c.record_id == row_id, QUEUE.c.opened_at.is_(None))
            changed = bool(connection.execute(first.values(opened_at=moment.astimezone(UTC))).rowcount)
            if changed:
                self._audit.add(connection, moment, actor, OPENED, f"record:{row_id}")
            return changed

    def of(self, ref: Ref) -> Queued | None:
        """Where a record stands; None for one that was erased."""
        with self._database.reading() as connection:
            row = connection.execute(_QUEUED.where(RECORDS.c.ref == ref)).one_or_none()
        return None if row is None else _queued(row._asdict())

    def open_refs(self) -> list[Ref]:
        """The records that are not done with, the oldest first."""
        query = select(RECORDS.c.ref).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id).where(QUEUE.c.done.is_(False))
        with self._database.reading() as connection:
            return [Ref(ref) for ref in connection.scalars(query.order_by(QUEUE.c.submitted_at, RECORDS.c.ref))]

    def states(self, drafts: Collection[str]) -> Mapping[str, State]:
        """For each of these drafts (`Visit.draft`) whose form is in: how its last record stands."""
        query = select(RECORDS.c.draft_id, QUEUE.c.state).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id)
        query = query.where(RECORDS.c.draft_id.in_(drafts)).order_by(RECORDS.c.submitted_at)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.draft_id: row.state for row in rows}

    def unopened(self, before: datetime) -> Unopened | None:
        """The urgent forms that were sent at or before this moment, and that no specialist has opened yet."""
        query = select(func.count(), func.min(QUEUE.c.submitted_at)).where(_UNOPENED, QUEUE.c.submitted_at <= before)
        with self._database.reading() as connection:
            count, since = connection.execute(query).one()
        return Unopened(count, since) if count else None

    def longest_unopened(self) -> Ref | None:
        """The urgent form that has waited longest for a specialist to open it."""
        query = select(RECORDS.c.ref).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id).where(_UNOPENED)
        with self._database.reading() as connection:
            ref = connection.scalar(query.order_by(QUEUE.c.submitted_at, RECORDS.c.ref).limit(1))
        return None if ref is None else Ref(ref)

    def expected(self, start: datetime, end: datetime) -> list[Ref]:
        """Whose visit is at or after `start` and before `end`, the first one first; a form that was sent again counts
        once, a visit that will not be does not."""
        query = select(RECORDS.c.ref).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id)
        query = query.where(QUEUE.c.visit_at >= start, QUEUE.c.visit_at < end, QUEUE.c.state != "closed")
        with self._database.reading() as connection:
            found = connection.scalars(query.order_by(QUEUE.c.visit_at, QUEUE.c.submitted_at, RECORDS.c.id)).all()
        return [Ref(ref) for ref in found]


_CALM = 2
_UNOPENED = and_(QUEUE.c.done == false(), QUEUE.c.rank < _CALM, QUEUE.c.opened_at.is_(None))
_QUEUED = select(
    RECORDS.c.ref, *(QUEUE.c[name] for name in Queued._fields if name != "ref")
).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id)  # fmt: skip


def _columns(due: Due) -> dict[str, Any]:
    return {**due._asdict(), "rank": (0 if due.urgent else _CALM) + (due.visit_at is None)}


def _queued(row: Mapping[str, Any]) -> Queued:
    return Queued(**{**row, "ref": Ref(row["ref"])})
