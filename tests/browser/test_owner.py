"""The owner in a real browser: how it goes, who is waiting for what, and a desk that nobody uses locks and closes."""

from collections.abc import Iterator
from pathlib import Path

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
from tests.screens.colleague import sent

CLIENT, PASSWORD, PIN = "Zebedee Quillfeather", "green ink dries slowly", "482913"
APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
QUARTER_OF_AN_HOUR_AND_A_BIT, A_DAY = 16 / 1440, 1.0


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def waiting(clinic: Server) -> Ref:
    """A client whose prescriber is asked for a letter; and an owner with a PIN."""
    with clinic.store as store:
        install(Wiring(store, Clinic(), now))
        owner = store.accounts.add("Olga Petrova", "owner", "olga", PASSWORD, moment=now(), actor=COMMAND)
        store.accounts.set_pin(owner.id, PIN, now(), owner.id)
        return sent(store, CLIENT, medicines_any="yes", medicines=[APIXABAN])


def test_an_owner_sees_who_is_waiting_and_the_desk_locks_and_closes_when_nobody_uses_it(
    clinic: Server, waiting: Ref, chromium: Browser
) -> None:
    clinic.start()
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(PATIENCE)
    desk = Desk(page, clinic.address)
    desk.enter("olga", PASSWORD)
    desk.follow(say("page.practice"))
    expect(page.get_by_role("cell", name=CLIENT)).to_be_visible()
    expect(page.get_by_role("cell", name=ENGLISH.say("reports.letter.for.prescriber"))).to_be_visible()
    assert faults(page) == []
    desk.pick(say("practice_open"), f"{CLIENT} ({waiting})")
    desk.at(CLIENT)

    clinic.stop()
    clinic.start(QUARTER_OF_AN_HOUR_AND_A_BIT)
    desk.open("practice")
    desk.at(say("locked"))
    assert CLIENT not in page.content()
    page.get_by_label(say("pin"), exact=True).fill(PIN)
    desk.click(say("unlock"), say("page.practice"))

    clinic.stop()
    clinic.start(A_DAY)
    desk.open("practice")
    desk.at(say("door"))
    assert CLIENT not in page.content()
    page.context.close()
