"""The kiosk in a real browser: two clients one right after the other, one who walks away, and one who goes on at home.

The page's own clock is moved, so nobody waits a minute.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize, expect

from records import Expected, Store, Visit
from screens.codes import until
from tests.browser.client import ENGLISH, FORM, HERE, Client, Person
from tests.browser.conftest import PATIENCE
from tests.browser.looks import SIZES
from tests.browser.ruler import WCAG, faults
from tests.browser.server import Server
from tests.browser.test_links import press

NAME, BORN = "Zebedee Quillfeather", date(1971, 3, 9)
TAKES: dict[str, Any] = {
    "medicines_any": "yes",
    "named_thinners": ["apixaban"],
    "medicines": [{"name": "Apixaban", "advised": "regular", "still": "yes"}],
    "bleeding_with_medicine": [],
}
LARGE = 22
EVERY = 1000
"""Milliseconds after which the page looks again how long nobody has touched it."""
TABLET: ViewportSize = {"width": 810, "height": 1080}
SETTINGS = "name: Scalp & Co\nphone: 020 7946 0000\nlanguages: [en, es, ar]\ndraft_languages: [es, ar]\nkiosk: {}\n"
TRACES = [NAME, *NAME.split(), str(BORN), ENGLISH.date(BORN), "Apixaban", "apixaban"]
TO_PRESS = [
    "",
    "kiosk",
    "you",
    "medicines",
    "check",
    "result",
    "ended",
    "elsewhere",
    "desk",
    "queue",
    "record",
    "sign-in",
]
TO_PRESS += ["resume", "i/" + "A" * 43, "media/1.pdf", "kiosk?lang=es"]


def say(key: str, **values: Any) -> str:
    """A text of the kiosk."""
    return ENGLISH.say(f"kiosk.{key}", **values)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = tmp_path_factory.mktemp("kiosk") / "clinic.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    running = Server(tmp_path_factory.mktemp("data"), clinic=settings)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def tablet(clinic: Server, chromium: Browser) -> Iterator["Tablet"]:
    """A tablet that the desk has made the kiosk. Its clock stands still: on a slow machine nobody is away for long."""
    page = chromium.new_context(viewport=TABLET).new_page()
    page.set_default_timeout(PATIENCE)
    page.clock.install()
    page.clock.set_fixed_time(datetime.now(UTC))
    made = Tablet(page, clinic.address)
    page.goto(f"{clinic.address}/kiosk")
    page.get_by_role("button", name=ENGLISH.say("web.kiosk.make")).click()
    made.at(say("title"))
    yield made
    page.context.close()
    assert made.alarms == []


class Tablet(Client):
    """The kiosk, and whoever stands at it."""

    def at(self, heading: str) -> None:
        expect(self.page.locator("h1.smp-title")).to_have_text([heading])
        self.settle()

    def at_the_start(self) -> None:
        """Wait for the start, loaded anew: a page that somebody has left shows it too, and is just about to go."""
        self.at(say("title"))
        self.page.wait_for_function("() => window.smpIdle?.data.left === false")
        self.settle()

    def type_code(self, code: str, born: date) -> None:
        fields = {say("code"): code, **{part.title(): str(getattr(born, part)) for part in ("day", "month", "year")}}
        for name, text in fields.items():
            self.page.get_by_label(name, exact=True).fill(text)

    def wait(self, seconds: int) -> None:
        """Leave it alone for so long."""
        self.page.clock.set_fixed_time(self.page.evaluate("Date.now()") / 1000 + seconds)
        self.page.clock.run_for(EVERY)

    def begin_with(self, code: str, born: date = BORN) -> None:
        self.type_code(code, born)
        self.page.get_by_role("button", name=say("go_on")).click()

    def tap(self, name: str, heading: str) -> None:
        with self.answered():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.at(heading)


def coming(clinic: Server, **answers: Any) -> tuple[Visit, str]:
    """Somebody on the day's list who has answered all but the last step, and the code that the desk gives them."""
    told = Person().draft
    told["answers"] |= {"full_name": NAME, "birth_date": str(BORN), **answers}
    told["visit"] = {"kind": "consultation"}
    with clinic.store as store:
        visit = store.visits.add(Expected(kind="consultation", name=NAME, birth_date=BORN), datetime.now(UTC), "ana")
        store.drafts.save(visit.draft_token, told, 0, datetime.now(UTC))
        return visit, str(code_of(store, visit))


def code_of(store: Store, visit: Visit) -> str | None:
    """The code that stands now."""
    now = datetime.now(UTC)
    return store.resuming.code(visit.draft_token, until(now, HERE), now)


HELD = """async () => JSON.stringify([
  document.documentElement.outerHTML, document.title, location.href, history.state, document.referrer,
  [...document.querySelectorAll("input,textarea")].map((one) => one.value),
  {...localStorage}, {...sessionStorage}, document.cookie, window.name,
  (await indexedDB.databases()).map((one) => one.name),
  await Promise.all(
    (await caches.keys()).map(async (one) => (await (await caches.open(one)).keys()).map((r) => r.url))),
])"""


def kept(page: Page) -> str:
    """All that the browser holds: the page with what stands in its fields, storage, cookies, title, address."""
    held: str = page.evaluate(HELD)
    return held + str(page.context.cookies()) + str(page.context.storage_state())


