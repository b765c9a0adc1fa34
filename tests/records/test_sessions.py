"""Who is signed in, for how long, is what the row says: not the browser, and to the second."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, event, text

from records import Account, SessionKey, SignInRefused, Store
from records.audit import COMMAND
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import PIN, CountingHasher, done, hire

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
ISSUER = "https://login.example.org"
KEY = SessionKey.of(ISSUER, "subject-1", NOW)
WRONG = "918273"


@pytest.fixture
def ana(store: Store) -> Account:
    """Somebody without a PIN."""
    return hire(store, login="ana")


@pytest.fixture
def ben(store: Store) -> Account:
    """Somebody with a PIN."""
    account = hire(store, login="ben")
    store.accounts.set_pin(account.id, PIN, NOW, COMMAND)
    return account


def state(store: Store, token: str | SessionKey, moment: datetime) -> str:
    return store.sessions.see(token, moment).state


def stay(store: Store, token: str | SessionKey, until: datetime) -> None:
    """Be seen every ten minutes."""
    moment = NOW
    while moment < until:
        assert state(store, token, moment) == "open"
        moment += 10 * MINUTE


def test_a_session_is_open_from_its_beginning_and_says_whose_it_is(store: Store, ana: Account) -> None:
    assert store.sessions.see(store.sessions.begin(ana, NOW), NOW) == (ana, "open")


def test_a_session_outlives_a_restart(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as before:
        token = before.sessions.begin(hire(before), NOW)
    with Store.open(url, key_file, CHEAP) as after:
        assert state(after, token, NOW + MINUTE) == "open"


@pytest.mark.parametrize(
    "chosen", ["", "x", "a" * 43, "Zx_-4" * 8 + "abc", "../accounts", "é" * 43, "\ud83d", "a" * 100_000]
)
def test_a_token_that_a_browser_chose_is_no_session_and_never_becomes_one(
    store: Store, ana: Account, chosen: str
) -> None:
    assert store.sessions.see(chosen, NOW) == (None, "gone")
    assert store.sessions.unlock(chosen, PIN, NOW) == (None, "gone")
    store.sessions.lock(chosen, NOW)
    store.sessions.end(chosen, NOW)
    assert store.sessions.begin(ana, NOW) != chosen
    assert state(store, chosen, NOW) == "gone"


def test_every_sign_in_has_a_token_of_its_own(store: Store, ana: Account) -> None:
    tokens = {store.sessions.begin(ana, NOW) for _ in range(3)}
    assert {len(token) for token in tokens} == {43}
    assert len(tokens) == 3


def test_the_text_of_a_key_from_a_browser_is_no_session(store: Store, ana: Account) -> None:
    store.sessions.begin_for(KEY, ana, NOW)
    assert state(store, KEY, NOW) == "open"
    assert state(store, str(KEY), NOW) == "gone"
    store.sessions.end(str(KEY), NOW)
    assert state(store, KEY, NOW) == "open"


def test_the_row_of_a_session_opens_none(store: Store, ana: Account, raw: Engine) -> None:
    token = store.sessions.begin(ana, NOW)
    with raw.connect() as connection:
        row_id = connection.execute(text("SELECT id FROM sessions")).scalar_one()
    assert token not in row_id
    assert state(store, row_id, NOW) == "gone"


@pytest.mark.parametrize(("idle", "expected"), [(15 * MINUTE - SECOND, "open"), (15 * MINUTE, "gone")])
def test_without_a_pin_fifteen_minutes_of_silence_end_a_session(
    store: Store, ana: Account, idle: timedelta, expected: str
) -> None:
    assert state(store, store.sessions.begin(ana, NOW), NOW + idle) == expected


@pytest.mark.parametrize(("idle", "expected"), [(15 * MINUTE - SECOND, "open"), (15 * MINUTE, "locked")])
def test_with_a_pin_fifteen_minutes_of_silence_lock_it(
    store: Store, ben: Account, idle: timedelta, expected: str
) -> None:
    assert store.sessions.see(store.sessions.begin(ben, NOW), NOW + idle) == (ben, expected)


@pytest.mark.parametrize(("age", "expected"), [(10 * HOUR - SECOND, "open"), (10 * HOUR, "gone")])
def test_ten_hours_after_its_beginning_a_session_is_gone_however_busy(
    store: Store, ben: Account, age: timedelta, expected: str
) -> None:
    token = store.sessions.begin(ben, NOW)
    stay(store, token, NOW + 10 * HOUR)
    assert state(store, token, NOW + age) == expected


def test_a_locked_session_is_gone_after_ten_hours_too(store: Store, ben: Account) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    assert state(store, token, NOW + 10 * HOUR - SECOND) == "locked"
    assert store.sessions.unlock(token, PIN, NOW + 10 * HOUR) == (None, "gone")


def test_being_seen_keeps_a_session_open(store: Store, ana: Account) -> None:
    token = store.sessions.begin(ana, NOW)
    stay(store, token, NOW + HOUR)
    assert state(store, token, NOW + 50 * MINUTE + 15 * MINUTE - SECOND) == "open"


def test_what_ended_by_idleness_does_not_come_back(store: Store, ana: Account) -> None:
    token = store.sessions.begin(ana, NOW)
    assert state(store, token, NOW + 15 * MINUTE) == "gone"
    assert state(store, token, NOW + MINUTE) == "gone"


def test_being_seen_is_written_once_a_minute_at_most(store: Store, ana: Account) -> None:
    token, commits = store.sessions.begin(ana, NOW), []
    event.listen(store.drafts._database.engine, "commit", lambda _: commits.append("commit"))
    for seconds in range(0, 180, 5):
        store.sessions.see(token, NOW + timedelta(seconds=seconds))
    assert len(commits) == 2


def test_the_pin_opens_a_locked_session_and_idleness_counts_from_then(store: Store, ben: Account) -> None:
    token, later = store.sessions.begin(ben, NOW), NOW + HOUR
    assert store.sessions.unlock(token, PIN, later) == (ben, "open")
    assert state(store, token, later + 15 * MINUTE - SECOND) == "open"
    assert done(store, ben)[-1] == "session.unlocked"


def test_what_was_locked_by_hand_stays_locked_until_the_pin_is_given(store: Store, ben: Account) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    assert state(store, token, NOW + SECOND) == "locked"
    assert store.sessions.unlock(token, WRONG, NOW + SECOND) == (ben, "locked")
    assert store.sessions.unlock(token, PIN, NOW + SECOND) == (ben, "open")


def test_locking_without_a_pin_ends_a_session(store: Store, ana: Account) -> None:
    token = store.sessions.begin(ana, NOW)
    store.sessions.lock(token, NOW)
    assert state(store, token, NOW) == "gone"


def test_a_pin_that_is_taken_away_leaves_nothing_to_unlock(store: Store, ben: Account) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    store.accounts.set_pin(ben.id, None, NOW, COMMAND)
    assert state(store, token, NOW) == "gone"


@pytest.mark.parametrize("nonsense", [WRONG, "", "482913 ", "x" * 100_000, "\ud83d"])
def test_three_wrong_pins_end_a_session(store: Store, ben: Account, nonsense: str) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    assert [store.sessions.unlock(token, nonsense, NOW).state for _ in range(3)] == ["locked", "locked", "gone"]
    assert store.sessions.unlock(token, PIN, NOW) == (None, "gone")
    assert done(store, ben)[-2:] == ["session.unlock_failed", "session.ended"]


def test_the_right_pin_starts_the_count_anew_and_a_restart_does_not(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as store:
        ben = hire(store)
        store.accounts.set_pin(ben.id, PIN, NOW, COMMAND)
        token = store.sessions.begin(ben, NOW)
        store.sessions.lock(token, NOW)
        given = [WRONG, WRONG, PIN]
        assert [store.sessions.unlock(token, pin, NOW).state for pin in given] == ["locked", "locked", "open"]
        store.sessions.lock(token, NOW)
        assert [store.sessions.unlock(token, WRONG, NOW).state for _ in range(2)] == ["locked", "locked"]
    with Store.open(url, key_file, CHEAP) as store:
        assert store.sessions.unlock(token, WRONG, NOW).state == "gone"


def test_of_many_pins_at_once_three_are_looked_at(url: str, key_file: Path) -> None:
    hasher, together = CountingHasher(), Barrier(8)
    with Store.open(url, key_file, hasher) as store:
        ben = hire(store)
        store.accounts.set_pin(ben.id, PIN, NOW, COMMAND)
        token = store.sessions.begin(ben, NOW)
        store.sessions.lock(token, NOW)

        def guess(number: int) -> None:
            together.wait()
            store.sessions.unlock(token, f"90000{number}", NOW)

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(guess, range(8)))
        assert len(hasher.asked) <= 3
        assert state(store, token, NOW) == "gone"


def test_an_open_session_needs_no_pin_and_counts_none(store: Store, ben: Account) -> None:
    token = store.sessions.begin(ben, NOW)
    for _ in range(5):
        assert store.sessions.unlock(token, WRONG, NOW) == (ben, "open")


def test_signing_out_ends_one_session(store: Store, ana: Account) -> None:
    here, there = store.sessions.begin(ana, NOW), store.sessions.begin(ana, NOW)
    store.sessions.end(here, NOW)
    store.sessions.end(here, NOW)
    assert (state(store, here, NOW), state(store, there, NOW)) == ("gone", "open")
    assert done(store, ana).count("session.ended") == 1


def test_signing_out_everywhere_ends_all_sessions_of_one_account(store: Store, ana: Account, ben: Account) -> None:
    mine, others = [store.sessions.begin(ana, NOW) for _ in range(3)], store.sessions.begin(ben, NOW)
    store.sessions.begin_for(KEY, ana, NOW)
    assert store.sessions.end_all(ana, NOW, "boss") == 4
    assert {state(store, token, NOW) for token in [*mine, KEY]} == {"gone"}
    assert state(store, others, NOW) == "open"
    entry = store.audit.about(f"account:{ana.id}")[-1]
    assert (entry.action, entry.actor, entry.detail) == ("sessions.ended", "boss", {"count": 4})


def test_a_disabled_account_begins_no_session(store: Store, ana: Account) -> None:
    store.accounts.disable(ana.id, NOW, COMMAND)
    with pytest.raises(SignInRefused):
        store.sessions.begin(ana, NOW)
    assert store.sessions.begin_for(KEY, ana, NOW) is False


def test_a_session_of_an_account_that_somebody_disabled_around_the_program_is_gone(
    store: Store, ana: Account, raw: Engine
) -> None:
    token = store.sessions.begin(ana, NOW)
    with raw.begin() as connection:
        connection.execute(text("UPDATE accounts SET disabled_at = created_at"))
    assert state(store, token, NOW) == "gone"


def test_a_session_shows_the_account_as_it_is_now(store: Store, ana: Account) -> None:
    token = store.sessions.begin(ana, NOW)
    store.accounts.rename(ana.id, "Ana Ruiz", NOW, COMMAND)
    seen = store.sessions.see(token, NOW).account
    assert seen is not None
    assert seen.name == "Ana Ruiz"


def test_a_foreign_sign_in_has_one_session_however_often_it_is_begun(store: Store, ana: Account) -> None:
    together = Barrier(4)

    def begin(_: int) -> bool:
        together.wait()
        return store.sessions.begin_for(KEY, ana, NOW)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(begin, range(4))) == [True] * 4
    assert done(store, ana).count("session.begun") == 1
    assert store.sessions.see(KEY, NOW) == (ana, "open")


@pytest.mark.parametrize("how", ["signed out", "idle", "ten hours", "everywhere"])
def test_a_foreign_sign_in_that_ended_stays_ended_and_a_new_one_is_another(
    store: Store, ana: Account, how: str
) -> None:
    store.sessions.begin_for(KEY, ana, NOW)
    moment = NOW + {"idle": 15 * MINUTE, "ten hours": 10 * HOUR}.get(how, SECOND)
    if how == "signed out":
        store.sessions.end(KEY, moment)
    if how == "everywhere":
        store.sessions.end_all(ana, moment, COMMAND)
    assert store.sessions.begin_for(KEY, ana, moment) is False
    store.sessions.purge(moment + timedelta(days=31))
    assert store.sessions.begin_for(KEY, ana, moment + timedelta(days=31)) is False
    assert store.sessions.begin_for(SessionKey.of(ISSUER, "subject-1", moment), ana, moment) is True


def test_sessions_of_long_ago_are_forgotten_and_no_others(store: Store, ana: Account, raw: Engine) -> None:
    store.sessions.begin(ana, NOW - timedelta(days=61))
    token = store.sessions.begin(ana, NOW)
    assert store.sessions.purge(NOW) == 1
    assert state(store, token, NOW) == "open"
    with raw.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar_one() == 1


def test_beginnings_locks_and_ends_are_audited(store: Store, ben: Account) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    store.sessions.unlock(token, WRONG, NOW)
    store.sessions.unlock(token, PIN, NOW)
    store.sessions.end(token, NOW)
    told = ["begun", "locked", "unlock_failed", "unlocked", "ended"]
    assert done(store, ben)[-5:] == [f"session.{one}" for one in told]
    assert {entry.actor for entry in store.audit.about(f"account:{ben.id}")[-5:]} == {ben.id}


def test_once_three_pins_are_being_looked_at_not_even_the_right_one_is(store: Store, ben: Account, raw: Engine) -> None:
    token = store.sessions.begin(ben, NOW)
    store.sessions.lock(token, NOW)
    with raw.begin() as connection:
        connection.execute(text("UPDATE sessions SET pin_failures = 3"))
    assert store.sessions.unlock(token, PIN, NOW) == (None, "gone")
