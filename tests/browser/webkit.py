"""WebKit, the engine of every browser on an iPhone: Debian's WebKitGTK, driven over WebDriver's plain HTTP."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

DRIVER = "WebKitWebDriver"
BROWSERS = "usr/lib/*/webkit2gtk-4.1/MiniBrowser"
PATIENCE = 60.0
"""Seconds."""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_ENTER = "\ue007"


def missing() -> str:
    """What would have to be installed first; empty when nothing is."""
    wanted = {"WebKitWebDriver": shutil.which(DRIVER), "Xvfb": shutil.which("Xvfb"), "MiniBrowser": _browser()}
    return ", ".join(name for name, found in wanted.items() if not found)


def _browser() -> str:
    return next((str(found) for found in Path("/").glob(BROWSERS)), "")


class WebKit:
    """One window. Commands are those of the W3C's WebDriver; a lost one raises RuntimeError."""

    def __init__(self, port: int) -> None:
        self._port = port
        wanted = {"webkitgtk:browserOptions": {"binary": _browser(), "args": ["--automation"]}}
        told = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{told['sessionId']}"
        self.version = str(told["capabilities"]["browserVersion"])

    def _ask(self, method: str, path: str, told: dict[str, Any] | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection.request(method, path, None if told is None else json.dumps(told))
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {value['error']}, {value['message']}")
        return value

    def open(self, address: str) -> None:
        self._ask("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function body returns in the page."""
        return self._ask("POST", f"{self._session}/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, script: str, *arguments: Any) -> Any:
        """What it returns, as soon as that is something. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.run(script, *arguments):
                return found
            time.sleep(0.1)
        raise TimeoutError(f"never true in WebKit: {script}\n{self.text}")

    @property
    def text(self) -> str:
        return str(self.run("return document.body.innerText"))

    def touch(self, css: str, number: int = 0) -> None:
        """Click on what is seen there, as the engine does for a finger."""
        self._ask("POST", f"{self._session}/element/{self._find(css, number)}/click", {})

    def type(self, css: str, text: str, number: int = 0) -> None:
        """Type into a field, and Enter."""
        told = {"text": text + _ENTER}
        self._ask("POST", f"{self._session}/element/{self._find(css, number)}/value", told)

    def _find(self, css: str, number: int) -> str:
        self.until("return document.querySelectorAll(arguments[0]).length > arguments[1]", css, number)
        found = self._ask("POST", f"{self._session}/elements", {"using": "css selector", "value": css})
        return str(found[number][_ELEMENT])

    def close(self) -> None:
        self._ask("DELETE", self._session)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A fresh browser without a history, on a screen that nobody sees."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x1200x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        display = told.readline().strip()
    port = _free_port()
    # Its own process group: the driver starts the browser, and both go with it.
    driver = subprocess.Popen(
        [DRIVER, f"--port={port}"], env={**os.environ, "DISPLAY": f":{display}"}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _listening(port)
        browser = WebKit(port)
        yield browser
        browser.close()
    finally:
        os.killpg(driver.pid, signal.SIGTERM)
        driver.wait(PATIENCE)
        screen.terminate()
        screen.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listening(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"{DRIVER} does not answer")
