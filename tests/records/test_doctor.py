"""`python -m records doctor` says in plain words what is missing or unsafe, and what to do, a line each."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from records import Place, Store
from records.__main__ import app
from records.backup import back_up
from records.commands.outside import Outside
from records.keyfile import make_key
from records.place_checks import crowded
from tests.records.examples import NAME, NOW, submission
from tests.records.test_commands import around_the_program, guard_gone

# The rulebook's files are younger than the examples' moment where they were copied today.
TODAY = datetime.now(NOW.tzinfo) + timedelta(days=1)
SOUND = [
    *("database", "migrated", "key", "integrity", "append-only", "audit trail", "newest entry"),
    *("key file", "https", "backup", "disk", "clock"),
]


@pytest.fixture
def place(url: str, key_file: Path) -> Place:
    """A clinic in good order: one record, and a backup of today."""
    there = Place(url, key_file)
    with Store.open(*there) as store:
        store.records.submit(submission(store), NOW)
    back_up(there, key_file.parent / "backups", TODAY, 35)
    return there


def doctor(place: Place, now: datetime = TODAY, *options: str, **settings: str) -> Result:
    told = {
        "SMP_DATA": str(place.key_file.parent),
        "DATABASE_URL": place.url,
        "SMP_KEY_FILE": str(place.key_file),
        **settings,
    }
    return CliRunner().invoke(app, ["doctor", *options], obj=Outside(told, now))


def bad(result: Result) -> dict[str, str]:
    """What was found to be bad: name and sentence. Nothing bad and an exit of 1, or the reverse, is a fault."""
    lines = [line.removeprefix("BAD ") for line in result.stdout.splitlines() if line.startswith("BAD ")]
    assert result.exit_code == bool(lines)
    assert NAME not in result.output
    return dict(line.split(": ", 1) for line in lines)


def test_a_clinic_in_good_order_has_everything_looked_at(place: Place) -> None:
    result = doctor(place)
    assert bad(result) == {}
    assert [line.removeprefix("ok  ").split(":")[0] for line in result.stdout.splitlines()] == SOUND


def test_it_does_not_make_the_database_it_looks_for(sqlite_url: str, key_file: Path) -> None:
    found = bad(doctor(Place(sqlite_url, key_file)))
    assert found["database"].startswith("There is no file")
    assert list(key_file.parent.iterdir()) == []


def test_what_needs_no_database_is_looked_at_without_one(sqlite_url: str, key_file: Path) -> None:
    found = bad(doctor(Place(sqlite_url, key_file)))
    assert set(found) == {"database", "key file", "backup"}


@pytest.mark.parametrize("address", ["nonsense", "mysql://here/smp", "postgresql://a:s3cret@/smp?host=/nowhere"])
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, key_file: Path) -> None:
    result = doctor(Place(address, key_file))
    assert "database" in bad(result)
    assert "s3cret" not in result.output


def test_a_database_that_is_not_migrated_is_named(new_url: str, key_file: Path) -> None:
    around_the_program(new_url, "CREATE TABLE other (id INTEGER)")
    assert bad(doctor(Place(new_url, key_file)))["migrated"].startswith("The tables are at revision none")


def test_a_wrong_key_is_named_and_what_builds_on_it_is_not_guessed(place: Place) -> None:
    place.key_file.unlink()
    make_key(place.key_file)
    result = doctor(place)
    assert set(bad(result)) == {"key", "backup"}
    assert "integrity" not in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="only POSIX files have modes")
def test_a_key_that_others_may_read_is_named(place: Place) -> None:
    place.key_file.chmod(0o644)
    found = bad(doctor(place))
    assert set(found) == {"key file"}
    assert "chmod 600" in found["key file"]


def test_a_key_among_the_backups_is_named(place: Place) -> None:
    inside = Path(shutil.copy(place.key_file, place.key_file.parent / "backups" / "smp.key"))
    inside.chmod(0o600)
    found = bad(doctor(place._replace(key_file=inside), SMP_DATA=str(place.key_file.parent)))
    assert set(found) == {"key file"}
    assert "SMP_KEY_FILE" in found["key file"]


def test_a_guard_that_is_gone_is_named_and_the_rest_looked_at(place: Place) -> None:
    around_the_program(place.url, guard_gone(place.url))
    result = doctor(place)
    assert bad(result)["append-only"].startswith("These guards are gone: records_no_update.")
    assert "ok  clock" in result.stdout


def test_broken_references_are_named(sqlite_url: str, key_file: Path) -> None:
    Store.open(sqlite_url, key_file).close()
    around_the_program(sqlite_url, "INSERT INTO record_keys VALUES ('nobody', x'00')")
    found = bad(doctor(Place(sqlite_url, key_file)))
    assert found["integrity"].startswith("SQLite finds 0 faults and 1 broken references")


def test_an_audit_trail_whose_end_was_cut_off_is_named(place: Place) -> None:
    on = " ON audit" if place.url.startswith("postgresql") else ""
    around_the_program(place.url, f"DROP TRIGGER audit_no_delete{on}", "DELETE FROM audit WHERE number = 2")
    assert "does not end with entry 1" in bad(doctor(place))["audit trail"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("", True),
        ("http://127.0.0.1:8501", True),
        ("http://localhost:8501", True),
        ("http://[::1]:8501", True),
        ("https://intake.example.org", True),
        ("http://intake.example.org", False),
        ("http://192.168.1.20:8501", False),
    ],
)
def test_answers_travel_encrypted_or_not_at_all(sqlite_url: str, key_file: Path, url: str, safe: bool) -> None:
    assert ("https" not in bad(doctor(Place(sqlite_url, key_file), SMP_URL=url))) is safe


@pytest.mark.parametrize(("age", "good"), [(timedelta(days=2, seconds=-1), True), (timedelta(days=2), False)])
def test_a_backup_is_younger_than_two_days(place: Place, age: timedelta, good: bool) -> None:
    assert ("backup" not in bad(doctor(place, TODAY.replace(microsecond=0) + age))) is good


def test_no_backup_at_all_is_bad_and_says_what_to_run(place: Place) -> None:
    found = bad(doctor(place, TODAY, "--backups", str(place.key_file.parent / "elsewhere")))
    assert "python -m records backup" in found["backup"]


def test_a_newest_backup_that_was_cut_off_is_named(place: Place) -> None:
    (file,) = (place.key_file.parent / "backups").iterdir()
    os.truncate(file, file.stat().st_size - 1)
    assert "damaged or was cut off" in bad(doctor(place))["backup"]


@pytest.mark.parametrize(
    ("total", "free", "full"),
    [
        (100_000_000_000, 5_000_000_000, False),
        (100_000_000_000, 4_999_999_999, True),
        (10_000_000_000, 1_000_000_000, False),
        (10_000_000_000, 999_999_999, True),
    ],
)
def test_a_disk_needs_a_gigabyte_and_a_twentieth(total: int, free: int, full: bool) -> None:
    assert crowded(total, free) is full


def test_a_clock_before_the_last_entry_is_wrong(place: Place) -> None:
    found = bad(doctor(place, NOW - timedelta(seconds=1)))
    assert "timedatectl" in found["newest entry"]


def test_a_clock_before_the_last_backup_is_wrong(place: Place) -> None:
    assert "timedatectl" in bad(doctor(place, TODAY - timedelta(hours=1)))["clock"]


def test_a_clock_before_the_rules_were_put_here_is_wrong(sqlite_url: str, key_file: Path) -> None:
    found = bad(doctor(Place(sqlite_url, key_file), datetime(2020, 1, 1, tzinfo=NOW.tzinfo)))
    assert "timedatectl" in found["clock"]
