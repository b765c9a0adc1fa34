"""Finding a record or a visit by a name that is stored nowhere in the clear: by the keyed hashes of its words.

Whole words only: hashes of their beginnings would tell whoever holds the database too much about a rare name.
"""

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from records.database import Database
from records.errors import Tampered
from records.tables import NAMES, RECORD_KEYS, RECORDS, VISITS
from records.vault import Vault

FULL_NAME = "full_name"
"""The part of a record's identity that it is found by."""
RECORD_SUBJECT = literal("record:") + RECORDS.c.id
"""What the audit trail and the names call a row of `records`, inside a query."""
VISIT_SUBJECT = literal("visit:") + VISITS.c.id
"""The same of a row of `visits`."""
_NOTHING = ""
"""Stands for a name without any word, so that it counts as looked at."""
# Letters with a stroke or of two letters, which Unicode does not take apart: a keyboard elsewhere has none of them.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def words(name: str) -> frozenset[str]:
    """The words of a name, without marks and capitals; whatever is neither letter nor digit parts two words."""
    apart = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN)
    bare = (sign for sign in unicodedata.normalize("NFKD", apart) if not unicodedata.category(sign).startswith("M"))
    return frozenset("".join(sign if sign.isalnum() else " " for sign in bare).split())


class Names:
    """The names of one store. A subject is what a name belongs to, such as "record:<id>"."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def add(self, connection: Connection, subject: str, name: str) -> None:
        """Let `subject` be found by each word of `name`, from this transaction on."""
        hashed = self._hashed(words(name) or {_NOTHING})
        connection.execute(insert(NAMES), [{"word": word, "subject": subject} for word in hashed])

    def forget(self, connection: Connection, subject: str) -> None:
        """Let nobody find `subject` any more."""
        connection.execute(delete(NAMES).where(NAMES.c.subject == subject))

    def having(self, name: str) -> Select[str]:
        """The query for the subjects that have all the words of `name`; none for a name without a word."""
        hashed = self._hashed(words(name))
        some = select(NAMES.c.subject).where(NAMES.c.word.in_(hashed)).group_by(NAMES.c.subject)
        return some.having(func.count() == len(hashed))

    def index(self) -> None:
        """Let be found what an earlier version made; two looks into the database when there is nothing."""
        records = select(RECORDS.c.id, RECORD_KEYS.c.wrapped_key, RECORDS.c.identity.label("sealed")).join(RECORD_KEYS)
        visits = select(VISITS.c.id, VISITS.c.wrapped_key, VISITS.c.body.label("sealed"))
        with self._database.reading() as connection:
            some_records = connection.execute(records.where(_unnamed(RECORD_SUBJECT))).all()
            some_visits = connection.execute(visits.where(_unnamed(VISIT_SUBJECT))).all()
        for row in some_records:
            self._index(f"record:{row.id}", row, f"records/{row.id}", "identity", FULL_NAME)
        for row in some_visits:
            self._index(f"visit:{row.id}", row, f"visits/{row.id}", "body", "name")

    def _index(self, subject: str, row: Row[*tuple[Any, ...]], place: str, part: str, field: str) -> None:
        try:
            opened = json.loads(self._vault.box(row.wrapped_key, place).open(row.sealed, f"{place}/{part}"))
            with self._database.writing() as connection:
                self.add(connection, subject, str(opened.get(field, "")))
        except (Tampered, IntegrityError):
            pass  # `verify` names the one; the other was found by a program that started at the same moment

    def _hashed(self, some: Iterable[str]) -> list[str]:
        return [self._vault.keyed("name", word.encode()) for word in some]


def _unnamed(subject: ColumnElement[str]) -> ColumnElement[bool]:
    return ~select(NAMES.c.subject).where(NAMES.c.subject == subject).exists()
