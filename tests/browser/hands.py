"""A client who has only a keyboard: Tab and Shift+Tab, Space, arrows and Enter, nothing else."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.client import Client

FOCUSED = "one => one === document.activeElement"
MOST_TABS = 120
"""More than there are fields on any step; who needs more goes round in a circle."""


class Keyboard(Client):
    """Reads as everybody does, and never touches the page."""

    def _go_to(self, wanted: Locator, key: str = "Tab") -> None:
        """Press Tab until the focus is on it, or in it."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("one => one.contains(document.activeElement)"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab does not lead to {wanted} on {self.title!r}")

    def _push(self, button: Locator) -> None:
        self._go_to(button)
        self.page.keyboard.press("Enter")

    def tick(self, under: str, name: str) -> None:
        self.taps += 1
        box = self.below(under, "checkbox", name)
        self._go_to(box)
        with self.answered():
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def choose(self, question: str, name: str, below: str = "") -> None:
        self.taps += 1
        group = self.below(below or question, "radiogroup", question)
        radio = group.get_by_role("radio", name=name, exact=True)
        self._go_to(group)
        if radio.evaluate(FOCUSED):
            with self.answered():
                self.page.keyboard.press("Space")
        # Down through the options, each of which is chosen as it is passed.
        while not radio.evaluate(FOCUSED):
            with self.answered():
                self.page.keyboard.press("ArrowDown")
        expect(radio).to_be_checked()

    def type(self, name: str, text: str) -> None:
        box = self.page.get_by_role("textbox", name=name, exact=True)
        self._go_to(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        with self.answered():
            self.page.keyboard.press("Tab")

    def pick(self, name: str, text: str, below: str = "") -> None:
        box = self.below(below, "combobox", name) if below else self.page.get_by_role("combobox", name=name, exact=True)
        self._go_to(box)
        self.page.keyboard.type(text)
        # Until the list has narrowed, its first option is another one.
        expect(self.page.get_by_role("option").first).to_have_text(re.compile(f"^(Add: )?{re.escape(text)}$", re.I))
        with self.answered():
            self.page.keyboard.press("Enter")
