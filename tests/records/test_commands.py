"""`python -m records verify` says what does not fit, one line each, never a traceback."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from records import Store
from records.__main__ import app
from records.database import read_url
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


@pytest.mark.parametrize("address", ["nonsense", "mysql://here/smp", "postgresql://a:s3cret@/smp?host=/nowhere"])
def test_a_bad_address_is_one_line(address: str, key_file: Path) -> None:
    result = run("verify", address, key_file)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "s3cret" not in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["nonsense"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
