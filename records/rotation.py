"""Changing the master key: every data key is wrapped again, in one transaction; what they seal stays as it is."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from records.audit import Audit
from records.database import Database
from records.errors import RecordsError, Tampered, WrongKey
from records.events import event
from records.keyfile import make_key
from records.proof import KEY_ROTATED
from records.tables import METADATA, RECORD_KEYS, VAULT
from records.vault import Vault


class Sealed(NamedTuple):
    """A column that the master key seals: which row it is, and how its place is called."""

    row_id: ColumnElement[str]
    column: ColumnElement[bytes]
    place: str


def sealed_columns() -> Iterator[Sealed]:
    """Everything in the database that the master key itself seals."""
    yield Sealed(VAULT.c.id, VAULT.c.proof, "vault/{}/proof")
    for table in METADATA.sorted_tables:
        if "wrapped_key" in table.c:
            (row_id,) = table.primary_key.columns
            owner = "records" if table is RECORD_KEYS else table.name
            yield Sealed(row_id, table.c["wrapped_key"], f"{owner}/{{}}/key")


class Keys:
    """The master key of one store."""

    def __init__(self, database: Database, vault: Vault, audit: Audit) -> None:
        self._database, self._vault, self._audit = database, vault, audit

    def rotate(self, new_file: Path, moment: datetime, actor: str) -> int:
        """Change the master key to that in `new_file`, made if it is not there; how many data keys were wrapped.

        Until the one commit the old key opens everything, after it the new one does, and this store nothing more:
        open another. Raises WrongKey for a file that is none or holds the key in use, Tampered when something does
        not open with the old key; then nothing was changed.
        """
        made = not new_file.exists()
        new = self._vault.under(make_key(new_file))
        try:
            with self._database.writing(alone=True) as connection:
                if new.opens(self._database.proof or b"", "vault/master/proof"):
                    raise WrongKey(f"The key in {new_file} is the one in use. Name a file that is not there yet.")
                count = sum(self._reseal(connection, sealed, new) for sealed in sealed_columns())
                self._audit.add(connection, moment, actor, KEY_ROTATED, keys=count)
                for sealed in sealed_columns():
                    _check(connection, sealed, new)
        except RecordsError:
            # Only where nothing was committed for certain: a key that is in use after all would be lost for good.
            if made:
                new_file.unlink()
            raise
        self._database.fold_log()
        event("key.rotated", keys=count)
        return count

    def _reseal(self, connection: Connection, sealed: Sealed, new: Vault) -> int:
        table = sealed.column.table
        rows = connection.execute(select(sealed.row_id, sealed.column)).all()
        changed = [
            {"row": row, "sealed": self._vault.resealed(before, sealed.place.format(row), new)} for row, before in rows
        ]
        if changed:
            change = update(table).where(sealed.row_id == bindparam("row"))
            connection.execute(change.values({sealed.column.name: bindparam("sealed")}), changed)
        return len(changed) if table is not VAULT else 0


def _check(connection: Connection, sealed: Sealed, new: Vault) -> None:
    for row, after in connection.execute(select(sealed.row_id, sealed.column)):
        place = sealed.place.format(row)
        if not new.opens(after, place):
            raise Tampered(f"What is kept at {place} does not open with the new key; nothing was changed.")
