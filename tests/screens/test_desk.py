"""The desk shows each role its own pages and nobody else anything; a session is what the database says it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import streamlit as st

from intake.clinic import Clinic
from intake.content import ContentError
from records import Account, Ref, Role, SessionKey, Store
from records.sessions import ABSOLUTE, IDLE, PINS
from reports import pdf
from rules import content, rulebook
from screens.desk.pages import PAGES
from screens.fault import Failed
from screens.wiring import Wiring, install
from tests.records.conftest import CHEAP
from tests.screens.colleague import PASSWORD, Colleague, hire, sent
from tests.screens.conftest import NOW

CLIENT, OTHER, CONTACT = "Zebedee Quillfeather", "Mirela Okonkwo", "quillfeather@example.org"
ANSWERS = {"contact": CONTACT, "skin_now": ["sunburn"]}
PIN, WRONG_PIN = "482913", "918273"
DOOR, LOCKED, CLOSED = "The desk", "The desk is locked", "The form is closed for the moment"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
ISSUER = "https://login.example.org"
HEADINGS = {"records": "Records", "accounts": "Accounts", "trail": "What was done", "me": "My account"}


class Clock:
    """What the program is told that it is."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Any, clock: Clock) -> Any:
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key", CHEAP) as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000"), clock))
        yield opened


Sit = Callable[..., Colleague]


