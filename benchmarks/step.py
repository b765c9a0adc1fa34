"""The form walked by a healthy person: the CPU that the server spends on each answer and on each Continue.

Beside it, in the same minutes, a script without any of the product that draws the same (benchmarks/bare.py): what
Streamlit itself costs. Continue is one press, and two runs of the script in both.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.rounds import percentile, ratio
from benchmarks.row import Row
from benchmarks.server import Server, served
from benchmarks.visitor import Value, Visitor
from benchmarks.walk import clicks

WALKS = 4
GOAL = 12.0
"""Milliseconds of CPU."""
BARE = Path(__file__).with_name("bare.py")
_AFTERWARDS = 0.03
"""Seconds for what the server still does once it has answered; it counts too."""


class Meter:
    """The CPU and the waiting of each run, in milliseconds."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.cpu: list[float] = []
        self.waited: list[float] = []

    def run(self, visitor: Visitor, key: str, value: Value | None) -> None:
        """Give an answer, or press (no value)."""
        before = self._server.cpu()
        if value is None:
            visitor.press(key)
        else:
            visitor.give(key, value)
        time.sleep(_AFTERWARDS)
        self.cpu.append((self._server.cpu() - before) * 1000)
        self.waited.append(visitor.spent * 1000)


def rows() -> Iterator[Row]:
    with TemporaryDirectory() as folder, served(Path(folder) / "data") as server:
        server.rest()
        way, screens = _walk(server)  # the first visitor pays for what is made once
        drawn = Path(folder) / "screens.json"
        drawn.write_text(json.dumps(screens), encoding="utf-8")
        with served(Path(folder) / "bare", BARE, "/_stcore/health", {"BARE_SCREENS": str(drawn)}) as bare:
            _again(bare, way)
            answers, continues, bare_answers, bare_continues = Meter(server), Meter(server), Meter(bare), Meter(bare)
            for _ in range(WALKS):
                _walk(server, answers, continues)
                _again(bare, way, bare_answers, bare_continues)
    steps = sum(value is None for _, value in way)
    yield Row(
        f"{WALKS} walks of {steps} steps to the result", f"{len(answers.cpu)} answers, {len(continues.cpu)} steps"
    )
    for name, meter, floor in (
        ("Continue: one step on", continues, bare_continues),
        ("an answer", answers, bare_answers),
    ):
        also = f"p95 {percentile(meter.cpu, 0.95):.0f}, waited {median(meter.waited):.0f}"
        yield Row.under(name, median(meter.cpu), GOAL, "ms CPU", also)
        yield Row("  bare Streamlit, the same widgets", f"{median(floor.cpu):.3g} ms CPU")
        yield Row("  ours / bare", f"{ratio(meter.cpu, floor.cpu):.2f} times")


Way = list[tuple[str, Value | None]]


def _walk(server: Server, answers: Meter | None = None, continues: Meter | None = None) -> tuple[Way, list[Any]]:
    """One person from Start to the result: what they clicked after Start, and the screen after each click."""
    way: Way = []
    with Visitor(server.address) as visitor:
        healthy = clicks(visitor)
        start, _ = next(healthy)
        visitor.press(start)
        screens = [visitor.screen.told()]
        for key, value in healthy:
            _click(visitor, key, value, answers, continues)
            way.append((key, value))
            screens.append(visitor.screen.told())
    return way, screens


def _again(server: Server, way: Way, answers: Meter | None = None, continues: Meter | None = None) -> None:
    """The same clicks in the bare script."""
    with Visitor(server.address) as visitor:
        for key, value in way:
            _click(visitor, key, value, answers, continues)


def _click(visitor: Visitor, key: str, value: Value | None, answers: Meter | None, continues: Meter | None) -> None:
    meter = continues if value is None else answers
    if meter:
        meter.run(visitor, key, value)
    elif value is None:
        visitor.press(key)
    else:
        visitor.give(key, value)
