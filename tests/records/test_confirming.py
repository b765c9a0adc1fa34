"""Whoever signs is asked for what only they know, and guessing it gets slower and slower."""

from datetime import timedelta

import pytest

from records import Account, Store
from records.audit import COMMAND
from records.errors import SignInRefused
from tests.records.examples import NOW

PASSWORD, PIN = "Grüne Tinte trocknet", "482913"


def hire(store: Store, password: str | None = PASSWORD, **how: str) -> Account:
    return store.accounts.add("Ana Ruiz", "specialist", "ana", password, moment=NOW, actor=COMMAND, **how)


def test_without_a_pin_it_is_the_password(store: Store) -> None:
    ana = hire(store)
    assert store.confirming.secret(ana.id) == "password"
    store.confirming.check(ana.id, PASSWORD, NOW)


def test_with_a_pin_it_is_the_pin_and_not_the_password(store: Store) -> None:
    ana = hire(store)
    store.accounts.set_pin(ana.id, PIN, NOW, ana.id)
    assert store.confirming.secret(ana.id) == "pin"
    store.confirming.check(ana.id, PIN, NOW)
    with pytest.raises(SignInRefused):
        store.confirming.check(ana.id, PASSWORD, NOW)


def test_whom_a_provider_signs_in_has_nothing_to_be_asked_for(store: Store) -> None:
    ana = hire(store, None, issuer="https://login.example.org")
    assert store.confirming.secret(ana.id) is None
    with pytest.raises(SignInRefused):
        store.confirming.check(ana.id, "", NOW)


def test_after_some_mistakes_even_the_right_one_has_to_wait(store: Store) -> None:
    ana = hire(store)
    for _ in range(3):
        with pytest.raises(SignInRefused) as refused:
            store.confirming.check(ana.id, "wrong", NOW)
        assert refused.value.wait == timedelta()
    with pytest.raises(SignInRefused) as refused:
        store.confirming.check(ana.id, PASSWORD, NOW)
    assert refused.value.wait > timedelta()
    store.confirming.check(ana.id, PASSWORD, NOW + refused.value.wait)


def test_mistakes_here_shut_nobody_out_at_the_door(store: Store) -> None:
    ana = hire(store)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            store.confirming.check(ana.id, "wrong", NOW)
    assert store.accounts.check("ana", PASSWORD, "203.0.113.9", NOW) == ana


def test_a_mistake_stands_in_the_trail_without_what_was_typed(store: Store) -> None:
    ana = hire(store)
    with pytest.raises(SignInRefused):
        store.confirming.check(ana.id, "wrong secret", NOW)
    last = store.audit.latest(1)[0]
    assert (last.actor, last.action, last.subject) == (ana.id, "account.confirm_failed", f"account:{ana.id}")
    assert "wrong secret" not in str(last)


def test_an_account_that_was_switched_off_confirms_nothing(store: Store) -> None:
    ana = hire(store)
    store.accounts.disable(ana.id, NOW, COMMAND)
    with pytest.raises(SignInRefused):
        store.confirming.check(ana.id, PASSWORD, NOW)
