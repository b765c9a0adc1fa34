"""A store opens with its own key, on a database that loses nothing, or says in one line why not."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from records import CannotOpen, Place, Store, WrongKey, new_token
from records.database import Database, read_url
from records.keyfile import make_key
from tests.records.examples import NOW


def test_a_first_start_needs_nothing_first(tmp_path: Path) -> None:
    place = Place.of({"SMP_DATA": str(tmp_path / "new" / "data")})
    with Store.open(*place) as store:
        assert store.records.refs() == []
    assert sorted(file.name for file in (tmp_path / "new" / "data").iterdir()) == ["smp.key", "smp.sqlite"]


def test_another_key_is_one_clear_error(url: str, key_file: Path, tmp_path: Path) -> None:
    Store.open(url, key_file).close()
    make_key(tmp_path / "other.key")
    with pytest.raises(WrongKey, match=r"other\.key is not the one this database was made with"):
        Store.open(url, tmp_path / "other.key")


def test_a_lost_key_is_never_replaced_by_a_new_one(url: str, key_file: Path) -> None:
    Store.open(url, key_file).close()
    key_file.unlink()
    with pytest.raises(WrongKey, match="is missing"):
        Store.open(url, key_file)
    assert not key_file.exists()


def test_programs_that_start_at_once_share_one_new_database(new_url: str, key_file: Path) -> None:
    together, token = Barrier(3), new_token()

    def start(_: int) -> Store:
        together.wait()
        return Store.open(new_url, key_file)

    with ThreadPoolExecutor(3) as pool:
        stores = list(pool.map(start, range(3)))
    stores[0].drafts.save(token, {"step": 1}, 0, NOW)
    assert all(store.drafts.read(token) for store in stores)
    for store in stores:
        store.close()


def test_programs_that_turn_a_new_file_to_wal_at_once_wait_for_each_other(tmp_path: Path) -> None:
    def connect(database: Database, together: Barrier) -> str | None:
        together.wait()
        with database.reading() as connection:
            mode: str | None = connection.scalar(text("PRAGMA journal_mode"))
        return mode

    # SQLite refuses about one of ten such pairs, so one pair would prove nothing.
    with ThreadPoolExecutor(3) as pool:
        for round_ in range(60):
            programs = [Database(f"sqlite:///{tmp_path / str(round_)}") for _ in range(3)]
            modes = set(pool.map(connect, programs, [Barrier(3)] * 3))
            for program in programs:
                program.close()
            assert modes == {"wal"}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
    ],
)
def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str, pragma: str, value: str | int) -> None:
    database = Database(sqlite_url)
    with database.reading() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    database.close()


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path, key_file: Path) -> None:
    (tmp_path / "smp.sqlite").write_bytes(b"hello " * 1000)
    with pytest.raises(CannotOpen, match="is not a database"):
        Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", key_file)


def test_a_server_that_is_not_there_is_named_without_its_password(key_file: Path) -> None:
    with pytest.raises(CannotOpen) as caught:
        Store.open("postgresql://clinic:s3cret@/smp?host=/nowhere", key_file)
    assert "clinic" in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "smp.sqlite", "mysql://here/smp", "sqlite://", "sqlite:///:memory:"])
def test_an_address_this_program_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(CannotOpen):
        read_url(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_a_postgresql_address_is_understood(scheme: str) -> None:
    assert read_url(f"{scheme}://clinic@db/smp").drivername == "postgresql+psycopg"


def test_the_data_folder_says_where_database_and_key_are() -> None:
    assert Place.of({"SMP_DATA": "/srv/smp"}) == ("sqlite:////srv/smp/smp.sqlite", Path("/srv/smp/smp.key"))


def test_database_and_key_may_be_elsewhere() -> None:
    settings = {"SMP_DATA": "/srv/smp", "DATABASE_URL": "postgresql://db/smp", "SMP_KEY_FILE": "/etc/smp.key"}
    assert Place.of(settings) == ("postgresql://db/smp", Path("/etc/smp.key"))


def test_an_empty_setting_counts_as_none() -> None:
    assert Place.of({"SMP_DATA": "", "DATABASE_URL": "", "SMP_KEY_FILE": ""}) == Place.of({})
