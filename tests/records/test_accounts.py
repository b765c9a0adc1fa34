"""Who may sign in is said by the owner, kept sealed, and never so that nobody is left to say it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import ValidationError

from records import (
    Account,
    BadAccount,
    LastOwner,
    LoginTaken,
    PasswordRefused,
    PinRefused,
    RecordsError,
    SignInRefused,
    Store,
    UnknownAccount,
)
from records.audit import COMMAND
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import ADDRESS, OTHER_PASSWORD, PASSWORD, PIN, STAFF_NAME, done, hire

ISSUER = "https://login.example.org/realms/clinic"
LATER = NOW + timedelta(minutes=1)


def test_an_account_reads_back_as_it_was_made(store: Store) -> None:
    made = hire(store)
    assert made == Account(
        id=made.id,
        name=STAFF_NAME,
        role="specialist",
        issuer="local",
        login="ludmila",
        created_at=NOW,
        disabled=False,
    )
    assert store.accounts.get(made.id) == made
    assert store.accounts.all() == [made]


def test_accounts_outlive_a_restart(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as before:
        made = hire(before)
    with Store.open(url, key_file, CHEAP) as after:
        assert after.accounts.check("ludmila", PASSWORD, ADDRESS, NOW) == made


@pytest.mark.parametrize("typed", ["ludmila", "LUDMILA", "  Ludmila ", "ｌｕｄｍｉｌａ"])
def test_a_login_name_is_the_same_however_it_is_typed(store: Store, typed: str) -> None:
    made = hire(store)
    assert store.accounts.by_login("local", typed) == made
    with pytest.raises(LoginTaken):
        hire(store, login=typed)
    assert store.accounts.all() == [made]


def test_a_subject_of_a_provider_is_taken_to_the_letter_and_only_with_its_issuer(store: Store) -> None:
    made = store.accounts.add(STAFF_NAME, "owner", "aBc-1", issuer=ISSUER, moment=NOW, actor=COMMAND)
    assert store.accounts.by_login(ISSUER, "aBc-1") == made
    assert store.accounts.by_login(ISSUER, "abc-1") is None
    assert store.accounts.by_login("https://evil.example", "aBc-1") is None
    assert store.accounts.by_login("local", "aBc-1") is None


@pytest.mark.parametrize("wrong", ["", "  ", "two\nlines", "x" * 201, "a\u202eb", "\ud83d"])
def test_a_name_or_login_that_is_none_is_refused(store: Store, wrong: str) -> None:
    made = hire(store)
    with pytest.raises(BadAccount):
        hire(store, login=wrong)
    with pytest.raises(BadAccount):
        store.accounts.add(wrong, "owner", "other", PASSWORD, moment=NOW, actor=COMMAND)
    with pytest.raises(BadAccount):
        store.accounts.rename(made.id, wrong, NOW, COMMAND)
    assert store.accounts.all() == [made]


def test_an_issuer_is_local_or_an_address(store: Store) -> None:
    with pytest.raises(BadAccount):
        store.accounts.add(STAFF_NAME, "owner", "x", issuer="google", moment=NOW, actor=COMMAND)


def test_a_role_that_does_not_exist_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(ValidationError):
        hire(store, role="admin")  # type: ignore[arg-type]
    assert store.accounts.all() == []


def test_a_weak_password_or_pin_changes_nothing(store: Store) -> None:
    made = hire(store)
    with pytest.raises(PasswordRefused):
        store.accounts.set_password(made.id, "short", NOW, COMMAND)
    with pytest.raises(PasswordRefused):
        hire(store, login="longenoughlogin", password="LongEnoughLogin")
    with pytest.raises(PinRefused):
        store.accounts.set_pin(made.id, "111111", NOW, COMMAND)
    assert done(store, made) == ["account.added"]


def test_a_new_password_replaces_the_old_one(store: Store) -> None:
    made = hire(store)
    store.accounts.set_password(made.id, OTHER_PASSWORD, NOW, COMMAND)
    assert store.accounts.check("ludmila", OTHER_PASSWORD, ADDRESS, NOW) == made
    with pytest.raises(SignInRefused):
        store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)


CHANGES: dict[str, Callable[[Store, str], None]] = {
    "account.password_set": lambda store, id: store.accounts.set_password(id, OTHER_PASSWORD, LATER, "boss"),
    "account.role_set": lambda store, id: store.accounts.set_role(id, "front_desk", LATER, "boss"),
    "account.disabled": lambda store, id: store.accounts.disable(id, LATER, "boss"),
    "account.enabled": lambda store, id: store.accounts.enable(id, LATER, "boss"),
    "account.renamed": lambda store, id: store.accounts.rename(id, "Somebody Else", LATER, "boss"),
    "account.pin_set": lambda store, id: store.accounts.set_pin(id, PIN, LATER, "boss"),
    "account.pin_removed": lambda store, id: store.accounts.set_pin(id, None, LATER, "boss"),
}
ENDING = {"account.password_set", "account.role_set", "account.disabled"}


@pytest.mark.parametrize("action", CHANGES)
def test_every_change_is_audited_with_who_made_it(store: Store, action: str) -> None:
    made = hire(store)
    CHANGES[action](store, made.id)
    entry = store.audit.about(f"account:{made.id}")[-1]
    assert (entry.action, entry.actor, entry.at) == (action, "boss", LATER)
    assert [fault for _, fault in store.audit.verify() if fault] == []


@pytest.mark.parametrize("action", CHANGES)
def test_a_new_password_another_role_and_disabling_end_all_sessions_and_nothing_else_does(
    store: Store, action: str
) -> None:
    made, other = hire(store), hire(store, login="other")
    tokens, others = [store.sessions.begin(made, NOW) for _ in range(2)], store.sessions.begin(other, NOW)
    CHANGES[action](store, made.id)
    expected = "gone" if action in ENDING else "open"
    assert {store.sessions.see(token, LATER).state for token in tokens} == {expected}
    assert store.sessions.see(others, LATER).state == "open"


@pytest.mark.parametrize("action", CHANGES)
def test_an_account_that_does_not_exist_cannot_be_changed(store: Store, action: str) -> None:
    with pytest.raises(UnknownAccount):
        CHANGES[action](store, "0" * 32)
    assert list(store.audit.verify()) == []


def test_changes_are_seen(store: Store) -> None:
    made = hire(store)
    store.accounts.rename(made.id, "Somebody Else", NOW, COMMAND)
    store.accounts.set_role(made.id, "front_desk", NOW, COMMAND)
    store.accounts.disable(made.id, NOW, COMMAND)
    now = store.accounts.get(made.id)
    assert (now.name, now.role, now.disabled) == ("Somebody Else", "front_desk", True)
    store.accounts.enable(made.id, NOW, COMMAND)
    assert store.accounts.get(made.id).disabled is False


@pytest.mark.parametrize("action", ["account.role_set", "account.disabled"])
def test_the_last_owner_stays_one(store: Store, action: str) -> None:
    owner, former = hire(store, role="owner"), hire(store, login="former", role="owner")
    store.accounts.disable(former.id, NOW, COMMAND)
    with pytest.raises(LastOwner):
        CHANGES[action](store, owner.id)
    assert store.accounts.get(owner.id) == owner
    assert done(store, owner) == ["account.added"]


@pytest.mark.parametrize("action", ["account.role_set", "account.disabled"])
def test_one_owner_of_two_may_go(store: Store, action: str) -> None:
    owner, _ = hire(store, role="owner"), hire(store, login="other", role="owner")
    CHANGES[action](store, owner.id)
    assert store.accounts.has_owner()


def test_the_last_owner_may_be_called_an_owner_again(store: Store) -> None:
    owner = hire(store, role="owner")
    store.accounts.set_role(owner.id, "owner", NOW, COMMAND)
    assert store.accounts.get(owner.id).role == "owner"


@pytest.mark.parametrize("_again", range(3))
def test_owners_who_disable_each_other_at_once_leave_one(store: Store, _again: int) -> None:
    owners, together = [hire(store, login=f"owner{number}", role="owner") for number in range(4)], Barrier(4)

    def disable(owner: Account) -> bool:
        together.wait()
        try:
            store.accounts.disable(owner.id, NOW, COMMAND)
        except LastOwner:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(disable, owners)) == [False, True, True, True]
    assert store.accounts.has_owner()


def test_of_two_accounts_made_at_once_with_one_login_one_is_kept(store: Store) -> None:
    together = Barrier(3)

    def add(_: int) -> bool:
        together.wait()
        try:
            hire(store)
        except RecordsError:
            return False
        return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(add, range(3))) == [False, False, True]
    assert len(store.accounts.all()) == 1


def test_it_is_known_who_has_a_pin(store: Store) -> None:
    account = hire(store)
    for pin in (PIN, None):
        store.accounts.set_pin(account.id, pin, NOW, account.id)
        assert store.accounts.has_pin(account.id) == (pin is not None)
