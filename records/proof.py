"""The proof, kept in the database, that a master key is the one it was sealed with."""

from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from records.database import Database
from records.errors import Tampered, WrongKey
from records.keyfile import make_key, read_key
from records.tables import VaultRow
from records.vault import Box, Vault

_ROW = "master"
_PLACE = f"vault/{_ROW}/proof"
_TEXT = b"this is the key"


def open_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a migrated database; on the very first call its master key is made. Raises WrongKey."""
    proof = _read(database)
    if proof is None:
        proof = _first(database, make_key(key_file))
    # A database that has a proof never gets a new key: it would lock out everything sealed with the old one.
    master = read_key(key_file)
    try:
        Box(master).open(proof, _PLACE)
    except Tampered:
        raise WrongKey(f"The key in {key_file} is not the one this database was made with.") from None
    return Vault(master)


def _read(database: Database) -> bytes | None:
    with database.reading() as session:
        return session.scalar(select(VaultRow.proof).where(VaultRow.id == _ROW))


def _first(database: Database, master: bytes) -> bytes:
    proof = Box(master).seal(_TEXT, _PLACE)
    try:
        with database.writing() as session:
            session.execute(insert(VaultRow).values(id=_ROW, proof=proof))
    except IntegrityError:
        # Another program that started at the same moment was first; its proof counts.
        return _read(database) or proof
    return proof
