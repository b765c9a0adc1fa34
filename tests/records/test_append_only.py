"""What was submitted cannot be changed or removed, not even around the program."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records import Due, Remark, Store
from records.tables import APPEND_ONLY
from tests.records.examples import NOW, SIGN_OFF, submission

CHANGES = {
    "contents": "UPDATE contents SET hash = hash",
    "records": "UPDATE records SET submitted_at = submitted_at",
    "record_contents": "UPDATE record_contents SET part = 'other'",
    "reviews": "UPDATE reviews SET number = 7",
    "chart": "UPDATE chart SET number = 7",
    "audit": "UPDATE audit SET actor = actor",
}


def keep_one_of_each(store: Store) -> None:
    record = store.records.read(store.records.submit(submission(store), NOW))
    stands = Due("ready", urgent=False, visit_at=None)
    noted = store.chart.add(record, Remark(words="phoned"), "Ana Ruiz", "Specialist", 1, stands, NOW, "a" * 32)
    store.reviews.sign(record, SIGN_OFF.model_copy(update={"chart": noted.hash}), 1, b"%PDF", NOW)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_is_changed(store: Store, raw: Engine, table: str) -> None:
    keep_one_of_each(store)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"), raw.begin() as connection:
        connection.execute(text(CHANGES[table]))


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_is_removed(store: Store, raw: Engine, table: str) -> None:
    keep_one_of_each(store)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"), raw.begin() as connection:
        connection.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_table_is_emptied_at_once(store: Store, raw: Engine, table: str) -> None:
    if raw.dialect.name == "sqlite":
        return  # has no TRUNCATE; its DELETE is the promise above
    keep_one_of_each(store)
    with pytest.raises(DBAPIError, match="is append-only"), raw.begin() as connection:
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


def test_no_row_is_replaced_by_the_program(store: Store) -> None:
    ref = store.records.submit(submission(store), NOW)
    database = store.records._database
    if database.sqlite_file is None:
        return  # PostgreSQL has no INSERT OR REPLACE
    with pytest.raises(DBAPIError, match="is append-only"), database.writing() as connection:
        connection.execute(text("INSERT OR REPLACE INTO contents (hash, body) SELECT hash, body FROM contents"))
    assert store.records.read(ref).ref == ref
