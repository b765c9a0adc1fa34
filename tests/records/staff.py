"""People of a clinic to try things with."""

from typing import Literal

from argon2 import PasswordHasher

from records import Account, Role, Store
from records.audit import COMMAND
from tests.records.examples import NOW

PASSWORD, OTHER_PASSWORD, PIN = "Grüne Tinte trocknet", "another long secret", "482913"
STAFF_NAME = "Ludmiła Ağaoğlu"
ADDRESS = "203.0.113.9"


class CountingHasher(PasswordHasher):
    """A real hasher, at the least cost, that counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.asked: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.asked.append(str(hash))
        return super().verify(hash, password)


def hire(store: Store, login: str = "ludmila", role: Role = "specialist", password: str | None = PASSWORD) -> Account:
    """An account that signs in with PASSWORD."""
    return store.accounts.add(STAFF_NAME, role, login, password, moment=NOW, actor=COMMAND)


def done(store: Store, account: Account) -> list[str]:
    """What the audit trail says was done to an account, in order."""
    return [entry.action for entry in store.audit.about(f"account:{account.id}")]
