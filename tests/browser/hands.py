"""A client who has only a keyboard: Tab and Shift+Tab, Space, arrows and Enter, nothing else."""

from playwright.sync_api import Locator, expect

from tests.browser.client import Client

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

    def press(self, name: str) -> "Keyboard":
        before = self.title
        self.taps += 1
        self._go_to(self.page.get_by_role("button", name=name, exact=True).first)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(
            "before => document.querySelector('h1')?.innerText !== before || document.querySelector('.smp-errors')",
            arg=before,
        )
        self.settle()
        self.page.wait_for_selector("h1:focus, .smp-errors:focus")
        return self

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
        with self.answered():
            if radio.evaluate("one => one === document.activeElement"):
                self.page.keyboard.press("Space")
            else:
                self._arrow_to(radio)
        expect(radio).to_be_checked()

    def _arrow_to(self, radio: Locator) -> None:
        """Down through the options, each of which is chosen as it is passed."""
        while not radio.evaluate("one => one === document.activeElement"):
            self.page.keyboard.press("ArrowDown")

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
        expect(self.page.get_by_role("option").first).to_be_visible()
        with self.answered():
            self.page.keyboard.press("Enter")
