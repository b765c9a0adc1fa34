"""What is kept can be judged again by the rulebook of today, without a name in the file."""

import os
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from records import Store
from records.__main__ import app
from records.columns import write_columns
from rules.rescreening import rescreen
from tests.records.examples import NAME, NOW, submission
from tests.rules.conftest import the_screening


def test_every_record_is_a_row_by_its_reference_and_can_be_judged_again(store: Store, tmp_path: Path) -> None:
    refs = [store.records.submit(submission(store, id=name), NOW) for name in ("first", "second")]
    assert write_columns(store.records, the_screening(), tmp_path / "in.parquet") == 2
    rescreen(the_screening(), tmp_path / "in.parquet", tmp_path / "out.parquet")
    table = pd.read_parquet(tmp_path / "out.parquet")
    assert sorted(table["id"]) == sorted(refs)
    # The sunburn was answered; how it is now was not.
    assert table["su-burn-now.open"].all()


def test_answers_to_questions_of_another_time_are_left_out(store: Store, tmp_path: Path) -> None:
    store.records.submit(submission(store), NOW)
    write_columns(store.records, the_screening(), tmp_path / "in.parquet")
    assert "notes" not in pd.read_parquet(tmp_path / "in.parquet").columns


def test_the_file_holds_no_name(store: Store, tmp_path: Path) -> None:
    store.records.submit(submission(store), NOW)
    write_columns(store.records, the_screening(), tmp_path / "in.parquet")
    assert NAME.encode() not in (tmp_path / "in.parquet").read_bytes()


def test_the_command_writes_them(sqlite_url: str, key_file: Path, tmp_path: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        store.records.submit(submission(store), NOW)
    place = {**os.environ, "DATABASE_URL": sqlite_url, "SMP_KEY_FILE": str(key_file)}
    result = CliRunner().invoke(app, ["columns", str(tmp_path / "in.parquet")], env=place)
    assert (result.exit_code, result.stdout) == (0, "Records: 1.\n")
    assert len(pd.read_parquet(tmp_path / "in.parquet")) == 1
    with Store.open(sqlite_url, key_file) as store:
        assert store.audit.latest(1)[0].action == "columns.exported"
