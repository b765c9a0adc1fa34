"""A password is the only way in; guessing it gets slow from every side, and no refusal tells which logins exist."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from argon2 import PasswordHasher, extract_parameters

from records import SignInRefused, Store
from records.audit import COMMAND
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import ADDRESS, PASSWORD, CountingHasher, done, hire

WRONG = "certainly not this one"
AGAIN = "The name or the password is wrong."


def refused(
    store: Store, login: str = "ludmila", password: str = WRONG, address: str = ADDRESS, moment: datetime = NOW
) -> SignInRefused:
    with pytest.raises(SignInRefused) as caught:
        store.accounts.check(login, password, address, moment)
    return caught.value


def test_the_right_password_gives_the_account(store: Store) -> None:
    made = hire(store)
    assert store.accounts.check(" Ludmila", PASSWORD, ADDRESS, NOW) == made


def test_an_unknown_login_a_wrong_password_and_a_disabled_account_are_refused_in_the_same_words(store: Store) -> None:
    hire(store)
    store.accounts.disable(hire(store, login="former").id, NOW, COMMAND)
    hire(store, login="no-password", password=None)
    store.accounts.add("Eve", "owner", "subject", issuer="https://login.example.org", moment=NOW, actor=COMMAND)
    refusals = [
        refused(store, address="1"),
        refused(store, login="nobody", address="2"),
        refused(store, login="former", password=PASSWORD, address="3"),
        refused(store, login="no-password", address="4"),
        refused(store, login="subject", address="5"),
        refused(store, login="\ud83d\n" * 300, address="6"),
    ]
    assert {(str(one), one.wait) for one in refusals} == {(AGAIN, timedelta())}


def test_every_refusal_costs_one_hash_of_the_same_cost(url: str, key_file: Path) -> None:
    hasher = CountingHasher()
    with Store.open(url, key_file, hasher) as store:
        hire(store)
        store.accounts.disable(hire(store, login="former").id, NOW, COMMAND)
        for number, login in enumerate(["ludmila", "nobody", "former"], start=1):
            refused(store, login=login, address=str(number))
            assert len(hasher.asked) == number
    assert len(set(hasher.asked)) == 3
    assert len({str(extract_parameters(kept)) for kept in hasher.asked}) == 1


def test_the_wait_is_the_same_for_an_account_and_for_none(store: Store) -> None:
    hire(store)
    waits: dict[str, list[timedelta]] = {"ludmila": [], "nobody": []}
    for login, seen in waits.items():
        for number in range(20):
            seen.append(refused(store, login=login, address=f"{login} {number}").wait)
    assert waits["ludmila"] == waits["nobody"]
    assert waits["nobody"][-1] > timedelta()


def guesses(store: Store, hours: int, *, spread_over: str) -> int:
    """How many guesses are looked at in so many hours by who tries again as soon as there is no wait."""
    moment, looked_at = NOW, 0
    while moment < NOW + timedelta(hours=hours) and looked_at < 60:
        fresh = f"fresh {looked_at}"
        login, address = ("ludmila", fresh) if spread_over == "addresses" else (fresh, ADDRESS)
        wait = refused(store, login, address=address, moment=moment).wait
        looked_at += not wait
        moment += wait
    return looked_at


@pytest.mark.parametrize("spread_over", ["addresses", "accounts"])
def test_brute_force_gets_few_guesses_in_a_night(store: Store, spread_over: str) -> None:
    hire(store)
    assert guesses(store, 8, spread_over=spread_over) < 50


def test_while_there_is_a_wait_even_the_right_password_is_refused_and_not_looked_at(url: str, key_file: Path) -> None:
    hasher = CountingHasher()
    with Store.open(url, key_file, hasher) as store:
        made = hire(store)
        for _ in range(4):
            wait = refused(store).wait
        asked = len(hasher.asked)
        refusal = refused(store, password=PASSWORD)
        assert (refusal.wait, wait, len(hasher.asked)) == (timedelta(seconds=1), timedelta(seconds=1), asked)
        assert str(refusal) == "Too many attempts. Wait 1 second, then try again."
        assert store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW + timedelta(seconds=1)) == made


def test_a_restart_shortens_no_wait(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as store:
        hire(store)
        for number in range(3):
            refused(store, address=str(number))
    with Store.open(url, key_file, CHEAP) as store:
        assert refused(store, password=PASSWORD).wait == timedelta(seconds=1)


def test_the_right_password_starts_the_count_anew(store: Store) -> None:
    made = hire(store)
    for _ in range(3):
        refused(store)
    store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW + timedelta(seconds=1))
    assert not store.attempts.wait(NOW + timedelta(seconds=1), f"address:{ADDRESS}")
    assert store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW + timedelta(seconds=1)) == made


def test_a_new_password_ends_the_wait_of_its_account(store: Store) -> None:
    made = hire(store)
    for number in range(3):
        refused(store, address=str(number))
    store.accounts.set_password(made.id, PASSWORD, NOW, COMMAND)
    assert store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW) == made


def test_of_many_guesses_at_once_no_more_are_looked_at_than_one_after_the_other(url: str, key_file: Path) -> None:
    hasher, together = CountingHasher(), Barrier(12)
    with Store.open(url, key_file, hasher) as store:
        hire(store)

        def guess(number: int) -> None:
            together.wait()
            refused(store, password=f"{WRONG} {number}")

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(guess, range(12)))
    assert len(hasher.asked) == 3


def test_a_failure_is_audited_with_the_account_and_never_with_what_was_typed(store: Store) -> None:
    made = hire(store)
    refused(store)
    refused(store, login="planted-login")
    assert done(store, made) == ["account.added", "sign_in.failed"]
    entry = store.audit.about("")[-1]
    assert (entry.action, entry.actor, entry.subject, entry.detail) == ("sign_in.failed", "stranger", "", {})


def test_a_hash_of_another_cost_is_made_anew_at_the_next_sign_in(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as store:
        made = hire(store)
    dearer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    with Store.open(url, key_file, dearer) as store:
        store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)
        assert done(store, made)[-1] == "account.hashed_anew"
        store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)
        assert done(store, made).count("account.hashed_anew") == 1
