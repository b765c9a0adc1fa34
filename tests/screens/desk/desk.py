"""What the tests of the desk share: who is about, a clock that a test moves, and what was done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from records import Account, Store
from tests.screens.colleague import Colleague
from tests.screens.conftest import NOW

CLIENT, CONTACT = "Zebedee Quillfeather", "quillfeather@example.org"
DOOR = "The desk"
HEADINGS = {
    "visits": "Visits",
    "queue": "Queue",
    "accounts": "Accounts",
    "trail": "What was done",
    "rules": "Rules",
    "settings": "Settings",
    "me": "My account",
}
ISSUER = "https://login.example.org"
MINUTE = timedelta(minutes=1)
PIN = "482913"
Sit = Callable[[Account], Colleague]


class Clock:
    """What the program is told that it is."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def actions(store: Store, account: Account) -> list[str]:
    """What an account did, in order."""
    return [entry.action for entry in store.audit.entries() if entry.actor == account.id]
