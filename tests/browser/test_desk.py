"""The desk in a real browser, from the code that the program prints to the specialist who signs out again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from intake.clinic import Clinic
from records import Ref
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser import test_links
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, form, say
from tests.browser.moments import now
from tests.browser.ruler import faults
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.screens.colleague import sent

OWNER, SPECIALIST, CLIENT = "Olga Marsh", "Ben Achterberg", "Zebedee Quillfeather"
PASSWORD, OTHER = "green ink dries slowly", "another long secret"


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Server]:
    """A program of its own: a code for the first owner is printed only while there is none."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def desk(clinic: Server, chromium: Browser) -> Iterator[Desk]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser = Desk(page, clinic.address)
    yield browser
    context.close()
    assert browser.alarms == []


@pytest.fixture
def record(clinic: Server) -> Ref:
    """What a client sent with a sunburned scalp."""
    with clinic.store as store:
        install(Wiring(store, Clinic(), now))
        return sent(store, CLIENT, skin_now=["sunburn"])


def printed_code(clinic: Server) -> str:
    found = re.search(r"/sign-in/first with (\S+)", "".join(clinic.printed))
    assert found
    return found[1]


def token(page: Page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == "smp_desk")


def test_from_the_printed_code_to_a_specialist_who_reads_a_record_and_leaves(
    clinic: Server, desk: Desk, record: Ref
) -> None:
    page, wrong = desk.page, dict[str, list[str]]()

    # Whoever started the program becomes the owner.
    desk.open("desk")
    wrong["door"] = faults(page)
    page.get_by_role("link", name=say("door_local")).click()
    page.get_by_role("heading", name=form("title")).wait_for()
    wrong["sign-in"] = test_links.faults(page)
    page.get_by_role("link", name=form("to_first")).click()
    page.get_by_role("heading", name=form("first")).wait_for()
    wrong["first"] = test_links.faults(page)
    owner = {form("code"): printed_code(clinic), form("name"): OWNER, form("login"): "olga"}
    desk.fill(**owner, **{form("password_new"): PASSWORD, form("again"): PASSWORD})
    desk.send()
    desk.at(say("page.queue"))
    expect(page.get_by_role("navigation", name=say("pages"))).to_contain_text(say("page.accounts"))
    expect(page.get_by_role("main")).to_contain_text(f"{OWNER}, {say('role.owner')}")
    desk.follow(say("page.visits"))
    wrong["visits"] = faults(page)

    # The owner adds a specialist, and leaves.
    desk.follow(say("page.accounts"))
    wrong["accounts"] = faults(page)
    desk.fill(**{say("account_name"): SPECIALIST, say("account_login"): "ben", say("account_password"): OTHER})
    page.get_by_label(say("role"), exact=True).last.click()
    page.get_by_role("option", name=say("role.specialist")).click()
    desk.click(say("account_add"))
    expect(page.get_by_text(SPECIALIST)).to_be_visible()
    expect(page.get_by_label(say("account_password"), exact=True)).to_have_value("")
    desk.follow(say("page.trail"))
    expect(page.get_by_role("cell", name="account.added").first).to_be_visible()
    wrong["trail"] = faults(page)
    desk.leave()

    # The specialist reads the record, and takes it along as a PDF.
    desk.enter("ben", OTHER)
    desk.at(say("page.queue"))
    expect(page.get_by_role("link", name=say("page.accounts"))).to_have_count(0)
    wrong["queue"] = faults(page)
    desk.click(re.compile(CLIENT), CLIENT)
    expect(page.get_by_role("main")).to_contain_text("Sunburn")
    wrong["record"] = faults(page)
    desk.unfold(ENGLISH.say("record.papers"))
    with page.expect_download() as saved:
        page.get_by_role("button", name=ENGLISH.say("record.paper_take"), exact=True).first.click()
    assert saved.value.suggested_filename == f"{record}-report.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert CLIENT not in page.url + page.title()
    desk.follow(say("page.me"))
    wrong["me"] = faults(page)
    old = token(page)
    desk.click(say("sign_out"), say("door"))

    # Neither the way back nor the old cookie shows anything any more.
    for _ in range(2):
        page.go_back()
        desk.at(say("door"))
        assert CLIENT not in page.content()
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "smp_desk", "value": old, "url": clinic.address}])
    for address in ("desk", "queue", "record"):
        desk.open(address)
        desk.at(say("door"))

    # All of it stands in the trail, and no secret or name in what the program printed.
    with clinic.store as store:
        done = {entry.action for entry in store.audit.entries()}
        assert [fault for _, fault in store.audit.verify() if fault] == []
    assert done >= {"code.redeemed", "account.added", "session.begun", "session.ended", "record.viewed"}
    assert done >= {"queue.listed", "record.exported", "audit.viewed"}
    printed = "".join(clinic.printed)
    assert [told for told in (PASSWORD, OTHER, OWNER, SPECIALIST, CLIENT, old) if told in printed] == []
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.fixture(scope="module")
def mia(server: Server) -> str:
    """The sign-in name of somebody at the front desk."""
    with server.store as store:
        store.accounts.add("Mia Lund", "front_desk", "mia-twice", PASSWORD, moment=now(), actor=COMMAND)
    return "mia-twice"


def test_two_browsers_of_one_account_are_signed_out_together(server: Server, chromium: Browser, mia: str) -> None:
    contexts = [chromium.new_context(viewport={"width": 390, "height": 844}), chromium.new_context()]
    desk, other = (Desk(context.new_page(), server.address) for context in contexts)
    for browser in (desk, other):
        browser.page.set_default_timeout(PATIENCE)
        browser.enter(mia, PASSWORD)
        browser.at(say("page.visits"))
    desk.follow(say("page.me"))
    desk.click(say("sign_out_everywhere"), say("door"))
    other.page.get_by_role("link", name=say("page.me")).click()
    other.at(say("door"))
    for context in contexts:
        context.close()
    assert [*desk.alarms, *other.alarms] == []
