"""Accounts: who may sign in, with what, as what. Every change is audited, and most of them end what was signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, select, update

from records.account import LOCAL, Account, Kept, Role, Sealed
from records.account_rows import AccountRows, check_name
from records.attempts import Attempts
from records.audit import Audit
from records.database import Database
from records.errors import BadAccount, LastOwner
from records.events import event
from records.passwords import Passwords, check_password, check_pin
from records.sessions import end_sessions
from records.sign_in import SignIn
from records.tables import ACCOUNTS

_OWNERS = select(ACCOUNTS.c.id).where(ACCOUNTS.c.role == "owner", ACCOUNTS.c.disabled_at.is_(None))


class Accounts:
    """The accounts of one store. `actor` is the id of the account that makes a change, or a word of records.audit."""

    def __init__(
        self, database: Database, rows: AccountRows, passwords: Passwords, audit: Audit, attempts: Attempts
    ) -> None:
        self._database, self._rows, self._passwords = database, rows, passwords
        self._audit, self._attempts = audit, attempts
        self._sign_in = SignIn(database, rows, passwords, audit, attempts)

    def add(
        self,
        name: str,
        role: Role,
        login: str,
        password: str | None = None,
        issuer: str = LOCAL,
        *,
        moment: datetime,
        actor: str,
    ) -> Account:
        """A new account. Raises BadAccount, LoginTaken or PasswordRefused."""
        sealed = self.sealed(name, login, password, issuer)
        with self._database.writing() as connection:
            return self.insert(connection, sealed, role, moment, actor)

    def sealed(self, name: str, login: str, password: str | None, issuer: str = LOCAL) -> Sealed:
        """What will be kept of a new account; costly, so it is made before its transaction. Raises as `add` does."""
        check_name(name)
        check_name(login)
        if issuer != LOCAL and not issuer.startswith(("https://", "http://")):
            raise BadAccount(f"An issuer is {LOCAL}, or the address of a provider, which begins with https://.")
        if password is not None:
            check_password(password, login)
        kept = None if password is None else self._passwords.hash(password)
        return Sealed(name=name.strip(), issuer=issuer, login=login.strip(), password=kept)

    def insert(self, connection: Connection, sealed: Sealed, role: Role, moment: datetime, actor: str) -> Account:
        """A new account, in the transaction of whatever else must come with it. Raises LoginTaken."""
        account = self._rows.insert(connection, sealed, role, moment)
        self._audit.add(connection, moment, actor, "account.added", f"account:{account.id}", role=role)
        event("account.added", account=account.id)
        return account

    def all(self) -> list[Account]:
        """Every account, the oldest first."""
        with self._database.reading() as connection:
            return [kept.account for kept in self._rows.all(connection)]

    def get(self, account_id: str) -> Account:
        """The account with this id. Raises UnknownAccount."""
        with self._database.reading() as connection:
            return self._rows.get(connection, account_id).account

    def by_login(self, issuer: str, login: str) -> Account | None:
        """The account that signs in so; None when there is none."""
        with self._database.reading() as connection:
            kept = self._rows.find(connection, issuer, login)
        return kept and kept.account

    def called(self, name: str) -> Account | None:
        """The one account with this name or, here, this sign-in name; None when there is none, or more than one."""
        sought = name.strip().casefold()
        found = [
            one
            for one in self.all()
            if sought == one.name.casefold() or (one.issuer == LOCAL and sought == one.login.casefold())
        ]
        return found[0] if len(found) == 1 else None

    def has_pin(self, account_id: str) -> bool:
        """Can its sessions be locked, and opened again by a PIN? Raises UnknownAccount."""
        with self._database.reading() as connection:
            return self._rows.get(connection, account_id).sealed.pin is not None

    def has_owner(self) -> bool:
        """Is there anybody who may make other accounts?"""
        with self._database.reading() as connection:
            return connection.scalar(_OWNERS.limit(1)) is not None

    def check(self, login: str, password: str, address: str, moment: datetime) -> Account:
        """Whose password this is. Raises SignInRefused, alike for a wrong password and for no such account.

        `address` is where the attempt comes from. Whoever it is still needs a session (sessions.begin).
        """
        return self._sign_in.check(login, password, address, moment)

    def set_password(self, account_id: str, password: str, moment: datetime, actor: str) -> None:
        """Give an account another password; ends its sessions. Raises PasswordRefused."""
        login = self.get(account_id).login
        check_password(password, login)
        hashed = self._passwords.hash(password)
        with self._changing(account_id, moment, actor, "account.password_set") as (connection, kept):
            self._rows.seal(connection, account_id, kept.sealed.model_copy(update={"password": hashed}))
            end_sessions(connection, account_id, moment)
        self._attempts.forget(self._sign_in.key(login))

    def set_pin(self, account_id: str, pin: str | None, moment: datetime, actor: str) -> None:
        """Give an account a PIN that unlocks its sessions, or with None take it away. Raises PinRefused."""
        if pin is not None:
            check_pin(pin)
        hashed = None if pin is None else self._passwords.hash(pin)
        action = "account.pin_removed" if pin is None else "account.pin_set"
        with self._changing(account_id, moment, actor, action) as (connection, kept):
            self._rows.seal(connection, account_id, kept.sealed.model_copy(update={"pin": hashed}))

    def rename(self, account_id: str, name: str, moment: datetime, actor: str) -> None:
        """Write somebody's name otherwise. Raises BadAccount."""
        check_name(name)
        with self._changing(account_id, moment, actor, "account.renamed") as (connection, kept):
            self._rows.seal(connection, account_id, kept.sealed.model_copy(update={"name": name.strip()}))

    def set_role(self, account_id: str, role: Role, moment: datetime, actor: str) -> None:
        """Give an account another role; ends its sessions. Raises LastOwner."""
        loses = role != "owner"
        with self._changing(account_id, moment, actor, "account.role_set", loses, role=role) as (connection, _):
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(role=role))
            end_sessions(connection, account_id, moment)

    def disable(self, account_id: str, moment: datetime, actor: str) -> None:
        """Let an account sign in no more; ends its sessions. Raises LastOwner."""
        with self._changing(account_id, moment, actor, "account.disabled", loses=True) as (connection, _):
            off = update(ACCOUNTS).where(ACCOUNTS.c.id == account_id, ACCOUNTS.c.disabled_at.is_(None))
            connection.execute(off.values(disabled_at=moment))
            end_sessions(connection, account_id, moment)

    def enable(self, account_id: str, moment: datetime, actor: str) -> None:
        """Let a disabled account sign in again."""
        with self._changing(account_id, moment, actor, "account.enabled") as (connection, _):
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(disabled_at=None))

    @contextmanager
    def _changing(
        self, account_id: str, moment: datetime, actor: str, action: str, loses: bool = False, **told: str
    ) -> Iterator[tuple[Connection, Kept]]:
        """One audited change of a row; where an owner is lost by it, another one must be left."""
        with self._database.writing() as connection:
            if loses:
                # All owners are held until the end: two who disable each other at once would leave none.
                owners = connection.scalars(_OWNERS.order_by(ACCOUNTS.c.id).with_for_update()).all()
                if [*owners] == [account_id]:
                    raise LastOwner("This is the last owner; make another account an owner first.")
            yield connection, self._rows.get(connection, account_id, to_write=True)
            self._audit.add(connection, moment, actor, action, f"account:{account_id}", **told)
        event(action, account=account_id)
