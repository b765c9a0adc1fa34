"""Somebody at the desk, in a real browser."""

import re
from typing import Any

from playwright.sync_api import expect

from records import Ref
from tests.browser.fields import Hand
from tests.browser.screen import ENGLISH


def say(key: str, **values: Any) -> str:
    """A text of the desk."""
    return ENGLISH.say(f"desk.{key}", **values)


def form(key: str) -> str:
    """A text of the plain pages."""
    return ENGLISH.say(f"web.sign_in.{key}")


class Desk(Hand):
    """A browser at the desk."""

    def enter(self, login: str, password: str) -> None:
        """Sign in through the door."""
        self.open("desk")
        self.page.get_by_role("link", name=say("door_local")).click()
        self.fill(**{form("login"): login, form("password"): password})
        self.send()

    def fill(self, **fields: str) -> None:
        """Type into fields, by their labels."""
        for label, text in fields.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def send(self) -> None:
        """The button of a plain page, which leads to the desk."""
        with self.page.expect_navigation(url=f"{self.address}/desk", wait_until="commit"):
            self.page.get_by_role("button", name=form("go"), exact=True).click()
        self.at(re.compile(".*"))

    def follow(self, link: str, heading: str = "") -> None:
        with self.answered():
            self.page.get_by_role("link", name=link).click()
        self.at(heading or link)

    def read(self, name: str, ref: Ref) -> None:
        """Find a record by its reference, and open it; `name` is the client's."""
        self.open("queue")
        search = self.page.get_by_label(say("queue_search"))
        with self.answered():
            search.fill(str(ref))
            search.press("Enter")
        self.click(re.compile(name), name)

    def click(self, button: str | re.Pattern[str], heading: str = "") -> None:
        """Press a button of the desk and wait for the answer; `heading` is that of the page it leads to."""
        with self.answered():
            self.page.get_by_role("button", name=button, exact=isinstance(button, str)).click()
        if heading:
            self.at(heading)

    def unfold(self, part: str | re.Pattern[str]) -> None:
        """Open a part that is folded and wait until it stands still: what moves away may not feel a tap."""
        words = self.page.get_by_text(part, exact=isinstance(part, str))
        folded = self.page.locator("details").filter(has=self.page.locator("summary").filter(has=words))
        folded.locator("summary").click()
        folded.evaluate("one => Promise.allSettled(one.getAnimations({ subtree: true }).map(each => each.finished))")

    def at(self, heading: str | re.Pattern[str]) -> None:
        """Wait for a page. As a list of one: while a page arrives, the heading of the one before may still stand."""
        expect(self.page.locator("h1.smp-title")).to_have_text([heading])
        self.settle()

    def leave(self) -> None:
        """Sign out."""
        self.click(say("sign_out"), say("door"))
