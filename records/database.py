"""The connection to the database: SQLite tuned to lose nothing, PostgreSQL as it comes."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from records.errors import CannotOpen, KeyChanged, Unavailable
from records.events import alarm, fault
from records.passing import passing_cause
from records.tables import VAULT

BUSY_MILLISECONDS = 5000
PAUSE_MILLISECONDS = 10
_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "synchronous = FULL",  # a commit outlives a power cut; NORMAL may lose the last ones
    "foreign_keys = ON",
    "secure_delete = ON",  # a deleted draft or key is overwritten, not only forgotten
    "recursive_triggers = ON",  # without it INSERT OR REPLACE would slip past the append-only triggers
)
_SERVER = {
    "connect_timeout": 5,  # seconds; without it a server that is there but does not answer holds a client for minutes
    "tcp_user_timeout": 10_000,  # milliseconds, for a line that goes dead under an open connection
}


MASTER = "master"
"""The row of `vault` by which a master key is known."""
_PROOF = select(VAULT.c.proof).where(VAULT.c.id == MASTER)
_CHANGED = (
    "The master key of this database was changed while this program ran. Nothing was read or written. "
    "Stop the program, set SMP_KEY_FILE to the new key file and start it again."
)


class Database:
    """One engine for the whole process; a connection for the length of one transaction.

    Once `proof`, what the master key sealed, is known, each transaction first looks whether it still stands there:
    under another master key nothing can be read, and what is written could be opened by nobody.
    """

    def __init__(self, url: str) -> None:
        """Prepare for `url`; connects at first use. Raises CannotOpen for an address that is none."""
        self.url = read_url(url)
        self.proof: bytes | None = None
        self._away = False
        sqlite = self.url.get_backend_name() == "sqlite"
        told = {} if sqlite else {name: value for name, value in _SERVER.items() if name not in self.url.query}
        # hide_parameters: an error message must not carry what was being written. A server's line may have gone dead
        # since it was used last, so it is tried first; a file has no line.
        self.engine = create_engine(self.url, hide_parameters=True, pool_pre_ping=not sqlite, connect_args=told)
        # A write takes its lock when it begins. A transaction that read first and asks for the lock later fails at
        # once when another has written in between, however long the busy timeout is.
        self._writer = self.engine.execution_options(smp_writes=True)
        if sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @property
    def sqlite_file(self) -> Path | None:
        """The file of an SQLite database; None for a server."""
        if self.url.get_backend_name() != "sqlite":
            return None
        return Path(self.url.database or "")

    @property
    def shown(self) -> str:
        """Where the database is, without any password."""
        return str(self.sqlite_file) if self.sqlite_file else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and writes nothing. Raises KeyChanged or Unavailable."""
        with self._available(), self.engine.connect() as connection:
            if self.proof is not None:
                self._under_the_same_key(connection.scalar(_PROOF))
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database for as long as it reads, and holds up nobody who writes.

        Raises Unavailable.
        """
        with self._available(), self.engine.connect() as connection:
            if self.sqlite_file is None:  # SQLite's write-ahead log does this by itself
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """A connection that commits once, at the end, or not at all; `alone`, while nobody else writes.

        Raises KeyChanged or Unavailable.
        """
        with self._available(), self._writer.begin() as connection:
            if self.proof is not None:
                self._under_the_same_key(connection.scalar(_PROOF.with_for_update(read=not alone)))
            yield connection

    @contextmanager
    def _available(self) -> Iterator[None]:
        """Turn a failure that passes by itself into Unavailable; the log hears of it once, and when it is over."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = passing_cause(error)
            if cause is None:
                raise
            if not self._away:
                alarm("database.unavailable", cause)
            self._away = True
            raise Unavailable(f"The database {self.shown} is away, full or busy ({cause}). Try again.") from None
        if self._away:
            self._away = False
            alarm("database.back", self.url.get_backend_name())

    @contextmanager
    def reached(self) -> Iterator[None]:
        """Turn a failure to connect, or a file that is no database, into CannotOpen."""
        try:
            yield
        except (DBAPIError, Unavailable):
            raise CannotOpen(f"The database {self.shown} cannot be reached, or is not a database.") from None

    def require_file(self) -> None:
        """Raise CannotOpen for an SQLite file that is not there: to connect would make it, and an empty clinic looks
        like one in good order."""
        if self.sqlite_file is not None and not self.sqlite_file.is_file():
            raise CannotOpen(f"There is no file {self.sqlite_file}. The program makes it when it first starts.")

    def make_folder(self) -> None:
        """Make the folder of an SQLite file, for its owner only. Raises CannotOpen."""
        if self.sqlite_file is None:
            return
        try:
            self.sqlite_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise CannotOpen(f"The folder {self.sqlite_file.parent} cannot be made: {error.strerror}.") from None

    def fold_log(self) -> None:
        """Have SQLite overwrite what was deleted in the file itself, and empty the log that still holds it.

        While another program reads, the log stays until a later time; a server does this in its own way.
        """
        if self.sqlite_file is not None:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _under_the_same_key(self, proof: bytes | None) -> None:
        if proof != self.proof:
            fault(_CHANGED)
            raise KeyChanged(_CHANGED)

    def close(self) -> None:
        """Close all connections; SQLite then folds its write-ahead log into the file."""
        self.engine.dispose()


def read_url(url: str) -> URL:
    """`url` with the driver this program brings. Raises CannotOpen for what is neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise CannotOpen("The database address is not a URL such as sqlite:///data/smp.sqlite.") from None
    backend = parsed.get_backend_name()
    if backend in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise CannotOpen(f"{backend} is not a database this program can use: SQLite and PostgreSQL are.")
    if not parsed.database or parsed.database == ":memory:":
        raise CannotOpen("The SQLite address names no file; what is kept must outlive the program.")
    return parsed


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Python's sqlite3 would begin transactions by its own rules (never before DDL); ours are begun below.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two programs that both turn a new file to WAL would wait for each other, so SQLite fails one of them at once,
    # whatever the busy timeout is. The mode is kept in the file: the one that failed soon finds it there.
    for left in reversed(range(BUSY_MILLISECONDS // PAUSE_MILLISECONDS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(PAUSE_MILLISECONDS / 1000)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes: Any = connection.get_execution_options().get("smp_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
