"""python -m reports render: a file of answers in, a PDF out; what is wrong is one plain line each."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reports.__main__ import app
from tests.reports.cases import document
from tests.reports.pages import words


def run(folder: Path, data: Any, *options: str) -> tuple[int, str, Path]:
    """Exit code, what stands on standard error, and where the PDF would be."""
    source, target = folder / "answers.json", folder / "out.pdf"
    source.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    result = CliRunner().invoke(app, ["render", str(source), "-o", str(target), *options])
    return result.exit_code, result.stderr, target


@pytest.mark.parametrize(("reader", "text"), [("client", "You are all set"), ("specialist", "READY")])
def test_each_reader_gets_their_own_report(tmp_path: Path, reader: str, text: str) -> None:
    code, error, target = run(tmp_path, document(), "--for", reader, "--size", "letter")
    assert (code, error) == (0, "")
    assert text in words(target.read_bytes())


def test_answers_that_cannot_be_taken_are_one_line_each(tmp_path: Path) -> None:
    code, error, target = run(tmp_path, document(birth_date="1990-02-30", skin_type="purple"), "--for", "client")
    assert code == 1
    assert len(error.splitlines()) == 2
    assert not target.exists()


@pytest.mark.parametrize("data", ["", "{", "[" * 100_000, "[]", '{"answers": 3}'])
def test_a_file_that_holds_no_answers_is_refused_in_one_line(tmp_path: Path, data: str) -> None:
    code, error, _ = run(tmp_path, data, "--for", "client")
    assert code == 1
    assert len(error.splitlines()) == 1


def test_nothing_is_printed_about_a_person_under_age(tmp_path: Path) -> None:
    code, error, target = run(tmp_path, document(birth_date="2008-12-15"), "--for", "specialist")
    assert code == 1
    assert "nothing is kept or printed" in error
    assert not target.exists()


def test_a_language_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    code, error, _ = run(tmp_path, document(), "--for", "client", "--lang", "tlh")
    assert code == 1
    assert "allowed: en" in error


def test_wrong_use_says_how(tmp_path: Path) -> None:
    assert run(tmp_path, document(), "--for", "nobody")[0] == 2
    assert run(tmp_path, document())[0] == 2
