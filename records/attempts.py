"""Failed attempts at a secret: the more there were, the longer until the next one counts. A restart forgets none.

An attempt names everything that it is counted against (an account, an address, a link): who spreads guesses over many
accounts is slowed by the address, who spreads them over many addresses by the account.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
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
            rows = connection.execute(query).all()
        waits = (row.last_at + _delay(row.failures) - moment for row in rows)
        return max(timedelta(), max(waits, default=timedelta()))

    def claim(self, moment: datetime, key: str) -> timedelta:
        """`wait`, and where it is zero the attempt counts as failed already; `forget` takes it back.

        Many guesses sent in the same moment would otherwise all find that nobody has to wait.
        """
        try:
            return self._claimed(moment, key)
        except IntegrityError:  # somebody else made the first attempt in this very moment
            return self._claimed(moment, key)

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

    def _claimed(self, moment: datetime, key: str) -> timedelta:
        row_id = self._id(key)
        with self._database.writing() as connection:
            row = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.id == row_id).with_for_update()).one_or_none()
            wait = row.last_at + _delay(row.failures) - moment if row else timedelta()
            if wait <= timedelta():
                self._count(connection, row_id, moment)
        return max(timedelta(), wait)

    def _count(self, connection: Connection, row_id: str, moment: datetime) -> None:
        more = update(ATTEMPTS).where(ATTEMPTS.c.id == row_id).values(failures=ATTEMPTS.c.failures + 1, last_at=moment)
        if connection.execute(more).rowcount == 0:
            connection.execute(insert(ATTEMPTS).values(id=row_id, failures=1, last_at=moment))

    def _id(self, key: str) -> str:
        return self._vault.keyed("attempt", key.encode())


def _delay(failures: int) -> timedelta:
    doubled = min(failures - FREE, 20)
    return min(timedelta(seconds=2**doubled), LONGEST) if doubled >= 0 else timedelta()
