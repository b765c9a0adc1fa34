"""The master key's file is made once, for its owner only, and never replaced."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from records.errors import CannotOpen, WrongKey
from records.keyfile import MARK, make_key, read_key


@pytest.mark.skipif(os.name != "posix", reason="only POSIX files have modes")
def test_a_new_key_file_is_for_its_owner_only(key_file: Path) -> None:
    make_key(key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_a_key_reads_back_as_it_was_made(key_file: Path) -> None:
    assert make_key(key_file) == read_key(key_file)


def test_a_key_that_is_there_is_kept(key_file: Path) -> None:
    assert make_key(key_file) == make_key(key_file)


def test_no_two_key_files_hold_the_same_key(tmp_path: Path) -> None:
    assert make_key(tmp_path / "a.key") != make_key(tmp_path / "b.key")


def test_programs_that_start_at_once_agree_on_one_key(key_file: Path) -> None:
    together = Barrier(4)

    def start() -> bytes:
        together.wait()
        return make_key(key_file)

    with ThreadPoolExecutor(4) as pool:
        keys = {future.result() for future in [pool.submit(start) for _ in range(4)]}
    assert keys == {read_key(key_file)}


def test_making_a_key_leaves_nothing_else_behind(key_file: Path) -> None:
    make_key(key_file)
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_missing_key_file_is_said_to_be_missing(key_file: Path) -> None:
    with pytest.raises(WrongKey, match="is missing"):
        read_key(key_file)


@pytest.mark.parametrize("text", ["", "hello", MARK, f"{MARK}c2hvcnQ=", f"{MARK}!!", "é", "A" * 44])
def test_a_file_that_is_no_key_is_refused(key_file: Path, text: str) -> None:
    key_file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongKey):
        read_key(key_file)


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotOpen, match="cannot be written"):
        make_key(tmp_path / "file" / "smp.key")
