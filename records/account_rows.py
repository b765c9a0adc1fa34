"""The rows of accounts: what of them is sealed is opened and sealed here, inside the transaction of whoever asks."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.account import LOCAL, Account, Kept, Role, Sealed
from records.canonical import canonical
from records.errors import BadAccount, LoginTaken, Tampered, UnknownAccount
from records.passwords import folded
from records.tables import ACCOUNTS
from records.vault import Vault

LONGEST = 200


class AccountRows:
    """Reads and writes the rows of one store's accounts."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def login(self, issuer: str, login: str) -> str:
        """The column by which an account is found. A subject of somebody else's means what it says to the letter."""
        same = folded(login) if issuer == LOCAL else login
        return self._vault.keyed("login", f"{issuer}\n{same}".encode(errors="surrogatepass"))

    def insert(self, connection: Connection, sealed: Sealed, role: Role, moment: datetime) -> Account:
        """A new row. Raises BadAccount for a name or login that is none, LoginTaken."""
        for what in (sealed.name, sealed.login):
            check_name(what)
        row_id = uuid.uuid4().hex
        box, wrapped_key = self._vault.new_box(f"accounts/{row_id}")
        values = {
            "id": row_id,
            "login": self.login(sealed.issuer, sealed.login),
            "role": role,
            "created_at": moment,
            "wrapped_key": wrapped_key,
            "body": box.seal(canonical(sealed.model_dump()), f"accounts/{row_id}/body"),
        }
        try:
            connection.execute(insert(ACCOUNTS).values(**values))
        except IntegrityError:
            raise LoginTaken("There is already an account with this login; choose another one.") from None
        told = sealed.model_dump(include={"name", "issuer", "login"})
        return Account(id=row_id, role=role, created_at=moment, disabled=False, **told)

    def all(self, connection: Connection) -> list[Kept]:
        """Every account, the oldest first."""
        rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.created_at, ACCOUNTS.c.id))
        return [self.opened(row) for row in rows]

    def find(self, connection: Connection, issuer: str, login: str) -> Kept | None:
        """The account with this login; None when there is none."""
        return self._one(connection, select(ACCOUNTS).where(ACCOUNTS.c.login == self.login(issuer, login)))

    def get(self, connection: Connection, account_id: str, *, to_write: bool = False) -> Kept:
        """The account with this id, `to_write` until the transaction ends. Raises UnknownAccount."""
        query = select(ACCOUNTS).where(ACCOUNTS.c.id == account_id)
        kept = self._one(connection, query.with_for_update() if to_write else query)
        if kept is None:
            raise UnknownAccount("There is no account with this id.")
        return kept

    def seal(self, connection: Connection, account_id: str, sealed: Sealed) -> None:
        """Put `sealed` in the place of what was sealed in this row."""
        row, place = ACCOUNTS.c.id == account_id, f"accounts/{account_id}"
        box = self._vault.box(connection.scalars(select(ACCOUNTS.c.wrapped_key).where(row)).one(), place)
        body = box.seal(canonical(sealed.model_dump()), f"{place}/body")
        connection.execute(update(ACCOUNTS).where(row).values(body=body))

    def opened(self, row: Row[*tuple[Any, ...]]) -> Kept:
        """The account of a row that has all columns of the table. Raises Tampered."""
        place = f"accounts/{row.id}"
        try:
            sealed = Sealed.model_validate_json(self._vault.box(row.wrapped_key, place).open(row.body, f"{place}/body"))
            account = Account(
                id=row.id,
                role=row.role,
                created_at=row.created_at,
                disabled=row.disabled_at is not None,
                **sealed.model_dump(include={"name", "issuer", "login"}),
            )
        except ValidationError:
            raise Tampered(f"The account {row.id} is not in a shape this version knows.") from None
        return Kept(account, sealed)

    def _one(self, connection: Connection, query: Select[*tuple[Any, ...]]) -> Kept | None:
        row = connection.execute(query).one_or_none()
        return None if row is None else self.opened(row)


def check_name(name: str) -> None:
    """Raises BadAccount for what cannot be somebody's name or login."""
    if not name.strip() or len(name) > LONGEST or not name.isprintable():
        raise BadAccount(f"A name and a login have 1 to {LONGEST} characters, all on one line; write it anew.")
