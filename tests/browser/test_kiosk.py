"""The kiosk in a real browser: two clients one right after the other, one who walks away, and one who goes on at home.

The page's own clock is moved, so nobody waits a minute.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ViewportSize, expect

from intake.language import Language
from records import Expected, Ref, Store, Visit
from records.audit import COMMAND
from screens.codes import until
from tests.browser.client import Client
from tests.browser.conftest import PATIENCE
from tests.browser.looks import SIZES
from tests.browser.moments import HERE, hours, now
from tests.browser.person import FORM, Person
from tests.browser.ruler import WCAG, faults
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.tablet import OFFERED, Second, Tablet, kept
from tests.browser.test_links import press
from tests.browser.tongues import ARABIC, IN_EACH_LANGUAGE, WITH_SOAK, told
from tests.records.people import person

NAME, BORN = "Zebedee Quillfeather", date(1971, 3, 9)
TAKES: dict[str, Any] = {
    "medicines_any": "yes",
    "named_thinners": ["apixaban"],
    "medicines": [{"name": "Apixaban", "advised": "regular", "still": "yes"}],
    "bleeding_with_medicine": [],
}
LARGE = 22
TABLET: ViewportSize = {"width": 810, "height": 1080}
SETTINGS = "name: Scalp & Co\nphone: 020 7946 0000\nlanguages: [en, es, ar]\ndraft_languages: [es, ar]\nkiosk: {}\n"
TRACES = [NAME, *NAME.split(), str(BORN), *(one.date(BORN) for one in OFFERED), "Apixaban", "apixaban"]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = tmp_path_factory.mktemp("kiosk") / "clinic.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    running = Server(tmp_path_factory.mktemp("data"), clinic=settings)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def tablet(clinic: Server, chromium: Browser, language: Language) -> Iterator[Tablet]:
    """A tablet that the desk has made the kiosk, and somebody in front of it who has chosen their language.

    Its clock stands still: on a slow machine nobody is away for long.
    """
    page = chromium.new_context(viewport=TABLET).new_page()
    page.set_default_timeout(PATIENCE)
    page.clock.install()
    page.clock.set_fixed_time(datetime.now(UTC))
    made = Tablet(page, clinic.address)
    page.goto(f"{clinic.address}/kiosk")
    page.get_by_role("button", name=ENGLISH.say("web.kiosk.make")).click()
    made.at_the_start()
    if language is not ENGLISH:
        made.choose_language(language)
    yield made
    page.context.close()
    assert made.alarms == []


def coming(clinic: Server, **answers: Any) -> tuple[Visit, str]:
    """Somebody on the day's list who has answered all but the last step, and the code that the desk gives them."""
    told = Person().draft
    told["answers"] |= {"full_name": NAME, "birth_date": str(BORN), **answers}
    told["visit"] = {"kind": "consultation"}
    with clinic.store as store:
        visit = store.visits.add(Expected(kind="consultation", name=NAME, birth_date=BORN), datetime.now(UTC), "ana")
        store.drafts.save(visit.draft_token, told, 0, datetime.now(UTC))
        return visit, str(code_of(store, visit))


def sent_for(clinic: Server) -> tuple[Visit, str]:
    """A visit tomorrow, whose form was sent nine days ago, and the code that the desk gives for it."""
    moment, at = now(), hours(now(), 30)
    expected = Expected(kind="first_session", at=at, name=NAME, birth_date=BORN)
    with clinic.store as store:
        visit = store.visits.add(expected, moment, COMMAND)
        told = {"kind": visit.kind, "at": at.isoformat()}
        known = {**TAKES, "full_name": NAME, "signature": NAME, "birth_date": str(BORN)}
        person(store, told, moment - timedelta(days=9), token=visit.draft_token, two_days=None, **known)
        code = store.resuming.code(visit.draft_token, until(moment, HERE), moment, COMMAND, lambda _: True)
    return visit, str(code)


def code_of(store: Store, visit: Visit) -> str | None:
    """The code that stands now."""
    now = datetime.now(UTC)
    return store.resuming.code(visit.draft_token, until(now, HERE), now)


@IN_EACH_LANGUAGE
def test_of_two_clients_right_after_each_other_the_second_finds_no_trace_of_the_first(
    clinic: Server, tablet: Tablet
) -> None:
    visit, code = coming(clinic, **TAKES)
    tablet.begin_with(code, BORN)
    tablet.at(tablet.called(FORM.sections[-1]))
    with clinic.store as store:
        again = str(code_of(store, visit))
    expect(tablet.page.locator(".smp-aside")).to_contain_text(again)
    held = kept(tablet.page)
    assert [trace for trace in (NAME, "Apixaban", again) if trace not in held] == [], "nobody would find any"
    tablet.given = set(Person().draft["answers"])
    tablet.person = Person().but(signature=NAME)
    tablet.sign_and_send()
    tablet.at(tablet.kiosk("thanks"))
    assert faults(tablet.page) == []
    assert tablet.page.get_by_role("button").all_inner_texts() == [tablet.kiosk("done")]
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    tablet.page.go_back()
    tablet.at(tablet.kiosk("thanks"))
    with clinic.store as store:
        ref = store.records.latest_of(visit.draft_token)
    assert ref
    second = Second(tablet, *TRACES, visit.draft_token, code, again, str(ref))
    tablet.tap(tablet.kiosk("done"))
    second.finds_nothing(again)


