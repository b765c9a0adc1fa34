"""Takes records of earlier versions up into the queue, once, when the program that has one first opens them."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from records.database import Database
from records.due import due
from records.erasure import NOT_ERASED
from records.errors import Erased, Tampered
from records.queue import Queue
from records.record import told_kind, told_moment
from records.records import Records
from records.ref import Ref
from records.reviews import Reviews
from records.tables import QUEUE, RECORDS


def queue_up(database: Database, queue: Queue, records: Records, reviews: Reviews) -> None:
    """Add every record that is not in the queue, the oldest first; one look into the database when there are none."""
    queued = select(QUEUE.c.record_id).where(QUEUE.c.record_id == RECORDS.c.id).exists()
    query = select(RECORDS.c.id, RECORDS.c.ref, RECORDS.c.draft_id, RECORDS.c.submitted_at).where(~queued, NOT_ERASED)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(RECORDS.c.submitted_at)).all()
    for row in rows:
        try:
            record, signed = records.read(Ref(row.ref)), reviews.of(Ref(row.ref))
            stands = due(record.assessment, told_moment(record.answers), signed=signed[-1] if signed else None)
            with database.writing() as connection:
                queue.add(connection, row.id, row.draft_id, stands, told_kind(record.answers), row.submitted_at)
        except (Tampered, Erased, IntegrityError):
            continue  # `verify` names the first; the others were dealt with by a program that started at this moment
