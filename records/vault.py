"""Sealing: AES-256-GCM, a data key for every row, each data key wrapped by one master key outside the database.

A sealed value is bound to its place (table, row and column): moved to another row it no longer opens. Destroying a
row's wrapped key makes the row unreadable for good; changing the master key means wrapping the data keys again, not
the data. Keyed hashes, by which a name is found that is stored nowhere in the clear, have a secret of their own, so
that they outlive a change of the master key.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from records.errors import Tampered

KEY_BYTES = 32
NONCE_BYTES = 12
# First byte of everything sealed, so that another cipher can be told apart the day one is needed.
FORMAT = b"\x01"
OVERHEAD = len(FORMAT) + NONCE_BYTES + 16
"""By so many bytes what is sealed is longer than it was: these two, and the cipher's tag."""


class Box:
    """Seals and opens the values of one row with that row's data key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, place: str) -> bytes:
        """`plain` encrypted for `place`; another call gives other bytes."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed for `place`. Raises Tampered when the bytes, the key or the place differ."""
        start = len(FORMAT) + NONCE_BYTES
        if sealed[: len(FORMAT)] != FORMAT or len(sealed) < start:
            raise Tampered(f"What is kept at {place} is not in a format this version knows.")
        try:
            return self._cipher.decrypt(sealed[len(FORMAT) : start], sealed[start:], place.encode())
        except InvalidTag:
            raise Tampered(f"What is kept at {place} does not open with its key: it was changed or moved.") from None


class Vault:
    """Holds the master key and the secret of the keyed hashes; makes the data keys and unwraps them."""

    def __init__(self, master: bytes, secret: bytes) -> None:
        if len(master) != KEY_BYTES or len(secret) != KEY_BYTES:
            raise ValueError(f"a master key and the secret of the keyed hashes have {KEY_BYTES} bytes each")
        self._master, self._secret = Box(master), secret

    def new_box(self, place: str) -> tuple[Box, bytes]:
        """A box with a fresh data key for the row at `place`, and that key wrapped, to be stored beside the row."""
        key = AESGCM.generate_key(bit_length=8 * KEY_BYTES)
        return Box(key), self._master.seal(key, f"{place}/key")

    def box(self, wrapped: bytes, place: str) -> Box:
        """The box of the row at `place`. Raises Tampered when the wrapped key is not of this row or master key."""
        return Box(self._master.open(wrapped, f"{place}/key"))

    def under(self, master: bytes) -> "Vault":
        """The vault of the same database under another master key."""
        return Vault(master, self._secret)

    def resealed(self, sealed: bytes, place: str, other: "Vault") -> bytes:
        """What the master key sealed, such as a wrapped data key, sealed by the other vault's. Raises Tampered."""
        return other._master.seal(self._master.open(sealed, place), place)

    def opens(self, sealed: bytes, place: str) -> bool:
        """Did this master key seal it?"""
        try:
            self._master.open(sealed, place)
        except Tampered:
            return False
        return True

    def keyed(self, purpose: str, value: bytes) -> str:
        """The keyed hash of `value`, 64 hexadecimal digits; each purpose gives another."""
        subkey = hmac.digest(self._secret, purpose.encode(), hashlib.sha256)
        return hmac.new(subkey, value, hashlib.sha256).hexdigest()
