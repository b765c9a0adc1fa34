"""The store: everything that is kept, opened once when the program starts."""

from pathlib import Path
from typing import NamedTuple, Self

from argon2 import PasswordHasher

from records.account_rows import AccountRows
from records.accounts import Accounts
from records.ages import Ages
from records.attempts import Attempts
from records.audit import Audit
from records.chart import Chart
from records.codes import Codes
from records.confirming import Confirming
from records.contents import Contents
from records.database import Database
from records.drafts import Drafts, new_token
from records.earlier import Earlier
from records.errors import RecordsError, Tampered
from records.events import event
from records.files import Files
from records.invitations import Invitations
from records.migrate import upgrade
from records.names import Names
from records.notices import Notices
from records.passwords import Passwords
from records.proof import open_vault
from records.queue import Queue
from records.queueing import queue_up
from records.records import Records
from records.resuming import Resuming
from records.returning import Returning
from records.reviews import Reviews
from records.rotation import Keys
from records.sessions import Sessions
from records.settled import Settled
from records.vault import Vault
from records.visits import Visits
from records.worklist import Worklist


class Verified(NamedTuple):
    """How many of each were checked against their hash, and everything that does not fit."""

    records: int
    contents: int
    audit: int
    faults: list[Tampered]


class Store:
    """All that is kept, over one database. Safe to share between threads; close it at the end."""

    def __init__(self, database: Database, vault: Vault, hasher: PasswordHasher) -> None:
        self._database = database
        self.audit = Audit(database, vault)
        self.attempts = Attempts(database, vault)
        self.drafts = Drafts(database, vault)
        self.names = Names(database, vault)
        self.queue = Queue(database, self.audit)
        self.worklist = Worklist(database, vault, self.names)
        self.notices = Notices(database, self.audit)
        self.records = Records(database, vault, self.audit, self.names, self.queue)
        self.earlier = Earlier(database, vault, self.names)
        self.returning = Returning(self.earlier, self.records, self.attempts, self.audit)
        self.chart = Chart(database, vault, self.records, self.queue, self.audit)
        self.reviews = Reviews(database, self.records, self.queue, self.audit)
        self.ages = Ages(database, vault)
        self.contents = Contents(database)
        rows, passwords = AccountRows(vault), Passwords(hasher)
        self.accounts = Accounts(database, rows, passwords, self.audit, self.attempts)
        self.settled = Settled(database, self.audit, self.contents, self.accounts)
        self.confirming = Confirming(database, rows, passwords, self.audit, self.attempts)
        self.sessions = Sessions(database, vault, rows, passwords, self.audit)
        self.codes = Codes(database, vault, self.audit, self.accounts, self.attempts)
        self.keys = Keys(database, vault, self.audit)
        self.visits = Visits(database, vault, self.audit, self.names)
        self.invitations = Invitations(database, vault, self.visits, self.records, self.attempts, self.audit)
        self.resuming = Resuming(database, vault, self.drafts, self.visits, self.records, self.attempts, self.audit)
        self.files = Files(database, vault, self.audit)

    @classmethod
    def open(cls, url: str, key_file: Path, hasher: PasswordHasher | None = None) -> Self:
        """Open the database at `url`, made or migrated if need be, with the master key in `key_file`.

        `hasher` says what a password's hash costs; argon2-cffi's own choice is what a clinic gets.
        Raises CannotOpen or WrongKey, each with one line that may be shown.
        """
        database = Database(url)
        try:
            upgrade(database)
            store = cls(database, open_vault(database, key_file), hasher or PasswordHasher())
            store.names.index()
            queue_up(database, store.queue, store.records, store.reviews)
        except BaseException:
            database.close()
            raise
        event("store.opened")
        return store

    def verify(self) -> Verified:
        """Check every record, note, review, file, content and audit entry."""
        records, contents, audit = list(self.records.verify()), list(self.contents.verify()), list(self.audit.verify())
        found = (*records, *self.chart.verify(), *self.reviews.verify(), *self.files.verify(), *contents, *audit)
        faults = [fault for _, fault in found if fault is not None]
        return Verified(len(records), len(contents), len(audit), faults)

    def reachable(self) -> bool:
        """Whether the database answers at this moment."""
        try:
            self.drafts.read(new_token())
        except RecordsError:
            return False
        return True

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
