"""The rows of a database as lines of JSON, the same for every kind of server, so that each can take up another's.

The first line is the head; then a line for each row, `[table, {column: value}]`, tables in the order in which their
references allow; the last line is `{"end": {table: rows}}`. Bytes are `{"base64": ...}`, moments `{"at": ...}` in UTC.
"""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict
from sqlalchemy import Connection, MetaData, inspect, select

from records.canonical import canonical
from records.errors import BadBackup
from records.tables import FLEETING, METADATA

FORMAT = 1
_AT_ONCE = 20
"""Rows held in memory; some hold a picture of several MB."""
Row = dict[str, Any]


class Head(BaseModel):
    """Which tables these are (`revision`, of the migrations), and when they were read."""

    model_config = ConfigDict(frozen=True)

    format: int
    made_at: AwareDatetime
    revision: str


class Dump(NamedTuple):
    """A dump that is being read. `rows` raises BadBackup at its end when not every row came."""

    head: Head
    rows: Iterator[tuple[str, Row]]


def dump(connection: Connection, head: Head) -> Iterator[bytes]:
    """The compressed dump of our tables, as `connection` sees them. Whoever wants one moment gives a snapshot."""
    packer = zlib.compressobj(level=1)  # most of it is sealed: a higher level costs time and saves two per cent
    for line in _lines(connection, head):
        yield packer.compress(canonical(line) + b"\n")
    yield packer.flush()


def read_dump(packed: Iterator[bytes], name: str) -> Dump:
    """The dump in `packed`; `name` is what an error calls it. Raises BadBackup."""
    lines = _unpacked(packed)
    told = json.loads(next(lines, b"{}"))
    if told.get("format") != FORMAT:
        raise BadBackup(f"{name} was made by a newer version of the program. Update first.")
    return Dump(Head.model_validate(told), _rows(lines, name))


def _lines(connection: Connection, head: Head) -> Iterator[Any]:
    yield head.model_dump(mode="json")
    there = set(inspect(connection).get_table_names())
    tables = MetaData()
    # As they are in this database, which may be older than this program.
    tables.reflect(connection, only=[name for name in METADATA.tables if name in there and name not in FLEETING])
    counts = dict.fromkeys(sorted(tables.tables), 0)
    for table in tables.sorted_tables:
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(select(table)):
            yield [table.name, {column: _told(value) for column, value in row._asdict().items()}]
            counts[table.name] += 1
    yield {"end": counts}


def _rows(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, Row]]:
    counts: Counter[str] = Counter()
    end: dict[str, int] | None = None
    for line in lines:
        told = json.loads(line)
        if isinstance(told, dict):
            end = told["end"]
        else:
            table, row = told
            counts[table] += 1
            yield table, {column: _meant(value) for column, value in row.items()}
    if end is None or Counter(end) != counts:
        raise BadBackup(f"{name} does not hold every row that it should; use another backup.")


def _unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker, kept = zlib.decompressobj(), b""
    for piece in packed:
        *whole, kept = (kept + unpacker.decompress(piece)).split(b"\n")
        yield from whole


def _told(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        # SQLite forgets that all moments are in UTC.
        return {"at": (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()}
    return value


def _meant(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return base64.b64decode(value["base64"]) if "base64" in value else datetime.fromisoformat(value["at"])
