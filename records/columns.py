"""Every record as a row of columns, by its reference, to be judged again by the rulebook of today.

The file holds answers about health, without names, contact details and texts: it is to be kept as the records are.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from intake.answers import Intake, IntakeError, read_intake
from intake.columns import block, schema
from records.records import Records
from records.ref import Ref
from rules.screening import Screening

AT_ONCE = 10_000


def write_columns(records: Records, screening: Screening, target: Path) -> int:
    """Write all records, the oldest first, and give their number. Raises Tampered; OSError where it cannot write."""
    refs = records.refs()
    with target.open("wb") as sink, pq.ParquetWriter(sink, schema(screening.questions)) as writer:
        for rows in as_blocks(records, refs, screening):
            writer.write_batch(rows)
    return len(refs)


def as_blocks(
    records: Records, refs: Sequence[Ref], screening: Screening, at_once: int = AT_ONCE
) -> Iterator[pa.RecordBatch]:
    """These records as columns, `at_once` at a time, so that memory stays flat. Raises Tampered or Erased."""
    for first in range(0, len(refs), at_once):
        some = refs[first : first + at_once]
        rows = [(str(ref), fitting(records.read(ref).answers, screening)) for ref in some]
        yield block(rows, screening.questions)


def fitting(document: Mapping[str, Any], screening: Screening) -> Intake:
    """What was told, as far as the questions of today take it; the rest is as if it had not been answered."""
    try:
        return read_intake(document, screening.questionnaire, screening.clinic)
    except IntakeError as error:
        wrong = {fault.question for fault in error.faults}
    answers = {name: raw for name, raw in document["answers"].items() if name not in wrong}
    given, before = (
        {name: at for name, at in document.get(key, {}).items() if name in answers} for key in ("given", "as_before")
    )
    fits = {**document, "answers": answers, "given": given, "as_before": before}
    return read_intake(fits, screening.questionnaire, screening.clinic)
