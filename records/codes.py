"""A code that works once: with it the first owner proves to be who started the program."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from records.account import Account
from records.accounts import Accounts
from records.attempts import Attempts
from records.audit import PROGRAM, STRANGER, Audit
from records.database import Database
from records.errors import CodeRefused, SignInRefused
from records.events import event
from records.ref import new_signs, read_signs
from records.tables import CODES
from records.vault import Vault

Purpose = Literal["owner"]
VALID = timedelta(hours=24)
_GROUPS, _SIGNS = 4, 5
"""100 random bits, written so that they can be read out."""


class Codes:
    """The codes of one store."""

    def __init__(self, database: Database, vault: Vault, audit: Audit, accounts: Accounts, attempts: Attempts) -> None:
        self._database, self._vault, self._audit = database, vault, audit
        self._accounts, self._attempts = accounts, attempts

    def issue(self, purpose: Purpose, moment: datetime) -> str:
        """A fresh code, valid for a day; those made before die. Raises CodeRefused when there is an owner already."""
        if self._accounts.has_owner():
            raise CodeRefused("There is an owner already, who makes all other accounts.")
        code = "-".join(new_signs(_SIGNS) for _ in range(_GROUPS))
        with self._database.writing() as connection:
            # The audit first, here and where a code is spent: it lets one transaction at a time go on.
            self._audit.add(connection, moment, PROGRAM, "code.issued", purpose=purpose)
            connection.execute(delete(CODES).where(CODES.c.purpose == purpose))
            connection.execute(
                insert(CODES).values(id=self._id(code), purpose=purpose, expires_at=moment + VALID),
            )
        event("code.issued")
        return code

    def redeem(self, code: str, purpose: Purpose, moment: datetime) -> bool:
        """Spend a code. Did it work? Of two that spend it at once, one is told so.

        Guesses are not limited here; `first_owner` limits them.
        """
        try:
            with self._database.writing() as connection:
                self._spend(connection, code, purpose, moment)
        except CodeRefused:
            return False
        return True

    def first_owner(self, code: str, name: str, login: str, password: str, moment: datetime, address: str) -> Account:
        """Spend the code and make the first owner of it, both or neither.

        Raises CodeRefused, SignInRefused while `address` must wait, and what Accounts.add raises; then the code is
        as good as before.
        """
        if wait := self._attempts.claim(moment, f"address:{address}"):
            raise SignInRefused.until(wait)
        with self._database.reading() as connection:
            known = connection.scalar(select(CODES.c.id).where(*self._good(code, "owner", moment))) is not None
        if not known or self._accounts.has_owner():
            self._audit.note(moment, STRANGER, "code.refused", purpose="owner")
            raise _refused()
        self._attempts.forget(f"address:{address}")
        sealed = self._accounts.sealed(name, login, password)
        with self._database.writing() as connection:
            self._spend(connection, code, "owner", moment)
            if self._accounts.has_owner():
                raise _refused()
            return self._accounts.insert(connection, sealed, "owner", moment, STRANGER)

    def _spend(self, connection: Connection, code: str, purpose: Purpose, moment: datetime) -> None:
        self._audit.add(connection, moment, STRANGER, "code.redeemed", purpose=purpose)
        spent = update(CODES).where(*self._good(code, purpose, moment)).values(used_at=moment)
        if connection.execute(spent).rowcount != 1:
            raise _refused()

    def _good(self, code: str, purpose: Purpose, moment: datetime) -> tuple[ColumnElement[bool], ...]:
        return (
            CODES.c.id == self._id(code),
            CODES.c.purpose == purpose,
            CODES.c.used_at.is_(None),
            CODES.c.expires_at > moment,
        )

    def _id(self, code: str) -> str:
        return self._vault.keyed("code", read_signs(code).encode(errors="surrogatepass"))


def _refused() -> CodeRefused:
    return CodeRefused("This code does not work: it is misspelt, used or too old. Start the program again for another.")
