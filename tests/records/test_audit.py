"""What was done to what is kept stands in a chain in which nothing can be changed, removed or reordered unnoticed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from records import Store
from records.audit import CLIENT
from tests.records.examples import NOW, SIGN_OFF, submission


def faults(store: Store) -> list[int]:
    return [number for number, fault in store.audit.verify() if fault]


def unguarded(raw: Engine, *statements: str) -> None:
    """As somebody who owns the database: the guards are switched off first."""
    on = "" if raw.dialect.name == "sqlite" else " ON audit"
    with raw.begin() as connection:
        for change in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_no_{change}{on}"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def noted(store: Store) -> Store:
    """A store with five entries."""
    for number in range(1, 6):
        store.audit.note(NOW + timedelta(minutes=number), CLIENT, "record.viewed", f"record:{number}", pages=number)
    return store


def test_a_trail_that_nobody_touched_verifies(noted: Store) -> None:
    assert [number for number, _ in noted.audit.verify()] == [1, 2, 3, 4, 5]
    assert faults(noted) == []


def test_what_is_noted_while_it_is_verified_is_no_fault(noted: Store) -> None:
    verifying = noted.audit.verify()
    first = next(verifying)
    noted.audit.note(NOW, CLIENT, "record.viewed", "record:6")
    assert [fault for _, fault in (first, *verifying)] == [None] * 5


def test_the_last_entry_is_known_without_the_others(noted: Store, raw: Engine) -> None:
    entry, fault = noted.audit.last()
    assert entry is not None
    assert (entry.number, fault) == (5, None)
    unguarded(raw, "DELETE FROM audit WHERE number = 5")
    entry, fault = noted.audit.last()
    assert entry is not None
    assert (entry.number, bool(fault)) == (4, True)


def test_an_empty_trail_verifies(store: Store) -> None:
    assert list(store.audit.verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET actor = 'other' WHERE number = 3",
        "UPDATE audit SET action = 'record.exported' WHERE number = 3",
        "UPDATE audit SET subject = 'record:9' WHERE number = 3",
        "UPDATE audit SET detail = '{}' WHERE number = 3",
        "UPDATE audit SET at = (SELECT at FROM audit WHERE number = 1) WHERE number = 3",
    ],
)
def test_an_entry_that_was_changed_is_found(noted: Store, raw: Engine, change: str) -> None:
    unguarded(raw, change)
    assert faults(noted) == [3]


def test_an_entry_that_was_removed_is_found(noted: Store, raw: Engine) -> None:
    unguarded(raw, "DELETE FROM audit WHERE number = 3")
    assert faults(noted) == [4]


def test_the_removal_of_the_first_entry_is_found(noted: Store, raw: Engine) -> None:
    unguarded(raw, "DELETE FROM audit WHERE number = 1")
    assert faults(noted) == [2]


def test_an_end_that_was_cut_off_is_found(noted: Store, raw: Engine) -> None:
    unguarded(raw, "DELETE FROM audit WHERE number > 3")
    assert faults(noted) == [3]


def test_a_cut_is_found_even_where_the_end_was_written_anew(noted: Store, raw: Engine) -> None:
    last = "(SELECT hash FROM audit WHERE number = 3)"
    unguarded(raw, "DELETE FROM audit WHERE number > 3", f"UPDATE audit_head SET number = 3, hash = {last}")
    assert faults(noted) == [3]


def test_a_trail_that_was_emptied_is_found(noted: Store, raw: Engine) -> None:
    unguarded(raw, "DELETE FROM audit")
    assert faults(noted) == [0]


def test_a_trail_that_was_emptied_with_its_end_is_found(noted: Store, raw: Engine) -> None:
    unguarded(raw, "DELETE FROM audit", "DELETE FROM audit_head")
    assert faults(noted) == [0]


def test_entries_that_changed_places_are_found(noted: Store, raw: Engine) -> None:
    swap = "UPDATE audit SET number = {} WHERE number = {}"
    unguarded(raw, swap.format(99, 2), swap.format(2, 3), swap.format(3, 99))
    assert 2 in faults(noted)


def test_a_submission_and_a_signature_leave_an_entry_each(store: Store, raw: Engine) -> None:
    record = store.records.read(store.records.submit(submission(store), NOW))
    store.reviews.sign(record, SIGN_OFF, 1, b"%PDF", NOW)
    with raw.connect() as connection:
        subject = f"record:{connection.execute(text('SELECT id FROM records')).scalar_one()}"
    told = [(one.actor, one.action, one.at) for one in store.audit.about(subject)]
    assert told == [("client", "record.submitted", NOW), ("command", "record.signed", NOW)]


def test_a_submission_sent_twice_leaves_one_entry(store: Store) -> None:
    again = submission(store)
    store.records.submit(again, NOW)
    store.records.submit(again, NOW)
    assert len(list(store.audit.verify())) == 1


def test_what_is_noted_by_many_at_once_is_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: store.audit.note(NOW, CLIENT, "record.viewed", f"record:{number}"), range(40)))
    assert len(list(store.audit.verify())) == 40
    assert faults(store) == []
