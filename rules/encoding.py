"""Lines of intakes into a file of columns, a block at a time."""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from intake.answers import Intake, IntakeError, read_intake
from intake.columns import block, schema
from intake.language import Language
from rules.screening import Screening

LINES = 10_000
"""Lines that are in memory at a time."""


def encode(screening: Screening, lines: Iterable[str], target: Path, language: Language) -> list[str]:
    """Write the intakes of `lines` to `target`; gives one sentence for each line that could not be read.

    A line is what `assess` takes, with an `id` of the caller's own beside it; without one, its number is its id.
    """
    wrong: list[str] = []
    with target.open("wb") as sink, pq.ParquetWriter(sink, schema(screening.questions)) as writer:
        numbered = enumerate(lines, start=1)
        while some := list(islice(numbered, LINES)):
            read: list[tuple[str, Intake]] = []
            for number, line in some:
                try:
                    read += [_read(screening, number, line)] if line.strip() else []
                except (ValueError, RecursionError):  # a number of thousands of digits is refused as a ValueError
                    wrong.append(f"line {number}: this is not JSON")
                except IntakeError as error:
                    wrong += (f"line {number}: {fault.question}: {fault.plain(language)}" for fault in error.faults)
            writer.write_batch(block(read, screening.questions))
    return wrong


def _read(screening: Screening, number: int, line: str) -> tuple[str, Intake]:
    document = json.loads(line)
    name = str(document.pop("id", number)) if isinstance(document, dict) else str(number)
    return name, read_intake(document, screening.questionnaire, screening.clinic)
