"""An owner says who may sign in, and what is changed counts at the next click of whoever it is about."""

from datetime import date, timedelta

import pytest

from records import Expected, Ref, Store
from records.audit import COMMAND
from tests.screens.colleague import PASSWORD, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, DOOR, ISSUER, PIN, Sit, actions


def test_an_owner_adds_somebody_who_then_signs_in(store: Store, sit: Sit) -> None:
    owner = sit(hire(store, "olga", "owner"))
    owner.open("accounts")
    owner.type(name="Ben", login="ben", password="a few words in a row")
    owner.choose(".1.role", "specialist")
    owner.press("Add")
    account = store.accounts.check("ben", "a few words in a row", "203.0.113.9", NOW)
    assert (account.name, account.role) == ("Ben", "specialist")
    assert '<p class="smp-name">Ben</p>' in owner.said
    assert "a few words in a row" not in owner.said
    assert sit(account).heading == "Queue"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "short"}, "A password has 12 to 200 characters."),
        ({"password": ""}, "Give either a password or an issuer"),
        ({"password": "a few words in a row", "issuer": ISSUER}, "Give either a password or an issuer"),
        ({"password": "", "issuer": "login.example.org"}, "begins with https://"),
        ({"login": "olga", "password": "a few words in a row"}, "login"),
        ({"name": " ", "password": "a few words in a row"}, "name"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(
    store: Store, sit: Sit, typed: dict[str, str], said: str
) -> None:
    owner = sit(hire(store, "olga", "owner"))
    owner.open("accounts")
    owner.type(**{"name": "Ben", "login": "ben", **typed})
    owner.press("Add")
    refused = owner.said.partition('role="alert">')[2].partition("</div>")[0]
    assert said in refused
    assert len(store.accounts.all()) == 1


def test_a_changed_role_counts_from_the_next_sign_in(store: Store, sit: Sit) -> None:
    owner, ben = sit(hire(store, "olga", "owner")), hire(store, "ben", "specialist")
    before = sit(ben)
    owner.open("accounts")
    owner.choose(f"{ben.id}.role", "front_desk")
    owner.run()
    owner.press(f"{ben.id}.change")
    assert store.accounts.get(ben.id).role == "front_desk"
    before.run()
    assert before.heading == DOOR
    assert "queue" not in sit(store.accounts.get(ben.id)).links


def test_who_is_switched_off_is_out_at_the_next_click(store: Store, sit: Sit, record: Ref) -> None:
    owner, ben = sit(hire(store, "olga", "owner")), hire(store, "ben", "specialist")
    working = sit(ben)
    working.open("queue")
    owner.open("accounts")
    owner.press(f"{ben.id}.switch")
    assert store.accounts.get(ben.id).disabled
    assert "Cannot sign in" in owner.said
    working.press(f"open.{record}")
    assert working.heading == DOOR
    assert CLIENT not in working.said
    owner.press(f"{ben.id}.switch")
    assert not store.accounts.get(ben.id).disabled
    working.run()
    assert working.heading == DOOR


@pytest.mark.parametrize("way", ["switch off", "another role"])
def test_the_last_owner_stays(store: Store, sit: Sit, way: str) -> None:
    account = hire(store, "olga", "owner")
    owner = sit(account)
    owner.open("accounts")
    if way == "switch off":
        owner.press(f"{account.id}.switch")
    else:
        owner.choose(f"{account.id}.role", "specialist")
        owner.run()
        owner.press(f"{account.id}.change")
    assert "This is the last owner; make another account an owner first." in owner.said
    assert (store.accounts.get(account.id).role, store.accounts.get(account.id).disabled) == ("owner", False)


def test_the_trail_shows_who_did_what_and_that_it_is_whole(store: Store, sit: Sit, record: Ref) -> None:
    owner = sit(hire(store, "olga", "owner"))
    owner.app.session_state["record"] = str(record)
    owner.open("record")
    owner.open("trail")
    row = owner.said.partition("<td>record.viewed</td>")
    assert row[0].rpartition("<tr>")[2].endswith("<td>Olga</td>")
    assert row[2].startswith(f"<td>{record}</td>")
    assert "<td>The client</td><td>record.submitted</td>" in owner.said
    assert CLIENT not in owner.said
    owner.press("check")
    assert "The trail is whole." in owner.said


def test_the_trail_calls_each_thing_what_people_know_it_by(store: Store, sit: Sit, record: Ref) -> None:
    expected = Expected(kind="first_session", at=NOW + timedelta(days=3), name=CLIENT, birth_date=date(1989, 4, 12))
    gone = store.visits.add(expected, NOW, COMMAND)
    store.visits.purge(90, NOW + timedelta(days=400))
    visit = store.visits.add(expected, NOW, COMMAND)
    owner = sit(hire(store, "olga", "owner"))
    owner.open("trail")
    said = "<td>A command on the server</td><td>visit.added</td>"
    assert f"{said}<td>First session, Thu 26 Nov, 10:00</td>" in owner.said
    assert f"{said}<td>A visit that is gone</td>" in owner.said
    assert "<td>session.begun</td><td>Olga</td>" in owner.said
    for raw in (visit.id, gone.id, store.records.subject(record), "account:"):
        assert raw not in owner.said


def test_a_new_password_needs_the_old_one_and_signs_out(store: Store, sit: Sit) -> None:
    account, new = hire(store, "ana", "specialist"), "another long secret"
    colleague = sit(account)
    colleague.open("me")
    for now, again, said in (
        ("wrong", new, "password is wrong"),
        (PASSWORD, "differs", "The two new passwords differ"),
    ):
        colleague.type(password_now=now, password_new=new, password_again=again)
        colleague.press("Change my password")
        assert said in colleague.said
    colleague.type(password_now=PASSWORD, password_new=new, password_again=new)
    colleague.press("Change my password")
    assert colleague.heading == DOOR
    assert store.accounts.check("ana", new, "203.0.113.9", NOW) == account


def test_a_pin_is_set_and_taken_away(store: Store, sit: Sit) -> None:
    account = hire(store, "ana", "specialist")
    colleague = sit(account)
    colleague.open("me")
    for pin, said in (("12", "A PIN has 6 digits."), (PIN, "Your PIN is set."), ("", "You have no PIN now.")):
        colleague.type(pin_new=pin)
        colleague.press("Set my PIN")
        assert said in colleague.said
    assert actions(store, account)[-2:] == ["account.pin_set", "account.pin_removed"]
