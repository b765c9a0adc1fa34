"""The fields and buttons of a page, as a hand finds them by their words."""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Self

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from intake.instant import PARTS_OF_DAY
from tests.browser.moments import now
from tests.browser.screen import Screen

FOCUSED = """
() => document.activeElement === (document.querySelector(".smp-errors") ?? document.querySelector("h1"))
"""


class Hand(Screen):
    """Taps and types. Counts `taps`: choices and buttons."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address)
        self.taps = 0

    def press(self, name: str) -> Self:
        """Press a button that leads to another page, and arrive there; or to what is wrong with this one."""
        self.taps += 1
        # The page before has to know that it is shown: only then is another one new to it.
        self.page.wait_for_function("() => window.smpShown !== undefined")
        with self.answered():
            self._push(self.page.get_by_role("button", name=name, exact=True).first)
        # What is new takes the focus; until then a tap might meet a page that is still moving.
        self.page.wait_for_function(FOCUSED)
        return self

    def _push(self, button: Locator) -> None:
        button.click()

    def tick(self, under: str, name: str) -> None:
        """Tick a box in the list under these words."""
        self.taps += 1
        box = self.below(under, "checkbox", name)
        with self.answered():
            box.locator("xpath=ancestor::label").click()
        expect(box).to_be_checked()

    def choose(self, question: str, name: str, below: str = "") -> None:
        """Choose one of a question; where the question stands more than once, the one below the words `below`."""
        self.taps += 1
        group = self.below(below or question, "radiogroup", question)
        radio = group.get_by_role("radio", name=name, exact=True)
        with self.answered():
            radio.locator("xpath=ancestor::label").click()
        expect(radio).to_be_checked()

    def type(self, name: str, text: str) -> None:
        """Type into a field and leave it."""
        box = self.page.get_by_role("textbox", name=name, exact=True)
        self.settle()
        if box.input_value() == text:
            return
        with self.answered():
            box.fill(text)
            box.blur()

    def pick(self, name: str, text: str, below: str = "") -> None:
        """Choose from a list that opens, typing until it stands there; what is not in it is typed."""
        box = self.below(below, "combobox", name) if below else self.page.get_by_role("combobox", name=name, exact=True)
        with self.answered():
            # Until the list has narrowed, its first option is another one. A slash would end Playwright's own pattern.
            named = re.escape(text).replace("/", r"\/")
            listed = self.page.get_by_role("option", name=re.compile(f"^(Add: )?{named}$", re.IGNORECASE))
            for patience in (3_000, 10_000, 30_000):
                # A page that was still arriving closes the list: whoever sees that opens it again.
                box.click()
                box.fill(text)
                with suppress(PlaywrightTimeout):
                    listed.first.wait_for(timeout=patience)
                    break
            listed.first.click()

    def when(self, name: str, raw: str, recent: bool, below: str = "") -> None:
        """Say when something was or will be, as coarsely as `raw` does."""
        day, rest = raw[:10], raw[11:]
        today = now().date()
        near = len(day) == len("2026-01-01") and timedelta() <= today - date.fromisoformat(day) < timedelta(days=7)
        if recent and near:
            back = (today - date.fromisoformat(day)).days
            key = {0: "today", 1: "yesterday"}.get(back, "day_before")
            self.pick(name, self.say(key, date=self.language.date(date.fromisoformat(day))), below)
        else:
            if recent:
                self.pick(name, self.say("older"), below)
            for part, value in zip(("year", "month", "day"), day.split("-"), strict=False):
                text = self.language.month(date(2026, int(value), 1)).split()[0] if part == "month" else value
                self.pick(f"{name} {self.say(part)}", text, below)
        if rest:
            self.pick(f"{name} {self.say('time')}", self.say(rest) if rest in PARTS_OF_DAY else rest, below)
