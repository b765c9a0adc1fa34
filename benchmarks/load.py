"""First load on a slow line: a real Chromium, throttled, until Start can be seen; every byte counted, frames too.

Beside it stands a Streamlit app of one button as Streamlit itself serves it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from benchmarks.row import Row
from benchmarks.server import served

CHROMIUM = "/usr/bin/chromium-headless-shell"
LINE = {"offline": False, "latency": 300, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""Milliseconds, and bytes a second."""
PHONE = ViewportSize(width=390, height=844)
ROUNDS = 3
SECONDS, MEGABYTES = 7.0, 0.9
_QUIET = 1500
"""Milliseconds without a byte after which a page has everything it wants."""
_ONE_BUTTON = 'import streamlit as st\nst.title("Before your visit")\nst.button("Start", key="continue")\n'


@dataclass
class Load:
    """What one load took: seconds until Start was seen, bytes by then, bytes until the line was quiet."""

    seconds: float = 0.0
    by_then: int = 0
    http: int = 0
    frames: int = 0
    requests: int = 0

    @property
    def bytes(self) -> int:
        return self.http + self.frames


def rows() -> Iterator[Row]:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        one_button = Path(folder) / "one_button.py"
        one_button.write_text(_ONE_BUTTON, encoding="utf-8")
        data = Path(folder) / "data"
        with served(data) as server, served(Path(folder) / "bare", one_button, "/_stcore/health") as bare:
            _cold(browser, server.address)  # the first visitor of an installation finds nothing compressed yet
            cold, again = [], []
            for _ in range(ROUNDS):
                context = browser.new_context(viewport=PHONE)
                cold.append(_load(context, server.address))
                again.append(_load(context, server.address))
                context.close()
            peer = _cold(browser, bare.address)
        browser.close()
    time = median(load.seconds for load in cold)
    size = median(load.bytes for load in cold) / 1e6
    last = cold[-1]
    yield Row.under("until Start is seen", time, SECONDS, "s", f"worst of {ROUNDS} {max(x.seconds for x in cold):.2f}")
    told = f"{last.by_then / 1e6:.2f} by then, {last.requests} requests, frames {last.frames / 1e3:.1f} KB"
    yield Row.under("on the wire until quiet", size, MEGABYTES, "MB", told)
    yield Row("the next visit", f"{median(x.seconds for x in again):.3g} s, {again[-1].bytes / 1e3:.0f} KB")
    yield Row("Streamlit as it comes, one button", f"{peer.seconds:.3g} s, {peer.bytes / 1e6:.3g} MB")
    yield Row(
        "  ours / one button", f"{time / peer.seconds:.2f} of the time, {size * 1e6 / peer.bytes:.2f} of the bytes"
    )


def _cold(browser: Browser, address: str) -> Load:
    context = browser.new_context(viewport=PHONE)
    load = _load(context, address)
    context.close()
    return load


def _load(context: BrowserContext, address: str) -> Load:
    """Open the address in a new page of `context`, whose cache is as it is."""
    load, page = Load(), context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)

    def loaded(event: dict[str, Any]) -> None:
        load.http += int(event["encodedDataLength"])
        load.requests += 1

    def framed(event: dict[str, Any]) -> None:
        frame = event["response"]
        # Binary frames are told in base64.
        load.frames += len(frame["payloadData"]) * 3 // 4 if frame["opcode"] == 2 else len(frame["payloadData"])

    devtools.on("Network.loadingFinished", loaded)
    devtools.on("Network.webSocketFrameReceived", framed)
    devtools.on("Network.webSocketFrameSent", framed)
    page.goto(address, wait_until="commit")
    page.locator(".st-key-continue button").wait_for(timeout=60_000)
    # Both moments by the page's own clock, which begins with the navigation.
    load.seconds = page.evaluate("performance.now()") / 1000
    load.by_then = load.bytes
    before = -1
    while load.bytes != before:
        before = load.bytes
        page.wait_for_timeout(_QUIET)
    page.close()
    return load
