"""Records: what was submitted. Written once, never changed, checked against its hash whenever it is read."""

import json
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from records.audit import CLIENT, Audit
from records.canonical import canonical
from records.database import Database
from records.drafts import draft_id
from records.due import due
from records.erasure import NOT_ERASED, Erasure, Reason
from records.errors import Erased, Tampered, UnknownContent, UnknownRecord
from records.events import event
from records.names import FULL_NAME, RECORD_SUBJECT, Names
from records.queue import Queue
from records.record import Record, Submission, told_kind, told_moment
from records.ref import Ref, new_ref
from records.tables import CONTENTS, DRAFTS, RECORD_CONTENTS, RECORD_KEYS, RECORDS
from records.vault import Box, Vault


class Records:
    """The records of one store."""

    def __init__(self, database: Database, vault: Vault, audit: Audit, names: Names, queue: Queue) -> None:
        self._database, self._vault, self._audit, self._names, self._queue = database, vault, audit, names, queue
        self.erasure = Erasure(audit, names)

    def submit(self, submission: Submission, moment: datetime, actor: str = CLIENT) -> Ref:
        """Make the record of `submission` and forget its draft, in one commit; sent again, it gives the first Ref.

        `actor` is who sent it: the client, or the account of who typed for them.

        Raises UnknownContent when a content was not kept before, NotKeepable for values without a JSON form.
        """
        try:
            with self._database.writing() as connection:
                ref = _ref_of(connection, submission.id)
                if ref is None:
                    ref = self._insert(connection, submission, moment, actor)
            return ref
        except IntegrityError:
            # The same submission was being sent twice in this moment, and the other came first.
            with self._database.reading() as connection:
                ref = _ref_of(connection, submission.id)
            if ref is None:
                raise
            return ref

    def read(self, ref: Ref) -> Record:
        """The record `ref`, checked. Raises UnknownRecord, Erased, or Tampered when it is not as submitted."""
        with self._database.reading() as connection:
            row = connection.execute(select(RECORDS).where(RECORDS.c.ref == ref)).one_or_none()
            if row is None:
                raise UnknownRecord(f"There is no record {ref}.")
            wrapped_key = connection.scalar(
                select(RECORD_KEYS.c.wrapped_key).where(RECORD_KEYS.c.record_id == row.id),
            )
            if wrapped_key is None:
                raise self.erasure.unreadable(connection, row.id, ref)
            links = connection.execute(select(RECORD_CONTENTS).where(RECORD_CONTENTS.c.record_id == row.id)).all()
        record = self._opened(row, wrapped_key, {link.part: link.content_hash for link in links})
        if record.hash != record.computed_hash():
            raise Tampered(f"The record {ref} does not fit its hash: it was changed after it was submitted.")
        return record

    def latest_of(self, token: str) -> Ref | None:
        """The last record submitted from this draft token, so that a reload of the result page finds it again."""
        return self.latest_of_draft(draft_id(token))

    def latest_of_draft(self, draft: str) -> Ref | None:
        """The same by the hash of the token, where nobody here holds it."""
        latest = select(RECORDS.c.ref).where(RECORDS.c.draft_id == draft, NOT_ERASED)
        with self._database.reading() as connection:
            ref = connection.scalar(latest.order_by(RECORDS.c.submitted_at.desc()).limit(1))
        return None if ref is None else Ref(ref)

    def refs(self) -> list[Ref]:
        """The references of all records that were not erased, the oldest first."""
        query = select(RECORDS.c.ref).where(NOT_ERASED).order_by(RECORDS.c.submitted_at, RECORDS.c.ref)
        with self._database.reading() as connection:
            return [Ref(ref) for ref in connection.scalars(query)]

    def latest(self, count: int) -> list[Ref]:
        """The references of the records that were sent last, the newest first."""
        query = select(RECORDS.c.ref).where(NOT_ERASED).order_by(RECORDS.c.submitted_at.desc(), RECORDS.c.ref)
        with self._database.reading() as connection:
            return [Ref(ref) for ref in connection.scalars(query.limit(count))]

    def sent_since(self, moment: datetime) -> list[Ref]:
        """The references of the records that were sent at `moment` or later, the oldest first."""
        query = select(RECORDS.c.ref).where(NOT_ERASED, RECORDS.c.submitted_at >= moment)
        with self._database.reading() as connection:
            return [Ref(ref) for ref in connection.scalars(query.order_by(RECORDS.c.submitted_at, RECORDS.c.ref))]

    def subject(self, ref: Ref) -> str:
        """What the audit trail calls a record. Raises UnknownRecord."""
        with self._database.reading() as connection:
            row_id = connection.scalar(select(RECORDS.c.id).where(RECORDS.c.ref == ref))
        if row_id is None:
            raise UnknownRecord(f"There is no record {ref}.")
        return f"record:{row_id}"

    def refs_of(self, row_ids: Collection[str]) -> Mapping[str, Ref]:
        """The references of the rows that the audit trail calls by these ids ("record:<id>"); erased ones have theirs
        still."""
        query = select(RECORDS.c.id, RECORDS.c.ref).where(RECORDS.c.id.in_(row_ids))
        with self._database.reading() as connection:
            return {row.id: Ref(row.ref) for row in connection.execute(query)}

    def find(self, name: str) -> list[Ref]:
        """The records whose name has all the words of `name`, the newest first."""
        query = select(RECORDS.c.ref).where(NOT_ERASED, RECORD_SUBJECT.in_(self._names.having(name)))
        with self._database.reading() as connection:
            return [Ref(ref) for ref in connection.scalars(query.order_by(RECORDS.c.submitted_at.desc()))]

    def erase(self, ref: Ref, moment: datetime, actor: str, reason: Reason) -> None:
        """Make a record unreadable for good; its hash stays. Raises UnknownRecord, Erased or Tampered."""
        with self._database.writing() as connection:
            row_id = connection.scalar(select(RECORDS.c.id).where(RECORDS.c.ref == ref))
            if row_id is None:
                raise UnknownRecord(f"There is no record {ref}.")
            self.erasure.erase(connection, row_id, ref, moment, actor, reason)
        self._database.fold_log()
        event("record.erased", record=row_id)

    def note_export(self, ref: Ref, moment: datetime, actor: str, form: str) -> None:
        """Note in the audit trail that all of a record leaves the store, in which form and by whom."""
        with self._database.reading() as connection:
            row_id = connection.execute(select(RECORDS.c.id).where(RECORDS.c.ref == ref)).scalar_one()
        self._audit.note(moment, actor, "record.exported", f"record:{row_id}", format=form)

    def verify(self) -> Iterator[tuple[Ref, Tampered | None]]:
        """Every record's reference, the erased ones' too, with what is wrong with it, if anything."""
        query = select(RECORDS.c.id, RECORDS.c.ref, NOT_ERASED.label("kept")).order_by(RECORDS.c.submitted_at)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            ref = Ref(row.ref)
            if row.kept:
                yield ref, self._fault(ref)
            else:
                with self._database.reading() as connection:
                    fault = self.erasure.fault(connection, row.id, ref)
                yield ref, fault

    def box(self, connection: Connection, ref: Ref, *, lock: bool = False) -> tuple[str, Box]:
        """The record's row and the box of its key: erasing a person takes along what was noted and signed about them.

        With `lock`, nobody erases the record before this transaction ends. Raises Erased or Tampered.
        """
        row_id = connection.execute(select(RECORDS.c.id).where(RECORDS.c.ref == ref)).scalar_one()
        query = select(RECORD_KEYS.c.wrapped_key).where(RECORD_KEYS.c.record_id == row_id)
        wrapped_key = connection.scalar(query.with_for_update() if lock else query)
        if wrapped_key is None:
            raise self.erasure.unreadable(connection, row_id, ref)
        return row_id, self._vault.box(wrapped_key, f"records/{row_id}")

    def verify_beside(self, table: Table, read: Callable[[Ref], object]) -> Iterator[tuple[Ref, Tampered | None]]:
        """Every record that has rows in `table` and can be read, with what `read` finds wrong, if anything."""
        query = select(RECORDS.c.ref).join(table, table.c.record_id == RECORDS.c.id).where(NOT_ERASED).distinct()
        with self._database.reading() as connection:
            refs = [Ref(ref) for ref in connection.scalars(query.order_by(RECORDS.c.ref))]
        for ref in refs:
            try:
                read(ref)
            except Tampered as error:
                yield ref, error
            except Erased:  # in this very moment
                continue
            else:
                yield ref, None

    def _fault(self, ref: Ref) -> Tampered | None:
        try:
            self.read(ref)
        except Erased:  # in this very moment
            return None
        except Tampered as error:
            return error
        return None

    def _insert(self, connection: Connection, submission: Submission, moment: datetime, actor: str) -> Ref:
        _require_contents(connection, set(submission.contents.values()))
        record = Record.of(submission, _free_ref(connection), moment)
        row_id, draft = uuid.uuid4().hex, draft_id(submission.draft_token)
        box, wrapped_key = self._vault.new_box(f"records/{row_id}")
        body = record.model_dump(include={"answers", "assessment", "consents", "language", "salt"})
        connection.execute(
            insert(RECORDS).values(
                id=row_id,
                ref=record.ref,
                submission_id=record.submission_id,
                draft_id=draft,
                submitted_at=record.submitted_at,
                # Apart from the body: a list of names needs no answers opened.
                identity=box.seal(canonical(record.identity), f"records/{row_id}/identity"),
                body=box.seal(canonical(body), f"records/{row_id}/body"),
                hash=record.hash,
            )
        )
        connection.execute(insert(RECORD_KEYS).values(record_id=row_id, wrapped_key=wrapped_key))
        for part, content_hash in record.contents.items():
            connection.execute(insert(RECORD_CONTENTS).values(record_id=row_id, part=part, content_hash=content_hash))
        connection.execute(delete(DRAFTS).where(DRAFTS.c.id == draft))
        self._names.add(connection, f"record:{row_id}", str(record.identity.get(FULL_NAME, "")))
        stands = due(record.assessment, told_moment(record.answers))
        self._queue.add(connection, row_id, draft, stands, told_kind(record.answers), moment)
        self._audit.add(connection, moment, actor, "record.submitted", f"record:{row_id}")
        event("record.submitted", record=row_id, draft=draft)
        return record.ref

    def _opened(self, row: Row[*tuple[Any, ...]], wrapped_key: bytes, contents: dict[str, str]) -> Record:
        place = f"records/{row.id}"
        box = self._vault.box(wrapped_key, place)
        try:
            return Record(
                ref=Ref(row.ref),
                submission_id=row.submission_id,
                submitted_at=row.submitted_at,
                identity=json.loads(box.open(row.identity, f"{place}/identity")),
                contents=contents,
                hash=row.hash,
                **json.loads(box.open(row.body, f"{place}/body")),
            )
        except ValidationError:
            raise Tampered(f"The record {row.ref} is not in a shape this version knows.") from None


def _ref_of(connection: Connection, submission_id: str) -> Ref | None:
    ref = connection.scalar(select(RECORDS.c.ref).where(RECORDS.c.submission_id == submission_id))
    return None if ref is None else Ref(ref)


def _free_ref(connection: Connection) -> Ref:
    while True:
        ref = new_ref()
        if connection.scalar(select(RECORDS.c.id).where(RECORDS.c.ref == ref)) is None:
            return ref


def _require_contents(connection: Connection, hashes: set[str]) -> None:
    kept = set(connection.scalars(select(CONTENTS.c.hash).where(CONTENTS.c.hash.in_(hashes))))
    for missing in sorted(hashes - kept):
        raise UnknownContent(f"No content is kept under {missing}; keep it before a record refers to it.")
