"""What the program takes for the present moment comes from the clock it was made with, and from nothing else."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from records import new_token
from tests.browser.conftest import enter
from tests.browser.moments import now
from tests.browser.person import Person
from tests.browser.screen import ENGLISH, say
from tests.browser.server import Server
from web.settings import SettingsError, read_settings

AHEAD = 9


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Server]:
    """The program by a clock that is ahead."""
    program = Server(tmp_path)
    program.start(days=AHEAD)
    yield program
    program.stop()


def test_the_form_shows_the_day_that_its_clock_has(later: Server, chromium: Browser) -> None:
    client = enter(chromium, later, Person(), seeded=True).open("you")
    box, day = client.page.get_by_role("combobox", name=say("visit_day")), (now() + timedelta(days=AHEAD)).date()
    listed = client.page.get_by_role("option")
    client.pick(say("visit_day"), ENGLISH.date(day + timedelta(days=1)))
    expect(box).to_have_value(ENGLISH.date(day + timedelta(days=1)))
    # A day that is over is not found: the list, which opens with all of them, is empty then.
    box.click()
    expect(listed.first).to_be_visible()
    box.fill(ENGLISH.date(day - timedelta(days=1)))
    expect(listed.filter(has_text=str(day.year))).to_have_count(0)
    client.page.context.close()


def test_a_draft_goes_when_the_clock_says_that_it_is_old(tmp_path: Path) -> None:
    program, token = Server(tmp_path), new_token()
    with program.store as store:
        store.drafts.save(token, {"answers": {}}, 0, datetime.now(UTC))
    for days, there in ((13, True), (15, False)):
        program.start(days)
        program.stop()
        with program.store as store:
            assert bool(store.drafts.read(token)) == there


@pytest.mark.parametrize("name", ["SMP_NOW", "SMP_CLOCK", "SMP_DAYS"])
def test_there_is_no_setting_for_the_time(name: str) -> None:
    with pytest.raises(SettingsError, match="there is no such setting"):
        read_settings({**os.environ, name: "2030-01-01"}, "127.0.0.1", 8501)
