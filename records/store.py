"""The store: everything that is kept, opened once when the program starts."""

from pathlib import Path
from typing import Self

from records.attempts import Attempts
from records.audit import Audit
from records.contents import Contents
from records.database import Database
from records.drafts import Drafts, new_token
from records.errors import RecordsError
from records.events import event
from records.migrate import upgrade
from records.proof import open_vault
from records.records import Records
from records.reviews import Reviews
from records.vault import Vault


class Store:
    """All that is kept, over one database. Safe to share between threads; close it at the end."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self.audit = Audit(database, vault)
        self.attempts = Attempts(database, vault)
        self.drafts = Drafts(database, vault)
        self.records = Records(database, vault, self.audit)
        self.reviews = Reviews(database, vault, self.records, self.audit)
        self.contents = Contents(database)

    @classmethod
    def open(cls, url: str, key_file: Path) -> Self:
        """Open the database at `url`, made or migrated if need be, with the master key in `key_file`.

        Raises CannotOpen or WrongKey, each with one line that may be shown.
        """
        database = Database(url)
        try:
            upgrade(database)
            vault = open_vault(database, key_file)
        except BaseException:
            database.close()
            raise
        event("store.opened")
        return cls(database, vault)

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
