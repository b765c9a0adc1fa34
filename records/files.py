"""Files of a visit: photos and letters that clients send, each made anew before it is kept (apart/, uploads.py)."""

import threading
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict
from sqlalchemy import Connection, delete, func, insert, select, update

from records.agreements import Agreed, Agreements
from records.apart import remade_apart
from records.audit import Audit
from records.database import Database
from records.errors import NotTaken, Tampered, UnknownFile, UnknownVisit
from records.events import event
from records.file_places import body_place, key_place
from records.file_trail import ADDED, REMOVED, missing
from records.tables import FILES, QUEUE, RECORDS, VISITS
from records.vault import Vault

Purpose = Literal["medicine", "letter", "scalp", "other"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
MOST_FILES = 20
"""Of one visit."""
_TO_BE_READ: tuple[Purpose, ...] = ("medicine", "letter")
"""What somebody has to read before a record is done with."""
# Each takes a processor for a second and up to a gigabyte; the form goes on beside it.
_ONE_AT_A_TIME = threading.Lock()


class File(BaseModel):
    """A file that is kept; `read` gives its bytes, of `media_type` (image/jpeg or application/pdf)."""

    model_config = ConfigDict(frozen=True)

    id: str
    visit_id: str
    purpose: Purpose
    media_type: str
    created_at: AwareDatetime


class Files:
    """The files of one store."""

    def __init__(self, database: Database, vault: Vault, audit: Audit) -> None:
        self._database, self._vault, self._audit = database, vault, audit
        self.agreements = Agreements(database, audit)

    def add(
        self,
        visit_id: str,
        purpose: Purpose,
        data: bytes,
        moment: datetime,
        actor: str,
        agreed: Agreed | None = None,
    ) -> File:
        """Make `data` anew and keep that, with what the client `agreed` to; None for what the clinic puts there itself.

        Raises NotTaken, with the key of the sentence that says why; UnknownVisit.
        """
        with self._database.reading() as connection:  # before the work is done, and again when it is kept
            _require_room(connection, visit_id)
        with _ONE_AT_A_TIME:
            made = remade_apart(data)
        file = File(
            id=uuid.uuid4().hex, visit_id=visit_id, purpose=purpose, media_type=made.media_type, created_at=moment
        )
        box, wrapped_key = self._vault.new_box(key_place(file.id))
        sealed = box.seal(made.body, body_place(file.visit_id, file.id))
        with self._database.writing() as connection:
            _require_room(connection, visit_id)
            connection.execute(insert(FILES).values(**file.model_dump(), wrapped_key=wrapped_key, body=sealed))
            if purpose in _TO_BE_READ:
                _to_be_read(connection, visit_id)
            self._audit.add(connection, moment, actor, ADDED, f"visit:{visit_id}", file=file.id)
            if agreed:
                self.agreements.add(connection, file.id, agreed, moment, actor)
        event("file.added", visit=visit_id, file=file.id)
        return file

    def of(self, visit_id: str) -> tuple[File, ...]:
        """The files of a visit, the first one first."""
        columns = (FILES.c.id, FILES.c.visit_id, FILES.c.purpose, FILES.c.media_type, FILES.c.created_at)
        query = select(*columns).where(FILES.c.visit_id == visit_id).order_by(FILES.c.created_at, FILES.c.id)
        with self._database.reading() as connection:
            return tuple(File.model_validate(row._asdict()) for row in connection.execute(query))

    def read(self, file_id: str) -> bytes:
        """The bytes of a file. Raises UnknownFile, or Tampered when they are not what was kept for its visit."""
        with self._database.reading() as connection:
            row = connection.execute(select(FILES).where(FILES.c.id == file_id)).one_or_none()
        if row is None:
            raise UnknownFile("There is no such file.")
        box = self._vault.box(row.wrapped_key, key_place(row.id))
        return box.open(row.body, body_place(row.visit_id, row.id))

    def remove(self, file_id: str, moment: datetime, actor: str) -> None:
        """The client takes back what they agreed to: the file goes with its key; that there was one stays on the trail.

        Raises UnknownFile.
        """
        with self._database.writing() as connection:
            visit_id = connection.scalar(select(FILES.c.visit_id).where(FILES.c.id == file_id).with_for_update())
            if visit_id is None:
                raise UnknownFile("There is no such file.")
            connection.execute(delete(FILES).where(FILES.c.id == file_id))
            self._audit.add(connection, moment, actor, REMOVED, f"visit:{visit_id}", file=file_id)
        self._database.fold_log()
        event("file.removed", visit=visit_id, file=file_id)

    def verify(self) -> Iterator[tuple[str, Tampered | None]]:
        """Every file's id, with what is wrong with it, if anything; one that is gone and should not be is named too."""
        with self._database.reading() as connection:
            ids = connection.scalars(select(FILES.c.id).order_by(FILES.c.id)).all()
        for one in ids:
            try:
                self.read(one)
            except UnknownFile:  # removed at this moment
                continue
            except Tampered:
                yield one, Tampered(f"The file {one} is not what was kept, or not of this visit.")
            else:
                yield one, None
        with self._database.reading() as connection:
            gone = missing(connection)
        for one in gone:
            yield one, Tampered(f"The file {one} is gone, and the audit trail does not say that it was removed.")


def _require_room(connection: Connection, visit_id: str) -> None:
    # The row is locked, so that two sent at once do not both find the last free place.
    if connection.scalar(select(VISITS.c.id).where(VISITS.c.id == visit_id).with_for_update()) is None:
        raise UnknownVisit("This visit is not known here.")
    count = connection.scalar(select(func.count()).select_from(FILES).where(FILES.c.visit_id == visit_id))
    if (count or 0) >= MOST_FILES:
        raise NotTaken("many")


def _to_be_read(connection: Connection, visit_id: str) -> None:
    """The last record of the visit is somebody's to do again."""
    draft = select(VISITS.c.draft_id).where(VISITS.c.id == visit_id).scalar_subquery()
    mine = select(RECORDS.c.id).where(RECORDS.c.draft_id == draft).order_by(RECORDS.c.submitted_at.desc()).limit(1)
    connection.execute(update(QUEUE).where(QUEUE.c.record_id == mine.scalar_subquery()).values(done=False))
