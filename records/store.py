"""The store: everything that is kept, opened once when the program starts."""

from pathlib import Path
from typing import Self

from records.ages import Ages
from records.attempts import Attempts
from records.audit import Audit
from records.contents import Contents
from records.database import Database
from records.drafts import Drafts
from records.events import event
from records.migrate import upgrade
from records.names import Names
from records.proof import open_vault
from records.records import Records
from records.reviews import Reviews
from records.rotation import Keys
from records.vault import Vault


class Store:
    """All that is kept, over one database. Safe to share between threads; close it at the end."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self.audit = Audit(database, vault)
        self.attempts = Attempts(database, vault)
        self.drafts = Drafts(database, vault)
        self.names = Names(database, vault)
        self.records = Records(database, vault, self.audit, self.names)
        self.reviews = Reviews(database, vault, self.records, self.audit)
        self.ages = Ages(database, vault)
        self.contents = Contents(database)
        self.keys = Keys(database, vault, self.audit)

    @classmethod
    def open(cls, url: str, key_file: Path) -> Self:
        """Open the database at `url`, made or migrated if need be, with the master key in `key_file`.

        Raises CannotOpen or WrongKey, each with one line that may be shown.
        """
        database = Database(url)
        try:
            upgrade(database)
            store = cls(database, open_vault(database, key_file))
            store.names.index_records()
        except BaseException:
            database.close()
            raise
        event("store.opened")
        return store

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
