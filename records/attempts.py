"""Failed attempts at a secret: the more there were, the longer until the next one counts. A restart forgets none.

An attempt names everything that it is counted against (an account, an address, a link): who spreads guesses over many
accounts is slowed by the address, who spreads them over many addresses by the account.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.database import Database
from records.tables import ATTEMPTS
from records.vault import Vault

FREE = 3
"""So many mistakes cost nothing; then the wait doubles from a second."""
LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


class Attempts:
    """The failed attempts of one store. A key is a text such as "account:<id>" or "address:203.0.113.9"."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def wait(self, moment: datetime, *keys: str) -> timedelta:
        """How long from `moment` until the next attempt counts; zero when it may be made now."""
        query = select(ATTEMPTS).where(ATTEMPTS.c.id.in_(map(self._id, keys)))
        with self._database.reading() as connection:
            return _longest(connection.execute(query).all(), moment)

    def claim(self, moment: datetime, *keys: str) -> timedelta:
        """`wait`, and where it is zero the attempt counts as failed already; `forget` takes it back.

        Many guesses sent in the same moment would otherwise all find that nobody has to wait.
        """
        for _ in keys:
            with suppress(
                IntegrityError
            ):  # somebody else made the first attempt in this very moment; theirs counts first
                return self._claimed(moment, keys)
        return self._claimed(moment, keys)

    def failed(self, moment: datetime, *keys: str) -> None:
        """Count one more failure against each key."""
        for key in keys:
            try:
                with self._database.writing() as connection:
                    self._count(connection, self._id(key), moment)
            except IntegrityError:  # somebody else failed at the same for the first time in this very moment
                with self._database.writing() as connection:
                    self._count(connection, self._id(key), moment)

    def forget(self, *keys: str) -> None:
        """Start anew: the secret was known after all."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.id.in_(map(self._id, keys))))

    def purge(self, moment: datetime) -> None:
        """Forget what failed more than a day before `moment`."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.last_at < moment - FORGOTTEN_AFTER))

    def _claimed(self, moment: datetime, keys: Iterable[str]) -> timedelta:
        ids = sorted(map(self._id, keys))
        with self._database.writing() as connection:
            query = select(ATTEMPTS).where(ATTEMPTS.c.id.in_(ids)).order_by(ATTEMPTS.c.id).with_for_update()
            rows = {row.id: row for row in connection.execute(query)}
            wait = _longest(rows.values(), moment)
            for row_id in () if wait else ids:
                if row_id in rows:
                    self._count(connection, row_id, moment)
                else:  # not counted up where it is there by now: it was not looked at
                    connection.execute(insert(ATTEMPTS).values(id=row_id, failures=1, last_at=moment))
        return wait

    def _count(self, connection: Connection, row_id: str, moment: datetime) -> None:
        more = update(ATTEMPTS).where(ATTEMPTS.c.id == row_id).values(failures=ATTEMPTS.c.failures + 1, last_at=moment)
        if connection.execute(more).rowcount == 0:
            connection.execute(insert(ATTEMPTS).values(id=row_id, failures=1, last_at=moment))

    def _id(self, key: str) -> str:
        return self._vault.keyed("attempt", key.encode())


def _longest(rows: Iterable[Row[*tuple[Any, ...]]], moment: datetime) -> timedelta:
    waits: list[timedelta] = [row.last_at + _delay(row.failures) - moment for row in rows]
    return max([timedelta(), *waits])


def _delay(failures: int) -> timedelta:
    doubled = min(failures - FREE, 20)
    return min(timedelta(seconds=2**doubled), LONGEST) if doubled >= 0 else timedelta()
