"""The clinic's kiosk in a real browser, whoever stands in front of it, and the next one, who looks for traces."""

from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from intake.language import Language, load_language
from tests.browser.client import Client
from tests.browser.person import FORM
from tests.browser.screen import ENGLISH
from tests.browser.tongues import ARABIC, SPANISH

OFFERED = (ENGLISH, SPANISH, ARABIC)
"""The languages at the kiosk's start, the clinic's own first."""
EVERY = 1000
"""Milliseconds after which the page looks again how long nobody has touched it."""
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
HELD = """async () => {
  const cached = async (name) => (await (await caches.open(name)).keys()).map((one) => one.url);
  const stored = async (path) => {
    const kept = fetch(path, { cache: "only-if-cached", mode: "same-origin" });
    return kept.then((one) => one.text(), () => "");
  };
  const held = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) held.push(name);
  return JSON.stringify([
    document.documentElement.outerHTML, document.title, location.href, history.state, document.referrer,
    [...document.querySelectorAll("input,textarea")].map((one) => one.value),
    {...localStorage}, {...sessionStorage}, document.cookie, window.name, held,
    (await indexedDB.databases()).map((one) => one.name),
    (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
    await Promise.all((await caches.keys()).map(cached)),
    navigation.entries().map((one) => [one.url, one.getState()]),
    await Promise.all(navigation.entries().map((one) => stored(one.url))),
    performance.getEntries().map((one) => one.name),
  ]);
}"""
"""Everything in reach of a page: what it shows and its fields hold, what the browser keeps, where it has been."""


def kept(page: Page) -> str:
    """All that the browser holds, as one text."""
    held: str = page.evaluate(HELD)
    return held + str(page.context.cookies()) + str(page.context.storage_state(indexed_db=True))


class Tablet(Client):
    """The kiosk, and whoever stands at it."""

    def kiosk(self, key: str, **values: Any) -> str:
        """A text of the kiosk."""
        return self.language.say(f"kiosk.{key}", **values)

    def choose_language(self, language: Language) -> None:
        with self.page.expect_navigation(wait_until="commit"):
            self.page.get_by_role("link", name=language.own_name).click()
        self.language = language
        self.at_the_start()
        expect(self.page.locator("html")).to_have_attribute("dir", language.direction)

    def at(self, heading: str) -> None:
        expect(self.page.locator("h1.smp-title")).to_have_text([heading])
        self.settle()

    def at_the_start(self) -> None:
        """Wait for the start, loaded anew: a page that somebody has left shows it too, and is just about to go."""
        self.page.wait_for_function("() => window.smpIdle?.data.left === false && smpIdle.data.mode === 'start'")
        self.at(self.kiosk("title"))

    def at_the_next(self) -> None:
        """Wait until it stands there for the next client: the start, in the clinic's own language."""
        self.language = ENGLISH
        self.at_the_start()

    def type_code(self, code: str, born: date) -> None:
        self.page.get_by_label(self.kiosk("code"), exact=True).fill(code)
        for part in ("day", "month", "year"):
            self.page.get_by_label(self.say(part), exact=True).fill(str(getattr(born, part)))

    def wait(self, seconds: int) -> None:
        """Leave it alone for so long."""
        self.page.clock.set_fixed_time(self.page.evaluate("Date.now()") / 1000 + seconds)
        self.page.clock.run_for(EVERY)

    def begin_with(self, code: str, born: date) -> None:
        self.type_code(code, born)
        self.page.get_by_role("button", name=self.kiosk("go_on")).click()

    def tap(self, name: str, heading: str = "") -> None:
        with self.answered():
            self.page.get_by_role("button", name=name, exact=True).click()
        if heading:
            self.at(heading)


class Second:
    """The next client, who presses everything, and asks for every address and by every code they can think of."""

    def __init__(self, tablet: Tablet, *traces: str) -> None:
        """`traces` are what would tell of the first, who read the same language."""
        self._tablet, self._page, self._language = tablet, tablet.page, tablet.language
        self._traces = traces

    def finds_nothing(self, code: str) -> None:
        """Nor by the `code` that the first had, with a birth date of their own."""
        self._tablet.at_the_next()
        self._looks()
        for way, step in (("canGoBack", self._page.go_back), ("canGoForward", self._page.go_forward)):
            while self._page.evaluate(f"navigation.{way}"):
                step()
                self._is_at_the_start_in_some_language()
                self._looks()
        self._page.reload()
        self._is_at_the_start_in_some_language()
        self._looks()
        for path in TO_PRESS:
            self._page.goto(f"{self._tablet.address}/{path}")
            self._is_at_the_start_in_some_language()
            assert self._page.url.startswith(f"{self._tablet.address}/kiosk")
            self._looks()
        self._presses_what_stands_at_the_start(code)
        self._presses_what_stands_in_a_form()

    def _looks(self, typed: str = "") -> None:
        held = kept(self._page)
        assert [trace for trace in self._traces if trace != typed and trace in held] == []

    def _is_at_the_start_in_some_language(self) -> None:
        self._page.wait_for_function("() => window.smpIdle?.data.mode === 'start' && !smpIdle.data.left")
        self._tablet.language = load_language(str(self._page.locator("html").get_attribute("lang")))
        self._tablet.at_the_start()

    def _presses_what_stands_at_the_start(self, code: str) -> None:
        tablet, buttons = self._tablet, self._page.get_by_role("button")
        self._page.goto(f"{tablet.address}/kiosk")
        tablet.at_the_next()
        expect(self._page.locator(".smp-tongues a")).to_have_text([one.own_name for one in OFFERED])
        for language in (*OFFERED, self._language):
            tablet.choose_language(language)
            self._looks()
        expect(buttons).to_have_text([tablet.kiosk("begin"), tablet.kiosk("go_on")])
        tablet.tap(tablet.kiosk("go_on"))
        expect(self._page.get_by_role("alert")).to_have_text(tablet.kiosk("no_day"))
        self._looks()
        tablet.type_code(code, date(1980, 1, 1))
        tablet.tap(tablet.kiosk("go_on"))
        expect(self._page.get_by_role("alert")).to_have_text(tablet.kiosk("wrong"))
        self._looks(typed=code)

    def _presses_what_stands_in_a_form(self) -> None:
        tablet, first = self._tablet, self._tablet.called(FORM.sections[0])
        tablet.tap(tablet.kiosk("begin"), first)
        fields = self._page.get_by_role("textbox")
        assert [one.input_value() for one in fields.all()] == [""] * fields.count()
        assert self._page.locator("main input:checked").count() == 0
        assert self._page.locator("input:not([autocomplete=off])").count() == 0
        self._looks()
        tablet.tap(tablet.say("continue"), first)
        expect(self._page.locator(".smp-errors")).to_be_visible()
        self._looks()
        tablet.tap(tablet.kiosk("stop"))
        tablet.at_the_next()
        self._looks()