@IN_EACH_LANGUAGE
def test_something_urgent_is_told_in_the_form_and_the_last_page_says_only_to_speak_to_the_desk(
    clinic: Server, tablet: Tablet
) -> None:
    _, code = coming(clinic, medicine_stopped="i_stopped", medicine_stopped_which="warfarin")
    tablet.begin_with(code, BORN)
    tablet.at(tablet.called(FORM.sections[-1]))
    tablet.given = set(Person().draft["answers"])
    tablet.sign_and_send()
    noticed = told(tablet.language, "You told us you stopped or changed a medicine by yourself.")
    assert noticed.search(tablet.read_urgent())
    tablet.press(tablet.say("send"))
    tablet.at(tablet.kiosk("speak"))
    assert [word for word in ("warfarin", "medicine", "999", "today", NAME) if word in tablet.text] == []


@IN_EACH_LANGUAGE
def test_a_page_that_nobody_touches_is_covered_then_closed_and_the_code_brings_the_form_back(
    clinic: Server, tablet: Tablet
) -> None:
    visit, code = coming(clinic, **TAKES)
    tablet.begin_with(code, BORN)
    tablet.at(tablet.called(FORM.sections[-1]))
    tablet.wait(59)
    expect(tablet.page.get_by_role("main")).to_contain_text("Apixaban")
    tablet.wait(2)
    tablet.at(tablet.kiosk("still_there"))
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    assert faults(tablet.page) == []
    tablet.tap(tablet.kiosk("more_time"), tablet.called(FORM.sections[-1]))
    expect(tablet.page.get_by_role("main")).to_contain_text("Apixaban")
    with clinic.store as store:
        again = str(code_of(store, visit))
    assert again != code
    second = Second(tablet, *TRACES, visit.draft_token, code, again)
    tablet.wait(91)
    second.finds_nothing(again)
    tablet.begin_with(again, BORN)
    tablet.at(tablet.called(FORM.sections[-1]))


@WITH_SOAK
def test_the_code_of_a_form_that_was_sent_brings_it_back_as_one_page_that_asks_again(
    clinic: Server, tablet: Tablet
) -> None:
    visit, code = sent_for(clinic)
    tablet.person = Person().but(signature=NAME, bleeding_with_medicine=[])
    with clinic.store as store:
        before = store.records.latest_of(visit.draft_token)
    tablet.type_code(code, BORN)
    tablet.tap(tablet.kiosk("go_on"), tablet.say("landing_title"))
    assert faults(tablet.page) == []
    tablet.nothing_has_changed().press(tablet.say("send"))
    tablet.at(tablet.kiosk("thanks"))
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    with clinic.store as store:
        record = store.records.read(store.records.latest_of(visit.draft_token) or Ref(""))
        assert before in store.earlier.of(record)
    answers: Any = record.answers
    assert answers["answers"]["two_days"] == []
    assert {"medicines", "allergies"} <= answers["as_before"].keys()


@IN_EACH_LANGUAGE
def test_a_code_moves_the_form_to_the_clients_phone_and_frees_the_kiosk(
    clinic: Server, tablet: Tablet, chromium: Browser
) -> None:
    visit, code = coming(clinic)
    tablet.begin_with(code, BORN)
    tablet.at(tablet.called(FORM.sections[-1]))
    tablet.tap(tablet.kiosk("to_phone"), tablet.kiosk("moved"))
    shown = tablet.page.locator(".smp-readout").inner_text()
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    assert faults(tablet.page) == []
    second = Second(tablet, *TRACES, visit.draft_token, code, shown)
    tablet.tap(tablet.kiosk("done"))

    phone = chromium.new_context(viewport={"width": 390, "height": 844}, locale=tablet.language.tag).new_page()
    phone.set_default_timeout(PATIENCE)
    client = Client(phone, clinic.address)
    client.language = tablet.language
    phone.goto(f"{clinic.address}/resume")
    assert [one["id"] for one in Axe().run(phone, options=WCAG).response["violations"]] == []
    phone.get_by_label(client.language.say("web.resume.code")).fill(shown)
    for part in ("day", "month", "year"):
        phone.get_by_label(client.language.say(f"web.link_{part}"), exact=True).fill(str(getattr(BORN, part)))
    press(phone, client.language.say("web.link_continue"))
    phone.wait_for_selector("h1.smp-title")
    client.settle()
    assert phone.url == f"{clinic.address}/"
    client.press(client.say("go_on"))
    assert client.section == FORM.sections[-1]
    assert client.alarms == []
    phone.context.close()
    second.finds_nothing(shown)


@pytest.mark.parametrize("size", ["phone", "tablet", "kiosk"])
def test_everybody_can_use_the_kiosk_at_each_size_and_from_right_to_left(tablet: Tablet, size: str) -> None:
    width, height = SIZES[size]
    tablet.page.set_viewport_size({"width": width, "height": height})
    assert tablet.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == LARGE
    assert faults(tablet.page) == []
    tablet.choose_language(ARABIC)
    assert faults(tablet.page) == []
