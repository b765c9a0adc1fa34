"""A record is found by its name, and the name stands nowhere in the clear."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records import Ref, Store
from records.names import words
from tests.records.examples import NAME, NOW, submission
from tests.records.fixtures.make import FOLDER


def named(store: Store, name: str, id: str) -> Ref:
    identity = {"full_name": name, "birth_date": "1990-02-28"}
    sent = submission(store, id=id).model_copy(update={"identity": identity})
    return store.records.submit(sent, NOW + timedelta(minutes=int(id)))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ana Ruiz", {"ana", "ruiz"}),
        ("ZDZISŁAWA  O'Brien-Жук", {"zdzislawa", "o", "brien", "жук"}),
        ("Müller, José", {"muller", "jose"}),
        ("Mu\u0308ller", {"muller"}),
        ("Straße", {"strasse"}),
        ("İpek Ibrahim", {"ipek", "ibrahim"}),
        ("Søren Æbelø", {"soren", "aebelo"}),
        ("王小明", {"王小明"}),
        ("ﬁona II", {"fiona", "ii"}),
        ("Ana Ana", {"ana"}),
        ("محمد الأحمد", {"محمد", "الاحمد"}),
        ("-- !", set()),
        ("", set()),
    ],
)
def test_the_words_of_a_name_are_without_marks_and_capitals(name: str, found: set[str]) -> None:
    assert words(name) == found


@pytest.mark.parametrize(
    "asked", [NAME, "zdzislawa", "BRIEN", "жук o", "Жук  Zdzisława", "brien", "o'brien zdzislawa жук"]
)
def test_a_record_is_found_by_any_words_of_its_name_in_any_order(store: Store, asked: str) -> None:
    ref = store.records.submit(submission(store), NOW)
    assert store.records.find(asked) == [ref]


@pytest.mark.parametrize("asked", ["zdzis", "zdzislawa smith", "apixaban", "1990", "", "-", "%", "' OR '1'='1"])
def test_a_record_is_not_found_by_anything_else(store: Store, asked: str) -> None:
    store.records.submit(submission(store), NOW)
    assert store.records.find(asked) == []


def test_all_that_have_the_words_are_found_the_newest_first(store: Store) -> None:
    first, _, third = (
        named(store, name, str(id)) for id, name in enumerate(["Ana Ruiz", "Ana Roth", "Ruiz Ana Maria"])
    )
    assert store.records.find("ana ruiz") == [third, first]


def test_an_erased_record_is_not_found_and_its_words_are_gone(store: Store, raw: Engine) -> None:
    ref, other = named(store, "Ana Ruiz", "1"), named(store, "Ana Roth", "2")
    store.records.erase(ref, NOW, "command", "asked")
    assert store.records.find("ana") == [other]
    with raw.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM names")) == 2


def test_no_word_of_a_name_stands_in_the_table_or_is_a_plain_hash(store: Store, raw: Engine) -> None:
    store.records.submit(submission(store), NOW)
    with raw.connect() as connection:
        rows = connection.execute(text("SELECT word, subject FROM names")).all()
    assert len(rows) == 4
    for word in ("zdzislawa", "brien", "жук"):
        assert word not in str(rows)
        assert hashlib.sha256(word.encode()).hexdigest() not in str(rows)


def test_two_databases_hash_the_same_name_differently(tmp_path: Path) -> None:
    seen = set()
    for place in ("a", "b"):
        with Store.open(f"sqlite:///{tmp_path / place}", tmp_path / "smp.key") as store:
            named(store, "Ana", "1")
            with store.records._database.reading() as connection:
                seen.add(connection.execute(text("SELECT word FROM names")).scalar_one())
    assert len(seen) == 2


def test_records_of_an_earlier_version_are_found(tmp_path: Path) -> None:
    for suffix in ("sqlite", "key"):
        shutil.copy(FOLDER / f"v0.1.0.{suffix}", tmp_path / f"smp.{suffix}")
    for _ in range(2):
        with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as store:
            assert store.records.find("zdzislawa brien") == store.records.refs()
            assert len(store.records.refs()) == 1


def test_records_that_are_not_indexed_are_at_the_next_start(url: str, key_file: Path, raw: Engine) -> None:
    with Store.open(url, key_file) as store:
        ref, wordless = named(store, "Ana Ruiz", "1"), named(store, "!", "2")
    with raw.begin() as connection:
        connection.execute(text("DELETE FROM names"))
    with Store.open(url, key_file) as store:
        assert store.records.find("ana") == [ref]
        assert wordless in store.records.refs()
    with raw.connect() as connection:
        assert connection.scalar(text("SELECT count(DISTINCT subject) FROM names")) == 2


def test_a_record_that_does_not_open_does_not_keep_the_program_from_starting(
    url: str, key_file: Path, raw: Engine
) -> None:
    with Store.open(url, key_file) as store:
        store.records.submit(submission(store), NOW)
    with raw.begin() as connection:
        connection.execute(text("DELETE FROM names"))
        connection.execute(text("UPDATE record_keys SET wrapped_key = :other"), {"other": b"x" * 61})
    with Store.open(url, key_file) as store:
        assert store.records.find("brien") == []
