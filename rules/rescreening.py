"""Every rule judged for many people at once, from columns, block by block: the same rules as for one person.

For each person it says what `assess` says of outcome, findings and open points; explanations and moments are made for
one person when somebody looks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from intake.bits import unpacked, write_bits
from intake.columns import MOMENT, NEEDED, schema
from intake.crowd import Crowd
from intake.rails import Rails
from intake.reader import Questions
from rules.rule import LEVELS, OUTCOMES, Level, Outcome
from rules.screening import Bound, Screening, before_booking, while_open

BLOCK = 1 << 16
"""People a block: large enough that Python's part is small, small enough that a block fits a processor's cache."""


@dataclass(frozen=True)
class Judged:
    """A block of people. Each int has a bit a person; rules of which nobody holds or is open are left out."""

    size: int
    holds: Mapping[str, int]
    opened: Mapping[str, int]
    reached: Mapping[Level, int]

    @property
    def outcomes(self) -> dict[Outcome, int]:
        """Whose outcome is which: the worst level that somebody reaches."""
        left = (1 << self.size) - 1
        found: dict[Outcome, int] = {}
        for level in reversed(LEVELS):
            found[OUTCOMES[level]] = left & (self.reached[level] if level != "advice" else left)
            left ^= found[OUTCOMES[level]]
        return found


def judged(screening: Screening, block: pa.RecordBatch) -> Judged:
    """Judge every rule for every row."""
    crowd = screening.crowd(block)
    holds: dict[str, int] = {}
    opened: dict[str, int] = {}
    reached: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for bound in screening.rules:
        rails = _rails(bound, crowd)
        if rails.possible:
            true = 0 if bound.rule.leaves_open else rails.true
            holds[bound.rule.id], opened[bound.rule.id] = true, rails.possible & ~true
            if bound.rule.level != "advice":
                _reach(reached, bound, Rails(true, rails.possible), crowd)
    for _, judge in screening.questions.checks:
        reached["clearance"] |= judge(crowd).true
    return Judged(crowd.size, holds, opened, reached)


def _rails(bound: Bound, crowd: Crowd) -> Rails:
    rails = bound.judge(crowd)
    if bound.rule.windowed and bound.rule.leave_out is None:
        return Rails(rails.true & crowd.windows_judged, rails.possible & crowd.windows_judged)
    return rails


def _reach(reached: dict[Level, int], bound: Bound, rails: Rails, crowd: Crowd) -> None:
    """Add who reaches which level by this rule; before a treatment has a moment, some count for less."""
    for people, level in (
        (crowd.windows_judged, bound.rule.level),
        (crowd.full ^ crowd.windows_judged, before_booking(bound.rule)),
    ):
        reached[level] |= people & rails.true
        reached[while_open(bound.rule, level)] |= people & rails.unknown


def rescreen(screening: Screening, source: Path, target: Path) -> int:
    """Judge a file of columns and write what came out, a row for each of its rows; gives how many there were.

    Written are `id`, `visit_at`, `outcome`, and for each rule the boolean columns RULE.holds and RULE.open. Raises
    ColumnsError, and OSError where it cannot be written.
    """
    rules = [bound.rule.id for bound in screening.rules]
    shape = pa.schema(
        [("id", pa.string()), ("visit_at", MOMENT), ("outcome", _OUTCOME)]
        + [(f"{rule}.{end}", pa.bool_()) for rule in rules for end in ("holds", "open")]
    )
    rows, read = 0, blocks(source, screening.questions)
    if target.exists() and target.samefile(source):
        raise ColumnsError(f"{target}: this is the file to read; name another one to write")
    with target.open("wb") as sink, pq.ParquetWriter(sink, shape) as writer:
        for block in read:
            found = judged(screening, block)
            flags = (write_bits(of.get(rule, 0), found.size) for rule in rules for of in (found.holds, found.opened))
            columns = [block["id"], block["visit_at"], _outcomes(found), *flags]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=shape))
            rows += found.size
    return rows


class ColumnsError(ValueError):
    """A file that does not hold columns as intake.columns makes them; its text is one plain sentence."""


def blocks(source: Path, questions: Questions) -> Iterator[pa.RecordBatch]:
    """A file of columns, a block at a time; raises ColumnsError.

    Columns of questions that are no longer asked are passed over, and a question without columns was asked of nobody.
    """
    expected = schema(questions)
    try:
        file = pq.ParquetFile(source, memory_map=True)
    except (OSError, pa.ArrowException):
        reason = "this is no Parquet file" if source.is_file() else "there is no such file"
        raise ColumnsError(f"{source}: {reason}") from None
    given = file.schema_arrow
    for name in NEEDED:
        if name not in given.names:
            raise ColumnsError(f"{source}: there is no column {name}")
    known = [name for name in given.names if name in expected.names]
    for name in known:
        if given.field(name).type != expected.field(name).type:
            wanted = expected.field(name).type
            raise ColumnsError(f"{source}: the column {name} holds {given.field(name).type}; allowed: {wanted}")
    return _read(file, known)


def _read(file: pq.ParquetFile, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with file:
        yield from file.iter_batches(BLOCK, columns=columns)


_NAMES = tuple(OUTCOMES.values())
_OUTCOME = pa.dictionary(pa.int8(), pa.string())


def _outcomes(found: Judged) -> pa.DictionaryArray:
    codes = np.zeros(found.size, np.int8)
    for outcome, people in found.outcomes.items():
        codes[unpacked(people, found.size)] = _NAMES.index(outcome)
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(_NAMES))
