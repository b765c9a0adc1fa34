"""`python -m records user` makes and changes accounts, a line for each thing, and no password on the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from records import SignInRefused, Store
from records.__main__ import app
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import ADDRESS, OTHER_PASSWORD, PASSWORD, STAFF_NAME, done, hire

ADD = ("add", "ludmila", "--name", STAFF_NAME, "--role", "owner")


def run(url: str, key_file: Path, *arguments: str, typed: str | None = None) -> Result:
    environment = {"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)}
    return CliRunner().invoke(app, ["user", *arguments], env=environment, input=typed)


def test_an_account_is_made_with_a_password_asked_twice(url: str, key_file: Path) -> None:
    result = run(url, key_file, *ADD, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    with Store.open(url, key_file) as store:
        made = store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)
        assert result.stdout.splitlines()[-1] == made.id
        entry = store.audit.about(f"account:{made.id}")[0]
        assert (made.role, entry.actor) == ("owner", "command")
        assert abs(entry.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_password_is_read_from_standard_input(sqlite_url: str, key_file: Path) -> None:
    result = run(sqlite_url, key_file, *ADD, "--stdin", typed=f"{PASSWORD}\n")
    assert (result.exit_code, len(result.output.splitlines())) == (0, 1)
    with Store.open(sqlite_url, key_file) as store:
        store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)


def test_passwords_that_differ_make_nobody(sqlite_url: str, key_file: Path) -> None:
    result = run(sqlite_url, key_file, *ADD, typed=f"{PASSWORD}\n{OTHER_PASSWORD}\n")
    assert result.exit_code != 0
    with Store.open(sqlite_url, key_file) as store:
        assert store.accounts.all() == []


def test_an_account_of_a_provider_has_no_password(sqlite_url: str, key_file: Path) -> None:
    issuer = "https://login.example.org"
    assert run(sqlite_url, key_file, *ADD, "--issuer", issuer).exit_code == 0
    with Store.open(sqlite_url, key_file) as store:
        assert store.accounts.by_login(issuer, "ludmila")


def test_the_list_shows_id_role_name_and_state(url: str, key_file: Path) -> None:
    with Store.open(url, key_file, CHEAP) as store:
        one, two = hire(store, role="owner"), hire(store, login="other", role="front_desk")
        store.accounts.disable(two.id, NOW, one.id)
    result = run(url, key_file, "list")
    assert set(result.stdout.splitlines()) == {
        f"{one.id}\towner\t{STAFF_NAME}\tenabled",
        f"{two.id}\tfront_desk\t{STAFF_NAME}\tdisabled",
    }


@pytest.mark.parametrize("by", ["id", "login"])
@pytest.mark.parametrize(
    ("command", "action"),
    [
        (("role", "{}", "front_desk"), "account.role_set"),
        (("password", "{}", "--stdin"), "account.password_set"),
        (("disable", "{}"), "account.disabled"),
        (("enable", "{}"), "account.enabled"),
        (("sign-out", "{}"), "sessions.ended"),
    ],
)
def test_an_account_is_changed_by_its_id_or_login(
    sqlite_url: str, key_file: Path, command: tuple[str, ...], action: str, by: str
) -> None:
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        made = hire(store)
        token = store.sessions.begin(made, NOW)
    who = made.id if by == "id" else made.login
    result = run(sqlite_url, key_file, *(part.format(who) for part in command), typed=f"{OTHER_PASSWORD}\n")
    assert (result.exit_code, result.stderr) == (0, "")
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        assert done(store, made)[-1] == action
        assert store.sessions.see(token, NOW).state == ("open" if action == "account.enabled" else "gone")


def test_the_password_command_sets_the_password(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        made = hire(store)
    run(sqlite_url, key_file, "password", "ludmila", "--stdin", typed=f"{OTHER_PASSWORD}\n")
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        with pytest.raises(SignInRefused):
            store.accounts.check("ludmila", PASSWORD, ADDRESS, NOW)
        assert store.accounts.check("ludmila", OTHER_PASSWORD, ADDRESS, NOW) == made


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("disable", "nobody"), "There is no such account"),
        (("disable", "ludmila"), "This is the last owner"),
        (("role", "ludmila", "specialist"), "This is the last owner"),
        (("password", "ludmila", "--stdin"), "A password has 12 to 200 characters"),
        (("add", "ludmila", "--name", "X", "--role", "owner", "--stdin"), "A password has"),
        (("add", "x", "--name", "", "--role", "owner", "--issuer", "https://a.example"), "A name and a login have"),
        (("add", "x", "--name", "X", "--role", "owner", "--issuer", "google"), "An issuer is local, or"),
    ],
)
def test_what_is_refused_is_one_line_and_exit_1(
    sqlite_url: str, key_file: Path, arguments: tuple[str, ...], says: str
) -> None:
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        hire(store, role="owner")
    result = run(sqlite_url, key_file, *arguments, typed="short\n")
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert says in result.stderr


def test_a_login_that_is_taken_is_one_line_and_exit_1(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file, CHEAP) as store:
        hire(store)
    result = run(sqlite_url, key_file, *ADD, "--stdin", typed=f"{OTHER_PASSWORD}\n")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("role", "ludmila", "admin"),
        ("add", "ludmila", "--name", "X", "--role", "admin"),
        ("add", "ludmila", "--name", "X", "--role", "owner", "--password", PASSWORD),
        ("password", "ludmila", OTHER_PASSWORD),
    ],
)
def test_a_wrong_use_is_exit_2(sqlite_url: str, key_file: Path, arguments: tuple[str, ...]) -> None:
    result = run(sqlite_url, key_file, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_database_that_cannot_be_reached_is_one_line(key_file: Path) -> None:
    result = run("postgresql://a:s3cret@/smp?host=/nowhere", key_file, "list")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "s3cret" not in result.output
