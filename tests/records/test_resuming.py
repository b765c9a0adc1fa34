"""A draft is gone on with elsewhere by its code and the birth date: until midnight, once, and not by guessing."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from records import Expected, Resumed, Store, Visit, new_token
from records.ref import ALPHABET
from tests.records.examples import BORN, NOW, submission
from tests.records.staff import ADDRESS
from tests.records.test_clear_text import kept_bytes

MIDNIGHT = NOW + timedelta(hours=14)
OTHER_DAY = date(1990, 2, 27)
WRONG = Resumed("wrong")


def begun(store: Store, birth_date: Any = "1990-02-28") -> str:
    """The token of a draft in which the first step was answered."""
    token = new_token()
    store.drafts.save(token, {"answers": {"birth_date": birth_date}}, 0, NOW)
    return token


def invited(store: Store) -> Visit:
    return store.visits.add(Expected(kind="session", name="Zoë Żuk", birth_date=BORN), NOW, "ana")


def code(store: Store, token: str) -> str:
    made = store.resuming.code(token, MIDNIGHT, NOW)
    assert made
    return made


def resume(store: Store, typed: str, born: date = BORN, at: datetime = NOW, address: str = ADDRESS) -> Resumed:
    return store.resuming.resume(typed, born, address, at)


def test_a_code_is_six_signs_and_opens_the_draft_with_the_birth_date(store: Store) -> None:
    token = begun(store)
    made = code(store, token)
    assert re.fullmatch(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", made)
    assert resume(store, made) == Resumed("opened", token=token)


def test_a_code_works_however_it_is_typed(store: Store) -> None:
    made = code(store, begun(store)).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert resume(store, made).outcome == "opened"


def test_whoever_asks_again_is_shown_the_same_code_until_it_was_used(store: Store) -> None:
    token = begun(store)
    first = code(store, token)
    assert code(store, token) == first
    assert resume(store, first).outcome == "opened"
    assert code(store, token) != first


def test_a_code_works_once(store: Store) -> None:
    made = code(store, begun(store))
    assert [resume(store, made).outcome for _ in range(2)] == ["opened", "wrong"]


def test_of_those_who_use_a_code_at_once_one_gets_in(store: Store) -> None:
    made, together = code(store, begun(store)), Barrier(4)

    def use(number: int) -> str:
        together.wait()
        return resume(store, made, address=str(number)).outcome

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, range(4))) == ["opened", "wrong", "wrong", "wrong"]


@pytest.mark.parametrize(("at", "outcome"), [(MIDNIGHT - timedelta(seconds=1), "opened"), (MIDNIGHT, "wrong")])
def test_a_code_is_good_until_the_day_is_over(store: Store, at: datetime, outcome: str) -> None:
    assert resume(store, code(store, begun(store)), at=at).outcome == outcome


def test_the_next_day_has_another_code(store: Store) -> None:
    token = begun(store)
    first = code(store, token)
    later = store.resuming.code(token, MIDNIGHT + timedelta(days=1), MIDNIGHT)
    assert later not in (None, first)


def test_a_wrong_birth_date_is_told_as_a_wrong_code_is(store: Store) -> None:
    made = code(store, begun(store))
    assert resume(store, made, OTHER_DAY, address="a") == resume(store, "000-000", address="b") == WRONG


def test_five_wrong_birth_dates_kill_a_code_wherever_they_come_from(store: Store) -> None:
    token = begun(store)
    made = code(store, token)
    for number in range(5):
        assert resume(store, made, OTHER_DAY, address=str(number)) == WRONG
    assert resume(store, made, address="another") == WRONG
    assert code(store, token) != made


def test_guessing_gets_slow_and_shuts_out_only_who_guesses(store: Store) -> None:
    made = code(store, begun(store))
    for _ in range(3):
        resume(store, "000-000")
    assert resume(store, made) == Resumed("wait", timedelta(seconds=1))
    assert resume(store, made, address="198.51.100.7").outcome == "opened"


def test_a_right_code_makes_up_for_the_mistakes_before_it(store: Store) -> None:
    for _ in range(2):
        resume(store, "000-000")
    assert resume(store, code(store, begun(store))).outcome == "opened"
    assert resume(store, "000-000") == WRONG


def test_slow_guesses_at_codes_do_not_slow_signing_in(store: Store) -> None:
    for _ in range(5):
        resume(store, "000-000")
    assert store.attempts.wait(NOW, f"address:{ADDRESS}") == timedelta()


@pytest.mark.parametrize("birth_date", [None, {"state": "not_sure"}, "1990", "1990-02", "soon", 7])
def test_without_a_birth_date_there_is_no_code(store: Store, birth_date: Any) -> None:
    assert store.resuming.code(begun(store, birth_date), MIDNIGHT, NOW) is None
    assert store.resuming.code(new_token(), MIDNIGHT, NOW) is None


def test_who_is_expected_has_a_code_before_anything_was_given(store: Store) -> None:
    visit = invited(store)
    assert resume(store, code(store, visit.draft_token)) == Resumed("opened", token=visit.draft_token)


@pytest.mark.parametrize(("born", "outcome"), [(BORN, "opened"), (OTHER_DAY, "opened"), (date(1970, 1, 1), "wrong")])
def test_both_the_clinics_birth_date_and_the_clients_open_it(store: Store, born: date, outcome: str) -> None:
    visit = invited(store)
    store.drafts.save(visit.draft_token, {"answers": {"birth_date": OTHER_DAY.isoformat()}}, 0, NOW)
    assert resume(store, code(store, visit.draft_token), born).outcome == outcome


def test_a_form_that_was_sent_is_not_opened_by_its_code(store: Store) -> None:
    visit = invited(store)
    made = code(store, visit.draft_token)
    store.records.submit(submission(store, token=visit.draft_token), NOW)
    assert resume(store, made) == WRONG
    assert store.resuming.code(visit.draft_token, MIDNIGHT, NOW) is None


def sent(store: Store, born: str) -> Visit:
    """A visit whose form was sent with this birth date."""
    visit, form = invited(store), submission(store)
    told = form.model_copy(update={"draft_token": visit.draft_token, "identity": {**form.identity, "birth_date": born}})
    store.records.submit(told, NOW)
    return visit


@pytest.mark.parametrize(("typed", "outcome"), [(OTHER_DAY, "opened"), (BORN, "wrong")])
def test_a_form_that_asks_again_is_opened_by_a_code_and_the_birth_date_that_the_client_sent(
    store: Store, typed: date, outcome: str
) -> None:
    visit = sent(store, OTHER_DAY.isoformat())
    made = store.resuming.code(visit.draft_token, MIDNIGHT, NOW, "ana", lambda one: one.id == visit.id)
    assert made
    assert store.resuming.resume(made, typed, ADDRESS, NOW, lambda _: True).outcome == outcome


def test_a_form_that_no_longer_asks_again_is_not_opened_by_the_code_that_it_had(store: Store) -> None:
    visit = sent(store, BORN.isoformat())
    made = store.resuming.code(visit.draft_token, MIDNIGHT, NOW, "ana", lambda _: True)
    assert made
    assert store.resuming.resume(made, BORN, ADDRESS, NOW, lambda _: False) == WRONG


def test_a_draft_that_was_dropped_is_not_opened_by_its_code(store: Store) -> None:
    token = begun(store)
    made = code(store, token)
    store.drafts.delete(token)
    assert resume(store, made) == WRONG


def test_it_is_known_when_a_draft_was_gone_on_with_elsewhere(store: Store) -> None:
    token, other = begun(store), begun(store)
    made = code(store, token)
    assert not store.resuming.moved(token, NOW)
    resume(store, made, at=NOW + timedelta(seconds=1))
    since = [NOW, NOW + timedelta(seconds=1)]
    assert [store.resuming.moved(token, one) for one in since] == [True, False]
    assert not store.resuming.moved(other, NOW)


@pytest.mark.parametrize("typed", ["", "\ud83d", "x" * 100_000, "' OR 1=1 --", "7K3"])
def test_what_is_no_code_opens_nothing(store: Store, typed: str) -> None:
    code(store, begun(store))
    assert resume(store, typed) == WRONG


def test_the_trail_says_what_became_of_a_code_and_names_nobody(store: Store) -> None:
    token = begun(store)
    made = code(store, token)
    resume(store, made, OTHER_DAY)
    resume(store, made)
    entries = [entry for entry in store.audit.entries() if entry.action.startswith("resume_code")]
    assert [entry.action.partition(".")[2] for entry in entries] == ["made", "refused", "used"]
    assert {entry.actor for entry in entries} == {"client"}
    assert not any(word in str(entries) for word in (token, made, made.replace("-", ""), "1990"))


def test_neither_code_nor_token_is_in_the_files(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        token = begun(store)
        made = code(store, token)
        kept = kept_bytes(key_file.parent)
    assert not any(secret.encode() in kept for secret in (token, made, made.replace("-", "")))


def test_codes_of_days_that_are_over_are_forgotten(store: Store) -> None:
    made = code(store, begun(store))
    store.resuming.purge(MIDNIGHT)
    assert resume(store, made) == WRONG
