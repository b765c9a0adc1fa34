"""Sessions: who is signed in at a browser, and for how long. What counts is the row here, whatever the browser says."""

from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.account import Account, Kept
from records.account_rows import AccountRows
from records.audit import Audit
from records.database import Database
from records.drafts import new_token
from records.errors import BadToken, SignInRefused
from records.events import event
from records.passwords import Passwords
from records.session_ids import SessionKey, session_id
from records.tables import SESSIONS
from records.vault import Vault

IDLE, ABSOLUTE = timedelta(minutes=15), timedelta(hours=10)
NOTED_EVERY = timedelta(minutes=1)
"""How often at most it is written that a session was seen; it may count as idle by so much earlier."""
PINS = 3
KEPT = timedelta(days=60)
"""How long it is known that a session ended: longer than the 30 days for which a browser keeps Streamlit's cookie."""

State = Literal["open", "locked", "gone"]


class Seen(NamedTuple):
    """A session as it stands; `account` is None when it is gone."""

    account: Account | None
    state: State


GONE = Seen(None, "gone")


class Sessions:
    """The sessions of one store. A browser is known by a token of ours, or by the key of a foreign sign-in."""

    def __init__(self, database: Database, vault: Vault, rows: AccountRows, passwords: Passwords, audit: Audit) -> None:
        self._database, self._vault, self._rows = database, vault, rows
        self._passwords, self._audit = passwords, audit

    def begin(self, account: Account, moment: datetime) -> str:
        """A session for who has just proved to be `account`: its token, which nobody had before.

        Raises SignInRefused where the account was disabled meanwhile.
        """
        token = new_token()
        with self._database.writing() as connection:
            self._begin(connection, session_id(self._vault, token), account, moment)
        return token

    def begin_for(self, key: SessionKey, account: Account, moment: datetime) -> bool:
        """Begin the session of a foreign sign-in, unless it was begun before. Is there one? What ended stays ended."""
        row_id = session_id(self._vault, key)
        try:
            with self._database.writing() as connection:
                if connection.scalar(select(SESSIONS.c.id).where(SESSIONS.c.id == row_id)) is None:
                    self._begin(connection, row_id, account, moment)
        except SignInRefused:
            return False
        except IntegrityError:
            pass  # another request of the same browser came first
        return self.see(key, moment).state != "gone"

    def see(self, token: str | SessionKey, moment: datetime) -> Seen:
        """Whose session this is, and whether it is open. It is not idle then; past a limit, it is locked or ended."""
        found = self._find(token)
        if found is None:
            return GONE
        row, kept = found
        if ends := _ends(row, kept, moment):
            self._end(row, moment, kept.account.id, ends)
            return GONE
        mine, idle = SESSIONS.c.id == row.id, moment >= row.seen_at + IDLE
        if idle and not row.locked:
            with self._database.writing() as connection:
                connection.execute(update(SESSIONS).where(mine, SESSIONS.c.seen_at == row.seen_at).values(locked=True))
        elif not row.locked and moment >= row.seen_at + NOTED_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(SESSIONS).where(mine, SESSIONS.c.seen_at < moment).values(seen_at=moment))
        return Seen(kept.account, "locked" if row.locked or idle else "open")

    def lock(self, token: str | SessionKey, moment: datetime) -> None:
        """Lock a session until the PIN is given; without a PIN, end it."""
        if (found := self._find(token)) is None:
            return
        row, kept = found
        if kept.sealed.pin is None:
            self._end(row, moment, kept.account.id, "locked without a PIN")
            return
        with self._database.writing() as connection:
            connection.execute(update(SESSIONS).where(SESSIONS.c.id == row.id).values(locked=True))
            self._audit.add(connection, moment, kept.account.id, "session.locked", f"account:{kept.account.id}")

    def unlock(self, token: str | SessionKey, pin: str, moment: datetime) -> Seen:
        """Open a locked session, which is then as it is returned; the third wrong PIN ends it."""
        seen, found = self.see(token, moment), self._find(token)
        if seen.state != "locked" or found is None:
            return seen
        row, kept = found
        mine = SESSIONS.c.id == row.id, SESSIONS.c.ended_at.is_(None), SESSIONS.c.locked
        # Counted before it is known to be wrong: of many at once, no more than three are looked at.
        attempt = update(SESSIONS).where(*mine, SESSIONS.c.pin_failures < PINS)
        with self._database.writing() as connection:
            counted = connection.execute(attempt.values(pin_failures=SESSIONS.c.pin_failures + 1)).rowcount
        who, subject = kept.account.id, f"account:{kept.account.id}"
        if counted and self._passwords.verify(kept.sealed.pin, pin):
            opened = update(SESSIONS).where(*mine).values(locked=False, pin_failures=0, seen_at=moment)
            with self._database.writing() as connection:
                if connection.execute(opened).rowcount:
                    self._audit.add(connection, moment, who, "session.unlocked", subject)
            return self.see(token, moment)
        self._audit.note(moment, who, "session.unlock_failed", subject)
        with self._database.reading() as connection:
            failures = connection.scalar(select(SESSIONS.c.pin_failures).where(SESSIONS.c.id == row.id))
        if failures is None or failures >= PINS:
            self._end(row, moment, who, "wrong PINs")
        return self.see(token, moment)

    def end(self, token: str | SessionKey, moment: datetime) -> None:
        """Sign out at one browser."""
        if (found := self._find(token)) is not None:
            row, kept = found
            self._end(row, moment, kept.account.id, "signed out")

    def end_all(self, account: Account, moment: datetime, actor: str) -> int:
        """Sign `account` out everywhere; how many sessions that ended."""
        with self._database.writing() as connection:
            count = end_sessions(connection, account.id, moment)
            self._audit.add(connection, moment, actor, "sessions.ended", f"account:{account.id}", count=count)
        event("sessions.ended", account=account.id, count=count)
        return count

    def purge(self, moment: datetime) -> int:
        """Forget sessions that ended long ago; how many they were."""
        with self._database.writing() as connection:
            return connection.execute(delete(SESSIONS).where(SESSIONS.c.begun_at < moment - KEPT)).rowcount

    def _begin(self, connection: Connection, row_id: str, account: Account, moment: datetime) -> None:
        if self._rows.get(connection, account.id, to_write=True).account.disabled:
            raise SignInRefused("The name or the password is wrong.")
        connection.execute(
            insert(SESSIONS).values(
                id=row_id, account_id=account.id, begun_at=moment, seen_at=moment, locked=False, pin_failures=0
            )
        )
        self._audit.add(connection, moment, account.id, "session.begun", f"account:{account.id}")
        event("session.begun", account=account.id)

    def _find(self, token: str | SessionKey) -> tuple[Row[*tuple[Any, ...]], Kept] | None:
        """The row of a session that has not ended, and its account."""
        try:
            row_id = session_id(self._vault, token)
        except BadToken:
            return None
        with self._database.reading() as connection:
            going_on = select(SESSIONS).where(SESSIONS.c.id == row_id, SESSIONS.c.ended_at.is_(None))
            row = connection.execute(going_on).one_or_none()
            return None if row is None else (row, self._rows.get(connection, row.account_id))

    def _end(self, row: Row[*tuple[Any, ...]], moment: datetime, actor: str, why: str) -> None:
        over = update(SESSIONS).where(SESSIONS.c.id == row.id, SESSIONS.c.ended_at.is_(None)).values(ended_at=moment)
        with self._database.writing() as connection:
            if connection.execute(over).rowcount:
                self._audit.add(connection, moment, actor, "session.ended", f"account:{row.account_id}", why=why)
        event("session.ended", account=row.account_id)


def end_sessions(connection: Connection, account_id: str, moment: datetime) -> int:
    """End what an account has open, in the transaction of the reason for it; how many sessions that ended."""
    going_on = SESSIONS.c.account_id == account_id, SESSIONS.c.ended_at.is_(None)
    return connection.execute(update(SESSIONS).where(*going_on).values(ended_at=moment)).rowcount


def _ends(row: Row[*tuple[Any, ...]], kept: Kept, moment: datetime) -> str:
    """Why a session is over at `moment`; "" when it is not."""
    if kept.account.disabled:
        return "disabled"
    if moment >= row.begun_at + ABSOLUTE:
        return "ten hours"
    idle = row.locked or moment >= row.seen_at + IDLE
    return "idle" if idle and kept.sealed.pin is None else ""
