"""One record at the desk in a real browser: a letter on its way, and an open point answered in the room."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from intake.clinic import Clinic
from records import Drawn, RoomConsent
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.ruler import faults
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.test_signature import draw, strokes
from tests.records.pictures import picture
from tests.screens.colleague import sent

CLIENT, OTHER, PASSWORD = "Zebedee Quillfeather", "Mirela Okonkwo", "green ink dries slowly"
APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}


def words(key: str) -> str:
    """A text of the record's page."""
    return ENGLISH.say(f"record.{key}")


def status(key: str) -> str:
    return ENGLISH.say(f"reports.status.{key}")


@pytest.fixture(scope="module")
def specialist(server: Server) -> str:
    """The sign-in name of a specialist."""
    with server.store as store:
        store.accounts.add("Ana Ruiz", "specialist", "ana-reads", PASSWORD, moment=now(), actor=COMMAND)
    return "ana-reads"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


def tab(context: BrowserContext, server: Server) -> Desk:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return Desk(page, server.address)


def strip(page: Page) -> str:
    return page.locator(".smp-person").inner_text()


def test_a_letter_is_chased_and_arrives_and_the_outcome_changes(
    server: Server, specialist: str, context: BrowserContext
) -> None:
    with server.store as store:
        install(Wiring(store, Clinic(), now))
        ref = sent(store, CLIENT, medicines_any="yes", medicines=[APIXABAN])
    desk = tab(context, server)
    page = desk.page
    desk.enter(specialist, PASSWORD)
    desk.read(CLIENT, ref)
    assert status("wait") in strip(page)
    desk.unfold(re.compile("^Findings in full"))
    expect(page.locator(".smp-source a").first).to_be_visible()
    assert faults(page) == []

    desk.pick(words("letter_step"), words("letter_step.chased"))
    desk.type(words("letter_whom"), "Dr Osei")
    desk.click(words("letter_note"))
    expect(page.get_by_role("status")).to_contain_text(status("wait"))
    expect(page.locator(".smp-timeline").first).to_contain_text("Dr Osei")

    desk.pick(words("letter_step"), words("letter_step.arrived"))
    with desk.answered():
        page.get_by_role("radio", name=words("letter_allows.yes"), exact=True).locator("xpath=ancestor::label").click()
    with desk.answered():
        page.locator("input[type=file]").set_input_files(
            {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": picture()}
        )
    expect(page.get_by_role("combobox", name=words("letter_file"))).to_have_value(re.compile("^Letter, "))
    desk.settle()
    desk.type(words("letter_conditions"), "INR below 3")
    desk.click(words("letter_note"))
    expect(page.get_by_role("status")).to_contain_text(status("care"))
    assert status("care") in strip(page)
    expect(page.locator(".smp-timeline").first).to_contain_text(words("letter_with_scan"))
    assert "INR below 3" in page.locator(".smp-lines").first.inner_text()

    # The scan is looked at, and printed alone.
    desk.unfold(ENGLISH.say("record.files", count=1))
    with desk.answered():
        page.get_by_role("button", name=words("paper_look")).first.click()
    expect(page.locator("img.smp-sheet")).to_be_visible()
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    page.get_by_role("button", name=words("print"), exact=True).click()
    page.wait_for_function("() => window.printed?.includes('smp-print-sheets')")
    page.emulate_media(media="print")
    expect(page.locator("img.smp-sheet")).to_be_visible()
    expect(page.locator(".smp-person")).to_be_hidden()
    assert desk.alarms == []


def test_an_open_point_answered_in_the_room_changes_the_outcome_and_another_tab_sees_that_first(
    server: Server, specialist: str, context: BrowserContext
) -> None:
    with server.store as store:
        install(Wiring(store, Clinic(), now))
        ref, other = (sent(store, name, skin_now=["not_sure"]) for name in (CLIENT, OTHER))
    desk, second = tab(context, server), tab(context, server)
    desk.enter(specialist, PASSWORD)
    for each in (desk, second):
        each.read(CLIENT, ref)
        each.click(words("answer"))
        expect(each.page.locator(".smp-for").first).to_have_text(f"for {CLIENT}, 12 Apr 1989")
        each.tick("Does any of this fit your scalp now?", "None of these")
    assert faults(desk.page) == []

    desk.click(words("note_answer"))
    expect(desk.page.get_by_role("status")).to_contain_text(status("ready"))
    assert status("ready") in strip(desk.page)

    # In the other tab nothing is kept over it.
    second.click(words("note_answer"))
    expect(second.page.get_by_role("alert")).to_contain_text(words("meanwhile"))
    expect(second.page.get_by_role("button", name=words("note_answer"))).to_have_count(0)
    second.click(words("meanwhile_seen"))
    expect(second.page.get_by_role("alert")).to_have_count(0)
    assert status("ready") in strip(second.page)

    # Another person in this tab: nothing of the first is on the page, nor is it by the way back.
    second.read(OTHER, other)
    second.click(words("answer"))
    expect(second.page.locator(".smp-for").first).to_have_text(f"for {OTHER}, 12 Apr 1989")
    second.page.go_back()
    second.at(say("page.queue"))
    second.page.go_forward()
    second.at(OTHER)
    assert CLIENT not in second.page.content()
    assert [CLIENT in one for one in (second.page.url, second.page.title())] == [False, False]
    with server.store as store:
        assert (len(store.chart.of(ref)), len(store.chart.of(other))) == (1, 0)
    assert [*desk.alarms, *second.alarms] == []


def test_a_client_signs_in_the_room_with_a_finger_or_a_mouse(
    server: Server, specialist: str, context: BrowserContext
) -> None:
    with server.store as store:
        install(Wiring(store, Clinic(), now))
        ref = sent(store, CLIENT)
    desk = tab(context, server)
    page = desk.page
    desk.enter(specialist, PASSWORD)
    desk.read(CLIENT, ref)
    consent = ENGLISH.say("room.consent.procedure.none")
    desk.unfold(consent)
    part = page.locator("[data-testid=stExpander]").filter(has_text=consent)
    for chosen in ("room.agrees.yes", "room.sign_how.drawn"):
        with desk.answered():
            part.get_by_role("radio", name=ENGLISH.say(chosen), exact=True).locator("xpath=ancestor::label").click()
    draw(desk, (0.1, 0.5), (0.4, 0.2), (0.9, 0.7))
    assert faults(page) == []
    sheet, sign = part.locator(".smp-pad").bounding_box(), part.get_by_role("button").last.bounding_box()
    assert sheet and sign
    assert (sheet["x"], sheet["y"] + sheet["height"] < sign["y"]) == (sign["x"], True)
    drawn = strokes(page)
    page.set_viewport_size({"width": 810, "height": 1080})
    assert strokes(page) == drawn
    with desk.answered():
        part.get_by_role("button", name=ENGLISH.say("room.sign"), exact=True).click()
    expect(page.get_by_text(ENGLISH.say("room.consent.procedure.given"), exact=True)).to_be_visible()
    # The next signature begins on an empty sheet, and this one is shown.
    desk.unfold(words("provenance"))
    alt = ENGLISH.say("reports.signature.alt", name=CLIENT)
    expect(page.get_by_role("img", name=alt)).to_be_visible()
    assert strokes(page) == []
    with server.store as store:
        (noted,) = store.chart.of(ref)
    assert isinstance(noted.note, RoomConsent)
    assert isinstance(noted.note.signature, Drawn)
    points = [" ".join(f"{x} {y}" for x, y in stroke) for stroke in noted.note.signature.drawing.strokes]
    assert points == drawn
    assert desk.alarms == []
