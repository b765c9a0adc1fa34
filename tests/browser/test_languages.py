"""A client reads the form in their language, and changes it with the keyboard without losing a word."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from intake.language import Language, load_language
from records import Expected, Visit
from records.audit import COMMAND
from screens.codes import until
from tests.browser import test_links
from tests.browser.client import FORM, HERE, Client, Person, now
from tests.browser.conftest import PATIENCE
from tests.browser.ruler import faults
from tests.browser.server import Server
from tests.browser.test_links import press

CLINIC = """
name: Riverside
languages: [en, es, fr, de, ar]
draft_languages: [es, fr, de, ar]
kiosk: {}
"""
BORN = date(1971, 3, 9)
ARABIC, SPANISH = load_language("ar"), load_language("es")
NAME = "Lucía Peña"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A clinic that offers every language, knowingly."""
    folder = tmp_path_factory.mktemp("languages")
    (folder / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    running = Server(folder, clinic=folder / "clinic.yaml")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def client(chromium: Browser, many: Server) -> Iterator[Client]:
    """Somebody on the first page, with a phone that is set to Arabic."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="ar-EG")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield Client(page, many.address).open()
    context.close()


def test_the_browsers_language_is_offered_and_another_keeps_what_was_typed(client: Client) -> None:
    page = client.page
    whole = page.locator("html")
    expect(whole).to_have_attribute("lang", "ar")
    expect(whole).to_have_attribute("dir", "rtl")
    told = page.locator(".smp-draft")
    expect(told).to_contain_text(ARABIC.say("intake.not_checked"))
    expect(told).to_contain_text(load_language("en").say("intake.not_checked"))
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


@pytest.mark.parametrize("width", [320, 390, 810])
def test_a_page_that_runs_from_right_to_left_fits_its_screen(client: Client, width: int) -> None:
    page = client.page
    page.set_viewport_size({"width": width, "height": 844})
    with client.answered():
        page.get_by_test_id("stBaseButton-primary").click()
    page.get_by_role("textbox").first.wait_for()
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    right = page.locator("h1.smp-title").evaluate(
        "one => { const r = document.createRange(); r.selectNodeContents(one);"
        " return one.getBoundingClientRect().right - r.getBoundingClientRect().right }"
    )
    assert right < 2


def expected(server: Server, language: Language) -> Visit:
    """Somebody on the list who reads this language."""
    at = (now() + timedelta(days=20)).replace(hour=14, minute=10)
    name = f"{NAME} {secrets.token_hex(4)}"  # nobody sent a form under it: who did is asked for the birth date first
    told = Expected(kind="first_session", at=at, name=name, birth_date=BORN, language=language.code)
    with server.store as store:
        return store.visits.add(told, datetime.now(UTC), COMMAND)


def reader(chromium: Browser, server: Server, language: Language, width: int) -> Client:
    """Somebody healthy whose browser is set to this language, with a browser of their own."""
    page = chromium.new_context(viewport={"width": width, "height": 844}, locale=language.code).new_page()
    page.set_default_timeout(PATIENCE)
    client = Client(page, server.address, Person().but(full_name=NAME, birth_date=str(BORN), signature=NAME))
    client.language = language
    return client


def birth_date(client: Client) -> None:
    for part in ("day", "month", "year"):
        label = client.language.say(f"web.link_{part}")
        client.page.get_by_label(label, exact=True).fill(str(getattr(BORN, part)))


@pytest.mark.parametrize("language", [SPANISH, ARABIC], ids=["es", "ar"])
def test_a_link_leads_through_the_whole_journey_in_the_clients_language(
    many: Server, chromium: Browser, language: Language
) -> None:
    with many.store as store:
        token = store.invitations.make(expected(many, language).id, datetime.now(UTC), COMMAND)
    client = reader(chromium, many, language, 390)
    page, main = client.page, client.page.get_by_role("main")

    def text(key: str) -> str:
        return language.say(f"web.link_{key}")

    # The link, the form, every step of it, and the result.
    page.goto(f"{many.address}/i/{token}")
    expect(page.locator("html")).to_have_attribute("dir", language.direction)
    press(page, text("open"))
    page.wait_for_selector("h1.smp-title")
    client.press(client.say("start"))
    client.given = {"full_name", "birth_date", "visit"}
    client.walk().sign_and_send()
    assert client.title == language.say("reports.face.all_set")
    assert faults(page) == []
    _, pdf = client.download()
    assert language.say("reports.face.all_set").split()[0] in _printed(pdf)

    # The same link: the same words, and what has changed since.
    page.goto(f"{many.address}/i/{token}")
    birth_date(client)
    press(page, text("continue"))
    expect(main).to_contain_text(language.say("reports.face.all_set"))
    page.get_by_text(text("word"), exact=True).click()
    page.get_by_label(text("word_about_medicines"), exact=True).check()
    page.get_by_label(text("word_words"), exact=True).fill(NAME)
    press(page, text("word_send"))
    expect(page.get_by_role("status")).to_have_text(text("word_done"))
    assert test_links.faults(page) == []
    page.context.close()
    assert client.alarms == []


def _printed(pdf: bytes) -> str:
    return "".join(one.get_textpage().get_text_range() for one in PdfDocument(BytesIO(pdf)))


@pytest.mark.parametrize("language", [SPANISH, ARABIC], ids=["es", "ar"])
def test_at_the_kiosk_a_form_is_finished_by_its_code_in_the_clients_language(
    many: Server, chromium: Browser, language: Language
) -> None:
    visit, told, moment = expected(many, language), Person().draft, datetime.now(UTC)
    told["answers"] |= {"full_name": NAME, "birth_date": str(BORN)}
    with many.store as store:
        store.drafts.save(visit.draft_token, told, 0, moment)
        code = store.resuming.code(visit.draft_token, until(moment, HERE), moment)
    client = reader(chromium, many, language, 810)
    page = client.page

    def stands(heading: str) -> None:
        expect(page.locator("h1.smp-title")).to_have_text([heading])
        client.settle()

    page.goto(f"{many.address}/kiosk")
    page.get_by_role("button", name=load_language("en").say("web.kiosk.make")).click()
    stands(load_language("en").say("kiosk.title"))
    page.get_by_role("link", name=language.own_name).click()
    stands(language.say("kiosk.title"))
    expect(page.locator("html")).to_have_attribute("dir", language.direction)
    page.get_by_label(language.say("kiosk.code"), exact=True).fill(str(code))
    for part in ("day", "month", "year"):
        page.get_by_label(client.say(part), exact=True).fill(str(getattr(BORN, part)))
    page.get_by_role("button", name=language.say("kiosk.go_on")).click()
    stands(client.called(FORM.sections[-1]))
    assert faults(page) == []
    client.given = set(told["answers"])
    client.sign_and_send()
    stands(language.say("kiosk.thanks"))
    assert faults(page) == []
    page.context.close()
    assert client.alarms == []
