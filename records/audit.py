"""The audit trail: who did what to which row, and when. Each entry is chained to the one before it.

The chain is made with a key, so whoever can write to the database but has no master key can neither change, remove nor
reorder an entry, nor cut off the last ones, without `verify` finding it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue
from sqlalchemy import Connection, Row, insert, select, update

from records.canonical import canonical
from records.database import Database
from records.errors import Tampered
from records.tables import AUDIT, AUDIT_HEAD
from records.vault import Vault

CLIENT, COMMAND, PROGRAM, STRANGER = "client", "command", "program", "stranger"
"""Actors that are no account: whoever fills in a form, who runs a command on the server, the program by itself, and
who has not signed in."""
_AT_ONCE = 1000


class Entry(BaseModel):
    """One entry. `actor` is an account's id or one of the words above; `subject` a row ("record:<id>"), or "".

    `detail` holds ids, counts and words of ours; never a name, an answer or a finding."""

    model_config = ConfigDict(frozen=True)

    number: int
    at: AwareDatetime
    actor: str
    action: str
    subject: str
    detail: dict[str, JsonValue]
    hash: str


class Audit:
    """The audit trail of one store."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def note(self, moment: datetime, actor: str, action: str, subject: str = "", **detail: str | int) -> None:
        """Add an entry about something that changed no row: a view, an export, a sign-in."""
        with self._database.writing() as connection:
            self.add(connection, moment, actor, action, subject, **detail)

    def add(
        self, connection: Connection, moment: datetime, actor: str, action: str, subject: str = "", **detail: str | int
    ) -> None:
        """Add an entry in the transaction of what it is about: both are kept, or neither."""
        last = connection.execute(select(AUDIT_HEAD).with_for_update()).one()
        number, before = last.number + 1, last.hash
        at = moment.astimezone(UTC)
        told: dict[str, JsonValue] = {**detail}
        hash_ = self._hash(number, at, actor, action, subject, told, before)
        connection.execute(
            insert(AUDIT).values(
                number=number, at=at, actor=actor, action=action, subject=subject,
                detail=canonical(told).decode(), hash=hash_,
            )
        )  # fmt: skip
        connection.execute(update(AUDIT_HEAD).values(**head(self._vault, number, hash_)))

    def proved(self, connection: Connection, action: str, subject: str) -> Entry | None:
        """The last entry that says `action` of `subject`, if it is one that this program wrote with its key."""
        query = select(AUDIT).where(AUDIT.c.subject == subject, AUDIT.c.action == action)
        row = connection.execute(query.order_by(AUDIT.c.number.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        entry = _entry(row)
        before = connection.scalar(select(AUDIT.c.hash).where(AUDIT.c.number == entry.number - 1)) or ""
        return entry if entry.hash == self._hash_of(entry, before) else None

    def entries(self) -> Iterator[Entry]:
        """All entries, the first one first."""
        with self._database.snapshot() as connection:
            yield from _all(connection)

    def about(self, subject: str) -> tuple[Entry, ...]:
        """The entries about one row, the first one first."""
        query = select(AUDIT).where(AUDIT.c.subject == subject).order_by(AUDIT.c.number)
        with self._database.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def latest(self, count: int) -> tuple[Entry, ...]:
        """The last entries, the latest first."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(count)
        with self._database.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def verify(self) -> Iterator[tuple[int, Tampered | None]]:
        """Every entry's number with what is wrong with it, if anything; at the end whether the last ones are there."""
        number, before = 0, ""
        # One moment of a running clinic: an entry that is added meanwhile is no fault.
        with self._database.snapshot() as connection:
            for entry in _all(connection):
                fault = None
                if entry.number != number + 1:
                    fault = Tampered(f"Before audit entry {entry.number} some are missing: the last was {number}.")
                elif entry.hash != self._hash_of(entry, before):
                    fault = Tampered(f"Audit entry {entry.number} is not what was written, or not where it was.")
                number, before = entry.number, entry.hash
                yield number, fault
            fault = self._end(connection, number, before)
        if fault:
            yield number, fault

    def last(self) -> tuple[Entry | None, Tampered | None]:
        """The last entry, and whether it is the last that was written; without looking at those before it."""
        with self._database.snapshot() as connection:
            row = connection.execute(select(AUDIT).order_by(AUDIT.c.number.desc()).limit(1)).one_or_none()
            entry = None if row is None else _entry(row)
            return entry, self._end(connection, *((entry.number, entry.hash) if entry else (0, "")))

    def _end(self, connection: Connection, number: int, hash_: str) -> Tampered | None:
        kept = connection.execute(select(AUDIT_HEAD)).one_or_none()
        if kept is not None and kept._asdict() == head(self._vault, number, hash_):
            return None
        return Tampered(f"The audit trail does not end with entry {number}: its end was cut off or changed.")

    def _hash_of(self, entry: Entry, before: str) -> str:
        return self._hash(entry.number, entry.at, entry.actor, entry.action, entry.subject, entry.detail, before)

    def _hash(
        self,
        number: int,
        at: datetime,
        actor: str,
        action: str,
        subject: str,
        detail: dict[str, JsonValue],
        before: str,
    ) -> str:
        told: dict[str, JsonValue] = {
            "number": number,
            "at": at.isoformat(timespec="microseconds"),
            "actor": actor,
            "action": action,
            "subject": subject,
            "detail": detail,
            "before": before,
        }
        return self._vault.keyed("audit", canonical(told))


def head(vault: Vault, number: int, last: str) -> dict[str, str | int]:
    """The row that says where the trail ends; the first one, of 0 entries, is made with the secret of the hashes."""
    return {"id": 1, "number": number, "hash": last, "seal": vault.keyed("audit end", f"{number} {last}".encode())}


def _all(connection: Connection) -> Iterator[Entry]:
    last = 0
    while rows := connection.execute(
        select(AUDIT).where(AUDIT.c.number > last).order_by(AUDIT.c.number).limit(_AT_ONCE)
    ).all():
        yield from map(_entry, rows)
        last = rows[-1].number


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    told = row._asdict()
    return Entry.model_validate({**told, "detail": json.loads(told["detail"])})
