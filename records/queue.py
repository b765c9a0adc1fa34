"""The queue: which records are somebody's to do, in the order in which they are to be done.

Its rows stand in the clear, because they find and order records: that one is urgent, which visit it is for, whether a
letter is awaited. They name nobody; whose record it is stays sealed.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from records.audit import Audit
from records.database import Database
from records.due import Due, State, decided
from records.errors import UnknownRecord
from records.ref import Ref
from records.review import Signed
from records.tables import QUEUE, RECORDS, VISITS


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

    def add(self, connection: Connection, row_id: str, draft: str, due: Due, moment: datetime) -> None:
        """Take up a record that was sent at `moment`; those that were sent before from its draft are done with."""
        earlier = select(RECORDS.c.id).where(RECORDS.c.draft_id == draft, RECORDS.c.id != row_id)
        connection.execute(
            update(QUEUE).where(QUEUE.c.record_id.in_(earlier)).values(done=True, urgent=False, state="closed")
        )
        expected = connection.scalar(select(VISITS.c.at).where(VISITS.c.draft_id == draft))
        told = {**due._asdict(), "visit_at": expected or due.visit_at}
        connection.execute(insert(QUEUE).values(record_id=row_id, submitted_at=moment, **told))

    def change(self, connection: Connection, row_id: str, due: Due) -> None:
        """Note how a record stands now."""
        connection.execute(update(QUEUE).where(QUEUE.c.record_id == row_id).values(**due._asdict()))

    def signed(self, connection: Connection, row_id: str, signed: Signed) -> None:
        """Note that a record was signed."""
        state, done = decided(signed.review.decision)
        connection.execute(update(QUEUE).where(QUEUE.c.record_id == row_id).values(state=state, done=done))

    def opened(self, ref: Ref, moment: datetime, actor: str) -> None:
        """A specialist opened the record; only the first time is kept."""
        with self._database.writing() as connection:
            row_id = connection.scalar(select(RECORDS.c.id).where(RECORDS.c.ref == ref))
            if row_id is None:
                raise UnknownRecord(f"There is no record {ref}.")
            first = update(QUEUE).where(QUEUE.c.record_id == row_id, QUEUE.c.opened_at.is_(None))
            if connection.execute(first.values(opened_at=moment.astimezone(UTC))).rowcount:
                self._audit.add(connection, moment, actor, "record.opened", f"record:{row_id}")

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


_QUEUED = select(
    RECORDS.c.ref, *(QUEUE.c[name] for name in Queued._fields if name != "ref")
).join(QUEUE, QUEUE.c.record_id == RECORDS.c.id)  # fmt: skip


def _queued(row: Mapping[str, Any]) -> Queued:
    return Queued(**{**row, "ref": Ref(row["ref"])})
