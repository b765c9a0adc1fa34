"""The chart: what was noted about each record at the desk since it was sent, in order. Nothing is ever changed."""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.audit import Audit
from records.canonical import canonical
from records.database import Database
from records.due import Due
from records.errors import Conflict, Tampered
from records.events import event
from records.note import Moved, Note, Noted
from records.queue import Queue
from records.record import Record
from records.records import Records
from records.ref import Ref
from records.tables import CHART, RECORDS, VISITS
from records.vault import Vault


class Chart:
    """The charts of the records of one store."""

    def __init__(self, database: Database, vault: Vault, records: Records, queue: Queue, audit: Audit) -> None:
        self._database, self._vault, self._records, self._queue, self._audit = database, vault, records, queue, audit

    def add(
        self, record: Record, note: Note, by: str, role: str, number: int, due: Due, moment: datetime, actor: str
    ) -> Noted:
        """Keep a note as the record's next one, which is `number`; `due` is how the record stands after it.

        `by` and `role` say in words who `actor` is. A visit that moved moves in the same transaction. Raises Conflict
        when somebody else noted something since it was read, Erased when it was erased since.
        """
        before = self.of(record.ref)
        if number != len(before) + 1:
            raise Conflict(_MEANWHILE.format(ref=record.ref))
        at = moment.astimezone(UTC)
        noted = Noted.of(note, by, role, number, at, record.hash, before[-1].hash if before else "")
        try:
            with self._database.writing() as connection:
                row_id, box = self._records.box(connection, record.ref, lock=True)
                note_id = uuid.uuid4().hex
                told: dict[str, JsonValue] = {"by": by, "role": role, "note": note.model_dump(mode="json")}
                connection.execute(
                    insert(CHART).values(
                        id=note_id,
                        record_id=row_id,
                        number=number,
                        noted_at=at,
                        body=box.seal(canonical(told), f"chart/{note_id}/body"),
                        hash=noted.hash,
                    )
                )
                self._queue.change(connection, row_id, due, note.kind if isinstance(note, Moved) else None)
                if isinstance(note, Moved):
                    _move(connection, row_id, note)
                self._audit.add(connection, moment, actor, f"record.{note.type}", f"record:{row_id}", number=number)
        except IntegrityError:
            raise Conflict(_MEANWHILE.format(ref=record.ref)) from None
        event("record.noted", record=row_id, number=number)
        return noted

    def of(self, ref: Ref) -> tuple[Noted, ...]:
        """All notes about a record, the first one first, checked. Raises UnknownRecord, Erased or Tampered."""
        record = self._records.read(ref)
        with self._database.reading() as connection:
            row_id, box = self._records.box(connection, ref)
            rows = connection.execute(select(CHART).where(CHART.c.record_id == row_id).order_by(CHART.c.number)).all()
        found: list[Noted] = []
        for number, row in enumerate(rows, start=1):
            told = json.loads(box.open(row.body, f"chart/{row.id}/body"))
            kept = Noted.model_validate({**told, "number": number, "at": row.noted_at, "hash": row.hash})
            before = found[-1].hash if found else ""
            noted = Noted.of(kept.note, kept.by, kept.role, number, kept.at, record.hash, before)
            if (row.number, row.hash) != (number, noted.hash):
                raise Tampered(f"Note {row.number} about {ref} is not what was noted, or one before it is missing.")
            found.append(noted)
        return tuple(found)

    def verify(self) -> Iterator[tuple[Ref, Tampered | None]]:
        """Every record that has notes and can be read, with what is wrong with them, if anything."""
        return self._records.verify_beside(CHART, self.of)


_MEANWHILE = "Somebody else changed {ref} meanwhile. Read it again, then decide."


def _move(connection: Connection, row_id: str, note: Moved) -> None:
    mine = select(RECORDS.c.draft_id).where(RECORDS.c.id == row_id).scalar_subquery()
    connection.execute(update(VISITS).where(VISITS.c.draft_id == mine).values(at=note.at, kind=note.kind))