@pytest.fixture
def sit(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Sign an account in, and sit down at the desk."""

    def down(account: Account) -> Colleague:
        return Colleague(monkeypatch, store.sessions.begin(account, clock()))

    return down


@pytest.fixture
def record(store: Store) -> Ref:
    return sent(store, CLIENT, **ANSWERS)


def actions(store: Store, account: Account) -> list[str]:
    """What an account did, in order."""
    return [entry.action for entry in store.audit.entries() if entry.actor == account.id]


@pytest.mark.usefixtures("store")
def test_whoever_has_no_session_finds_the_door_at_every_address(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Colleague(monkeypatch)
    assert {visitor.open(address) for address in PAGES["owner"]} == {DOOR}
    assert "If you came to fill in your form" in visitor.said


def test_a_cookie_that_was_not_set_here_opens_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    account = hire(store, "ana", "owner")
    key = SessionKey.of(ISSUER, "subject", NOW)
    store.sessions.begin_for(key, account, NOW)
    for forged in ("x", "é" * 43, "a" * 43, str(key)):
        assert Colleague(monkeypatch, forged).heading == DOOR


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.usefixtures("record")
def test_each_role_finds_its_own_pages(store: Store, sit: Sit, role: Role) -> None:
    colleague = sit(hire(store, "ana", role))
    assert colleague.heading == "Good day, Ana"
    assert set(colleague.links) == {*PAGES[role]} - {"desk", "record"}
    for address in colleague.links:
        assert colleague.open(address) == HEADINGS.get(address, colleague.heading) != colleague.open("")


@pytest.mark.parametrize("role", ["front_desk", "specialist"])
def test_no_address_leads_to_another_roles_page(store: Store, sit: Sit, record: Ref, role: Role) -> None:
    account = hire(store, "ana", role)
    colleague = sit(account)
    form = colleague.open("")
    others = PAGES["owner"].keys() - PAGES[role].keys()
    assert others
    for address in others:
        colleague.app.session_state["record"] = str(record)
        assert colleague.open(address) == form
        assert CLIENT not in colleague.said
    assert actions(store, account) == ["session.begun"]


def test_the_front_desk_never_reads_an_answer_or_a_finding(store: Store, sit: Sit, record: Ref) -> None:
    specialist = sit(hire(store, "ben", "specialist"))
    specialist.app.session_state["record"] = str(record)
    specialist.open("record")
    assert CONTACT in specialist.said
    assert "sunburn" in specialist.said.lower()
    front = sit(hire(store, "ana", "front_desk"))
    for address in PAGES["owner"]:
        front.app.session_state["record"] = str(record)
        front.open(address)
        assert not [told for told in (CONTACT, "sunburn") if told in front.said.lower()], address


@pytest.mark.parametrize("sought", ["quillfeather", "QUILLFEATHER zebedee", "the reference", "the reference, in small"])
def test_a_specialist_finds_a_record(store: Store, sit: Sit, record: Ref, sought: str) -> None:
    sent(store, OTHER)
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.open("records")
    assert (CLIENT in colleague.said, OTHER in colleague.said) == (True, True)
    names = {"the reference": str(record), "the reference, in small": f" {str(record).lower()} "}
    colleague.type(sought=names.get(sought, sought))
    colleague.run()
    assert (CLIENT in colleague.said, OTHER in colleague.said) == (True, False)
    colleague.press(f"open.{record}")
    assert colleague.heading == CLIENT


@pytest.mark.parametrize("sought", ["nobody", "quill", "K7WX-22", "%", "'; drop table records"])
@pytest.mark.usefixtures("record")
def test_what_is_not_there_is_not_found(store: Store, sit: Sit, sought: str) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.open("records")
    colleague.type(sought=sought)
    colleague.run()
    assert "Nothing was found." in colleague.said


def test_reading_a_record_is_written_down_once_however_often_it_is_drawn(store: Store, sit: Sit, record: Ref) -> None:
    account = hire(store, "ana", "specialist")
    colleague = sit(account)
    colleague.open("records")
    colleague.press(f"open.{record}")
    for _ in range(3):
        colleague.run()
    assert actions(store, account) == ["session.begun", "records.listed", "record.viewed"]
    (viewed,) = [entry for entry in store.audit.entries() if entry.action == "record.viewed"]
    assert viewed.subject == store.records.subject(record)
    colleague.press("back")
    colleague.press(f"open.{record}")
    assert actions(store, account)[3:] == ["records.listed", "record.viewed"]


def test_a_record_that_does_not_exist_is_refused_in_a_sentence(store: Store, sit: Sit) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.app.session_state["record"] = "AAAA-AAAA"
    colleague.open("record")
    assert "There is no record" in colleague.said


def file_of(colleague: Colleague, monkeypatch: pytest.MonkeyPatch, record: Ref) -> Callable[[], bytes]:
    """What Streamlit calls when the button for the PDF is pressed."""
    files: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, file, **_: files.append(file))
    colleague.app.session_state["record"] = str(record)
    colleague.open("record")
    return files[-1]


def test_taking_the_pdf_away_is_written_down(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    made = file_of(sit(account), monkeypatch, record)
    assert actions(store, account)[-1] == "record.viewed"
    assert made().startswith(b"%PDF-")
    assert store.audit.latest(1)[0].action == "record.exported"
    assert store.audit.latest(1)[0].subject == store.records.subject(record)


def test_a_page_that_outlived_its_session_gives_no_pdf(
    store: Store, sit: Sit, record: Ref, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, NOW, account.id)
    made = file_of(sit(account), monkeypatch, record)
    clock.now += IDLE
    with pytest.raises(Failed):
        made()
    assert "record.exported" not in actions(store, account)


def test_a_pdf_that_cannot_be_drawn_tells_the_log_nothing(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def tells_all(*_: Any) -> bytes:
        raise ValueError(f"cannot draw {CLIENT}")

    monkeypatch.setattr(pdf, "render", tells_all)
    made = file_of(sit(hire(store, "ana", "specialist")), monkeypatch, record)
    with pytest.raises(Failed) as failed:
        made()
    assert CLIENT not in caplog.text + str(failed.value)


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
    assert sit(account).heading == "Good day, Ben"


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
    assert "records" not in sit(store.accounts.get(ben.id)).links


def test_who_is_switched_off_is_out_at_the_next_click(store: Store, sit: Sit, record: Ref) -> None:
    owner, ben = sit(hire(store, "olga", "owner")), hire(store, "ben", "specialist")
    working = sit(ben)
    working.open("records")
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
    assert row[2].startswith(f"<td>{store.records.subject(record)}</td>")
    assert CLIENT not in owner.said
    owner.press("check")
    assert "The trail is whole." in owner.said


@pytest.fixture
def pinned(store: Store) -> Account:
    """A specialist with a PIN."""
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, NOW, account.id)
    return account


def test_after_fifteen_idle_minutes_only_the_pin_is_asked_for(
    store: Store, sit: Sit, pinned: Account, clock: Clock, record: Ref
) -> None:
    colleague = sit(pinned)
    colleague.open("records")
    clock.now += IDLE - SECOND
    colleague.run()
    assert colleague.heading == "Records"
    clock.now += IDLE
    colleague.press(f"open.{record}")
    assert colleague.heading == LOCKED
    assert {colleague.open(address) for address in PAGES["owner"]} == {LOCKED}
    assert CLIENT not in colleague.said
    assert "record.viewed" not in actions(store, pinned)


@pytest.mark.usefixtures("record")
def test_the_pin_brings_one_back_to_where_one_was(
    store: Store,
    sit: Sit,
    pinned: Account,
    clock: Clock,
) -> None:
    colleague = sit(pinned)
    colleague.open("records")
    clock.now += IDLE
    colleague.run()
    colleague.type(pin=PIN)
    colleague.press("Unlock")
    assert colleague.heading == "Records"
    assert "session.unlocked" in actions(store, pinned)


def test_the_third_wrong_pin_signs_out(sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    clock.now += IDLE
    colleague.run()
    for attempt in range(PINS):
        assert colleague.heading == LOCKED
        colleague.type(pin=WRONG_PIN)
        colleague.press("Unlock")
        assert ("This is not your PIN." in colleague.said) == (attempt < PINS - 1)
    assert colleague.heading == DOOR
    colleague.run()
    assert colleague.heading == DOOR


def test_one_may_sign_out_instead_of_typing_the_pin(store: Store, sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    clock.now += IDLE
    colleague.run()
    colleague.press("sign_out")
    assert colleague.heading == DOOR
    assert actions(store, pinned)[-1] == "session.ended"


def test_without_a_pin_fifteen_idle_minutes_sign_out(store: Store, sit: Sit, clock: Clock) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    clock.now += IDLE
    colleague.run()
    assert colleague.heading == DOOR


def test_after_ten_hours_one_is_signed_out_however_busy(sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    while clock.now + 10 * MINUTE < NOW + ABSOLUTE:
        clock.now += 10 * MINUTE
        colleague.run()
        assert colleague.heading == "Good day, Ana"
    clock.now = NOW + ABSOLUTE
    colleague.run()
    assert colleague.heading == DOOR


def test_signing_out_ends_this_browser_and_everywhere_all_of_them(store: Store, sit: Sit) -> None:
    account = hire(store, "ana", "specialist")
    here, there, elsewhere = sit(account), sit(account), sit(account)
    here.open("me")
    here.press("sign_out")
    assert here.heading == DOOR
    there.open("me")
    assert there.heading == "My account"
    there.press("sign_out_everywhere")
    for one in (there, elsewhere):
        one.run()
        assert one.heading == DOOR


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
    assert actions(store, account)[1:] == ["account.pin_set", "account.pin_removed"]


def test_while_the_rulebook_cannot_be_read_the_desk_stays_open(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: Any) -> None:
        raise ContentError(["rule bt-1: there is no level of this name"])

    account = hire(store, "ana", "owner")
    content.load_screening.cache_clear()
    monkeypatch.setattr(rulebook, "load", unreadable)
    colleague = sit(account)
    assert colleague.heading == "Good day, Ana"
    colleague.open("records")
    colleague.press(f"open.{record}")
    assert colleague.heading == CLIENT
    assert "sunburn" in colleague.said.lower()
    assert colleague.open("") == CLOSED


def known(subject: str = "subject-7", signed_in: datetime = NOW) -> dict[str, Any]:
    """What Streamlit says of whom a provider has proved."""
    return {"iss": ISSUER, "sub": subject, "iat": int(signed_in.timestamp())}


def test_whom_a_provider_proves_is_at_the_desk_with_an_account_here(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    assert Colleague(monkeypatch, user=known()).heading == "Good day, Subject-7"


@pytest.mark.parametrize("user", [known("somebody"), {**known(), "iss": "https://other.example.org"}])
def test_whom_the_clinic_does_not_know_reads_what_an_owner_needs(
    store: Store, monkeypatch: pytest.MonkeyPatch, user: dict[str, Any]
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    stranger = Colleague(monkeypatch, user=user)
    assert {stranger.open(address) for address in PAGES["owner"]} == {"You have no account here"}
    assert f"Issuer: {user['iss']}" in stranger.said
    assert f"Subject: {user['sub']}" in stranger.said


def test_after_signing_out_the_providers_cookie_opens_nothing_and_a_new_sign_in_does(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    colleague = Colleague(monkeypatch, user=known())
    colleague.open("me")
    colleague.press("sign_out")
    assert colleague.heading == "You are signed out"
    assert Colleague(monkeypatch, user=known()).heading == "You are signed out"
    clock.now += MINUTE
    assert Colleague(monkeypatch, user=known(signed_in=clock.now)).heading == "Good day, Subject-7"


def test_a_providers_account_that_is_switched_off_is_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    account = hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    colleague = Colleague(monkeypatch, user=known())
    store.accounts.disable(account.id, NOW, "ana")
    colleague.run()
    assert colleague.heading == "You have no account here"


def test_the_cookie_of_a_session_that_is_over_keeps_nobody_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    old = store.sessions.begin(hire(store, "ben", "specialist"), NOW)
    store.sessions.end(old, NOW)
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    assert Colleague(monkeypatch, old, known()).heading == "Good day, Subject-7"


@pytest.mark.parametrize("button", ["sign_out", "sign_out_everywhere"])
def test_signing_out_leaves_nobody_elses_session_open_in_this_browser(
    store: Store, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    hire(store, "subject-7", "owner", None, issuer=ISSUER)
    Colleague(monkeypatch, user=known())
    ben = store.sessions.begin(hire(store, "ben", "front_desk"), NOW)
    colleague = Colleague(monkeypatch, ben, known())
    assert colleague.heading == "Good day, Ben"
    colleague.open("me")
    colleague.press(button)
    assert colleague.heading == "You are signed out"
