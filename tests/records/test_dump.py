"""Rows go through a dump as they are, and one that is missing is noticed."""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from records import Store
from records.dump import FORMAT, Head, dump, read_dump
from records.errors import BadBackup
from records.tables import VISITS
from tests.records.examples import NOW

HEAD = Head(format=FORMAT, made_at=NOW, revision="0003")
VISIT: dict[str, Any] = {
    "id": "v",
    "kind": "consultation",
    "at": datetime(2026, 11, 20, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2))),
    "created_at": NOW,
    "draft_id": "d",
    "wrapped_key": bytes(range(256)),
    "body": b"",
}


@pytest.fixture
def dumped(store: Store) -> list[bytes]:
    """The lines of a dump that holds two visits, one of them without a moment."""
    database = store.records._database
    with database.writing() as connection:
        connection.execute(VISITS.insert(), [VISIT, VISIT | {"id": "w", "draft_id": "e", "at": None}])
    with database.snapshot() as connection:
        return zlib.decompress(b"".join(dump(connection, HEAD))).splitlines(keepends=True)


def packed(lines: list[bytes]) -> Iterator[bytes]:
    """The dump of these lines, in pieces of one byte."""
    return (bytes([one]) for one in zlib.compress(b"".join(lines)))


def test_bytes_moments_and_nothing_come_back_as_they_were(dumped: list[bytes]) -> None:
    head, rows = read_dump(packed(dumped), "it")
    visits = {row["id"]: row for table, row in rows if table == "visits"}
    assert head == HEAD
    assert visits["v"] == VISIT
    assert visits["v"]["at"].tzinfo == UTC
    assert visits["w"]["at"] is None


def test_a_row_that_is_missing_is_noticed(dumped: list[bytes]) -> None:
    lines = [line for line in dumped if b'"id":"w"' not in line]
    assert len(lines) == len(dumped) - 1
    with pytest.raises(BadBackup, match="does not hold every row"):
        list(read_dump(packed(lines), "it").rows)


def test_an_end_that_is_missing_is_noticed(dumped: list[bytes]) -> None:
    assert list(json.loads(dumped[-1])) == ["end"]
    with pytest.raises(BadBackup, match="does not hold every row"):
        list(read_dump(packed(dumped[:-1]), "it").rows)
