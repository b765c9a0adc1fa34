"""The front desk in a real browser: an invitation sent without ever seeing an answer, a device handed over, a list."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from records.audit import COMMAND
from tests.browser import test_links
from tests.browser.conftest import PATIENCE, Arrive
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.person import Person
from tests.browser.ruler import faults
from tests.browser.screen import say as client_say
from tests.browser.server import Server

FRONT, PASSWORD = "Mia Lund", "green ink dries slowly"
NAME, OTHER, BORN = "Zebedee Frontwell", "Ottilie Frontwell", ("9", "3", "1971")
PERSON = Person().coming("consultation", None).but(full_name=NAME, birth_date="1971-03-09", signature=NAME)
ANSWERS = ("jan@example.org", "shaved", "Shaved", "pattern")


@pytest.fixture
def desk(server: Server, chromium: Browser) -> Iterator[Desk]:
    """Somebody of the front desk, signed in; no page that they saw holds an answer."""
    with server.store as store:
        if not [one for one in store.accounts.all() if one.login == "mia.front"]:
            store.accounts.add(FRONT, "front_desk", "mia.front", PASSWORD, moment=now(), actor=COMMAND)
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser = Desk(page, server.address)
    browser.enter("mia.front", PASSWORD)
    browser.at(say("page.visits"))
    yield browser
    context.close()
    assert browser.alarms == []


def expect_somebody(desk: Desk, name: str) -> None:
    desk.click(say("page.expect"), say("page.expect"))
    desk.fill(**{say("visit_name"): name, say("visit_phone"): "020 7946 0123"})
    for part, typed in zip(("day", "month", "year"), BORN, strict=True):
        desk.fill(**{say(f"born_{part}"): typed})
    desk.click(say("visit_add"), name)


def test_an_invitation_is_made_and_sent_and_never_shows_an_answer(desk: Desk, server: Server, arrive: Arrive) -> None:
    page, wrong = desk.page, dict[str, list[str]]()
    wrong["visits"] = faults(page)
    expect_somebody(desk, NAME)
    expect(page.get_by_text(say("send_once"))).to_be_visible()
    wrong["visit"] = faults(page)

    # The ways to send it open the device's own programs, with the whole text.
    hrefs = {way: page.get_by_role("link", name=say(f"send.{way}")).get_attribute("href") or "" for way in
             ("sms", "whatsapp", "mail")}  # fmt: skip
    assert hrefs["sms"].startswith("sms:+442079460123?&body=")
    assert hrefs["whatsapp"].startswith("whatsapp://send?phone=442079460123&text=")
    assert hrefs["mail"].startswith("mailto:?subject=")
    found = re.search(r"http://127\.0\.0\.1:\d+/i/[\w-]{43}", unquote(hrefs["sms"]))
    assert found
    link = found[0]
    assert all(link in unquote(href) for href in hrefs.values())
    with page.expect_download() as card:
        page.get_by_role("button", name=say("paper_card"), exact=True).click()
    assert card.value.path().read_bytes().startswith(b"%PDF-")

    # The client fills it in and sends it.
    client = arrive(PERSON)
    client.page.goto(link)
    test_links.press(client.page, test_links.text(client, "open"))
    client.page.wait_for_selector("h1.smp-title")
    client.settle()
    client.press(client_say("start"))
    client.given = {"full_name", "birth_date", "visit"}
    client.walk().sign_and_send()

    # At the desk only the state changes.
    desk.follow(say("page.visits"))
    line = page.locator("[class*=st-key-visits-card]").filter(has_text=NAME)
    expect(line).to_contain_text(say("stage.ready"))
    with desk.answered():
        line.get_by_role("button", name=say("visit_open")).click()
    desk.at(NAME)
    expect(page.get_by_text(say("visit_is_in"))).to_be_visible()
    html = page.content()
    assert [told for told in (*ANSWERS, link.rpartition("/")[2]) if told in html] == []
    assert {name: found for name, found in wrong.items() if found} == {}
    assert [told for told in (NAME, link.rpartition("/")[2], "7946") if told in "".join(server.printed)] == []


def test_a_device_is_handed_over_with_nothing_of_the_desk_on_it(desk: Desk, server: Server) -> None:
    page = desk.page
    expect_somebody(desk, OTHER)
    with page.expect_navigation(url=f"{server.address}/"):
        page.get_by_role("button", name=say("here_device"), exact=True).click()
    desk.at(client_say("landing_title"))
    desk.press(client_say("start"))
    expect(page.get_by_label("What is your full name?")).to_have_value(OTHER)
    for _ in range(4):
        page.go_back()
        desk.settle()
        assert "/i/" not in page.url
        if page.url.rstrip("/") != server.address and "/you" not in page.url:
            desk.at(say("door"))
            assert OTHER not in page.content()
    desk.open("visits")
    desk.at(say("door"))


def test_a_list_is_brought_in_but_for_the_line_that_is_wrong(desk: Desk, server: Server, tmp_path: Path) -> None:
    page = desk.page
    on = (now() + timedelta(days=9)).date()
    file = tmp_path / "list.csv"
    lines = ["Client;Date of birth;Date;Time;Type;Mobile", f"=1+1 <b>Dora</b> Lind;28.2.1990;{on};14:00;first session;"]
    file.write_bytes("\r\n".join([*lines, f"Eve Wrong;31.2.1990;{on};15:00;;", ";;;;;"]).encode("cp1252"))
    desk.click(say("page.day_list"), say("page.day_list"))
    with desk.answered():
        page.locator("input[type=file]").set_input_files(file)
    wrong = page.get_by_role("alert").get_by_role("listitem")
    expect(wrong).to_have_text([f"Line 3: {say('list_wrong.birth_date')}"])
    expect(page.get_by_role("cell", name="=1+1 <b>Dora</b> Lind", exact=True)).to_be_visible()
    assert faults(page) == []
    desk.click(say("list_add", count=1))
    expect(page.get_by_role("status")).to_have_text(say("list_added", added=1, known=0))
    with server.store as store:
        (visit,) = store.visits.find("dora lind")
        assert store.visits.find("eve wrong") == ()
    assert (visit.name, visit.kind) == ("=1+1 <b>Dora</b> Lind", "first_session")
    assert [told for told in ("Dora", "Eve Wrong", "list.csv") if told in "".join(server.printed)] == []
