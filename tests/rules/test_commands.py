"""`python -m rules` on many intakes: Parquet in and out, and one plain line for what is wrong."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from rules.__main__ import app
from rules.rulebook import FOLDER
from tests.rules.conftest import HEALTHY

VISIT = {"kind": "session", "at": "2026-12-14T14:00"}
LINE = json.dumps({"id": "somebody", "assessed_at": "2026-12-10T10:00", "visit": VISIT, "answers": HEALTHY})


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    (tmp_path / "lines").write_text(LINE + "\n", encoding="utf-8")
    assert run("columns", tmp_path / "lines", tmp_path / "in.parquet").exit_code == 0
    return tmp_path / "in.parquet"


def test_lines_become_columns_and_columns_become_outcomes(columns: Path, tmp_path: Path) -> None:
    result = run("rescreen", columns, tmp_path / "out.parquet")
    assert (result.exit_code, result.stderr.split(" in ")[0]) == (0, "1 intakes")
    table = pd.read_parquet(tmp_path / "out.parquet")
    assert (table["id"][0], table["outcome"][0]) == ("somebody", "suitable")


def test_a_wrong_line_is_named_and_the_exit_says_so(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("{\n" + LINE + "\n", encoding="utf-8")
    result = run("columns", tmp_path / "lines", tmp_path / "in.parquet")
    assert (result.exit_code, result.stderr) == (1, "line 1: this is not JSON\n")


HOSTILE = ("{", "[" * 100_000, '{"answers": ' + "1" * 5_000 + "}")


@pytest.mark.parametrize("text", HOSTILE, ids=["cut off", "nested without end", "a number without end"])
def test_what_cannot_be_read_as_json_is_one_line_and_never_a_traceback(tmp_path: Path, text: str) -> None:
    (tmp_path / "lines").write_text(text, encoding="utf-8")
    for words in (("assess", tmp_path / "lines"), ("columns", tmp_path / "lines", tmp_path / "in.parquet")):
        result = run(*words)
        assert (result.exit_code, result.stderr.removeprefix("line 1: ")) == (1, "this is not JSON\n")


def test_the_same_rulebook_changes_nobody(columns: Path) -> None:
    result = run("simulate", FOLDER, columns)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1 people, 0 come out differently",
        "  suitable: 1 as before",
        "0 with a visit to come would come out worse",
    ]


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    for words in (("rescreen", "nothing.parquet", tmp_path / "out"), ("simulate", FOLDER, "nothing.parquet")):
        result = run(*words)
        assert (result.exit_code, result.stderr) == (1, "nothing.parquet: there is no such file\n")


def test_a_rulebook_that_does_not_load_is_said_with_its_faults(columns: Path, tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    for name in ("facts", "events", "checklist"):
        (tmp_path / f"{name}.yaml").write_text("[]", encoding="utf-8")
    (tmp_path / "book" / "one.yaml").write_text("- id: nothing\n", encoding="utf-8")
    result = run("simulate", tmp_path, columns)
    assert result.exit_code == 1
    assert "one.yaml:1" in result.stderr
    assert "Traceback" not in result.stderr


def test_lines_that_are_not_there_are_one_line(tmp_path: Path) -> None:
    result = run("columns", tmp_path / "nothing", tmp_path / "in.parquet")
    assert result.exit_code == 1
    assert result.stderr.endswith("nothing: No such file or directory\n")


def test_a_place_that_cannot_be_written_is_one_line(columns: Path, tmp_path: Path) -> None:
    for words in (("rescreen", columns), ("columns", tmp_path / "lines")):
        result = run(*words, tmp_path / "no" / "out.parquet")
        assert (result.exit_code, result.stderr) == (
            1,
            f"{tmp_path / 'no' / 'out.parquet'}: No such file or directory\n",
        )


def test_a_file_is_never_written_over_what_it_is_read_from(columns: Path) -> None:
    before = columns.read_bytes()
    assert run("rescreen", columns, columns).exit_code == 1
    assert columns.read_bytes() == before


def test_what_was_written_before_stands_when_the_columns_are_wrong(columns: Path, tmp_path: Path) -> None:
    assert run("rescreen", columns, tmp_path / "out.parquet").exit_code == 0
    before = (tmp_path / "out.parquet").read_bytes()
    assert run("rescreen", tmp_path / "lines", tmp_path / "out.parquet").exit_code == 1
    assert (tmp_path / "out.parquet").read_bytes() == before
