"""A file sealed with the master key, chunk by chunk: what is changed, cut off, moved or added in it is found.

It begins with MARK, an id (16 bytes), the file's own data key wrapped by the master key (61 bytes) and the sha256 of
all that (32 bytes). Chunks of 1 MiB follow, each sealed for its place: the file's id, the chunk's number, and whether
it is the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár). So a chunk opens nowhere else,
and a file that was cut off has no last one.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from records.errors import BadBackup, Tampered, WrongKey
from records.vault import KEY_BYTES, OVERHEAD, Box

MARK = b"SMP backup 1\n"
"""The figure is the layout's version."""
CHUNK = 1 << 20
_ID = 16
_WRAPPED = KEY_BYTES + OVERHEAD
_HEAD = len(MARK) + _ID + _WRAPPED + hashlib.sha256().digest_size


def seal(plain: Iterable[bytes], master: bytes) -> Iterator[bytes]:
    """The bytes of a sealed file that holds `plain`, piece by piece; of any length, in constant memory."""
    id_, key = secrets.token_bytes(_ID), AESGCM.generate_key(bit_length=8 * KEY_BYTES)
    head = MARK + id_ + Box(master).seal(key, _key_place(id_))
    yield head + hashlib.sha256(head).digest()
    box, number, kept = Box(key), 0, bytearray()
    for piece in plain:
        kept += piece
        while len(kept) > CHUNK:
            yield box.seal(bytes(kept[:CHUNK]), _place(id_, number, last=False))
            del kept[:CHUNK]
            number += 1
    yield box.seal(bytes(kept), _place(id_, number, last=True))


def unseal(file: Path, master: bytes) -> Iterator[bytes]:
    """What was sealed in `file`, piece by piece. Raises BadBackup, WrongKey or OSError; what came before is genuine,
    but only after the last piece is it known to be whole."""
    with file.open("rb") as sealed:
        id_, box = _opened(file, sealed, master)
        number, chunk = 0, sealed.read(CHUNK + OVERHEAD)
        while True:
            following = sealed.read(CHUNK + OVERHEAD)
            yield _chunk(file, box, chunk, _place(id_, number, last=not following))
            if not following:
                return
            number, chunk = number + 1, following


def check_end(file: Path, master: bytes) -> None:
    """Whether `file` opens with `master` and has its last chunk, without reading the rest. Raises like `unseal`."""
    with file.open("rb") as sealed:
        id_, box = _opened(file, sealed, master)
        number = max(0, file.stat().st_size - _HEAD - 1) // (CHUNK + OVERHEAD)
        sealed.seek(_HEAD + number * (CHUNK + OVERHEAD))
        _chunk(file, box, sealed.read(), _place(id_, number, last=True))


def _opened(file: Path, sealed: BinaryIO, master: bytes) -> tuple[bytes, Box]:
    head = sealed.read(_HEAD)
    if not head.startswith(MARK):
        if head.startswith(MARK[:-2]):
            raise BadBackup(f"{file} was made by a newer version of the program. Update first.")
        raise BadBackup(f"{file} is not a backup of this program.")
    told = head[: len(MARK) + _ID + _WRAPPED]
    if hashlib.sha256(told).digest() != head[len(told) :]:
        raise BadBackup(f"{file} is damaged or was cut off; use another backup.")
    id_ = told[len(MARK) : len(MARK) + _ID]
    try:
        return id_, Box(Box(master).open(told[len(MARK) + _ID :], _key_place(id_)))
    except Tampered:
        raise WrongKey(f"{file} was made with another key; SMP_KEY_FILE must name the one of that time.") from None


def _chunk(file: Path, box: Box, sealed: bytes, place: str) -> bytes:
    try:
        return box.open(sealed, place)
    except Tampered:
        raise BadBackup(f"{file} is damaged or was cut off; use another backup.") from None


def _key_place(id_: bytes) -> str:
    return f"backup/{id_.hex()}/key"


def _place(id_: bytes, number: int, *, last: bool) -> str:
    return f"backup/{id_.hex()}/{number}{'/last' if last else ''}"
