"""Stores to try the promises on: a fresh SQLite file, and a fresh database on a real PostgreSQL server."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

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
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that all tests share. It may forget what a power cut would find: nobody cuts its power."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(own_server())
            server.forgetful()
        except Exception as error:
            pytest.fail(f"PostgreSQL cannot start on this machine, so half the promises are untested: {error}", False)
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with its tables and nothing in them, once on each kind of server."""
    if request.param == "sqlite":
        (tmp_path / "smp.sqlite").write_bytes(migrated())
        yield f"sqlite:///{tmp_path / 'smp.sqlite'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.for_a_while(server.migrated) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> str:
    """The address of a database that no program has opened yet, for promises about the first that does."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of an empty PostgreSQL database, for promises about that server."""
    with postgres.for_a_while() as address:
        yield address


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
    with Store.open(url, key_file, CHEAP) as opened:
        yield opened


@pytest.fixture
def raw(url: str) -> Iterator[Engine]:
    """The same database as `store`, as somebody sees it who goes around the program."""
    engine = create_engine(read_url(url))
    yield engine
    engine.dispose()
