"""A sealed file opens whole and as it was written, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from records import WrongKey
from records.errors import BadBackup
from records.sealed_file import CHUNK, MARK, check_end, seal, unseal
from records.vault import OVERHEAD

KEY = b"k" * 32
HEAD = len(b"".join(seal([], KEY))) - OVERHEAD
SEALED = CHUNK + OVERHEAD


def written(folder: Path, plain: bytes, key: bytes = KEY) -> Path:
    file = folder / "sealed"
    file.write_bytes(b"".join(seal([plain], key)))
    return file


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_what_went_in_comes_out(tmp_path: Path, length: int) -> None:
    plain = os.urandom(length)
    file = written(tmp_path, plain)
    assert b"".join(unseal(file, KEY)) == plain
    check_end(file, KEY)


def test_pieces_of_any_length_are_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "sealed"
    file.write_bytes(b"".join(seal([b"a" * 10, b"", b"b" * 3 * CHUNK, b"c"], KEY)))
    assert b"".join(unseal(file, KEY)) == b"a" * 10 + b"b" * 3 * CHUNK + b"c"
    assert file.stat().st_size == HEAD + 3 * SEALED + 11 + OVERHEAD


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def swapped(whole: bytes) -> bytes:
    first, second = whole[HEAD : HEAD + SEALED], whole[HEAD + SEALED : HEAD + 2 * SEALED]
    return whole[:HEAD] + second + first + whole[HEAD + 2 * SEALED :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: flipped(whole, len(MARK)),
        lambda whole: flipped(whole, HEAD - 1),
        lambda whole: flipped(whole, HEAD),
        lambda whole: flipped(whole, HEAD + SEALED + 100),
        lambda whole: flipped(whole, len(whole) - 1),
        lambda whole: whole[: HEAD // 2],
        lambda whole: whole[:HEAD],
        lambda whole: whole[: HEAD + SEALED],
        lambda whole: whole[: HEAD + 2 * SEALED],
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: whole + whole[HEAD:],
        lambda whole: whole[: HEAD + SEALED] + whole[HEAD + 2 * SEALED :],
        lambda whole: whole[: HEAD + SEALED] + whole[HEAD:],
        swapped,
    ],
    ids=[
        *("id", "check of the head", "first chunk", "second chunk", "last byte"),
        *("cut in the head", "cut after the head", "cut after a chunk", "cut before the last", "cut by one byte"),
        *("a byte added", "itself added", "a chunk left out", "a chunk twice", "chunks swapped"),
    ],
)
def test_whatever_is_changed_cut_off_moved_or_added_is_found(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    file = written(tmp_path, os.urandom(2 * CHUNK + 5))
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(BadBackup, match="damaged or was cut off"):
        list(unseal(file, KEY))


def test_a_chunk_of_another_file_under_the_same_key_is_found(tmp_path: Path) -> None:
    file, plain = tmp_path / "sealed", os.urandom(10)
    one, other = (b"".join(seal([plain], KEY)) for _ in range(2))
    file.write_bytes(one[:HEAD] + other[HEAD:])
    with pytest.raises(BadBackup):
        list(unseal(file, KEY))


@pytest.mark.parametrize("cut", [1, 5 + OVERHEAD, 6 + OVERHEAD, SEALED + 5 + OVERHEAD])
def test_a_missing_end_is_found_without_reading_all(tmp_path: Path, cut: int) -> None:
    file = written(tmp_path, os.urandom(2 * CHUNK + 5))
    os.truncate(file, file.stat().st_size - cut)
    with pytest.raises(BadBackup, match="damaged or was cut off"):
        check_end(file, KEY)


@pytest.mark.parametrize("look", [lambda *told: list(unseal(*told)), check_end])
def test_another_key_is_told_apart_from_damage(tmp_path: Path, look: Callable[[Path, bytes], object]) -> None:
    with pytest.raises(WrongKey, match="another key; SMP_KEY_FILE"):
        look(written(tmp_path, b"plain"), b"o" * 32)


@pytest.mark.parametrize("other", [b"", b"SQLite format 3\0", b"%PDF-1.7"])
def test_another_file_is_told_apart_from_damage(tmp_path: Path, other: bytes) -> None:
    (tmp_path / "other").write_bytes(other)
    with pytest.raises(BadBackup, match="is not a backup"):
        list(unseal(tmp_path / "other", KEY))


def test_a_layout_of_a_later_version_asks_for_an_update(tmp_path: Path) -> None:
    file = written(tmp_path, b"plain")
    file.write_bytes(file.read_bytes().replace(MARK, b"SMP backup 2\n", 1))
    with pytest.raises(BadBackup, match="newer version of the program"):
        list(unseal(file, KEY))


def test_neither_the_plain_text_nor_the_key_is_in_it(tmp_path: Path) -> None:
    kept = written(tmp_path, b"apixaban " * 100).read_bytes()
    assert b"apixaban" not in kept
    assert KEY not in kept
