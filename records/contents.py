"""Contents: what the answers were given under, kept whole once under its sha256 and never changed."""

from collections.abc import Iterator

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from records.canonical import digest
from records.database import Database
from records.errors import Tampered, UnknownContent
from records.events import event
from records.tables import CONTENTS


class Contents:
    """The contents of one store; bytes in, the same bytes out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, body: bytes) -> str:
        """Keep `body`, unless it is kept already, and return its hash."""
        key = digest(body)
        if self._is_kept(key):
            return key
        try:
            with self._database.writing() as connection:
                connection.execute(insert(CONTENTS).values(hash=key, body=body))
        except IntegrityError:
            return key  # somebody else kept the same in this very moment
        event("content.kept", content=key)
        return key

    def read(self, key: str) -> bytes:
        """The content with this hash. Raises UnknownContent, or Tampered when it no longer has it."""
        with self._database.reading() as connection:
            body = connection.scalar(select(CONTENTS.c.body).where(CONTENTS.c.hash == key))
        if body is None:
            raise UnknownContent(f"No content is kept under {key}.")
        if digest(body) != key:
            raise Tampered(f"The content {key} is not what was kept.")
        return body

    def verify(self) -> Iterator[tuple[str, Tampered | None]]:
        """Every content's hash, with what is wrong with it, if anything."""
        with self._database.reading() as connection:
            keys = connection.scalars(select(CONTENTS.c.hash).order_by(CONTENTS.c.hash)).all()
        for key in keys:
            try:
                self.read(key)
            except Tampered as error:
                yield key, error
            else:
                yield key, None

    def _is_kept(self, key: str) -> bool:
        with self._database.reading() as connection:
            return connection.scalar(select(CONTENTS.c.hash).where(CONTENTS.c.hash == key)) is not None
