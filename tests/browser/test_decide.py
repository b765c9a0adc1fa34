"""Deciding in a real browser: from sign-in to a signed report, an override and an amendment, a visit that moves."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from intake.clinic import Clinic
from records import Ref
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.ruler import faults
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.reports.pages import words as printed
from tests.screens.colleague import sent

CLIENT, PASSWORD, PIN = "Zebedee Quillfeather", "green ink dries slowly", "482913"
APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
REASON = "The letter came by phone: steady for two years."


def told(key: str, **values: str) -> str:
    """A text of the parts in which somebody decides."""
    return ENGLISH.say(key, **values)


@pytest.fixture(scope="module")
def ana(server: Server) -> str:
    """The sign-in name of a specialist who has a PIN."""
    with server.store as store:
        account = store.accounts.add("Ana Ruiz", "specialist", "ana-signs", PASSWORD, moment=now(), actor=COMMAND)
        store.accounts.set_pin(account.id, PIN, now(), account.id)
    return "ana-signs"


@pytest.fixture
def taker(server: Server) -> Ref:
    """Somebody who takes apixaban and comes in three weeks."""
    with server.store as store:
        install(Wiring(store, Clinic(), now))
        at = (now() + timedelta(days=21)).replace(hour=10, minute=0)
        session = {"kind": "first_session", "at": at.isoformat()}
        return sent(store, CLIENT, visit=session, medicines_any="yes", medicines=[APIXABAN])


@pytest.fixture
def desk(server: Server, chromium: Browser, ana: str, taker: Ref) -> Iterator[Desk]:
    """Ana at the desk, with the record open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser = Desk(page, server.address)
    browser.enter(ana, PASSWORD)
    browser.read(CLIENT, taker)
    yield browser
    context.close()
    assert browser.alarms == []


def choose(desk: Desk, option: str) -> None:
    """A card that is seen, by its words."""
    with desk.answered():
        desk.page.get_by_role("main").get_by_text(option, exact=True).filter(visible=True).last.click()


def write(desk: Desk, label: str, text: str) -> None:
    with desk.answered():
        field = desk.page.get_by_label(label, exact=True).filter(visible=True)
        field.fill(text)
        field.press("Tab")


def sign(desk: Desk, pin: str = PIN) -> None:
    """By keys alone: the PIN, then Enter."""
    field = desk.page.get_by_label(told("decide.pin"), exact=True)
    field.fill(pin)
    with desk.answered():
        field.press("Enter")


def test_from_sign_in_over_a_refused_override_to_a_signed_report_and_its_amendment(
    desk: Desk, server: Server, taker: Ref
) -> None:
    page, wrong = desk.page, dict[str, list[str]]()
    refused = page.locator(".smp-errors")

    # In the room: the ID is seen, and the client agrees to the procedure.
    desk.unfold(told("room.id"))
    desk.pick(told("room.document"), told("room.document.passport"))
    desk.click(told("room.id_note"))
    expect(page.get_by_role("main")).to_contain_text("ID seen: passport (Ana Ruiz")
    desk.unfold(told("room.consent.procedure.none"))
    choose(desk, told("room.agrees.yes"))
    write(desk, told("room.client_name"), CLIENT)
    wrong["room"] = faults(page)
    with desk.answered():
        page.get_by_role("button", name=told("room.sign"), exact=True).filter(visible=True).click()
    expect(page.get_by_text(told("room.consent.procedure.given"), exact=True)).to_be_visible()

    # Going on without a reason is refused in the words of the finding, and everything stays.
    choose(desk, told("decide.choice.with_care"))
    choose(desk, told("decide.override"))
    sign(desk)
    expect(refused).to_contain_text("You told us you take Apixaban")
    expect(refused).to_contain_text("Say why you do not follow it")
    wrong["refused"] = faults(page)
    write(desk, told("decide.because"), REASON)
    sign(desk, "111222")
    expect(refused).to_contain_text(told("decide.pin_wrong"))
    expect(page.get_by_label(told("decide.because"), exact=True)).to_have_value(REASON)
    sign(desk)
    expect(page.get_by_text(told("decide.signed"))).to_be_visible()
    expect(page.get_by_role("button", name=told("decide.sign"), exact=True)).to_have_count(0)
    wrong["signed"] = faults(page)

    # What was signed is locked; the amendment says why, and keeps it.
    desk.click(told("decide.amend"))
    choose(desk, told("decide.choice.letter"))
    write(desk, told("decide.reason"), "The doctor wants to see her first.")
    sign(desk)
    expect(page.get_by_role("main")).to_contain_text("The doctor wants to see her first.")
    expect(page.get_by_role("main")).to_contain_text(REASON)
    with server.store as store:
        first, second = store.reviews.papers(taker)
        assert store.verify().faults == []
    assert ("start with care Ana Ruiz, Specialist" in printed(first), "Amendment 1" in printed(first)) == (True, False)
    assert f"Because: {REASON}" in printed(first)
    assert "☑ ID seen: passport (Ana Ruiz" in printed(first)
    assert (REASON in printed(second), "Amendment 1" in printed(second)) == (True, True)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_visit_is_moved_and_the_text_to_the_client_is_ready(desk: Desk, server: Server, taker: Ref) -> None:
    page = desk.page
    to = now() + timedelta(days=28)
    desk.unfold(re.compile("First session"))
    desk.pick(told("moving.day"), ENGLISH.date(to.date()))
    expect(page.get_by_role("main")).to_contain_text("If it is moved: First session")
    assert faults(page) == []
    desk.click(told("moving.move"))
    expect(page.get_by_text(told("moving.moved"))).to_be_visible()
    sms = unquote(page.get_by_role("link", name=say("send.sms")).get_attribute("href") or "")
    assert f"It is now on {ENGLISH.date(to.date())} at 10:00." in sms
    assert "Apixaban" not in sms
    expect(page.locator(".smp-person")).to_contain_text(ENGLISH.date(to.date()))
    with server.store as store:
        queued = store.queue.of(taker)
        assert queued and queued.visit_at and queued.visit_at.date() == to.date()
