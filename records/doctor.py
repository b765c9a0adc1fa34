"""Is what is kept in good order? Looks only; makes and mends nothing."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from records.database import Database
from records.errors import CannotOpen, RecordsError
from records.migrate import HEAD, revision
from records.proof import check_key
from records.tables import APPEND_ONLY

_PRIVATE = stat.S_IRWXG | stat.S_IRWXO


class Check(NamedTuple):
    """One thing looked at: its name, whether it is in order, and what was seen."""

    name: str
    good: bool
    says: str


def examine(url: str, key_file: Path) -> Iterator[Check]:
    """All checks in order; ends at the first bad one, because the later ones build on it."""
    looks: tuple[tuple[str, Callable[[Database, Path], str]], ...] = (
        ("database", _database),
        ("migrated", _migrated),
        ("key", _key),
        ("integrity", _integrity),
        ("append-only", _append_only),
    )
    try:
        database = Database(url)
    except CannotOpen as error:
        yield Check("database", False, str(error))
        return
    try:
        for name, look in looks:
            try:
                with database.reached():
                    check = Check(name, True, look(database, key_file))
            except RecordsError as error:
                check = Check(name, False, str(error))
            yield check
            if not check.good:
                return
    finally:
        database.close()


def _database(database: Database, _key_file: Path) -> str:
    file = database.sqlite_file
    if file is not None and not file.is_file():
        # Connecting would make an empty file, and an empty clinic looks like one in good order.
        raise CannotOpen(f"There is no file {file}. The program makes it when it first starts.")
    with database.reading() as connection:
        connection.execute(text("SELECT 1"))
    return database.shown


def _migrated(database: Database, _key_file: Path) -> str:
    with database.reading() as connection:
        found = revision(connection)
    if found != HEAD:
        raise CannotOpen(f"The tables are at revision {found or 'none'}, this version needs {HEAD}.")
    return f"revision {found}"


def _key(database: Database, key_file: Path) -> str:
    check_key(database, key_file)
    if os.name == "posix" and key_file.stat().st_mode & _PRIVATE:
        raise CannotOpen(f"Others than its owner may open {key_file}. Run: chmod 600 {key_file}")
    return str(key_file)


def _integrity(database: Database, _key_file: Path) -> str:
    if database.sqlite_file is None:
        return "the PostgreSQL server looks after its own files"
    with database.reading() as connection:
        faults = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    if faults or orphans:
        raise CannotOpen(f"SQLite finds {len(faults)} faults and {len(orphans)} broken references; restore a backup.")
    return "SQLite finds no fault"


def _append_only(database: Database, _key_file: Path) -> str:
    catalogue = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if database.sqlite_file is None:
        catalogue = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with database.reading() as connection:
        guards = set(connection.scalars(text(catalogue)))
    wanted = {f"{table}_no_{change}" for table in APPEND_ONLY for change in ("update", "delete")}
    if not wanted <= guards:
        raise CannotOpen(f"These guards are gone: {', '.join(sorted(wanted - guards))}.")
    return f"{', '.join(APPEND_ONLY)} refuse every change"
