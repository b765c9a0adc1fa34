"""Restoring a backup into an empty place, of either kind of server, and checking all that is then there."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import Connection, MetaData, insert, inspect

from records.audit import COMMAND
from records.backup import Saved, check
from records.database import Database
from records.dump import Row, read_dump
from records.errors import BadBackup, CannotOpen, Tampered
from records.events import event
from records.keyfile import read_key
from records.migrate import bring, known_revisions, lock
from records.place import Place
from records.sealed_file import unseal
from records.store import Store

_AT_ONCE = 20


def restore(file: Path, place: Place, moment: datetime) -> tuple[Saved, list[Tampered]]:
    """Restore `file` into the empty database at `place`: what it held, and which of it does not fit its hash.

    The whole file is checked before the first row is written, and the rows are written in one transaction, or none.
    Raises BadBackup, WrongKey, CannotOpen (also when something is there already) or OSError.
    """
    master = read_key(place.key_file)
    saved = check(file, master)
    if saved.head.revision not in known_revisions():
        raise BadBackup(f"{file} was made by a newer version of the program. Update first.")
    database = Database(place.url)
    database.make_folder()
    try:
        with database.reached(), database.writing() as connection:
            lock(connection)
            _require_empty(connection, database)
            bring(connection, saved.head.revision)
            _insert(connection, read_dump(unseal(file, master), str(file)).rows)
    finally:
        database.close()
    with Store.open(*place) as store:  # which migrates what an earlier version saved
        faults = store.verify().faults
        store.audit.note(moment, COMMAND, "backup.restored", file=file.name, rows=sum(saved.rows.values()))
    event("backup.restored", rows=sum(saved.rows.values()))
    return saved, faults


def _require_empty(connection: Connection, database: Database) -> None:
    if inspect(connection).get_table_names():
        raise CannotOpen(
            f"{database.shown} holds something already, and a restore overwrites nothing. Restore into an empty place, "
            "for example --into sqlite:///data/restored.sqlite, and then set DATABASE_URL to it."
        )


def _insert(connection: Connection, rows: Iterator[tuple[str, Row]]) -> None:
    tables = MetaData()
    tables.reflect(connection)
    for name, same in groupby(rows, key=lambda row: row[0]):
        while some := [row for _, row in islice(same, _AT_ONCE)]:
            connection.execute(insert(tables.tables[name]), some)
