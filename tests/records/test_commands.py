"""`python -m records` says what is in order and what is not, one line each, never a traceback."""

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from records import Store
from records.__main__ import app
from records.database import read_url
from records.keyfile import make_key
from tests.records.examples import NAME, NOW, submission


def run(command: str, url: str, key_file: Path) -> Result:
    return CliRunner().invoke(app, [command], env={"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)})


def fill(url: str, key_file: Path) -> None:
    with Store.open(url, key_file) as store:
        store.records.submit(submission(store), NOW)


def around_the_program(url: str, *statements: str) -> None:
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def guard_gone(url: str) -> str:
    return "DROP TRIGGER records_no_update" + (" ON records" if url.startswith("postgresql") else "")


def test_doctor_finds_a_good_store_in_order(url: str, key_file: Path) -> None:
    fill(url, key_file)
    result = run("doctor", url, key_file)
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "ok  database",
        "ok  migrated",
        "ok  key",
        "ok  integrity",
        "ok  append-only",
    ]


def test_doctor_does_not_make_the_database_it_looks_for(sqlite_url: str, key_file: Path) -> None:
    result = run("doctor", sqlite_url, key_file)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "BAD database: There is no file" in result.stdout
    assert list(key_file.parent.iterdir()) == []


def test_doctor_names_a_database_that_is_not_migrated(url: str, key_file: Path) -> None:
    around_the_program(url, "CREATE TABLE other (id INTEGER)")
    result = run("doctor", url, key_file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("BAD migrated: The tables are at revision none")


def test_doctor_names_a_wrong_key(url: str, key_file: Path) -> None:
    fill(url, key_file)
    key_file.unlink()
    make_key(key_file)
    result = run("doctor", url, key_file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("BAD key: ")


@pytest.mark.skipif(os.name != "posix", reason="only POSIX files have modes")
def test_doctor_names_a_key_that_others_may_read(sqlite_url: str, key_file: Path) -> None:
    fill(sqlite_url, key_file)
    key_file.chmod(0o644)
    result = run("doctor", sqlite_url, key_file)
    assert result.exit_code == 1
    assert "chmod 600" in result.stdout.splitlines()[-1]


def test_doctor_names_a_guard_that_is_gone(url: str, key_file: Path) -> None:
    fill(url, key_file)
    around_the_program(url, guard_gone(url))
    result = run("doctor", url, key_file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "BAD append-only: These guards are gone: records_no_update."


def test_doctor_names_broken_references(sqlite_url: str, key_file: Path) -> None:
    fill(sqlite_url, key_file)
    around_the_program(sqlite_url, "INSERT INTO record_keys VALUES ('nobody', x'00')")
    result = run("doctor", sqlite_url, key_file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("BAD integrity: SQLite finds 0 faults and 1 broken references")


def test_verify_counts_what_fits(url: str, key_file: Path) -> None:
    fill(url, key_file)
    result = run("verify", url, key_file)
    assert (result.exit_code, result.stdout) == (
        0,
        "Records: 1, contents: 3, audit entries: 1; all fit their hashes.\n",
    )


def test_verify_names_each_record_that_does_not_fit(url: str, key_file: Path) -> None:
    fill(url, key_file)
    around_the_program(
        url,
        guard_gone(url),
        "UPDATE records SET submission_id = 'other'",
        "CREATE TRIGGER records_no_update BEFORE UPDATE ON records "
        + ("FOR EACH ROW EXECUTE FUNCTION refuse_change()" if "postgresql" in url else "BEGIN SELECT 1; END"),
    )
    result = run("verify", url, key_file)
    assert (result.exit_code, result.stdout) == (1, "")
    first, last = result.stderr.splitlines()
    assert "does not fit its hash" in first
    assert NAME not in first
    assert last == "Records: 1, contents: 3, audit entries: 1; 1 do not fit."


def test_verify_finds_an_audit_entry_that_was_changed(url: str, key_file: Path) -> None:
    fill(url, key_file)
    around_the_program(
        url,
        "DROP TRIGGER audit_no_update" + (" ON audit" if url.startswith("postgresql") else ""),
        "UPDATE audit SET actor = 'nobody'",
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        + ("FOR EACH ROW EXECUTE FUNCTION refuse_change()" if "postgresql" in url else "BEGIN SELECT 1; END"),
    )
    result = run("verify", url, key_file)
    assert result.exit_code == 1
    assert "Audit entry 1 is not what was written" in result.stderr


@pytest.mark.parametrize("command", ["doctor", "verify"])
@pytest.mark.parametrize("address", ["nonsense", "mysql://here/smp", "postgresql://a:s3cret@/smp?host=/nowhere"])
def test_a_bad_address_is_one_line(command: str, address: str, key_file: Path) -> None:
    result = run(command, address, key_file)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "s3cret" not in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["nonsense"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
