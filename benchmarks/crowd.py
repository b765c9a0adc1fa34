"""Many people in the form at once, in one process: how long each waits for an answer, and what a session weighs.

The people are threads of this process; the server has a core of its own as long as nothing else runs on the machine.
"""

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rounds import percentile
from benchmarks.row import Row
from benchmarks.server import Server, served
from benchmarks.visitor import Visitor
from benchmarks.walk import clicks

PEOPLE = (100, 50, 10, 1)
"""The most first: memory that was given back is used again, and weighs nothing the second time."""
PAUSE = 3.0
"""Seconds between two clicks of somebody, on average."""
SECONDS = {PAUSE: 30.0, 0.0: 10.0}
"""How long is measured, by pause."""
JUDGED, GOAL = 50, 120.0
"""People, and milliseconds that 95 of 100 clicks stay under."""
SESSION_GOAL = 0.3
"""Megabytes."""
_CLOSED = 2.0
"""Seconds in which the server notices that somebody left."""


def rows() -> Iterator[Row]:
    yield Row("load of the machine before it began", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with TemporaryDirectory() as folder, served(Path(folder) / "data") as server:
        _crowd(server, 1, 0.0)  # the first visitor pays for what is made once
        weights = []
        for pause, told in ((PAUSE, f"{PAUSE:g} s between clicks"), (0.0, "no pause")):
            for count in PEOPLE:
                waits, held = _crowd(server, count, pause)
                weights.append(held)
                name = f"{count} {'person' if count == 1 else 'people'}, {told}"
                also = f"median {median(waits):.0f}, {len(waits)} clicks"
                if (count, pause) == (JUDGED, PAUSE):
                    yield Row.under(f"{name}: p95", percentile(waits, 0.95), GOAL, "ms", also)
                else:
                    yield Row(f"{name}: p95", f"{percentile(waits, 0.95):.3g} ms, {also}")
        yield Row.under(f"memory a session, of {PEOPLE[0]}", weights[0] / PEOPLE[0] / 1e6, SESSION_GOAL, "MB")


def _crowd(server: Server, count: int, pause: float) -> tuple[list[float], int]:
    """So many people for SECONDS: the milliseconds that each click took, and the bytes that all of them weigh."""
    time.sleep(_CLOSED)
    before = server.memory()
    with ExitStack() as stack, ThreadPoolExecutor(count) as pool:
        visitors = [stack.enter_context(Visitor(server.address, home=_home(number))) for number in range(count)]
        end = time.perf_counter() + SECONDS[pause]
        found = list(pool.map(lambda number: _person(server, visitors[number], number, pause, end), range(count)))
        held = server.memory() - before
    return [wait for one in found for wait in one], held


def _person(server: Server, visitor: Visitor, number: int, pause: float, end: float) -> list[float]:
    """One person who walks the form, again and again, until the time is over."""
    chance = random.Random(number)
    waits: list[float] = []
    with ExitStack() as stack:
        while True:
            for key, value in clicks(visitor):
                # Nobody keeps step with their neighbour.
                time.sleep(chance.uniform(0, 2 * pause))
                if time.perf_counter() > end:
                    return waits
                if value is None:
                    visitor.press(key)
                else:
                    visitor.give(key, value)
                waits.append(visitor.spent * 1000)
            visitor = stack.enter_context(Visitor(server.address, home=_home(number)))


def _home(number: int) -> str:
    """An address of this machine's own for each of them."""
    return f"127.0.1.{number + 1}"
