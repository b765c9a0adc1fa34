"""What was signed stays as it was signed, with the very bytes of the PDF; corrections are amendments."""

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, text

from records import Conflict, NotSigned, Record, Review, Store, Tampered
from tests.records.examples import NOW, SIGN_OFF, submission

PAPER = b"%PDF-1.4 signed"
AMENDMENT = SIGN_OFF.model_copy(update={"decision": "letter", "reason": "the letter came after all"})


@pytest.fixture
def record(store: Store) -> Record:
    return store.records.read(store.records.submit(submission(store), NOW))


def test_a_record_begins_without_a_review(store: Store, record: Record) -> None:
    assert store.reviews.of(record.ref) == ()


def test_what_was_signed_is_read_as_it_was_with_its_pdf(store: Store, record: Record) -> None:
    signed = store.reviews.sign(record, SIGN_OFF, 1, PAPER, NOW)
    assert (signed.review, signed.at, signed.number) == (SIGN_OFF, NOW, 1)
    assert store.reviews.of(record.ref) == (signed,)
    assert store.reviews.papers(record.ref) == (PAPER,)


def test_an_amendment_keeps_what_was_signed_before(store: Store, record: Record) -> None:
    store.reviews.sign(record, SIGN_OFF, 1, PAPER, NOW)
    store.reviews.sign(record, AMENDMENT, 2, b"%PDF amended", NOW)
    assert [one.review for one in store.reviews.of(record.ref)] == [SIGN_OFF, AMENDMENT]
    assert store.reviews.papers(record.ref) == (PAPER, b"%PDF amended")


def test_signed_means_locked(store: Store, record: Record) -> None:
    store.reviews.sign(record, SIGN_OFF, 1, PAPER, NOW)
    with pytest.raises(NotSigned, match="needs a reason"):
        store.reviews.sign(record, SIGN_OFF, 2, PAPER, NOW)


def test_nothing_is_amended_that_was_not_signed(store: Store, record: Record) -> None:
    with pytest.raises(NotSigned, match="nothing to amend"):
        store.reviews.sign(record, AMENDMENT, 1, PAPER, NOW)


def test_the_second_of_two_people_sees_a_conflict(store: Store, record: Record) -> None:
    store.reviews.sign(record, SIGN_OFF, 1, PAPER, NOW)
    with pytest.raises(Conflict):
        store.reviews.sign(record, AMENDMENT, 1, PAPER, NOW)
    assert len(store.reviews.of(record.ref)) == 1


def test_a_sign_off_that_was_removed_around_the_program_is_found_out(store: Store, record: Record, raw: Engine) -> None:
    store.reviews.sign(record, SIGN_OFF, 1, PAPER, NOW)
    store.reviews.sign(record, AMENDMENT, 2, PAPER, NOW)
    with raw.begin() as connection:
        table = " ON reviews" if raw.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER reviews_no_delete{table}"))
        connection.execute(text("DELETE FROM reviews WHERE number = 1"))
    with pytest.raises(Tampered):
        store.reviews.of(record.ref)
    assert [ref for ref, fault in store.reviews.verify() if fault] == [record.ref]


def test_no_word_of_a_review_stands_in_the_database(store: Store, record: Record, raw: Engine) -> None:
    store.reviews.sign(record, SIGN_OFF.model_copy(update={"note": "takes apixaban"}), 1, PAPER, NOW)
    with raw.connect() as connection:
        row = connection.execute(text("SELECT body, paper FROM reviews")).one()
    assert not any(word in bytes(cell) for cell in row for word in (b"Ana", b"apixaban", b"%PDF"))


@pytest.mark.parametrize(
    "changed",
    [
        {"by": ""},
        {"by": "   "},
        {"role": ""},
        {"decision": "perhaps"},
        {"decision": "move"},
        {"move_to": NOW},
        {"overrides": [{"rule": "bt-inr-bring", "reason": ""}]},
    ],
)
def test_a_review_without_name_role_decision_or_reasons_is_none(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Review.model_validate(SIGN_OFF.model_dump() | changed)
