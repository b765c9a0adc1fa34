"""Somebody who goes around the program, and even removes the guards first, is found out when a row is read."""

import pytest
from sqlalchemy import Connection, Engine, text

from records import Ref, Store, Tampered
from records.tables import APPEND_ONLY
from tests.records.examples import NOW, submission


def remove_guards(connection: Connection) -> None:
    for table in APPEND_ONLY:
        for change in ("update", "delete"):
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {table}_no_{change}{on}"))


@pytest.fixture
def ref(store: Store, raw: Engine) -> Ref:
    """The first of two records, in a database that has lost its guards."""
    first = store.records.submit(submission(store, id="first"), NOW)
    store.records.submit(submission(store, id="second"), NOW)
    with raw.begin() as connection:
        remove_guards(connection)
    return first


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records SET submitted_at = '2020-01-01 00:00:00.000000'",
        "UPDATE records SET submission_id = 'third' WHERE ref = :ref",
        f"UPDATE records SET hash = '{'0' * 64}'",
        "UPDATE records SET body = identity, identity = body",
        "UPDATE records SET body = (SELECT body FROM records WHERE ref <> :ref)",
        "UPDATE records SET identity = (SELECT identity FROM records WHERE ref <> :ref)",
        "UPDATE record_keys SET wrapped_key = (SELECT wrapped_key FROM record_keys ORDER BY record_id DESC LIMIT 1)",
        "DELETE FROM record_keys",
        "DELETE FROM record_contents",
        "UPDATE record_contents SET part = 'settings' WHERE part = 'rulebook'",
        "UPDATE record_contents SET content_hash = (SELECT min(content_hash) FROM record_contents)",
    ],
)
def test_a_changed_record_is_found_out(store: Store, raw: Engine, ref: Ref, change: str) -> None:
    with raw.begin() as connection:
        connection.execute(text(change), {"ref": ref} if ":ref" in change else {})
    assert [each for each, fault in store.records.verify() if fault is not None]


def test_an_untouched_record_is_not_suspected(store: Store, ref: Ref) -> None:
    assert [fault for _, fault in store.records.verify()] == [None, None]
    assert store.records.read(ref).ref == ref


def test_a_renamed_record_does_not_pass_for_another(store: Store, raw: Engine, ref: Ref) -> None:
    with raw.begin() as connection:
        connection.execute(text("UPDATE records SET ref = 'SMP-0000-0000' WHERE ref = :ref"), {"ref": ref})
    with pytest.raises(Tampered, match="does not fit its hash"):
        store.records.read(Ref("SMP-0000-0000"))


def test_a_changed_content_is_found_out(store: Store, raw: Engine, ref: Ref) -> None:
    key = store.records.read(ref).contents["rulebook"]
    with raw.begin() as connection:
        connection.execute(text("UPDATE contents SET body = :body WHERE hash = :key"), {"body": b"other", "key": key})
    with pytest.raises(Tampered, match=key):
        store.contents.read(key)
    assert [found for found, fault in store.contents.verify() if fault is not None] == [key]
