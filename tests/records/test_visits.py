"""Who is expected is kept sealed, found by day and by draft, and every change of it is on the trail."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, text

from records import Expected, Store, Tampered, UnknownRecord, UnknownVisit, new_token
from records.ref import new_ref
from tests.records.examples import BORN, LATER, NAME, NOW, submission

EXPECTED = Expected(
    kind="first_session", at=NOW + timedelta(days=10), name=NAME, birth_date=date(1990, 2, 28), phone="020 7946 0000"
)


def test_a_visit_reads_back_as_it_was_added(store: Store) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    assert store.visits.get(added.id) == added
    assert added.model_dump(include=set(Expected.model_fields)) == EXPECTED.model_dump()
    assert added.created_at == NOW


def test_a_visit_is_found_by_the_draft_of_its_form(store: Store) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    assert store.visits.of_draft(added.draft_token) == added
    assert store.visits.of_draft(new_token()) is None


def test_a_day_shows_its_visits_in_order_and_no_others(store: Store) -> None:
    hours = [33, 10, 34, 9, 58]
    for each in hours:
        store.visits.add(EXPECTED.model_copy(update={"at": NOW + timedelta(hours=each)}), NOW, "ana")
    store.visits.add(EXPECTED.model_copy(update={"at": None}), NOW, "ana")
    found = store.visits.between(NOW + timedelta(hours=10), NOW + timedelta(hours=34))
    assert [visit.at for visit in found] == [NOW + timedelta(hours=10), NOW + timedelta(hours=33)]


def test_a_visit_without_a_moment_is_another_one_when_the_last_is_long_ago(store: Store) -> None:
    undated = EXPECTED.model_copy(update={"at": None})
    for expected, since, found in (
        (undated, NOW, True),
        (undated, NOW + timedelta(seconds=1), False),
        (EXPECTED, NOW + timedelta(days=9), True),
    ):
        added = store.visits.add(expected, NOW, "ana")
        assert store.visits.like(expected, since) == (added if found else None)
        store.visits.move(added.id, NOW, NOW, "ana")


@pytest.mark.parametrize("at", [NOW + timedelta(days=40), None])
def test_a_visit_moves_and_stays_the_same_otherwise(store: Store, at: object) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    store.visits.move(added.id, at, NOW, "bo")  # type: ignore[arg-type]
    assert store.visits.get(added.id) == added.model_copy(update={"at": at})


def test_what_was_done_and_by_whom_is_on_the_trail(store: Store) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    store.visits.move(added.id, None, NOW + timedelta(hours=1), "bo")
    told = [(one.actor, one.action) for one in store.audit.about(f"visit:{added.id}")]
    assert told == [("ana", "visit.added"), ("bo", "visit.moved")]


def test_an_unknown_visit_is_said_so_and_leaves_no_trace(store: Store) -> None:
    with pytest.raises(UnknownVisit):
        store.visits.get("0" * 32)
    with pytest.raises(UnknownVisit):
        store.visits.move("0" * 32, None, NOW, "ana")
    assert list(store.audit.verify()) == []


def test_names_dates_and_tokens_are_sealed_in_the_row(store: Store, raw: Engine) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    with raw.connect() as connection:
        row = connection.execute(text("SELECT * FROM visits")).one()
    kept = b"".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)
    assert not [one for one in (NAME, "Brien", "1990", "7946", added.draft_token) if one.encode() in kept]


def test_the_body_of_one_visit_does_not_open_in_another(store: Store, raw: Engine) -> None:
    first, second = (store.visits.add(EXPECTED, NOW, "ana") for _ in range(2))
    with raw.begin() as connection:
        for column in ("body", "wrapped_key"):
            query = f"UPDATE visits SET {column} = (SELECT {column} FROM visits WHERE id = :from) WHERE id = :to"
            connection.execute(text(query), {"from": first.id, "to": second.id})
    with pytest.raises(Tampered):
        store.visits.get(second.id)


@pytest.mark.parametrize(
    "wrong", [{"kind": "party"}, {"name": " "}, {"name": "x" * 201}, {"at": "2026-12-01T10:00"}, {"birth_date": "1990"}]
)
def test_what_makes_no_sense_is_refused_and_not_quoted(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        Expected.model_validate({**EXPECTED.model_dump(), **wrong})
    assert "input_value" not in str(caught.value)


def test_a_record_that_came_without_an_invitation_gets_one_visit_of_its_own(store: Store) -> None:
    ref = store.records.submit(submission(store), NOW)
    assert store.visits.of_record(ref) is None
    made = store.visits.for_record(ref, EXPECTED, NOW, "ana")
    assert (made.name, made.kind, made.draft_token) == (NAME, "first_session", "")
    assert store.visits.for_record(ref, EXPECTED, LATER, "bo") == made == store.visits.of_record(ref)
    assert [(entry.action, entry.actor) for entry in store.audit.about(f"visit:{made.id}")] == [("visit.added", "ana")]
    assert store.invitations.progress(made) == "in"


def test_the_visit_of_an_invited_record_is_the_one_that_was_expected(store: Store) -> None:
    added = store.visits.add(EXPECTED, NOW, "ana")
    ref = store.records.submit(submission(store, token=added.draft_token), NOW)
    assert store.visits.for_record(ref, EXPECTED, LATER, "bo") == added


def test_a_link_to_a_visit_that_was_made_for_a_record_opens_its_state_to_whoever_knows_the_birth_date(
    store: Store,
) -> None:
    ref = store.records.submit(submission(store), NOW)
    made = store.visits.for_record(ref, EXPECTED, NOW, "ana")
    link = store.invitations.make(made.id, NOW, "ana")
    assert store.invitations.open(link, NOW) is None
    assert store.invitations.prove(link, BORN, "203.0.113.9", NOW).outcome == "proven"


def test_the_visit_of_a_record_that_is_erased_is_gone_too(store: Store) -> None:
    ref = store.records.submit(submission(store), NOW)
    made = store.visits.for_record(ref, EXPECTED, NOW, "ana")
    store.records.erase(ref, NOW, "ana", "asked")
    with pytest.raises(UnknownVisit):
        store.visits.get(made.id)


def test_there_is_no_visit_for_a_record_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownRecord):
        store.visits.for_record(new_ref(), EXPECTED, NOW, "ana")
