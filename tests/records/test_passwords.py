"""A password is long and not the first guess; its hash costs what it should."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters

from records import PasswordRefused, PinRefused
from records.passwords import COMMON, Passwords, check_password, check_pin
from tests.records.conftest import CHEAP


@pytest.mark.parametrize("password", ["twelve signs", "é" * 12, "x" * 200, "kein Wort mit Zahl", "😀" * 12])
def test_a_password_of_twelve_to_two_hundred_characters_is_taken(password: str) -> None:
    check_password(password, "ludmila")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "eleven sign",
        "x" * 201,
        "e\u0301" * 11,  # eleven letters, however many signs a keyboard makes of them
        "passwordpassword",
        "PasswordPassword",
        "Ludmila.Agaoglu",
        " ludmila.agaoglu ",
    ],
)
def test_a_password_that_is_too_short_too_long_or_a_first_guess_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused) as caught:
        check_password(password, "ludmila.agaoglu")
    assert not password or password not in str(caught.value)


def test_every_common_password_would_pass_otherwise() -> None:
    assert [password for password in COMMON if not 12 <= len(password) <= 200 or password != password.casefold()] == []


@pytest.mark.parametrize("pin", ["482913", "000001", "112233"])
def test_six_digits_are_a_pin(pin: str) -> None:
    check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "48291x", "４８２９１３", "482913\n", "777777", "123456", "654321"]
)
def test_what_is_no_pin_or_a_first_guess_is_refused(pin: str) -> None:
    with pytest.raises(PinRefused):
        check_pin(pin)


def test_a_secret_verifies_against_its_own_hash_alone() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash("one long secret")
    assert passwords.verify(kept, "one long secret")
    assert not passwords.verify(kept, "One long secret")
    assert not passwords.verify(kept, "")
    assert not passwords.verify(None, "one long secret")


def test_a_letter_is_the_same_from_every_keyboard() -> None:
    passwords = Passwords(CHEAP)
    assert passwords.verify(passwords.hash("caf\u00e9 au lait, bitte"), "cafe\u0301 au lait, bitte")


def test_half_a_character_is_no_password_and_no_fault() -> None:
    passwords = Passwords(CHEAP)
    assert not passwords.verify(passwords.hash("one long secret"), "\ud83d")


def test_a_damaged_hash_fits_nothing() -> None:
    assert not Passwords(CHEAP).verify("$argon2id$nonsense", "one long secret")


def test_a_hash_is_argon2id_at_the_cost_its_hasher_says_and_the_dummy_costs_the_same() -> None:
    passwords = Passwords(PasswordHasher())
    made, nobodys = extract_parameters(passwords.hash("one long secret")), extract_parameters(passwords._nobodys)
    assert (made.type.name, made.memory_cost) == ("ID", 65536)
    assert made == nobodys


def test_a_hash_of_another_cost_is_outdated() -> None:
    kept = Passwords(CHEAP).hash("one long secret")
    assert not Passwords(CHEAP).outdated(kept)
    assert Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)).outdated(kept)


def test_no_more_than_two_hashes_are_computed_at_once() -> None:
    running, most, lock = 0, 0, Lock()

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            try:
                return super().verify(hash, password)
            finally:
                with lock:
                    running -= 1

    passwords = Passwords(Watched(time_cost=2, memory_cost=8192, parallelism=1))
    kept = passwords.hash("one long secret")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: passwords.verify(kept, "one long secret"), range(16)))
    assert most == 2
