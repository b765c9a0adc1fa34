"""What the database keeps under the master key itself: a proof that a key is the right one, and a secret for hashes."""

import contextlib
import secrets
from pathlib import Path

from sqlalchemy import Insert, insert, select
from sqlalchemy.exc import IntegrityError

from records.audit import head
from records.database import Database
from records.errors import Tampered, WrongKey
from records.keyfile import make_key, read_key
from records.tables import AUDIT_HEAD, VAULT
from records.vault import KEY_BYTES, Box, Vault

_PROOF, _SECRET = "master", "hashes"
_TEXT = b"this is the key"


def open_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a migrated database; on the very first call its master key is made. Raises WrongKey or Tampered."""
    # A database that has a proof never gets a new key: it would lock out everything sealed with the old one.
    if _kept(database, _PROOF) is None:
        _keep(database, _PROOF, _TEXT, make_key(key_file))
    master = check_key(database, key_file)
    if _kept(database, _SECRET) is None:
        secret = secrets.token_bytes(KEY_BYTES)
        end = head(Vault(master, secret), 0, "")
        _keep(database, _SECRET, secret, master, insert(AUDIT_HEAD).values(**end))
    return read_vault(database, key_file)


def read_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a database that was opened before; makes nothing. Raises WrongKey or Tampered."""
    master = check_key(database, key_file)
    return Vault(master, Box(master).open(_kept(database, _SECRET) or b"", _place(_SECRET)))


def check_key(database: Database, key_file: Path) -> bytes:
    """The master key of `database`. Raises WrongKey when `key_file` is missing or holds another."""
    master, proof = read_key(key_file), _kept(database, _PROOF)
    if proof is None:
        raise WrongKey("This database has never been opened with a key.")
    try:
        Box(master).open(proof, _place(_PROOF))
    except Tampered:
        raise WrongKey(f"The key in {key_file} is not the one this database was made with.") from None
    return master


def _place(row: str) -> str:
    return f"vault/{row}/proof"


def _kept(database: Database, row: str) -> bytes | None:
    with database.reading() as connection:
        return connection.scalar(select(VAULT.c.proof).where(VAULT.c.id == row))


def _keep(database: Database, row: str, plain: bytes, master: bytes, *also: Insert) -> None:
    # Refused when another program that started at the same moment was first; then what it kept counts.
    with contextlib.suppress(IntegrityError), database.writing() as connection:
        connection.execute(insert(VAULT).values(id=row, proof=Box(master).seal(plain, _place(row))))
        for more in also:
            connection.execute(more)
