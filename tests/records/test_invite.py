"""`python -m records invite` expects somebody and prints their link, or one sentence about what is wrong."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from records import Store
from records.__main__ import app
from tests.records.examples import NAME

GOOD = {"--name": NAME, "--birth-date": "1990-02-28", "--kind": "session"}
SOON = datetime.now(ZoneInfo("Europe/Warsaw")).replace(second=0, microsecond=0, tzinfo=None) + timedelta(days=5)


def invite(url: str, key_file: Path, given: dict[str, str], **environment: str) -> Result:
    words = [word for pair in given.items() for word in pair]
    place = {"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file), "SMP_URL": "", "SMP_CLINIC": ""}
    return CliRunner().invoke(app, ["invite", *words], env=place | environment)


def test_it_prints_nothing_but_a_link_that_opens_the_form(url: str, key_file: Path) -> None:
    result = invite(url, key_file, GOOD, SMP_URL="https://intake.example.org/")
    assert result.exit_code == 0
    found = re.fullmatch(r"https://intake\.example\.org/i/([\w-]{43})\n", result.stdout)
    assert found
    with Store.open(url, key_file) as store:
        state, visit = store.invitations.visit_of(found[1], datetime.now(ZoneInfo("UTC")))
        assert visit is not None
        actors = {one.actor for one in store.audit.about(f"visit:{visit.id}")}
    assert (state, visit.name, visit.birth_date, visit.kind, visit.at) == (
        "form",
        NAME,
        date(1990, 2, 28),
        "session",
        None,
    )
    assert actors == {"command"}


def test_a_moment_is_on_the_clinics_clock(sqlite_url: str, key_file: Path, tmp_path: Path) -> None:
    settings = tmp_path / "clinic.yaml"
    settings.write_text("zone: Europe/Warsaw\ncountry: PL\nlanguages: [xx, en]\n", encoding="utf-8")
    more = {"--at": SOON.isoformat(), "--phone": "+48 22 1", "--email": "z@example.org"}
    result = invite(sqlite_url, key_file, GOOD | more, SMP_CLINIC=str(settings))
    assert (result.exit_code, result.stdout[:24]) == (0, "http://127.0.0.1:8501/i/")
    at = SOON.replace(tzinfo=ZoneInfo("Europe/Warsaw"))
    with Store.open(sqlite_url, key_file) as store:
        (visit,) = store.visits.between(at, at + timedelta(minutes=1))
    assert (visit.at, visit.phone, visit.email, visit.language) == (at, "+48 22 1", "z@example.org", "xx")


@pytest.mark.parametrize("at", [{}, {"--at": SOON.isoformat()}])
def test_the_same_again_is_another_link_to_the_same_visit(sqlite_url: str, key_file: Path, at: dict[str, str]) -> None:
    others = ({"--name": "Jo"}, {"--birth-date": "1990-02-27"}, {"--kind": "touch_up"})
    told = [GOOD | at, GOOD | at | {"--phone": "1"}, *(GOOD | at | other for other in others)]
    tokens = [invite(sqlite_url, key_file, one).stdout.strip().rpartition("/")[2] for one in told]
    with Store.open(sqlite_url, key_file) as store:
        standings = [store.invitations.visit_of(token, datetime.now(ZoneInfo("UTC"))) for token in tokens]
    ids = [standing.visit.id for standing in standings if standing.visit]
    assert (len(ids), ids[0] == ids[1], len(set(ids))) == (5, True, 4)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"--kind": "party"}, "consultation, first_session, session"),
        ({"--birth-date": "28.2.1990"}, "1988-03-27"),
        ({"--birth-date": "1990-02-30"}, "1988-03-27"),
        ({"--birth-date": "2999-01-01"}, "not over yet"),
        ({"--at": "tomorrow"}, "2026-12-03T14:00"),
        ({"--at": "2999-01-01"}, "2026-12-03T14:00"),
        ({"--at": "2020-01-01T10:00"}, "still to come"),
        ({"--name": " "}, "a name has at least one"),
        ({"--phone": "1" * 201}, "at most 200 signs"),
        ({"--language": "tlh"}, "allowed: en"),
    ],
)
def test_what_makes_no_sense_is_said_so_and_nothing_is_made(
    sqlite_url: str, key_file: Path, wrong: dict[str, str], said: str
) -> None:
    result = invite(sqlite_url, key_file, GOOD | wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(re.sub(r"[│╭╰─╮╯]", " ", result.stderr).split())
    assert "Traceback" not in result.stderr
    assert not key_file.exists()


def test_a_database_that_cannot_be_reached_is_one_line(key_file: Path) -> None:
    result = invite("nonsense", key_file, GOOD)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_settings_with_a_fault_are_one_line(sqlite_url: str, key_file: Path, tmp_path: Path) -> None:
    settings = tmp_path / "clinic.yaml"
    settings.write_text("zone: Nowhere\n", encoding="utf-8")
    result = invite(sqlite_url, key_file, GOOD, SMP_CLINIC=str(settings))
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
