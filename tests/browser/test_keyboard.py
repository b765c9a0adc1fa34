"""From the first page to what was sent with a keyboard alone, and the focus is always where one reads on."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from intake.language import Language
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.hands import Keyboard
from tests.browser.moments import now
from tests.browser.person import FORM, Person
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE

AT = now().replace(hour=14, minute=0) + timedelta(days=20)
PERSON = Person().coming("first_session", AT).but(
    medicines_any="yes",
    named_thinners=["apixaban"],
    medicines=[{"name": "Apixaban", "advised": "regular", "still": "yes"}],
    bleeding_with_medicine=[],
)  # fmt: skip


@pytest.fixture
def hands(chromium: Browser, clinic: Server, language: Language) -> Iterator[Keyboard]:
    phone: ViewportSize = {"width": PHONE["width"], "height": PHONE["height"]}
    context = chromium.new_context(viewport=phone, locale=language.tag)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    client = Keyboard(page, clinic.address, PERSON)
    client.language = language
    yield client
    context.close()
    assert client.alarms == []


@IN_EACH_LANGUAGE
def test_a_keyboard_alone_leads_from_the_first_page_to_the_result(hands: Keyboard) -> None:
    hands.start()
    summary, heading = hands.page.locator(".smp-errors"), hands.page.locator("h1.smp-title")
    no_date, no_name = (re.compile(re.escape(hands.say(f"missing_{kind}"))) for kind in ("date", "text"))
    # Nothing answered: the summary of what is missing has the focus, and the next step its heading.
    hands.continue_()
    expect(summary).to_be_focused()
    # A line of it leads to its field, whose fault is told with it; the address stays.
    hands.page.keyboard.press("Tab")
    expect(summary.get_by_role("link").first).to_be_focused()
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Enter")
    born = hands.page.get_by_role("textbox", name=hands.say("day"), exact=True)
    expect(born).to_be_focused()
    assert "#" not in hands.page.url
    group = hands.page.get_by_role("group", name=hands.words(FORM.questions["birth_date"]))
    expect(group).to_have_accessible_description(no_date)
    name = hands.page.get_by_role("textbox", name=hands.words(FORM.questions["full_name"]))
    expect(name).to_have_accessible_description(no_name)
    expect(name).to_have_attribute("aria-invalid", "true")
    hands.answer_step()
    expect(name).not_to_have_attribute("aria-invalid", "true")
    hands.continue_()
    expect(heading).to_have_text([hands.called(FORM.sections[1])])
    expect(heading).to_be_focused()
    # Back again, and on.
    hands.back()
    expect(heading).to_be_focused()
    hands.continue_()
    hands.finish()
    expect(heading).to_have_text([hands.language.say("reports.face.talk_first")])
    expect(heading).to_be_focused()
    expect(hands.page.get_by_role("button", name=hands.say("download"), exact=True)).to_be_visible()
