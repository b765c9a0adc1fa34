"""Whoever takes the files of the database, the log beside it included, learns no name and no answer."""

from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import select

from records import Store, new_token
from records.tables import DRAFTS
from tests.records.examples import ANSWERS, NAME, NOW, submission

TOLD = [NAME, "O'Brien", "1990-02-28", "birth_date", "full_name", "apixaban", "sunburn", "defer", "😀"]
"""The kind of the visit is not among them: visits and the queue are found by it (docs/data.md)."""


def kept_bytes(folder: Path) -> bytes:
    """All the database wrote: its file, its write-ahead log, its index of that."""
    return b"".join(file.read_bytes() for file in folder.glob("smp.sqlite*"))


def fill(store: Store, token: str) -> None:
    content: dict[str, JsonValue] = {"full_name": NAME, "birth_date": "1990-02-28", **ANSWERS}
    store.drafts.save(token, content, store.drafts.save(token, content, 0, NOW), NOW)
    store.records.submit(submission(store), NOW)


@pytest.mark.parametrize("told", TOLD)
def test_nothing_told_is_in_the_files_while_the_store_is_open(sqlite_url: str, key_file: Path, told: str) -> None:
    with Store.open(sqlite_url, key_file) as store:
        fill(store, new_token())
        assert (key_file.parent / "smp.sqlite-wal").stat().st_size > 0
        assert told.encode() not in kept_bytes(key_file.parent)


@pytest.mark.parametrize("told", TOLD)
def test_nothing_told_is_in_the_file_after_it(sqlite_url: str, key_file: Path, told: str) -> None:
    with Store.open(sqlite_url, key_file) as store:
        fill(store, new_token())
    assert told.encode() not in kept_bytes(key_file.parent)


def test_neither_token_nor_key_is_in_the_files(sqlite_url: str, key_file: Path) -> None:
    token = new_token()
    with Store.open(sqlite_url, key_file) as store:
        fill(store, token)
        kept = kept_bytes(key_file.parent)
    assert token.encode() not in kept
    assert key_file.read_bytes().strip() not in kept


def test_a_deleted_draft_leaves_not_even_its_sealed_bytes(sqlite_url: str, key_file: Path) -> None:
    token = new_token()
    with Store.open(sqlite_url, key_file) as store:
        store.drafts.save(token, ANSWERS, 0, NOW)
    before = (key_file.parent / "smp.sqlite").read_bytes()
    with Store.open(sqlite_url, key_file) as store:
        with store.drafts._database.reading() as connection:
            sealed = connection.scalars(select(DRAFTS.c.content)).one()
        store.drafts.delete(token)
    assert sealed in before
    assert sealed not in (key_file.parent / "smp.sqlite").read_bytes()
