"""Earlier records of the same person: what has changed since the last time is told by them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from records.database import Database
from records.errors import Tampered
from records.names import FULL_NAME, RECORD_SUBJECT, Names, words
from records.record import Record
from records.ref import Ref
from records.tables import RECORD_KEYS, RECORDS
from records.vault import Vault

BIRTH_DATE = "birth_date"


class Earlier:
    """Who came before, in one store. Whose record is whose is told by their identity alone; no answer is opened."""

    def __init__(self, database: Database, vault: Vault, names: Names) -> None:
        self._database, self._vault, self._names = database, vault, names

    def of(self, record: Record) -> tuple[Ref, ...]:
        """The records that were sent before this one from the same draft, or by somebody of the same name and birth
        date, the newest first; without those that were erased."""
        name, born = str(record.identity.get(FULL_NAME, "")), record.identity.get(BIRTH_DATE)
        with self._database.reading() as connection:
            mine = connection.scalar(select(RECORDS.c.draft_id).where(RECORDS.c.ref == record.ref))
            sent_before = (
                RECORDS.c.submitted_at < record.submitted_at,
                (RECORDS.c.draft_id == mine) | self._named(name),
            )
            rows = connection.execute(_newest_first(*sent_before)).all()
        return tuple(
            Ref(row.ref)
            for row in rows
            if row.draft_id == mine or (born and self._identity(row).get(BIRTH_DATE) == born)
        )

    def of_person(self, name: str, birth_date: date) -> tuple[Ref, ...]:
        """What whoever has this very name and birth date sent and was not erased, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_newest_first(self._named(name))).all()
        return tuple(Ref(row.ref) for row in rows if is_person(self._identity(row), name, birth_date.isoformat()))

    def _named(self, name: str) -> ColumnElement[bool]:
        return RECORD_SUBJECT.in_(self._names.having(name))

    def _identity(self, row: Row[*tuple[Any, ...]]) -> dict[str, object]:
        place = f"records/{row.id}"
        try:
            told: dict[str, object] = json.loads(
                self._vault.box(row.wrapped_key, place).open(row.identity, f"{place}/identity")
            )
        except Tampered:  # `verify` names it
            return {}
        return told


def is_person(identity: Mapping[str, object], name: str, birth_date: str) -> bool:
    """Is this the identity of somebody with these words in their name, none more and none less, born on this day?"""
    told, same_day = str(identity.get(FULL_NAME, "")), identity.get(BIRTH_DATE) == birth_date
    return same_day and bool(words(name)) and words(told) == words(name)


def _newest_first(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    columns = (RECORDS.c.id, RECORDS.c.ref, RECORDS.c.draft_id, RECORDS.c.identity, RECORD_KEYS.c.wrapped_key)
    return select(*columns).join(RECORD_KEYS).where(*which).order_by(RECORDS.c.submitted_at.desc())
