"""What is somebody's to do, told without an answer or a finding."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import JsonValue
from sqlalchemy import text

from records import Expected, LetterNote, Note, Noted, Remark, Store, due, new_token
from records.queueing import queue_up
from records.review import Decision, Signed
from tests.records.examples import ANSWERS, BORN, LATER, NAME, NOW, SIGN_OFF, submission
from tests.records.queued import CALM, URGENT, send

HOUR = timedelta(hours=1)
AWAITED = LetterNote(sender="gp", rules=("bt-x",), step="asked", due=date(2026, 12, 3))


def noted(note: Note, at: datetime = NOW) -> Noted:
    return Noted.of(note, "Ana", "Specialist", 1, at, "0" * 64, "")


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ({}, "ready"),
        ({"letters": [{"from": "gp"}]}, "letter"),
        ({"open": [{"level": "advice"}]}, "ready"),
        ({"open": [{"level": "caution"}]}, "call"),
        ({"open": [{"level": "clearance"}], "letters": [{"from": "gp"}]}, "call"),
        ({"urgent": [{"urgency": "today"}]}, "call"),
        ({"bookable": False}, "call"),
        ({"not_before": "2026-12-24T10:00+00:00"}, "call"),
    ],
)
def test_what_was_found_is_told_as_what_to_do(found: dict[str, Any], state: str) -> None:
    assert due({**CALM, **found}, None).state == state


@pytest.mark.parametrize(
    ("decision", "state", "done"),
    [
        ("start", "ready", True),
        ("with_care", "ready", True),
        ("move", "move", True),
        ("letter", "letter", False),
        ("refer", "closed", True),
        ("no", "closed", True),
    ],
)
def test_what_was_decided_is_told_as_what_to_do(decision: Decision, state: str, done: bool) -> None:
    moved = LATER if decision == "move" else None
    review = SIGN_OFF.model_copy(update={"decision": decision, "move_to": moved})
    signed = Signed.of(review, 1, NOW, "0" * 64, "", b"")
    stands = due({**CALM, "urgent": [{}]}, None, (), signed)
    assert (stands.state, stands.done) == (state, done)


def test_something_new_after_it_was_signed_makes_it_somebodys_to_do_again() -> None:
    signed = Signed.of(SIGN_OFF, 1, NOW, "0" * 64, "", b"")
    assert not due(CALM, None, [noted(AWAITED, LATER)], signed).done
    assert due(CALM, None, [noted(Remark(words="called"), LATER)], signed).done


def test_a_letter_is_chased_on_its_day_until_it_is_here() -> None:
    arrived = AWAITED.model_copy(update={"step": "arrived", "allows": True, "due": None})
    assert due(CALM, None, [noted(AWAITED)]).due_at == datetime(2026, 12, 3, tzinfo=NOW.tzinfo)
    assert due(CALM, None, [noted(AWAITED), noted(arrived)]).due_at is None


def test_a_form_that_was_sent_stands_in_the_queue_with_its_visit(store: Store) -> None:
    visit = store.visits.add(Expected(kind="session", at=LATER, name=NAME, birth_date=BORN), NOW, "a" * 32)
    ref = store.records.submit(submission(store, token=visit.draft_token), NOW)
    queued = store.queue.of(ref)
    assert queued and (queued.visit_at, queued.submitted_at, queued.opened_at) == (LATER, NOW, None)
    assert store.queue.states([visit.draft, "0" * 64]) == {visit.draft: "call"}


def test_without_a_visit_the_moment_that_was_told_counts(store: Store) -> None:
    told: dict[str, JsonValue] = {**ANSWERS, "visit": {"kind": "session", "at": LATER.isoformat()}}
    queued = store.queue.of(store.records.submit(submission(store, answers=told), NOW))
    assert queued and queued.visit_at == LATER


def test_a_form_that_is_sent_again_takes_the_place_of_the_first(store: Store) -> None:
    token = new_token()
    first = store.records.submit(submission(store, token=token), NOW)
    second = store.records.submit(submission(store, id="second", token=token), LATER)
    stand = [store.queue.of(ref) for ref in (first, second)]
    assert [one and one.done for one in stand] == [True, False]


def test_something_urgent_that_nobody_opened_stays_whatever_is_sent_afterwards(store: Store) -> None:
    token = new_token()
    told = submission(store, token=token)
    urgent = told.model_copy(update={"assessment": {**told.assessment, "urgent": [{"urgency": "today"}]}})
    first = store.records.submit(urgent, NOW)
    store.records.submit(submission(store, id="second", token=token), LATER)
    stands = store.queue.of(first)
    assert stands and (stands.urgent, stands.done) == (True, False)
    store.queue.opened(first, LATER, "a" * 32)
    store.records.submit(submission(store, id="third", token=token), LATER)
    stands = store.queue.of(first)
    assert stands and stands.done


def test_who_opened_it_first_is_kept_with_the_moment(store: Store) -> None:
    ref = store.records.submit(submission(store), NOW)
    store.queue.opened(ref, LATER, "a" * 32)
    store.queue.opened(ref, LATER + timedelta(hours=1), "b" * 32)
    queued = store.queue.of(ref)
    assert queued and queued.opened_at == LATER
    assert [entry.actor for entry in store.audit.latest(9) if entry.action == "record.opened"] == ["a" * 32]


def test_signing_takes_a_record_out_of_the_queue(store: Store) -> None:
    record = store.records.read(store.records.submit(submission(store), NOW))
    store.reviews.sign(record, SIGN_OFF, 1, b"%PDF", LATER)
    queued = store.queue.of(record.ref)
    assert queued and (queued.state, queued.done) == ("ready", True)


def test_erasing_a_person_takes_them_out_of_the_queue(store: Store) -> None:
    ref = store.records.submit(submission(store), NOW)
    store.records.erase(ref, LATER, "a" * 32, "asked")
    assert store.queue.of(ref) is None


def test_records_of_earlier_versions_are_taken_up_as_they_stand(store: Store) -> None:
    refs = [store.records.submit(submission(store, id=str(number)), NOW) for number in range(2)]
    store.reviews.sign(store.records.read(refs[0]), SIGN_OFF, 1, b"%PDF", LATER)
    database = store.records._database
    with database.writing() as connection:
        connection.execute(text("DELETE FROM queue"))
    queue_up(database, store.queue, store.records, store.reviews)
    stand = [store.queue.of(ref) for ref in refs]
    assert [one and one.done for one in stand] == [True, False]


def test_urgent_forms_that_nobody_opened_in_time_are_counted_with_the_first_of_them(store: Store) -> None:
    send(store, "calm", NOW)
    opened = send(store, "opened", NOW, found=URGENT)
    store.queue.opened(opened, NOW, "a" * 32)
    assert store.queue.longest_unopened() is None
    refs = [send(store, "urgent", NOW + hours * HOUR, found=URGENT) for hours in (1, 2, 3)]
    assert store.queue.unopened(NOW) is None
    assert store.queue.unopened(NOW + 2 * HOUR) == (2, NOW + HOUR)
    assert store.queue.longest_unopened() == refs[0]


def test_a_day_is_told_by_its_visits_each_once_and_without_those_that_will_not_be(store: Store) -> None:
    token, day = new_token(), NOW + timedelta(days=9)
    send(store, "first try", NOW, day, token=token)
    later = send(store, "later", NOW + HOUR, day + 2 * HOUR)
    again = send(store, "sent again", NOW + HOUR, day, token=token)
    refused = store.records.read(send(store, "refused", NOW, day))
    store.reviews.sign(refused, SIGN_OFF.model_copy(update={"decision": "no"}), 1, b"%PDF", NOW)
    signed = send(store, "signed", NOW, day + HOUR)
    store.reviews.sign(store.records.read(signed), SIGN_OFF, 1, b"%PDF", NOW)
    send(store, "next day", NOW, day + timedelta(days=1))
    assert store.queue.expected(day, day + timedelta(days=1)) == [again, signed, later]
