"""What a client agreed to with a file is kept with it, in one step, and cannot be changed around the program."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records import Agreed, Expected, File, NotTaken, Store, UnknownFile, Visit
from records.audit import CLIENT
from tests.records.examples import LATER, NAME, NOW
from tests.records.pictures import picture

SMALL = picture(size=(8, 8))
WORDS = b"I agree that you keep it."


@pytest.fixture
def visit(store: Store) -> Visit:
    return store.visits.add(Expected(kind="session", name=NAME, birth_date=date(1990, 2, 28)), NOW, "ana")


def send(store: Store, visit: Visit, in_report: bool = True, data: bytes = SMALL) -> File:
    agreed = Agreed(store.contents.keep(WORDS), in_report)
    return store.files.add(visit.id, "scalp", data, NOW, CLIENT, agreed)


@pytest.mark.parametrize("in_report", [True, False])
def test_a_file_knows_the_words_the_moment_and_the_wish_it_was_sent_with(
    store: Store, visit: Visit, in_report: bool
) -> None:
    agreed = store.files.agreements.of(send(store, visit, in_report).id)
    assert agreed is not None
    assert (store.contents.read(agreed.text), agreed.at, agreed.in_report) == (WORDS, NOW, in_report)


def test_what_the_clinic_puts_there_itself_has_no_agreement(store: Store, visit: Visit) -> None:
    kept = store.files.add(visit.id, "letter", SMALL, NOW, "ana")
    assert store.files.agreements.of(kept.id) is None


def test_a_file_that_is_not_taken_leaves_no_agreement(store: Store, visit: Visit) -> None:
    with pytest.raises(NotTaken):
        send(store, visit, data=b"nothing that can be read")
    assert "file.agreed" not in [entry.action for entry in store.audit.entries()]


def test_the_wish_can_be_taken_back_and_the_agreement_stays(store: Store, visit: Visit) -> None:
    kept = send(store, visit)
    before = store.files.agreements.of(kept.id)
    store.files.agreements.withdraw(kept.id, LATER, "a" * 32)
    assert before is not None
    assert store.files.agreements.of(kept.id) == before._replace(in_report=False)


def test_an_agreement_follows_its_file_to_the_visit_that_stays(store: Store, visit: Visit) -> None:
    kept = send(store, visit)
    other = store.visits.add(Expected(kind="session", name=NAME, birth_date=date(1990, 2, 28)), NOW, "ana")
    before = store.files.agreements.of(kept.id)
    store.visits.merge(other.id, visit.id, LATER, "ana")
    (moved,) = store.files.of(other.id)
    assert before is not None
    assert store.files.agreements.of(moved.id) == before


def test_a_wish_that_was_written_around_the_program_counts_for_nothing(store: Store, visit: Visit, raw: Engine) -> None:
    kept = send(store, visit, in_report=False)
    with raw.begin() as connection:
        table = " ON audit" if raw.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER audit_no_update{table}"))
        changed = text("UPDATE audit SET detail = replace(detail, '\"no\"', '\"yes\"') WHERE action = 'file.agreed'")
        assert connection.execute(changed).rowcount == 1
    assert store.files.agreements.of(kept.id) is None
    assert store.verify().faults


def test_the_trail_says_that_somebody_agreed_and_nothing_of_whom_or_what_is_seen(store: Store, visit: Visit) -> None:
    kept = send(store, visit)
    (entry,) = store.audit.about(f"file:{kept.id}")
    assert (entry.action, entry.actor, set(entry.detail)) == ("file.agreed", CLIENT, {"text", "report"})


def test_a_wish_that_was_taken_back_does_not_come_back_when_that_is_spoilt_around_the_program(
    store: Store, visit: Visit, raw: Engine
) -> None:
    kept = send(store, visit)
    store.files.agreements.withdraw(kept.id, LATER, "ana")
    with raw.begin() as connection:
        table = " ON audit" if raw.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER audit_no_update{table}"))
        changed = text("UPDATE audit SET actor = 'mia' WHERE action = 'file.withdrawn'")
        assert connection.execute(changed).rowcount == 1
    agreed = store.files.agreements.of(kept.id)
    assert agreed is not None
    assert not agreed.in_report


def test_what_was_agreed_to_is_taken_back_whole_by_removing_the_file(store: Store, visit: Visit) -> None:
    kept, other = send(store, visit), send(store, visit)
    store.files.remove(kept.id, LATER, "ana")
    assert store.files.of(visit.id) == (other,)
    with pytest.raises(UnknownFile):
        store.files.read(kept.id)
    entry = store.audit.about(f"visit:{visit.id}")[-1]
    assert (entry.actor, entry.action, entry.detail) == ("ana", "file.removed", {"file": kept.id})
    assert store.verify().faults == []


def test_a_file_is_removed_once(store: Store, visit: Visit) -> None:
    kept = send(store, visit)
    store.files.remove(kept.id, LATER, "ana")
    with pytest.raises(UnknownFile):
        store.files.remove(kept.id, LATER, "ana")


def test_of_a_removed_photo_not_even_the_sealed_key_is_left_in_the_files(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as opened:
        visit = opened.visits.add(Expected(kind="session", name=NAME, birth_date=date(1990, 2, 28)), NOW, "ana")
        kept = send(opened, visit)
        with opened.records._database.reading() as connection:
            wrapped = connection.execute(text("SELECT wrapped_key FROM files")).scalar_one()
        opened.files.remove(kept.id, LATER, "ana")
        left = b"".join(file.read_bytes() for file in key_file.parent.glob("smp.sqlite*"))
    assert wrapped not in left
