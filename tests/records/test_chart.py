"""What is noted at the desk stays as it was noted, sealed, in order; two people never overwrite each other."""

import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy import Engine, text

from records import (
    Answered,
    Conflict,
    Due,
    Erased,
    Expected,
    LetterNote,
    Moved,
    Note,
    Noted,
    PatchTest,
    Record,
    Remark,
    Store,
    Tampered,
)
from tests.records.examples import BORN, LATER, NAME, NOW, SIGN_OFF, submission

WHO = {"by": "Ana Ruiz", "role": "Specialist"}
READY = Due("ready", urgent=False, visit_at=None)
PHONED = Remark(words="Phoned about apixaban")


@pytest.fixture
def record(store: Store) -> Record:
    return store.records.read(store.records.submit(submission(store), NOW))


def add(store: Store, record: Record, number: int, note: Note = PHONED, due: Due = READY) -> Noted:
    return store.chart.add(record, note, "Ana Ruiz", "Specialist", number, due, LATER, "a" * 32)


def test_what_was_noted_is_read_as_it_was_in_order(store: Store, record: Record) -> None:
    first, second = add(store, record, 1), add(store, record, 2, Answered(answers={"pain": 3.5}))
    assert store.chart.of(record.ref) == (first, second)
    assert (first.number, first.at, first.by, first.role, first.note) == (1, LATER, "Ana Ruiz", "Specialist", PHONED)


def test_the_second_of_two_people_sees_a_conflict(store: Store, record: Record) -> None:
    add(store, record, 1)
    with pytest.raises(Conflict, match="Somebody else"):
        add(store, record, 1)
    assert len(store.chart.of(record.ref)) == 1


def test_nobody_signs_over_a_note_that_they_have_not_seen(store: Store, record: Record) -> None:
    add(store, record, 1)
    with pytest.raises(Conflict, match="Somebody else"):
        store.reviews.sign(record, SIGN_OFF, 1, b"%PDF", LATER)
    assert store.reviews.of(record.ref) == ()


def test_what_was_signed_after_a_note_says_which_one(store: Store, record: Record) -> None:
    noted = add(store, record, 1)
    signed = store.reviews.sign(record, SIGN_OFF.model_copy(update={"chart": noted.hash}), 1, b"%PDF", LATER)
    assert store.reviews.of(record.ref) == (signed,)
    assert signed.review.chart == noted.hash


def test_no_word_of_a_note_stands_in_the_database(store: Store, record: Record, raw: Engine) -> None:
    add(store, record, 1)
    with raw.connect() as connection:
        body = bytes(connection.execute(text("SELECT body FROM chart")).scalar_one())
    assert not any(word in body for word in (b"Ana", b"apixaban"))


@pytest.mark.parametrize("change", ["DELETE FROM chart WHERE number = 1", "UPDATE chart SET number = number + 1"])
def test_a_note_that_was_removed_or_moved_around_the_program_is_found_out(
    store: Store, record: Record, raw: Engine, change: str
) -> None:
    add(store, record, 1)
    add(store, record, 2)
    with raw.begin() as connection:
        table = " ON chart" if raw.dialect.name == "postgresql" else ""
        for what in ("delete", "update"):
            connection.execute(text(f"DROP TRIGGER chart_no_{what}{table}"))
        connection.execute(text(change if "DELETE" in change else change + " WHERE number = 2"))
    with pytest.raises(Tampered):
        store.chart.of(record.ref)
    assert [str(fault) for fault in store.verify().faults if str(record.ref) in str(fault)]


def test_erasing_a_person_makes_what_was_noted_unreadable_and_still_proves_itself(store: Store, record: Record) -> None:
    add(store, record, 1)
    store.records.erase(record.ref, LATER, "a" * 32, "asked")
    with pytest.raises(Erased):
        store.chart.of(record.ref)
    assert store.verify().faults == []


def test_a_note_that_vanished_from_an_erased_record_is_found_out(store: Store, record: Record, raw: Engine) -> None:
    add(store, record, 1)
    store.records.erase(record.ref, LATER, "a" * 32, "asked")
    with raw.begin() as connection:
        table = " ON chart" if raw.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER chart_no_delete{table}"))
        connection.execute(text("DELETE FROM chart"))
    assert len(store.verify().faults) == 1


def test_a_visit_that_is_moved_in_the_chart_moves_in_the_list_of_visits(store: Store) -> None:
    visit = store.visits.add(Expected(kind="consultation", name=NAME, birth_date=BORN), NOW, "a" * 32)
    record = store.records.read(store.records.submit(submission(store, token=visit.draft_token), NOW))
    add(store, record, 1, Moved(kind="first_session", at=LATER))
    moved = store.visits.get(visit.id)
    assert (moved.kind, moved.at) == ("first_session", LATER)


def test_each_note_is_on_the_trail_without_a_word_of_it(store: Store, record: Record) -> None:
    add(store, record, 1)
    entry = store.audit.latest(1)[0]
    assert (entry.action, entry.actor, entry.detail) == ("record.remark", "a" * 32, {"number": 1})


@pytest.mark.parametrize(
    ("shape", "wrong"),
    [
        (LetterNote, {"sender": "gp", "rules": ["x"], "step": "arrived"}),
        (LetterNote, {"sender": "gp", "rules": ["x"], "step": "asked", "allows": True}),
        (LetterNote, {"sender": "gp", "rules": [], "step": "asked"}),
        (PatchTest, {"step": "read"}),
        (PatchTest, {"step": "refused"}),
        (Answered, {"answers": {}}),
        (Remark, {"words": "  "}),
    ],
)
def test_a_note_that_leaves_out_what_matters_is_none(shape: type[BaseModel], wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        shape.model_validate(wrong)
