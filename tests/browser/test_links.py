"""A link from the clinic, in a real browser: to the form, and with the birth date back to what became of it."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from intake.clinic import Clinic
from intake.language import Language
from records import Expected
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser.client import Client
from tests.browser.conftest import Arrive
from tests.browser.moments import now
from tests.browser.person import Person
from tests.browser.ruler import TARGET, WCAG
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.tongues import ARABIC_TOO, IN_EACH_LANGUAGE
from tests.records.pictures import CAMERA, PLACE, exif, picture
from tests.screens.colleague import sent

NAME, BORN = "Zebedee Linklater", "1971-03-09"
AT = (now() + timedelta(days=20)).replace(hour=14, minute=10)
PERSON = Person().coming("first_session", AT).but(full_name=NAME, birth_date=BORN, signature=NAME)


def invite(server: Server, name: str, language: Language = ENGLISH) -> str:
    """The link that the clinic sends, to a visit of its own, to somebody who reads this language."""
    born = date.fromisoformat(BORN)
    expected = Expected(kind="first_session", at=AT, name=name, birth_date=born, language=language.code)
    with server.store as store:
        visit = store.visits.add(expected, datetime.now(UTC), COMMAND)
        token = store.invitations.make(visit.id, datetime.now(UTC), COMMAND)
    return f"{server.address}/i/{token}"


def text(client: Client, key: str, **values: Any) -> str:
    return client.language.say(f"web.link_{key}", **values)


def press(page: Page, name: str) -> None:
    """Press a button of a plain page, and arrive where it leads: what is looked at next is never the page before."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.get_by_role("button", name=name, exact=True).click()


def give_birth_date(client: Client, year: str, month: str, day: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        client.page.get_by_label(text(client, part), exact=True).fill(value)
    press(client.page, text(client, "continue"))


def faults(page: Page) -> list[str]:
    """What axe and a ruler find, light and dark."""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        response = Axe().run(page, options=WCAG).response
        found += [
            f"{scheme}, {one['id']}: {node['html'][:200]}" for one in response["violations"] for node in one["nodes"]
        ]
    small = page.locator(
        "button, a:not(.smp-call), summary, input:not([type=radio], [type=checkbox]), label.card"
    ).evaluate_all(
        "(all, least) => all.filter(one => one.getBoundingClientRect().height < least).map(one => one.outerHTML)",
        TARGET,
    )
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*found, *small, *(["wider than the phone"] if wide else [])]


@pytest.fixture
def invited(arrive: Arrive, clinic: Server, language: Language) -> Iterator[tuple[Client, str]]:
    """Somebody with a link; afterwards nothing that the program printed holds the link or the birth date."""
    # Of a name that nobody had: who sent a form before is asked for the birth date first.
    name = f"{NAME} {secrets.token_hex(4)}"
    link = invite(clinic, name, language)
    yield arrive(PERSON.but(full_name=name, signature=name)), link
    printed = "".join(clinic.printed)
    assert [told for told in (link.rpartition("/")[2], BORN, NAME) if told in printed] == []


