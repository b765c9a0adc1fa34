"""A database that is away, full or busy is one error of its own; nothing kept is harmed, and later all goes on."""

import logging
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import text

from records import CannotOpen, Place, Store, Unavailable, new_token
from records.doctor import examine_store
from tests.records.examples import ANSWERS, NAME, NOW, submission
from tests.records.full import no_long_file, no_room
from tests.records.postgres import Postgres

LARGE: dict[str, JsonValue] = {"notes": "x" * 300_000}
Full = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture(params=["a full disk", "a limit on files"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Full]]:
    """A folder to keep things in, and how to take the room away there."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "a limit on files":
        yield folder, no_long_file
        return
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may make a small disk; the limit on files stands for it")
    yield folder, no_room
    subprocess.run(["umount", folder], check=True)


def in_order(folder: Path) -> bool:
    place = Place(f"sqlite:///{folder / 'smp.sqlite'}", folder / "smp.key")
    return all(check.good for check in examine_store(place))


def test_without_room_nothing_is_kept_by_half_and_with_room_the_same_is_kept(disk: tuple[Path, Full]) -> None:
    folder, full = disk
    with Store.open(f"sqlite:///{folder / 'smp.sqlite'}", folder / "smp.key") as store:
        token = new_token()
        version = store.drafts.save(token, ANSWERS, 0, NOW)
        sent = store.records.submit(submission(store), NOW)
        second = submission(store, id="second", token=token, answers={**ANSWERS, **LARGE})
        with full(folder):
            with pytest.raises(Unavailable, match=r"SQLITE_(FULL|IOERR_WRITE)"):
                store.drafts.save(token, LARGE, version, NOW)
            with pytest.raises(Unavailable):
                store.records.submit(second, NOW)
            with pytest.raises(Unavailable):
                store.contents.keep(bytes(300_000))
            assert store.records.refs() == [sent]
            draft = store.drafts.read(token)
            assert draft
            assert draft.content == ANSWERS
        assert in_order(folder)
        assert store.drafts.save(token, LARGE, version, NOW) == version + 1
        assert store.records.submit(second, NOW) in store.records.refs()
        assert [fault for _, fault in (*store.records.verify(), *store.audit.verify()) if fault] == []
        assert store.drafts.read(token) is None
    assert in_order(folder)


def test_a_database_that_may_not_grow_is_unavailable_and_not_broken(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        with store._database.reading() as connection:
            pages = connection.scalar(text("PRAGMA page_count"))
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(Unavailable, match="SQLITE_FULL"):
            store.drafts.save(new_token(), LARGE, 0, NOW)
        assert store.reachable()


def test_a_server_without_room_is_unavailable(postgres_url: str, key_file: Path) -> None:
    with Store.open(postgres_url, key_file) as store:
        with store._database.writing() as connection:  # what PostgreSQL raises when it cannot extend a file
            connection.execute(
                text(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
                )
            )
            connection.execute(text("CREATE TRIGGER t BEFORE INSERT ON records EXECUTE FUNCTION full_disk()"))
        with pytest.raises(Unavailable, match="53100"):
            store.records.submit(submission(store), NOW)
        with store._database.writing() as connection:
            connection.execute(text("DROP TRIGGER t ON records"))
        assert store.records.submit(submission(store), NOW) in store.records.refs()


def test_a_database_that_somebody_holds_is_unavailable(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store, sqlite3.connect(key_file.parent / "smp.sqlite") as other:
        with store._database.reading() as connection:
            connection.execute(text("PRAGMA busy_timeout = 50"))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="SQLITE_BUSY"):
            store.drafts.save(new_token(), ANSWERS, 0, NOW)
        other.rollback()
        assert store.drafts.save(new_token(), ANSWERS, 0, NOW) == 1


def test_while_a_server_is_away_the_store_says_so_and_afterwards_goes_on(
    own_postgres: Postgres, key_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(own_postgres.new_database(), key_file) as store:
        token = new_token()
        store.drafts.save(token, ANSWERS, 0, NOW)
        sent = submission(store, token=token)
        own_postgres.stop()
        for _ in range(3):
            with pytest.raises(Unavailable):
                store.drafts.read(token)
        with pytest.raises(Unavailable):
            store.records.submit(sent, NOW)
        assert not store.reachable()
        own_postgres.start()
        assert store.reachable()
        assert store.records.submit(sent, NOW) in store.records.refs()
        assert store.drafts.read(token) is None
    said = [record.getMessage().split()[0] for record in caplog.records if record.levelno >= logging.WARNING]
    assert said == ["database.unavailable", "database.back"]


def test_a_start_without_its_server_is_one_clear_line(own_postgres: Postgres, key_file: Path) -> None:
    url = own_postgres.new_database()
    own_postgres.stop()
    with pytest.raises(CannotOpen, match="cannot be reached"):
        Store.open(url, key_file)
    own_postgres.start()


def test_a_server_that_is_there_but_never_answers_is_given_up_after_seconds(key_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(CannotOpen):
            Store.open(f"postgresql://clinic@127.0.0.1:{port}/smp?connect_timeout=2", key_file)


def test_a_mistake_in_a_statement_is_not_taken_for_a_database_that_is_away(store: Store) -> None:
    with pytest.raises(Exception, match="nowhere") as caught, store._database.reading() as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))
    assert not isinstance(caught.value, Unavailable)


def test_what_is_said_when_nothing_can_be_saved_names_nobody_and_no_password(
    own_postgres: Postgres, key_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(own_postgres.new_database().replace("postgres:@", "postgres:s3cret@"), key_file) as store:
        sent = submission(store)
        own_postgres.stop()
        with pytest.raises(Unavailable) as caught:
            store.records.submit(sent, NOW)
        own_postgres.start()
    said = f"{caught.value} {caught.value.__cause__} {caplog.text}"
    assert not [told for told in (NAME, "apixaban", "s3cret", sent.draft_token) if told in said]
