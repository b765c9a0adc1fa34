"""Is this the password of that account? Guessing gets slower and slower, and no answer tells which logins exist."""

from datetime import datetime

from records.account import LOCAL, Account, Kept
from records.account_rows import AccountRows
from records.attempts import Attempts
from records.audit import STRANGER, Audit
from records.database import Database
from records.errors import SignInRefused
from records.passwords import Passwords


class SignIn:
    """Checks passwords for `Accounts`."""

    def __init__(
        self, database: Database, rows: AccountRows, passwords: Passwords, audit: Audit, attempts: Attempts
    ) -> None:
        self._database, self._rows, self._passwords = database, rows, passwords
        self._audit, self._attempts = audit, attempts

    def check(self, login: str, password: str, address: str, moment: datetime) -> Account:
        """The account whose password this is. Raises SignInRefused."""
        keys = self.key(login), f"address:{address}"
        if wait := self._attempts.claim(moment, *keys):
            raise SignInRefused.until(wait)
        with self._database.reading() as connection:
            kept = self._rows.find(connection, LOCAL, login)
        right = self._passwords.verify(kept and kept.sealed.password, password)
        if kept is None or not right or kept.account.disabled:
            self._audit.note(moment, STRANGER, "sign_in.failed", f"account:{kept.account.id}" if kept else "")
            raise SignInRefused("The name or the password is wrong.")
        self._attempts.forget(*keys)
        if self._passwords.outdated(kept.sealed.password or ""):
            self._hash_anew(kept, password, moment)
        return kept.account

    def key(self, login: str) -> str:
        """What attempts at an account are counted under; the same whether there is such an account or not."""
        return f"account:{self._rows.login(LOCAL, login)}"

    def _hash_anew(self, kept: Kept, password: str, moment: datetime) -> None:
        """Replace a hash of another cost, unless the password was changed meanwhile."""
        hashed, row_id = self._passwords.hash(password), kept.account.id
        with self._database.writing() as connection:
            now = self._rows.get(connection, row_id, to_write=True).sealed
            if now.password == kept.sealed.password:
                self._rows.seal(connection, row_id, now.model_copy(update={"password": hashed}))
                self._audit.add(connection, moment, row_id, "account.hashed_anew", f"account:{row_id}")