def nothing_is_found(tablet: Tablet, of: str) -> None:
    """The second client presses everything that a browser has, and asks for every address they can think of."""
    page = tablet.page

    def look() -> None:
        tablet.at_the_start()
        assert [trace for trace in (*TRACES, of) if trace in kept(page)] == []

    look()
    while page.go_back() and page.url != "about:blank":
        look()
    page.go_forward()
    look()
    page.reload()
    look()
    for path in TO_PRESS:
        page.goto(f"{tablet.address}/{path}")
        tablet.settle()
        assert page.url.startswith(f"{tablet.address}/kiosk")
        assert [trace for trace in (*TRACES, of) if trace in kept(page)] == []
    page.goto(f"{tablet.address}/kiosk")
    tablet.at_the_start()
    tablet.tap(say("begin"), FORM.sections[0].title)
    assert [box.input_value() for box in page.get_by_role("textbox").all()] == [""] * page.get_by_role(
        "textbox"
    ).count()
    assert page.locator("input:not([autocomplete=off])").count() == 0
    assert [trace for trace in (*TRACES, of) if trace in kept(page)] == []


def test_of_two_clients_right_after_each_other_the_second_finds_no_trace_of_the_first(
    clinic: Server, tablet: Tablet
) -> None:
    visit, code = coming(clinic, **TAKES)
    tablet.begin_with(code)
    tablet.at(FORM.sections[-1].title)
    expect(tablet.page.get_by_role("main")).to_contain_text("Apixaban")
    tablet.given = set(Person().draft["answers"])
    tablet.person = Person().but(signature=NAME)
    tablet.sign_and_send()
    tablet.at(say("thanks"))
    assert tablet.page.get_by_role("button").all_inner_texts() == [say("done")]
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    tablet.page.go_back()
    tablet.at(say("thanks"))
    tablet.tap(say("done"), say("title"))
    nothing_is_found(tablet, visit.draft_token)
    with clinic.store as store:
        assert store.records.latest_of(visit.draft_token) is not None


def test_something_urgent_is_told_in_the_form_and_the_last_page_says_only_to_speak_to_the_desk(
    clinic: Server, tablet: Tablet
) -> None:
    _, code = coming(clinic, medicine_stopped="i_stopped", medicine_stopped_which="warfarin")
    tablet.begin_with(code)
    tablet.at(FORM.sections[-1].title)
    tablet.given = set(Person().draft["answers"])
    tablet.sign_and_send()
    assert "You told us you stopped or changed a medicine by yourself." in tablet.read_urgent()
    tablet.press(ENGLISH.say("screens.send"))
    tablet.at(say("speak"))
    assert [word for word in ("warfarin", "medicine", "999", "today", NAME) if word in tablet.text] == []


def test_a_page_that_nobody_touches_is_covered_then_closed_and_the_code_brings_the_form_back(
    clinic: Server, tablet: Tablet
) -> None:
    visit, code = coming(clinic, **TAKES)
    tablet.begin_with(code)
    tablet.at(FORM.sections[-1].title)
    tablet.wait(59)
    expect(tablet.page.get_by_role("main")).to_contain_text("Apixaban")
    tablet.wait(2)
    tablet.at(say("still_there"))
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    assert faults(tablet.page) == []
    tablet.tap(say("more_time"), FORM.sections[-1].title)
    expect(tablet.page.get_by_role("main")).to_contain_text("Apixaban")
    tablet.wait(91)
    nothing_is_found(tablet, visit.draft_token)
    with clinic.store as store:
        again = code_of(store, visit)
    assert again not in (None, code)
    tablet.page.goto(f"{tablet.address}/kiosk")
    tablet.at_the_start()
    tablet.begin_with(str(again))
    tablet.at(FORM.sections[-1].title)


def test_a_code_moves_the_form_to_the_clients_phone_and_frees_the_kiosk(
    clinic: Server, tablet: Tablet, chromium: Browser
) -> None:
    visit, code = coming(clinic)
    tablet.begin_with(code)
    tablet.at(FORM.sections[-1].title)
    tablet.tap(say("to_phone"), say("moved"))
    shown = tablet.page.locator(".smp-readout").inner_text()
    assert [trace for trace in TRACES if trace in kept(tablet.page)] == []
    assert faults(tablet.page) == []
    tablet.tap(say("done"), say("title"))

    phone = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.set_default_timeout(PATIENCE)
    client = Client(phone, clinic.address)
    phone.goto(f"{clinic.address}/resume")
    assert [one["id"] for one in Axe().run(phone, options=WCAG).response["violations"]] == []
    phone.get_by_label(ENGLISH.say("web.resume.code")).fill(shown)
    for part in ("day", "month", "year"):
        phone.get_by_label(ENGLISH.say(f"web.link_{part}"), exact=True).fill(str(getattr(BORN, part)))
    press(phone, ENGLISH.say("web.link_continue"))
    phone.wait_for_selector("h1.smp-title")
    client.settle()
    assert phone.url == f"{clinic.address}/"
    client.press(ENGLISH.say("screens.go_on"))
    assert client.title == FORM.sections[-1].title
    assert client.alarms == []
    phone.context.close()
    nothing_is_found(tablet, visit.draft_token)


@pytest.mark.parametrize("size", ["phone", "tablet", "kiosk"])
def test_everybody_can_use_the_kiosk_at_each_size_and_from_right_to_left(tablet: Tablet, size: str) -> None:
    width, height = SIZES[size]
    tablet.page.set_viewport_size({"width": width, "height": height})
    assert tablet.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == LARGE
    assert faults(tablet.page) == []
    tablet.page.get_by_role("link", name="العربية").click()
    expect(tablet.page.locator("html")).to_have_attribute("dir", "rtl")
    tablet.page.wait_for_selector("h1.smp-title")
    tablet.settle()
    assert faults(tablet.page) == []
