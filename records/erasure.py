"""Erasing a person: the key of their record is destroyed, so that what they said is unreadable for good.

The row, what was signed about it and the audit trail stay as they are, and still prove that nothing else was removed:
the entry about the erasure repeats the hashes that the rows must have.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, func, select

from records.audit import Audit, Entry
from records.errors import Erased, Tampered
from records.names import RECORD_SUBJECT, Names
from records.ref import Ref
from records.tables import AUDIT, CHART, QUEUE, RECORD_KEYS, RECORDS, REVIEWS, VISITS
from records.visits import forget_visits

Reason = Literal["asked", "retention", "mistake"]
"""Why: the person asked for it, it was kept as long as the clinic keeps such records, or it should never have been."""
ERASED = "record.erased"
_PROOF = ("record", "reviews", "signed", "notes", "noted")

NOT_ERASED = ~select(AUDIT.c.number).where(AUDIT.c.subject == RECORD_SUBJECT, AUDIT.c.action == ERASED).exists()
"""The condition on a row of `records` that it can still be read."""


class Erasure:
    """Erases records of one store, and proves that they were."""

    def __init__(self, audit: Audit, names: Names) -> None:
        self._audit, self._names = audit, names

    def erase(
        self, connection: Connection, row_id: str, ref: Ref, moment: datetime, actor: str, reason: Reason
    ) -> None:
        """Make one record unreadable and note it. Raises Erased when it is already, Tampered when it has no key."""
        if not self._forget(connection, row_id):
            raise self.unreadable(connection, row_id, ref)
        self._audit.add(
            connection, moment, actor, ERASED, _subject(row_id), reason=reason, **_proof(connection, row_id)
        )

    def unreadable(self, connection: Connection, row_id: str, ref: Ref) -> Erased | Tampered:
        """Why a record has no key."""
        entry = self._audit.proved(connection, ERASED, _subject(row_id))
        if entry is None:
            return Tampered(f"The key of the record {ref} is missing.")
        return Erased(f"The record {ref} was erased on {entry.at:%Y-%m-%d}; what it said is gone for good.")

    def fault(self, connection: Connection, row_id: str, ref: Ref) -> Tampered | None:
        """What is wrong with a record that is said to be erased, if anything."""
        entry = self._audit.proved(connection, ERASED, _subject(row_id))
        if entry is None:
            return Tampered(f"The record {ref} is said to be erased, and the audit trail does not prove it.")
        if connection.scalar(select(func.count()).where(RECORD_KEYS.c.record_id == row_id)):
            return Tampered(f"The record {ref} was erased, but its key is there again.")
        if not _says(entry, _proof(connection, row_id)):
            return Tampered(f"What is left of the erased record {ref} and its reviews is not what was there.")
        return None

    def _forget(self, connection: Connection, row_id: str) -> bool:
        """All that tells something about whoever sent this record: its key, its names, and the visit that it was for,
        unless another record of the same visit is kept."""
        self._names.forget(connection, _subject(row_id))
        connection.execute(delete(QUEUE).where(QUEUE.c.record_id == row_id))
        mine = select(RECORDS.c.draft_id).where(RECORDS.c.id == row_id).scalar_subquery()
        others = select(RECORD_KEYS.c.record_id).join(RECORDS).where(RECORDS.c.draft_id == mine, RECORDS.c.id != row_id)
        if connection.scalar(others.limit(1)) is None:
            forget_visits(connection, connection.scalars(select(VISITS.c.id).where(VISITS.c.draft_id == mine)).all())
        return connection.execute(delete(RECORD_KEYS).where(RECORD_KEYS.c.record_id == row_id)).rowcount == 1


def _subject(row_id: str) -> str:
    return f"record:{row_id}"


def _proof(connection: Connection, row_id: str) -> dict[str, str | int]:
    """The hashes that stay: of the record, and of the last review and the last note, each chained to those before."""
    record = connection.scalar(select(RECORDS.c.hash).where(RECORDS.c.id == row_id))
    reviews = connection.execute(
        select(REVIEWS.c.number, REVIEWS.c.hash).where(REVIEWS.c.record_id == row_id).order_by(REVIEWS.c.number)
    ).all()
    notes = connection.execute(
        select(CHART.c.number, CHART.c.hash).where(CHART.c.record_id == row_id).order_by(CHART.c.number)
    ).all()
    chart = {"notes": len(notes), "noted": notes[-1].hash} if notes else {}  # earlier versions had none
    return {"record": record or "", "reviews": len(reviews), "signed": reviews[-1].hash if reviews else "", **chart}


def _says(entry: Entry, proof: dict[str, str | int]) -> bool:
    return {name: entry.detail.get(name) for name in _PROOF} == {name: proof.get(name) for name in _PROOF}
