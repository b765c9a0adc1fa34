"""A page of the program in a browser: its words, when it is drawn, and what should not have happened in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from intake.language import load_language

ENGLISH = load_language("en")
DRAWN = """
async () => {
  await scheduler.postTask(() => {}, { priority: "background" });
  if (document.querySelector("[data-testid=stSkeleton]")) return false;
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED";
}
"""


def say(key: str, **values: Any) -> str:
    """A text of the screens."""
    return ENGLISH.say(f"screens.{key}", **values)


class Screen:
    """One page of one browser. What ran, asked or complained that should not have stands in `alarms`."""

    language = ENGLISH
    """The one that it is read in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.alarms: list[str] = []
        page.on("websocket", self._connected)
        page.on("dialog", lambda dialog: self.alarms.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: self.alarms.append(f"error: {error}"))
        page.on("request", self._requested)
        page.on("console", self._said)

    def _connected(self, socket: WebSocket) -> None:
        self._socket = socket

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.alarms.append(f"another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.alarms.append(message.text)

    def say(self, key: str, **values: Any) -> str:
        """A text of the screens."""
        return self.language.say(f"screens.{key}", **values)

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()

    @property
    def errors(self) -> Locator:
        return self.page.get_by_role("alert").get_by_role("listitem")

    def below(self, words: str, role: Any, name: str) -> Locator:
        """The first thing with that role and name below the words on the screen."""
        place = f"xpath=//*[self::h2 or self::p or self::div][normalize-space()={_quoted(words)}]/following::*"
        return self.page.get_by_role(role, name=name, exact=True).and_(self.page.locator(place)).first

    def settle(self) -> None:
        """Wait until the program has nothing more to show and all that it sent is drawn.

        What has arrived may wait for the browser while the page still says that nothing runs, hence the last task; and
        a kind of field that is new to this browser is fetched first.
        """
        self.page.wait_for_function(DRAWN)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Do something that the program answers, and wait for the answer; what it was still about is waited for first,
        since the end of that would pass for the answer."""
        self.settle()
        with self._socket.expect_event("framereceived", _ends_a_run):
            yield
        self.settle()

    def listen(self) -> None:
        """Wait for the next thing that the program sends."""
        self._socket.wait_for_event("framereceived")

    def open(self, path: str = "") -> Self:
        self.page.goto(f"{self.address}/{path}", wait_until="commit")
        self.page.wait_for_selector("h1")
        self.settle()
        return self


def _ends_a_run(frame: str | bytes) -> bool:
    """Is this what the program sends when the page is as the newest answers make it?"""
    assert isinstance(frame, bytes)
    message = ForwardMsg.FromString(frame)
    if message.WhichOneof("type") != "script_finished":
        return False
    return bool(message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY)


def _quoted(text: str) -> str:
    """A string of XPath, which knows no escapes."""
    if '"' not in text:
        return f'"{text}"'
    return "concat({})".format(", '\"', ".join(f'"{part}"' for part in text.split('"')))
