"""What the database keeps under the master key itself: a proof that a key is the right one, and a secret for hashes."""

import contextlib
import secrets
from pathlib import Path

from sqlalchemy import Insert, insert, select
from sqlalchemy.exc import IntegrityError

from records.audit import head
from records.database import MASTER, Database
from records.errors import Tampered, WrongKey
from records.keyfile import make_key, read_key
from records.tables import AUDIT, AUDIT_HEAD, VAULT
from records.vault import KEY_BYTES, Box, Vault

_HASHES = "hashes"
_TEXT = b"this is the key"
KEY_ROTATED = "key.rotated"
"""What the audit trail says when the master key was changed."""


def open_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a migrated database; on the very first call its master key is made. Raises WrongKey or Tampered."""
    # A database that has a proof never gets a new key: it would lock out everything sealed with the old one.
    if _kept(database, MASTER) is None:
        _keep(database, MASTER, _TEXT, make_key(key_file))
    master, database.proof = _checked(database, key_file)
    if _kept(database, _HASHES) is None:
        secret = secrets.token_bytes(KEY_BYTES)
        end = head(Vault(master, secret), 0, "")
        _keep(database, _HASHES, secret, master, insert(AUDIT_HEAD).values(**end))
    return _vault(database, master)


def read_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a database that was opened before; makes nothing. Raises WrongKey or Tampered."""
    return _vault(database, check_key(database, key_file))


def _vault(database: Database, master: bytes) -> Vault:
    return Vault(master, Box(master).open(_kept(database, _HASHES) or b"", _place(_HASHES)))


def check_key(database: Database, key_file: Path) -> bytes:
    """The master key of `database`. Raises WrongKey when `key_file` is missing or holds another."""
    return _checked(database, key_file)[0]


def _checked(database: Database, key_file: Path) -> tuple[bytes, bytes]:
    master, proof = read_key(key_file), _kept(database, MASTER)
    if proof is None:
        raise WrongKey("This database has never been opened with a key.")
    try:
        Box(master).open(proof, _place(MASTER))
    except Tampered:
        said = f"The key in {key_file} is not the one this database was made with{_changed(database)}."
        raise WrongKey(said) from None
    return master, proof


def _changed(database: Database) -> str:
    """When the key was changed last, for whoever comes with the one before."""
    last = select(AUDIT.c.at).where(AUDIT.c.action == KEY_ROTATED).order_by(AUDIT.c.number.desc()).limit(1)
    with database.reading() as connection:
        at = connection.scalar(last)
    return f", or was last changed to on {at:%Y-%m-%d}: use the file that `rotate-key` made then" if at else ""


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
