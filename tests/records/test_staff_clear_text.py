"""Neither the files of the database nor the log tell who works at a clinic, or how they sign in."""

import logging
import re
from pathlib import Path

import pytest

from records import LastOwner, SessionKey, SignInRefused, Store
from records.audit import COMMAND
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import ADDRESS, OTHER_PASSWORD, PASSWORD, PIN, STAFF_NAME
from tests.records.test_clear_text import kept_bytes

ISSUER, LOGIN, SUBJECT, TYPED = "https://login.example.org", "planted-login", "planted-subject", "typed-by-a-stranger"


def work(store: Store) -> list[str]:
    """A day with everything that can be done with accounts; the secrets that were made on it."""
    code = store.codes.issue("owner", NOW)
    with pytest.raises(SignInRefused):
        store.codes.first_owner("00000", STAFF_NAME, LOGIN, PASSWORD, NOW, ADDRESS)
    owner = store.codes.first_owner(code, STAFF_NAME, LOGIN, PASSWORD, NOW, ADDRESS)
    for login, password in [(LOGIN, "a wrong long secret"), (TYPED, "a wrong long secret")]:
        with pytest.raises(SignInRefused):
            store.accounts.check(login, password, ADDRESS, NOW)
    token = store.sessions.begin(store.accounts.check(LOGIN, PASSWORD, ADDRESS, NOW), NOW)
    store.accounts.set_pin(owner.id, PIN, NOW, owner.id)
    store.sessions.lock(token, NOW)
    store.sessions.unlock(token, "918273", NOW)
    store.sessions.unlock(token, PIN, NOW)
    other = store.accounts.add(STAFF_NAME, "specialist", SUBJECT, issuer=ISSUER, moment=NOW, actor=owner.id)
    key = SessionKey.of(ISSUER, SUBJECT, NOW)
    store.sessions.begin_for(key, other, NOW)
    store.accounts.rename(other.id, f"{STAFF_NAME} Second", NOW, COMMAND)
    with pytest.raises(LastOwner):
        store.accounts.disable(owner.id, NOW, COMMAND)
    store.accounts.set_password(owner.id, OTHER_PASSWORD, NOW, COMMAND)
    store.sessions.end_all(other, NOW, COMMAND)
    told = [
        STAFF_NAME,
        "Ludmi",
        LOGIN,
        SUBJECT,
        TYPED,
        ISSUER,
        ADDRESS,
        PASSWORD,
        OTHER_PASSWORD,
        "a wrong long secret",
    ]
    return [*told, PIN, "918273", "argon2id", code, code.replace("-", ""), token, key]


def test_nothing_of_an_account_is_in_the_files(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        planted = work(store)
        assert (key_file.parent / "smp.sqlite-wal").stat().st_size > 0
        kept = kept_bytes(key_file.parent)
    kept += kept_bytes(key_file.parent)
    assert [each for each in planted if each.encode() in kept] == []
    assert b"account.added" in kept


def test_nothing_of_an_account_is_in_the_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    planted = work(store)
    everything = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert [each for each in planted if each in everything] == []
    ours = [record.__dict__["ids"] for record in caplog.records if record.name == "smp.records"]
    assert {"account"} <= {name for ids in ours for name in ids}
    assert all(re.fullmatch(r"[0-9a-f]{32}|\d+", str(each)) for ids in ours for each in ids.values())
