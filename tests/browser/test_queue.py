"""The queue without a mouse, in a real browser."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from intake.clinic import Clinic
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.ruler import faults
from tests.browser.server import Server
from tests.records.queued import CALM, send
from tests.screens.colleague import sent

PASSWORD, URGENT = "green ink dries slowly", "Zebedee Quillfeather"
OTHER = "Mirela Okonkwo"
MOST = 15
"""So many presses of Tab lead past the bar and the search to the first row."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A clinic with one urgent form among calm ones that are needed sooner."""
    running = Server(tmp_path_factory.mktemp("queue"))
    running.start()
    with running.store as store:
        install(Wiring(store, Clinic(), lambda: now() - timedelta(hours=1)))
        store.accounts.add("Ana Ruiz", "specialist", "ana", PASSWORD, moment=now(), actor=COMMAND)
        send(store, "Calm Client", now(), now() + timedelta(days=3), CALM)
        sent(store, URGENT, heart_blood=["bruise_bleed"], bleeding_now=["black_stools"])
    yield running
    running.stop()


def test_tab_leads_to_the_first_urgent_record_and_enter_opens_it(clinic: Server, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    desk = Desk(context.new_page(), clinic.address)
    desk.page.set_default_timeout(PATIENCE)
    desk.enter("ana", PASSWORD)
    desk.at(say("page.queue"))
    expect(desk.page.get_by_role("alert")).to_contain_text(re.compile("1 urgent form has waited for 6. minutes"))
    assert faults(desk.page) == []
    row = desk.page.get_by_role("button", name=URGENT)
    for _ in range(MOST):
        desk.page.keyboard.press("Tab")
        if row.evaluate("one => one === document.activeElement"):
            break
    expect(row).to_be_focused()
    with desk.answered():
        desk.page.keyboard.press("Enter")
    desk.at(URGENT)
    desk.open("me")
    expect(desk.page.get_by_role("alert")).to_have_count(0)
    context.close()
    assert desk.alarms == []


def test_the_red_line_leads_from_any_page_to_the_form_that_waits(clinic: Server, chromium: Browser) -> None:
    with clinic.store as store:
        install(Wiring(store, Clinic(), lambda: now() - timedelta(hours=1)))
        sent(store, OTHER, heart_blood=["bruise_bleed"], bleeding_now=["black_stools"])
    context = chromium.new_context(viewport={"width": 810, "height": 1080})
    desk = Desk(context.new_page(), clinic.address)
    desk.page.set_default_timeout(PATIENCE)
    desk.enter("ana", PASSWORD)
    desk.open("me")
    assert faults(desk.page) == []
    desk.click(say("late_open_one"), OTHER)
    expect(desk.page.get_by_role("button", name=say("late_open_one"))).to_have_count(0)
    context.close()
    assert desk.alarms == []
