"""Many intakes at once come out as each of them alone, from columns, by the same rules."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from intake.answers import Intake
from intake.columns import block
from intake.language import load_language
from rules import rescreening
from rules.encoding import encode
from rules.rescreening import ColumnsError, Judged, blocks, judged, rescreen
from tests.rules.conftest import the_screening
from tests.rules.crowds import crowd
from tests.rules.oracle import truth

SCREENING = the_screening()
STATES = {"true": (1, 0), "unknown": (0, 1), "false": (0, 0)}
SOME, PEOPLE = 1000, 5000
"""Of a crowd that is judged one by one: a thousand meet all rules but three of those that 5000 of them meet."""
SEEDS = [(0, SOME), *(pytest.param(seed, PEOPLE, marks=pytest.mark.soak) for seed in range(40))]


def columns_of(people: Sequence[Intake]) -> pa.RecordBatch:
    return block([(str(number), intake) for number, intake in enumerate(people)], SCREENING.questions)


def state(found: Judged, rule: str, person: int) -> tuple[int, int]:
    return found.holds.get(rule, 0) >> person & 1, found.opened.get(rule, 0) >> person & 1


def differing(people: Sequence[Intake], found: Judged) -> list[str]:
    """Where the crowd and the slow and obvious reading of one person say different things of a rule."""
    wrong = []
    for person, intake in enumerate(people):
        reading = SCREENING.read(intake)
        for bound in SCREENING.rules:
            expected = STATES["false"]
            if SCREENING.judges(bound.rule, reading):
                expected = STATES[truth(bound.rule.when, reading, bound.parameters)]
            if bound.rule.leaves_open and expected == STATES["true"]:
                expected = STATES["unknown"]
            if state(found, bound.rule.id, person) != expected:
                wrong.append(f"{bound.rule.id}, person {person}")
    return wrong


@pytest.mark.parametrize(("seed", "size"), SEEDS)
def test_every_rule_comes_out_as_the_slow_and_obvious_reading_says(seed: int, size: int) -> None:
    people = list(crowd(SCREENING, size, seed))
    assert differing(people, judged(SCREENING, columns_of(people))) == []


@pytest.mark.parametrize("size", [200, pytest.param(SOME, marks=pytest.mark.soak)])
def test_every_outcome_is_the_one_of_an_assessment(size: int) -> None:
    people = list(crowd(SCREENING, size, 7))
    outcomes = judged(SCREENING, columns_of(people)).outcomes
    found = [next(outcome for outcome, bits in outcomes.items() if bits >> place & 1) for place in range(len(people))]
    assert found == [SCREENING.assess(intake).outcome for intake in people]
    assert len(set(found)) > 2


def document(person: Intake, name: str) -> str:
    """An intake as a line of a file."""
    at = person.visit.at.isoformat() if person.visit.at else None
    visit = {"kind": person.visit.kind, "at": at}
    answers = {question: answer.raw for question, answer in person.answers.items()}
    given = {question: at.isoformat() for question, at in person.given.items() if question in answers}
    line: dict[str, Any] = {"id": name, "assessed_at": person.assessed_at.isoformat(), "visit": visit}
    line |= {"answers": answers, "given": given}
    return json.dumps(line, default=dict)


@pytest.fixture
def people() -> list[Intake]:
    return list(crowd(SCREENING, 60, 11))


@pytest.fixture
def columns(people: list[Intake], tmp_path: Path) -> Path:
    """A file of them, made from lines."""
    file = tmp_path / "intakes.parquet"
    lines = [document(person, f"person {number}") for number, person in enumerate(people)]
    assert encode(SCREENING, lines, file, load_language("en")) == []
    return file


def test_a_file_in_gives_a_file_out_that_pandas_reads(people: list[Intake], columns: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert rescreen(SCREENING, columns, out) == len(people)
    table = pd.read_parquet(out)
    assert list(table["id"]) == [f"person {number}" for number in range(len(people))]
    assert list(table["outcome"]) == [SCREENING.assess(person).outcome for person in people]
    for person, row in zip(people, table.to_dict("records"), strict=True):
        assessed = SCREENING.assess(person)
        held = {str(name).removesuffix(".holds") for name in row if str(name).endswith(".holds") and row[name]}
        assert held == {finding.rule for finding in assessed.findings} | set(assessed.advice)


def test_the_size_of_a_block_changes_nothing(columns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rescreen(SCREENING, columns, tmp_path / "one.parquet")
    monkeypatch.setattr(rescreening, "BLOCK", 7)
    rescreen(SCREENING, columns, tmp_path / "many.parquet")
    many, one = (pd.read_parquet(tmp_path / name) for name in ("many.parquet", "one.parquet"))
    pd.testing.assert_frame_equal(many, one)


def test_a_row_in_the_middle_of_a_table_is_read_as_one_at_its_beginning(people: list[Intake]) -> None:
    whole, alone = columns_of(people), columns_of(people[13:40])
    assert judged(SCREENING, whole.slice(13, 27)) == judged(SCREENING, alone)


def test_a_question_that_a_file_does_not_know_was_asked_of_nobody(columns: Path, tmp_path: Path) -> None:
    table = pq.read_table(columns)
    older = tmp_path / "older.parquet"
    pq.write_table(table.drop_columns([name for name in table.column_names if name.startswith("inr_")]), older)
    (found,) = [judged(SCREENING, one) for one in blocks(older, SCREENING.questions)]
    assert not found.holds.get("bt-inr-very-high")


def test_a_line_that_is_wrong_is_said_and_the_others_are_written(tmp_path: Path) -> None:
    person = next(crowd(SCREENING, 1, 3))
    lines = ["{", document(person, "somebody"), '{"answers": {}}']
    wrong = encode(SCREENING, lines, tmp_path / "some.parquet", load_language("en"))
    assert [line.partition(":")[0] for line in wrong] == ["line 1", "line 3"]
    assert pq.read_table(tmp_path / "some.parquet")["id"].to_pylist() == ["somebody"]


def spoilt(table: pa.Table, tmp_path: Path) -> Path:
    file = tmp_path / "spoilt.parquet"
    pq.write_table(table, file)
    return file


def test_a_file_of_something_else_is_refused_in_one_sentence(tmp_path: Path) -> None:
    other = spoilt(pa.table({"name": ["Jan"]}), tmp_path)
    with pytest.raises(ColumnsError, match="there is no column id"):
        list(blocks(other, SCREENING.questions))


def test_a_column_of_another_kind_is_refused_in_one_sentence(columns: Path, tmp_path: Path) -> None:
    table: Any = pq.read_table(columns)
    place = table.column_names.index("two_days")
    file = spoilt(table.set_column(place, "two_days", pa.array(["yes"] * len(table))), tmp_path)
    with pytest.raises(ColumnsError, match="two_days holds string"):
        list(blocks(file, SCREENING.questions))


def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(ColumnsError, match="no Parquet file"):
        list(blocks(tmp_path / "notes.txt", SCREENING.questions))
