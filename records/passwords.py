"""Passwords and PINs: what they must be like, and their argon2id hashes."""

import base64
import re
import secrets
import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from records.errors import PasswordRefused, PinRefused

SHORTEST, LONGEST = 12, 200
# The first that anybody tries, at a clinic like this one too; longer lists guard against less than the delays do.
COMMON = frozenset(
    {
        *("123456789012", "1234567890123", "12345678901234", "000000000000", "111111111111", "012345678901"),
        *("passwordpassword", "password1234", "password12345", "password123456", "password2026", "passw0rd1234"),
        *("qwertyuiop12", "qwertyuiop123", "qwerty123456", "1q2w3e4r5t6y", "abcdefghijkl", "abcd12345678"),
        *("iloveyou1234", "letmein12345", "welcome12345", "welcome123456", "administrator", "changemechangeme"),
        *(
            "micropigmentation",
            "scalpmicropigmentation",
            "smpclinic123",
            "smpclinic1234",
            "smpintake123",
            "smpintake1234",
        ),
    }
)
_PIN = re.compile(r"[0-9]{6}")
_AT_ONCE = BoundedSemaphore(2)
"""For the whole process: each hash takes 64 MiB and most of a processor for 180 ms."""


def check_password(password: str, login: str) -> None:
    """Raises PasswordRefused for a password nobody should have, `login` being whose it is to be."""
    if not SHORTEST <= len(_composed(password)) <= LONGEST:
        raise PasswordRefused(f"A password has {SHORTEST} to {LONGEST} characters. A few words in a row do well.")
    if folded(password) == folded(login):
        raise PasswordRefused("The password may not be the login name; choose another one.")
    if folded(password) in COMMON:
        raise PasswordRefused("This password is one of the first that anybody would try; choose another one.")


def check_pin(pin: str) -> None:
    """Raises PinRefused for what is no PIN, or one of the first that anybody would try."""
    if not _PIN.fullmatch(pin):
        raise PinRefused("A PIN has 6 digits.")
    if len(set(pin)) == 1 or pin in ("123456", "654321"):
        raise PinRefused("This PIN is one of the first that anybody would try; choose another one.")


def folded(text: str) -> str:
    """`text` as it is compared: however it was typed, it is the same name."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()


class Passwords:
    """Makes and checks hashes, at most two at a time; `hasher` says how costly they are."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        self._nobodys = _nobodys_hash(hasher)

    def hash(self, secret: str) -> str:
        """The argon2id hash of a password or PIN, with its salt and costs in it."""
        with _AT_ONCE:
            return self._hasher.hash(_composed(secret))

    def verify(self, kept: str | None, secret: str) -> bool:
        """Is `secret` what the hash `kept` was made of? Takes as long, and says no, where nothing is kept."""
        with _AT_ONCE:
            try:
                return self._hasher.verify(kept or self._nobodys, _composed(secret)[: LONGEST + 1])
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, kept: str) -> bool:
        """Was the hash made at another cost than hashes are made today?"""
        return self._hasher.check_needs_rehash(kept)


def _composed(secret: str) -> str:
    # One keyboard sends é as one sign, another as two. Half a character, which only a program sends, is no letter.
    return unicodedata.normalize("NFKC", secret).encode(errors="replace").decode()


def _nobodys_hash(hasher: PasswordHasher) -> str:
    """A hash of today's cost that no secret has."""
    salt, tag = secrets.token_bytes(hasher.salt_len), secrets.token_bytes(hasher.hash_len)
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${_unpadded(salt)}${_unpadded(tag)}"


def _unpadded(some: bytes) -> str:
    return base64.b64encode(some).decode().rstrip("=")
