"""`python -m records backup` and `restore`: what was saved is told, what is wrong is one sentence."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from records import Place, Store
from records.__main__ import app
from records.backup import backups
from records.commands.outside import Outside
from records.keyfile import make_key
from tests.records.examples import NAME, NOW, submission


@pytest.fixture
def place(sqlite_url: str, key_file: Path) -> Place:
    """A clinic with one record, where SMP_DATA has it."""
    there = Place(sqlite_url, key_file)
    with Store.open(*there) as store:
        store.records.submit(submission(store), NOW)
    return there


def run(place: Place, *arguments: str, days_on: int = 0, **settings: str) -> Result:
    told = {"SMP_DATA": str(place.key_file.parent), **settings}
    return CliRunner().invoke(app, arguments, obj=Outside(told, NOW + timedelta(days=days_on)))


def saved(place: Place) -> Path:
    run(place, "backup")
    return backups(place.key_file.parent / "backups")[-1].file


def test_a_backup_says_what_was_saved_and_where(place: Place) -> None:
    result = run(place, "backup")
    file = place.key_file.parent / "backups" / "smp-backup-20261120T100000Z.smpb"
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"{file} (0.0 MB), of 2026-11-20 10:00 UTC, reads whole.",
            "Rows: audit 1, audit_head 1, contents 3, names 4, records 1, vault 2, queue 1, record_contents 3, "
            "record_keys 1.",
        ],
    )
    assert file.is_file()


def test_the_clinic_says_how_long_backups_are_kept(place: Place, tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text("retention: {backups: 7}\n")
    settings = str(tmp_path / "clinic.yaml")
    run(place, "backup", SMP_CLINIC=settings)
    result = run(place, "backup", days_on=8, SMP_CLINIC=settings)
    assert result.stdout.splitlines()[-1] == "Deleted, being older than 7 days: 1."
    assert len(backups(tmp_path / "backups")) == 1


def test_a_backup_goes_where_it_is_told(place: Place, tmp_path: Path) -> None:
    assert run(place, "backup", "-o", str(tmp_path / "stick")).exit_code == 0
    assert len(backups(tmp_path / "stick")) == 1


def test_a_check_says_what_a_backup_holds_and_makes_none(place: Place) -> None:
    file = saved(place)
    result = run(place, "backup", "--check", str(file), days_on=1)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        f"{file} (0.0 MB), of 2026-11-20 10:00 UTC, reads whole.",
    )
    assert len(backups(file.parent)) == 1


def test_a_restore_says_where_to_and_that_all_of_it_fits(place: Place, tmp_path: Path) -> None:
    result = run(place, "restore", str(saved(place)), "--into", f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        f"Restored into {tmp_path / 'new.sqlite'}; all fit their hashes. Everybody signs in anew."
    )
    with Store.open(f"sqlite:///{tmp_path / 'new.sqlite'}", place.key_file) as store:
        assert store.records.read(store.records.refs()[0]).identity["full_name"] == NAME


def test_a_lost_database_comes_back_where_it_was(place: Place) -> None:
    file = saved(place)
    for lost in place.key_file.parent.glob("smp.sqlite*"):
        lost.unlink()
    assert run(place, "restore", str(file)).exit_code == 0
    with Store.open(*place) as store:
        assert len(store.records.refs()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["restore", "{file}"], "holds something already, and a restore overwrites nothing."),
        (["restore", "{file}", "--into", "mysql://here/smp"], "SQLite and PostgreSQL are."),
        (["restore", "{folder}/none.smpb"], "No such file or directory"),
        (["restore", "{folder}"], "Is a directory"),
        (["restore", "{key}", "--into", "sqlite:///{folder}/new.sqlite"], "is not a backup of this program."),
        (["backup", "--check", "{key}"], "is not a backup of this program."),
        (["backup"], "is there already"),
    ],
)
def test_what_is_wrong_is_one_sentence(place: Place, arguments: list[str], says: str) -> None:
    file = saved(place)
    named = {"file": file, "folder": file.parent, "key": place.key_file}
    result = run(place, *(one.format(**named) for one in arguments))
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert says in result.stderr


@pytest.mark.parametrize("command", ["restore", "backup --check"])
def test_another_key_is_one_sentence(place: Place, tmp_path: Path, command: str) -> None:
    file = saved(place)
    make_key(tmp_path / "other.key")
    result = run(place, *command.split(), str(file), SMP_KEY_FILE=str(tmp_path / "other.key"))
    assert (result.exit_code, result.stderr) == (
        1,
        f"{file} was made with another key; SMP_KEY_FILE must name the one of that time.\n",
    )


def test_settings_with_a_fault_are_told_a_line_each(place: Place, tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text("retention: {backups: 1}\n")
    result = run(place, "backup", SMP_CLINIC=str(tmp_path / "clinic.yaml"))
    assert result.exit_code == 1
    assert "retention.backups" in result.stderr
    assert not (tmp_path / "backups").exists()


def test_a_restore_of_no_file_is_a_usage_error(place: Place) -> None:
    assert run(place, "restore").exit_code == 2
