"""A client reads the form in their language, and changes it with the keyboard without losing a word."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.client import Client
from tests.browser.conftest import PATIENCE
from tests.browser.looks import sized
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.tongues import ARABIC, SPANISH

NAME = "Lucía Peña"
WIDTHS = (320, 390, 810)


@pytest.fixture
def client(chromium: Browser, abroad: Server) -> Iterator[Client]:
    """Somebody on the first page, with a phone that is set to Arabic."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="ar-EG")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield Client(page, abroad.address).open()
    context.close()


def test_the_browsers_language_is_offered_and_another_keeps_what_was_typed(client: Client) -> None:
    page = client.page
    whole = page.locator("html")
    expect(whole).to_have_attribute("lang", "ar")
    expect(whole).to_have_attribute("dir", "rtl")
    told = page.locator(".smp-draft")
    expect(told).to_contain_text(ARABIC.say("intake.not_checked"))
    expect(told).to_contain_text(ENGLISH.say("intake.not_checked"))
    with client.answered():
        page.get_by_test_id("stBaseButton-primary").click()
    with client.answered():  # as for anybody who needs longer than the program to find the language
        page.get_by_role("textbox").first.fill(NAME)
        page.locator(".smp-language summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=SPANISH.own_name).focus()
    page.keyboard.press("Enter")

    expect(whole).to_have_attribute("lang", "es")
    expect(whole).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("textbox").first).to_have_value(NAME)
    expect(page.get_by_test_id("stBaseButton-primary")).to_have_text(SPANISH.say("screens.continue"))


def test_a_page_that_runs_from_right_to_left_fits_its_screen(client: Client) -> None:
    page, wide, off = client.page, {}, {}
    with client.answered():
        page.get_by_test_id("stBaseButton-primary").click()
    page.get_by_role("textbox").first.wait_for()
    for width in WIDTHS:
        sized(page, width, 844)
        wide[width] = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        off[width] = page.locator("h1.smp-title").evaluate(
            "one => { const r = document.createRange(); r.selectNodeContents(one);"
            " return one.getBoundingClientRect().right - r.getBoundingClientRect().right }"
        )
    assert {width: more for width, more in wide.items() if more > 0} == {}
    assert {width: gap for width, gap in off.items() if gap >= 2} == {}
