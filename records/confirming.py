"""Whoever signs shows again who they are, whoever else may stand at an open desk: by PIN, or else by password."""

from datetime import datetime
from typing import Literal

from records.account_rows import AccountRows
from records.attempts import Attempts
from records.audit import Audit
from records.database import Database
from records.errors import SignInRefused
from records.passwords import Passwords

Secret = Literal["pin", "password"]


class Confirming:
    """Confirms who is at the desk. Guessing gets slower and slower, as at the door, but counted apart from it."""

    def __init__(
        self, database: Database, rows: AccountRows, passwords: Passwords, audit: Audit, attempts: Attempts
    ) -> None:
        self._database, self._rows, self._passwords = database, rows, passwords
        self._audit, self._attempts = audit, attempts

    def secret(self, account_id: str) -> Secret | None:
        """What an account is asked for; None where it has neither, because a provider signs it in.

        Raises UnknownAccount.
        """
        with self._database.reading() as connection:
            sealed = self._rows.get(connection, account_id).sealed
        return "pin" if sealed.pin is not None else "password" if sealed.password is not None else None

    def check(self, account_id: str, given: str, moment: datetime) -> None:
        """Compare what was typed. Raises SignInRefused, with how long to wait after too many mistakes."""
        key, subject = f"confirm:{account_id}", f"account:{account_id}"
        if wait := self._attempts.claim(moment, key):
            raise SignInRefused.until(wait)
        with self._database.reading() as connection:
            kept = self._rows.get(connection, account_id)
        secret = kept.sealed.pin if kept.sealed.pin is not None else kept.sealed.password
        if not self._passwords.verify(secret, given) or kept.account.disabled:
            self._audit.note(moment, account_id, "account.confirm_failed", subject)
            raise SignInRefused("This is not what the account is known by.")
        self._attempts.forget(key)
