"""Contents are kept whole, once, and come back byte for byte."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, text

from records import Store, UnknownContent

EVERY_BYTE = bytes(range(256)) * 40


def test_a_content_comes_back_byte_for_byte(store: Store) -> None:
    assert store.contents.read(store.contents.keep(EVERY_BYTE)) == EVERY_BYTE


def test_the_key_of_a_content_is_its_sha256(store: Store) -> None:
    assert store.contents.keep(b"rules") == hashlib.sha256(b"rules").hexdigest()


def test_an_empty_content_is_a_content(store: Store) -> None:
    assert store.contents.read(store.contents.keep(b"")) == b""


def test_the_same_content_is_kept_once(store: Store, raw: Engine) -> None:
    together = Barrier(4)

    def keep(_: int) -> str:
        together.wait()
        return store.contents.keep(b"rules")

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(keep, range(4)))) == 1
    with raw.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM contents")) == 1


def test_a_hash_nothing_is_kept_under_is_said_so(store: Store) -> None:
    with pytest.raises(UnknownContent):
        store.contents.read("0" * 64)
