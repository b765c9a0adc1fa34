"""Earlier records of the same person: what has changed since the last time is told by them."""

import json

from sqlalchemy import select

from records.database import Database
from records.errors import Tampered
from records.names import FULL_NAME, Names
from records.record import Record
from records.ref import Ref
from records.tables import RECORD_KEYS, RECORDS
from records.vault import Vault

BIRTH_DATE = "birth_date"
_SUBJECT = "record:"


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
            named = connection.scalars(self._names.having(name)).all()
            ids = [one.removeprefix(_SUBJECT) for one in named if one.startswith(_SUBJECT)]
            query = (
                select(RECORDS.c.id, RECORDS.c.ref, RECORDS.c.draft_id, RECORDS.c.identity, RECORD_KEYS.c.wrapped_key)
                .join(RECORD_KEYS)
                .where(RECORDS.c.submitted_at < record.submitted_at)
                .where((RECORDS.c.draft_id == mine) | RECORDS.c.id.in_(ids))
            )
            rows = connection.execute(query.order_by(RECORDS.c.submitted_at.desc())).all()
        return tuple(
            Ref(row.ref)
            for row in rows
            if row.draft_id == mine or (born and self._born(row.id, row.wrapped_key, row.identity) == born)
        )

    def _born(self, row_id: str, wrapped_key: bytes, identity: bytes) -> object:
        place = f"records/{row_id}"
        try:
            return json.loads(self._vault.box(wrapped_key, place).open(identity, f"{place}/identity")).get(BIRTH_DATE)
        except Tampered:  # `verify` names it
            return None
