"""Many clients one after another, in one browser and one process: the last costs no more than the first.

Measured in seconds of CPU of the program and of the page: the clock tells what else the machine does."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.client import Client
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.moments import now
from tests.browser.person import Person
from tests.browser.screen import say
from tests.browser.server import Server

COUNT = int(os.environ.get("SOAK_INTAKES", "300"))
"""`SOAK_INTAKES=10 make soak` tries whether it runs; the limits are meant for the whole."""
SHARE = max(1, COUNT // 6)
"""How many of the first, and of the last, are compared."""
CPU_MORE = 1.15
"""Times: seconds of CPU of the program, and of the page."""
SERVER_GROWS, PAGE_GROWS = 40e6, 15e6
"""Bytes, from the end of the first share to the end."""


@dataclass(frozen=True)
class Measured:
    """One intake: seconds by the clock, of the program's CPU and of the page's, and what both hold (bytes)."""

    seconds: float
    cpu: float
    page_cpu: float
    server: int
    page: int


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


class Inside:
    """What a page costs its browser."""

    def __init__(self, page: Page, browser: Browser) -> None:
        self._page, self._browser = page.context.new_cdp_session(page), browser.new_browser_cdp_session()

    def cpu(self) -> float:
        """Seconds of CPU so far of the process that draws pages."""
        processes = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        return max(float(one["cpuTime"]) for one in processes if one["type"] == "renderer")

    def heap(self) -> int:
        """Bytes of the page's scripts that are still in use."""
        self._page.send("HeapProfiler.collectGarbage")
        return int(self._page.send("Runtime.getHeapUsage")["usedSize"])


def intake(client: Client, server: Server, inside: Inside) -> Measured:
    """Somebody from Start to their result."""
    client.given, client.seen = set(), []
    start, cpu, page_cpu = time.monotonic(), server.cpu(), inside.cpu()
    client.start().finish()
    client.page.get_by_role("button", name=say("download"), exact=True).wait_for()
    seconds, page_cpu = time.monotonic() - start, inside.cpu() - page_cpu
    return Measured(seconds, server.cpu() - cpu, page_cpu, server.memory(), inside.heap())


@pytest.mark.soak
def test_the_last_of_many_clients_costs_no_more_than_the_first(alone: Server, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    client = Client(page, alone.address, Person().coming("consultation", None))
    inside = Inside(page, chromium)
    intake(client, alone, inside)  # the first pays for what is made once
    measured = []
    for number in range(1, COUNT + 1):
        measured.append(intake(client, alone, inside))
        if number % SHARE == 0:
            part = measured[-SHARE:]
            print(
                f"{now():%H:%M} {number}: {median(one.seconds for one in part):.1f} s,"
                f" {median(one.cpu for one in part):.2f} s CPU, {part[-1].server / 1e6:.0f} MB, page"
                f" {median(one.page_cpu for one in part):.2f} s CPU, {part[-1].page / 1e6:.1f} MB",
                flush=True,
            )
    context.close()
    first, last = measured[:SHARE], measured[-SHARE:]
    assert client.alarms == []
    with alone.store as store:
        assert len(store.records.refs()) == COUNT + 1
    assert median(one.cpu for one in last) < CPU_MORE * median(one.cpu for one in first)
    assert median(one.page_cpu for one in last) < CPU_MORE * median(one.page_cpu for one in first)
    assert last[-1].server - first[-1].server < SERVER_GROWS
    assert last[-1].page - first[-1].page < PAGE_GROWS
