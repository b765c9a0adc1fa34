"""A database before anything is kept in it, made once a process: most tests begin with it, few are about it."""

import tempfile
from functools import cache
from pathlib import Path

from records.database import Database
from records.migrate import upgrade


@cache
def migrated() -> bytes:
    """An SQLite file with every table and nothing in them, not yet tied to a key."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "smp.sqlite"
        database = Database(f"sqlite:///{file}")
        upgrade(database)
        database.close()
        return file.read_bytes()
