"""The first owner proves by a code to be who started the program; it works once, for a day, while there is none."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from records import CodeRefused, LoginTaken, PasswordRefused, RecordsError, SignInRefused, Store
from records.ref import ALPHABET
from tests.records.examples import NOW
from tests.records.staff import ADDRESS, PASSWORD, STAFF_NAME, done, hire

WRONG = "00000-00000-00000-00000"


def claim(store: Store, code: str, **other: str) -> RecordsError | None:
    """Become the first owner; what was refused, if it was."""
    told = {"name": STAFF_NAME, "login": "ludmila", "password": PASSWORD, "address": ADDRESS, **other}
    try:
        store.codes.first_owner(code, moment=NOW, **told)
    except RecordsError as error:
        return error
    return None


def test_a_code_is_twenty_signs_in_groups_of_five_and_never_the_same(store: Store) -> None:
    codes = [store.codes.issue("owner", NOW) for _ in range(3)]
    for code in codes:
        assert re.fullmatch(rf"([{ALPHABET}]{{5}}-){{3}}[{ALPHABET}]{{5}}", code)
    assert len(set(codes)) == 3


def test_the_code_makes_the_first_owner_who_can_sign_in(store: Store) -> None:
    owner = store.codes.first_owner(store.codes.issue("owner", NOW), STAFF_NAME, "ludmila", PASSWORD, NOW, ADDRESS)
    assert (owner.role, owner.name) == ("owner", STAFF_NAME)
    assert store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW) == owner
    assert done(store, owner) == ["account.added"]
    assert [entry.action for entry in store.audit.about("")] == ["code.issued", "code.redeemed"]


def test_a_code_works_however_it_is_typed(store: Store) -> None:
    code = store.codes.issue("owner", NOW)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert store.codes.redeem(typed, "owner", NOW)


@pytest.mark.parametrize(("age", "works"), [(timedelta(hours=24, seconds=-1), True), (timedelta(hours=24), False)])
def test_a_code_works_for_a_day(store: Store, age: timedelta, works: bool) -> None:
    assert store.codes.redeem(store.codes.issue("owner", NOW), "owner", NOW + age) is works


def test_a_fresh_code_is_the_death_of_older_ones(store: Store) -> None:
    older, newer = store.codes.issue("owner", NOW), store.codes.issue("owner", NOW)
    assert not store.codes.redeem(older, "owner", NOW)
    assert store.codes.redeem(newer, "owner", NOW)


def test_a_code_works_once(store: Store) -> None:
    code = store.codes.issue("owner", NOW)
    assert [store.codes.redeem(code, "owner", NOW) for _ in range(2)] == [True, False]
    assert isinstance(claim(store, code), CodeRefused)


def test_of_those_who_redeem_at_once_one_is_told_that_it_worked(store: Store) -> None:
    code, together = store.codes.issue("owner", NOW), Barrier(4)

    def redeem(_: int) -> bool:
        together.wait()
        return store.codes.redeem(code, "owner", NOW)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(redeem, range(4))) == [False, False, False, True]


def test_of_those_who_would_be_first_at_once_one_is(store: Store) -> None:
    code, together = store.codes.issue("owner", NOW), Barrier(4)

    def become(number: int) -> bool:
        together.wait()
        return claim(store, code, login=f"owner{number}", address=str(number)) is None

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(become, range(4))) == [False, False, False, True]
    assert [account.role for account in store.accounts.all()] == ["owner"]


def test_no_code_is_issued_and_none_works_once_there_is_an_owner(store: Store) -> None:
    code = store.codes.issue("owner", NOW)
    hire(store, role="owner")
    assert isinstance(claim(store, code), CodeRefused)
    with pytest.raises(CodeRefused):
        store.codes.issue("owner", NOW)


@pytest.mark.parametrize(
    ("other", "error"), [({"password": "short"}, PasswordRefused), ({"login": "taken"}, LoginTaken)]
)
def test_what_is_refused_for_another_reason_spends_no_code(
    store: Store, other: dict[str, str], error: type[RecordsError]
) -> None:
    hire(store, login="taken", role="front_desk")
    code = store.codes.issue("owner", NOW)
    for _ in range(5):
        assert isinstance(claim(store, code, **other), error)
    assert not store.accounts.has_owner()
    assert claim(store, code) is None


@pytest.mark.parametrize("wrong", [WRONG, "", "\ud83d", "x" * 100_000, "' OR 1=1 --"])
def test_a_wrong_code_makes_nobody(store: Store, wrong: str) -> None:
    store.codes.issue("owner", NOW)
    assert isinstance(claim(store, wrong), CodeRefused)
    assert store.accounts.all() == []


def test_guessing_codes_gets_slow_and_shuts_out_only_who_guesses(store: Store) -> None:
    code = store.codes.issue("owner", NOW)
    for _ in range(3):
        claim(store, WRONG)
    refusal = claim(store, code)
    assert isinstance(refusal, SignInRefused)
    assert refusal.wait == timedelta(seconds=1)
    assert claim(store, code, address="198.51.100.7") is None
