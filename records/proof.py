"""The proof, kept in the database, that a master key is the one it was sealed with."""

import contextlib
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from records.database import Database
from records.errors import Tampered, WrongKey
from records.keyfile import make_key, read_key
from records.tables import VAULT
from records.vault import Box, Vault

_ROW = "master"
_PLACE = f"vault/{_ROW}/proof"
_TEXT = b"this is the key"


def open_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a migrated database; on the very first call its master key is made. Raises WrongKey."""
    # A database that has a proof never gets a new key: it would lock out everything sealed with the old one.
    if _proof(database) is None:
        _prove(database, make_key(key_file))
    return Vault(check_key(database, key_file))


def check_key(database: Database, key_file: Path) -> bytes:
    """The master key of `database`. Raises WrongKey when `key_file` is missing or holds another."""
    master, proof = read_key(key_file), _proof(database)
    if proof is None:
        raise WrongKey("This database has never been opened with a key.")
    try:
        Box(master).open(proof, _PLACE)
    except Tampered:
        raise WrongKey(f"The key in {key_file} is not the one this database was made with.") from None
    return master


def _proof(database: Database) -> bytes | None:
    with database.reading() as connection:
        return connection.scalar(select(VAULT.c.proof).where(VAULT.c.id == _ROW))


def _prove(database: Database, master: bytes) -> None:
    # Refused when another program that started at the same moment was first; then its proof counts.
    with contextlib.suppress(IntegrityError), database.writing() as connection:
        connection.execute(insert(VAULT).values(id=_ROW, proof=Box(master).seal(_TEXT, _PLACE)))
