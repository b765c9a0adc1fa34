"""Each role finds its own pages, and no address leads to another's; without a session there is the door."""

import re
from datetime import date
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy

from intake.content import ContentError
from records import Expected, Ref, Role, SessionKey, Store
from rules import content, rulebook
from screens.desk.bar import BELOW
from screens.desk.pages import PAGES
from tests.screens.colleague import Colleague, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, CONTACT, DOOR, HEADINGS, ISSUER, Sit, actions

NOT_LISTED = {"record", "visit", "expect", "day_list", "same"}
CLOSED = "The form is closed for the moment"


@pytest.mark.usefixtures("store")
def test_whoever_has_no_session_finds_the_door_at_every_address(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Colleague(monkeypatch)
    assert {visitor.open(address) for address in ("desk", *PAGES["owner"])} == {DOOR}
    assert "If you came to fill in your form" in visitor.said


@pytest.mark.parametrize(
    ("address", "doors"),
    [("/", 0), ("/about_you", 0), ("/queue", 1), ("/desk?lang=es", 1), ("/intake/trail/", 1), ("/desks", 0)],
)
@pytest.mark.usefixtures("store")
def test_a_clients_tab_has_no_pages_of_the_desk_until_it_comes_to_one(
    monkeypatch: pytest.MonkeyPatch, address: str, doors: int
) -> None:
    monkeypatch.setattr(ContextProxy, "url", f"https://intake.example.org{address}")
    visitor = Colleague(monkeypatch)
    assert (visitor.open("queue") == DOOR) is bool(doors)
    monkeypatch.setattr(ContextProxy, "url", "https://intake.example.org/")
    assert (visitor.open("trail") == DOOR) is bool(doors), "whoever was at the desk finds it again by the Back button"


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
    assert colleague.heading == HEADINGS[next(iter(PAGES[role]))]
    assert set(colleague.links) == {*PAGES[role]} - NOT_LISTED
    for address in colleague.links:
        assert colleague.open(address) == HEADINGS.get(address, colleague.heading) != colleague.open("")


@pytest.mark.parametrize("role", PAGES)
def test_the_bar_says_who_is_there_and_marks_the_page_that_is_shown(
    store: Store, sit: Sit, record: Ref, role: Role
) -> None:
    account = hire(store, "ana", role)
    colleague = sit(account)
    assert colleague.here == next(iter(PAGES[role]))
    expected = Expected(kind="consultation", name=CLIENT, birth_date=date(1988, 3, 27))
    first, second = (store.visits.add(expected, NOW, account.id).id for _ in range(2))
    for address in PAGES[role]:
        colleague.app.session_state["record"] = str(record)
        colleague.app.session_state["visit"] = first
        colleague.app.session_state["pair"] = (first, second)
        colleague.open(address)
        assert colleague.here == ("" if address in BELOW else address)
        assert colleague.said.count('aria-current="') <= 1
        assert re.search("<p>Ana, (Front desk|Specialist|Owner)</p>", colleague.said)


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
    assert actions(store, account) == ["session.begun", f"{next(iter(PAGES[role]))}.listed"]


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


def test_while_the_rulebook_cannot_be_read_the_desk_stays_open(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: Any) -> None:
        raise ContentError(["rule bt-1: there is no level of this name"])

    account = hire(store, "ana", "owner")
    content.load_screening.cache_clear()
    monkeypatch.setattr(rulebook, "load", unreadable)
    colleague = sit(account)
    assert colleague.heading == "Queue"
    colleague.open("queue")
    colleague.press(f"open.{record}")
    assert colleague.heading == CLIENT
    assert "sunburn" in colleague.said.lower()
    assert colleague.open("") == CLOSED
    assert 'href="tel:02079460000"' in colleague.said
