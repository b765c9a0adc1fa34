"""Guessing gets slower and slower, from whatever side it comes, and a restart is no way around it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records import Store
from tests.records.examples import NOW

ACCOUNT, ADDRESS = "account:ana", "address:203.0.113.9"


def fail(store: Store, times: int, *keys: str) -> None:
    for _ in range(times):
        store.attempts.failed(NOW, *keys)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (12, 512), (13, 900), (40, 900)]
)
def test_the_wait_grows_with_the_failures(store: Store, failures: int, seconds: int) -> None:
    fail(store, failures, ACCOUNT)
    assert store.attempts.wait(NOW, ACCOUNT) == timedelta(seconds=seconds)


def test_a_wait_passes(store: Store) -> None:
    fail(store, 8, ACCOUNT)
    assert store.attempts.wait(NOW + timedelta(seconds=31), ACCOUNT) == timedelta(seconds=1)
    assert store.attempts.wait(NOW + timedelta(seconds=33), ACCOUNT) == timedelta()


def test_the_longest_wait_of_all_that_an_attempt_is_counted_against_holds(store: Store) -> None:
    fail(store, 4, ACCOUNT)
    fail(store, 6, ADDRESS)
    assert store.attempts.wait(NOW, ACCOUNT, ADDRESS) == timedelta(seconds=8)


def test_success_starts_anew(store: Store) -> None:
    fail(store, 8, ACCOUNT, ADDRESS)
    store.attempts.forget(ACCOUNT)
    assert store.attempts.wait(NOW, ACCOUNT) == timedelta()
    assert store.attempts.wait(NOW, ADDRESS) > timedelta()


def test_a_restart_forgets_no_failure(url: str, key_file: Path) -> None:
    with Store.open(url, key_file) as store:
        fail(store, 8, ACCOUNT)
    with Store.open(url, key_file) as store:
        assert store.attempts.wait(NOW, ACCOUNT) == timedelta(seconds=32)


def test_failures_are_forgotten_a_day_later(store: Store, raw: Engine) -> None:
    fail(store, 3, ACCOUNT)
    store.attempts.purge(NOW + timedelta(hours=25))
    with raw.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempts")).scalar_one() == 0