@ARABIC_TOO
def test_a_link_leads_to_a_form_that_knows_the_visit_and_later_to_what_became_of_it(
    invited: tuple[Client, str], clinic: Server, tmp_path: Path
) -> None:
    client, link = invited
    page, language = client.page, client.language
    all_set = language.say("reports.face.all_set")
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))

    # The link, its page, its button.
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("dir", language.direction)
    expect(page.get_by_role("heading", level=1)).to_have_text(text(client, "heading"))
    assert NAME not in page.content()
    press(page, text(client, "open"))
    page.wait_for_selector("h1.smp-title")
    assert page.url == f"{clinic.address}/"

    # The form knows the visit, the name and the birth date, and only asks for the rest.
    client.press(client.say("start"))
    for place, given in enumerate((client.person.answers["full_name"], "9", "3", "1971")):
        expect(page.get_by_role("textbox").nth(place)).to_have_value(given)
    expect(page.get_by_role("radio", name=client.say("visit_first_session"))).to_be_checked()
    expect(page.get_by_role("combobox", name=client.say("visit_day"))).to_have_value(language.date(AT.date()))
    client.given = {"full_name", "birth_date", "visit"}
    client.walk().sign_and_send()
    assert client.title == all_set

    # The same link, now behind the birth date.
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(text(client, "sent_heading"))
    give_birth_date(client, "1972", "3", "9")
    expect(page.get_by_role("alert")).to_contain_text(text(client, "wrong"))
    give_birth_date(client, "1971", "3", "9")
    expect(page.get_by_role("main")).to_contain_text(language.say("reports.visit.standing"))
    kind = language.say("reports.visit.first_session")
    line = language.say("reports.visit.at", kind=kind, moment=language.moment(AT))
    expect(page.get_by_role("main")).to_contain_text(line)

    # The same words as on the copy; something has changed, and another day would suit.
    expect(page.get_by_role("main")).to_contain_text(all_set)
    page.get_by_text(text(client, "word"), exact=True).click()
    page.get_by_label(text(client, "word_about_medicines"), exact=True).check()
    page.get_by_label(text(client, "word_words"), exact=True).fill("I began with a new tablet.")
    assert faults(page) == []
    press(page, text(client, "word_send"))
    expect(page.get_by_role("status")).to_have_text(text(client, "word_done"))
    page.get_by_text(text(client, "other"), exact=True).click()
    page.get_by_label(language.weekday(4), exact=True).check()
    assert faults(page) == []
    press(page, text(client, "other_send"))
    expect(page.get_by_role("status")).to_have_text(text(client, "other_done"))

    # The copy, the calendar, a photo.
    for name, start in (("copy", b"%PDF-"), ("calendar", b"BEGIN:VCALENDAR")):
        with page.expect_download() as saved:
            page.get_by_role("link", name=text(client, name)).click()
        assert saved.value.path().read_bytes().startswith(start)
    photo = tmp_path / "IMG_0007.jpg"
    photo.write_bytes(picture(size=(1600, 1200), exif=exif(6)))
    page.get_by_label(text(client, "purpose_medicine")).check()
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name=text(client, "upload_send"), exact=True).click()
    expect(page.locator("input[name=agree]:invalid")).to_be_focused()  # the browser itself asks for the client's word
    page.get_by_label(language.say("consents.file.agree", clinic=Clinic().name), exact=True).check()
    page.get_by_label(language.say("consents.file.report"), exact=True).check()
    assert faults(page) == []
    press(page, text(client, "upload_send"))
    expect(page.get_by_role("status")).to_have_text(text(client, "upload_done"))
    with clinic.store as store:
        listed = store.visits.between(AT, AT + timedelta(minutes=1))
        (visit,) = [one for one in listed if one.name == client.person.answers["full_name"]]
        (file,) = store.files.of(visit.id)
        kept, agreed = store.files.read(file.id), store.files.agreements.of(file.id)
    assert agreed is not None
    assert agreed.in_report
    assert kept.startswith(b"\xff\xd8\xff")
    assert [told for told in (PLACE, CAMERA) if told.encode() in kept] == []

    # No address but the link's own holds its token, and nobody is told where the client came from.
    token = link.rpartition("/")[2]
    assert [url for url, _ in asked if token in url and not url.startswith(link)] == []
    assert [one for one in asked if token in one[1] or "1971" in one[1]] == []
    assert [url for url, _ in asked if "1971" in url] == []


@IN_EACH_LANGUAGE
def test_a_link_brings_a_client_back_to_their_answers_on_another_device(
    invited: tuple[Client, str], arrive: Arrive
) -> None:
    client, link = invited
    for one in (client, arrive(PERSON)):
        one.page.goto(link)
        press(one.page, text(one, "open"))
        one.page.wait_for_selector("h1.smp-title")
        one.settle()
        if one is client:
            one.press(one.say("start"))
            one.given = {"full_name", "birth_date", "visit"}
            one.walk(until="look")
        else:
            one.press(one.say("go_on"))
            assert one.title == client.title


def test_the_pages_of_a_link_shut_nobody_out(invited: tuple[Client, str], server: Server) -> None:
    client, link = invited
    page, wrong = client.page, {}
    page.goto(link)
    wrong["form"] = faults(page)
    press(page, text(client, "open"))
    page.wait_for_selector("h1.smp-title")
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "smp_draft")
    _send(server, token)
    page.goto(link)
    wrong["birth date"] = faults(page)
    give_birth_date(client, "1971", "2", "31")
    wrong["no such day"] = faults(page)
    give_birth_date(client, "1971", "3", "9")
    page.wait_for_selector("input[type=file]")
    wrong["state"] = faults(page)
    page.goto(f"{server.address}/i/{'x' * 43}")
    wrong["over"] = faults(page)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_another_sites_page_cannot_press_the_button(invited: tuple[Client, str], server: Server) -> None:
    client, link = invited
    page, evil = client.page, "http://evil.example/"
    form = f'<form method="post" action="{link}"><button>Win a prize</button></form>'
    page.route(evil, lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(evil)
    with page.expect_response(link) as answer:
        press(page, "Win a prize")
    assert answer.value.status == 403
    assert page.context.cookies(server.address) == []
    client.alarms.clear()


def _send(server: Server, token: str) -> None:
    with server.store as store:
        install(Wiring(store, Clinic(), now))
        sent(store, NAME, token, birth_date=BORN)
