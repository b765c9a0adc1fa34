"""Reviews: what was signed about each record, with the PDF that was signed, byte for byte. Nothing is ever changed."""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from records.audit import COMMAND, Audit
from records.canonical import canonical
from records.database import Database
from records.errors import Conflict, NotSigned, Tampered
from records.events import event
from records.queue import Queue
from records.record import Record
from records.records import Records
from records.ref import Ref
from records.review import Review, Signed
from records.tables import CHART, REVIEWS


class Reviews:
    """The reviews of one store."""

    def __init__(self, database: Database, records: Records, queue: Queue, audit: Audit) -> None:
        self._database, self._records, self._queue, self._audit = database, records, queue, audit

    def sign(
        self, record: Record, review: Review, number: int, paper: bytes, moment: datetime, actor: str = COMMAND
    ) -> Signed:
        """Keep a review and the PDF that was signed as the record's next one, which is `number`; `actor` did it.

        Raises Conflict when somebody else signed or noted something since it was read, Erased when it was erased since;
        NotSigned for an amendment before a sign-off, or one without a reason.
        """
        before = self.of(record.ref)
        if bool(before) != bool(review.reason.strip()):
            raise NotSigned(
                f"{record.ref} is signed; what follows is an amendment and needs a reason."
                if before
                else f"{record.ref} is not signed yet, so there is nothing to amend."
            )
        if number != len(before) + 1:
            raise Conflict(f"{record.ref} was signed by somebody else meanwhile; read it again.")
        at = moment.astimezone(UTC)
        signed = Signed.of(review, number, at, record.hash, before[-1].hash if before else "", paper)
        try:
            with self._database.writing() as connection:
                row_id, box = self._records.box(connection, record.ref, lock=True)
                if review.chart != _last_note(connection, row_id):
                    raise Conflict(f"Somebody else changed {record.ref} meanwhile. Read it again, then decide.")
                review_id = uuid.uuid4().hex
                place = f"reviews/{review_id}"
                connection.execute(
                    insert(REVIEWS).values(
                        id=review_id,
                        record_id=row_id,
                        number=number,
                        signed_at=at,
                        body=box.seal(canonical(review.told()), f"{place}/body"),
                        paper=box.seal(paper, f"{place}/paper"),
                        hash=signed.hash,
                    )
                )
                self._queue.signed(connection, row_id, signed)
                self._audit.add(connection, moment, actor, "record.signed", f"record:{row_id}", number=number)
        except IntegrityError:
            raise Conflict(f"{record.ref} was signed by somebody else meanwhile; read it again.") from None
        event("record.signed", record=row_id, number=str(number))
        return signed

    def of(self, ref: Ref) -> tuple[Signed, ...]:
        """All reviews of a record, the sign-off first, checked. Raises UnknownRecord or Tampered."""
        return tuple(signed for signed, _ in self._read(ref))

    def papers(self, ref: Ref) -> tuple[bytes, ...]:
        """The PDFs that were signed, in the order of the reviews. Raises UnknownRecord or Tampered."""
        return tuple(paper for _, paper in self._read(ref))

    def verify(self) -> Iterator[tuple[Ref, Tampered | None]]:
        """Every record that has reviews and can be read, with what is wrong with them, if anything."""
        return self._records.verify_beside(REVIEWS, self._read)

    def _read(self, ref: Ref) -> list[tuple[Signed, bytes]]:
        record = self._records.read(ref)
        with self._database.reading() as connection:
            row_id, box = self._records.box(connection, ref)
            rows = connection.execute(
                select(REVIEWS).where(REVIEWS.c.record_id == row_id).order_by(REVIEWS.c.number)
            ).all()
        found: list[tuple[Signed, bytes]] = []
        for number, row in enumerate(rows, start=1):
            place = f"reviews/{row.id}"
            review = Review.model_validate(json.loads(box.open(row.body, f"{place}/body")))
            paper, before = box.open(row.paper, f"{place}/paper"), found[-1][0].hash if found else ""
            signed = Signed.of(review, number, row.signed_at, record.hash, before, paper)
            if (row.number, row.hash) != (number, signed.hash):
                raise Tampered(f"Review {row.number} of {ref} is not what was signed, or one before it is missing.")
            found.append((signed, paper))
        return found


def _last_note(connection: Connection, row_id: str) -> str:
    query = select(CHART.c.hash).where(CHART.c.record_id == row_id).order_by(CHART.c.number.desc())
    return connection.scalar(query.limit(1)) or ""
