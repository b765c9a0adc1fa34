"""Re-screening a million intakes from columns: against polars on one thread, growth with rules, and peak memory.

The people are drawn from the public prevalence figures of tests/rules/prevalence.yaml and repeated.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.formulas import Formula, Writer, judged_by_all, values, variables
from benchmarks.rounds import Subject, interleaved, ratio
from benchmarks.row import Row
from intake.bits import packed
from intake.clinic import Clinic
from intake.columns import block
from intake.rails import Rails
from rules.content import load_screening
from rules.rescreening import BLOCK, judged, rescreen
from rules.screening import Bound, Screening
from tests.rules.test_quiet import crowd_of

os.environ.setdefault("POLARS_MAX_THREADS", "1")

PEOPLE, DISTINCT, ROUNDS = 1_000_000, 4_000, 5
GOAL = 0.5
"""Nanoseconds an intake and rule."""


def rows() -> Iterator[Row]:
    screening = load_screening(Clinic(phone="020 7946 0000"))
    table = _people(screening)
    blocks = [_whole(part) for part in table.to_batches(max_chunksize=BLOCK)]
    count, rules = len(screening.rules), judged_by_all(screening)
    subjects: dict[str, Subject] = {"all": lambda: [judged(screening, each) for each in blocks]}
    subjects |= {f"{part}": _rules(screening, blocks, screening.rules[: count * part // 4]) for part in (1, 2, 3, 4)}
    subjects["ours"] = _rules(screening, blocks, rules)
    polars = _polars(screening, rules, blocks)
    if polars:
        subjects["polars"] = polars
    spent = interleaved(subjects, ROUNDS)
    nanoseconds = min(spent["all"]) / len(table) / count * 1e9
    yield Row.under(f"{len(table):,} intakes, {count} rules", nanoseconds, GOAL, "ns an intake and rule",
                    f"{min(spent['all']):.2f} s with outcomes")  # fmt: skip
    for part in (1, 2, 3, 4):
        seconds = min(spent[str(part)])
        yield Row(f"rails of {count * part // 4} rules", f"{seconds:.3f} s, {seconds / min(spent['4']):.2f} of all")
    if polars:
        times = ratio(spent["polars"], spent["ours"])
        told = f"{min(spent['polars']):.2f} s, ours {min(spent['ours']):.2f} s, {times:.1f} x ours"
        yield Row(f"polars, {len(rules)} rules without medicines, same results", told, "above 2 x ours", times > 2)
    with tempfile.TemporaryDirectory() as folder:
        yield from _memory(table, Path(folder))


def _people(screening: Screening) -> pa.Table:
    some = block([(str(number), one) for number, one in enumerate(crowd_of(DISTINCT))], screening.questions)
    return pa.concat_tables([pa.Table.from_batches([some])] * (PEOPLE // DISTINCT)).combine_chunks()


def _whole(part: pa.RecordBatch) -> pa.RecordBatch:
    """A block that begins where its bytes begin, as one that was read from a file does."""
    return pa.RecordBatch.from_arrays([pa.concat_arrays([column]) for column in part.columns], schema=part.schema)


def _rules(screening: Screening, blocks: Sequence[pa.RecordBatch], rules: Sequence[Bound]) -> Subject:
    def run() -> list[list[Rails]]:
        crowds = map(screening.crowd, blocks)
        return [[one.judge(crowd) for one in rules] for crowd in crowds]

    return run


def _polars(screening: Screening, rules: list[Bound], blocks: Sequence[pa.RecordBatch]) -> Subject | None:
    """The same rules as expressions over the same columns; None where polars is not installed."""
    try:
        import polars as pl
    except ImportError:
        return None
    formulas = [rail for one in rules for rail in Writer(screening, one).both(one.rule.when)]
    names = sorted({name for formula in formulas for name in variables(formula)})
    frames = [pl.DataFrame(values(screening.crowd(each), names)) for each in blocks]

    def expression(one: Formula) -> Any:
        match one:
            case bool():
                return pl.lit(one)
            case str():
                return pl.col(one)
            case "not", part:
                return ~expression(part)
            case ">=", name, limit:
                return pl.col(name) >= (pl.col(limit) if isinstance(limit, str) else limit)
            case "all", *parts:
                return pl.all_horizontal([expression(part) for part in parts])
            case "any", *parts:
                return pl.any_horizontal([expression(part) for part in parts])
        raise TypeError(one)

    asked = [expression(one).alias(str(number)) for number, one in enumerate(formulas)]

    def run() -> list[Any]:
        return [frame.lazy().select(asked).collect() for frame in frames]

    found, crowd = run()[0], screening.crowd(blocks[0])
    expected = [rail for one in rules for rail in one.judge(crowd)]
    for number, rail in enumerate(expected):
        column = found[str(number)]
        # A rule that is the same for everybody is one value there.
        same = (crowd.full if column[0] else 0) if len(column) == 1 else packed(column.to_numpy())
        assert same == rail, f"polars says something else of {rules[number // 2].rule.id}"
    return run


def _memory(table: pa.Table, folder: Path) -> Iterator[Row]:
    """Peak memory of a process that re-screens a file, for a quarter of the people and for all."""
    peaks = {}
    for share in (4, 1):
        source = folder / f"{share}.parquet"
        pq.write_table(table.slice(0, len(table) // share), source, row_group_size=BLOCK)
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.rescreen", str(source), str(folder / "out.parquet")],
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        peaks[len(table) // share] = json.loads(told.stdout)
    (few, low), (many, high) = peaks.items()
    flat = high["peak"] < 1.25 * low["peak"]
    told_of = f"{low['peak'] / 1e6:.0f} MB for {few:,}, {high['peak'] / 1e6:.0f} MB for {many:,}"
    yield Row("peak memory of `rescreen`, file to file", told_of, "as much for all as for a quarter", flat)


def _measured(source: Path, target: Path) -> None:
    rescreen(load_screening(Clinic(phone="020 7946 0000")), source, target)
    print(json.dumps({"peak": _peak()}))


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` says begins with what the parent had
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    _measured(Path(sys.argv[1]), Path(sys.argv[2]))
