"""The form walked by a healthy person: the CPU that the server spends on each answer and on each Continue."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rounds import percentile
from benchmarks.row import Row
from benchmarks.server import Server, served
from benchmarks.visitor import Value, Visitor
from benchmarks.walk import clicks

WALKS = 4
GOAL = 12.0
"""Milliseconds of CPU."""
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
        _walk(server, Meter(server), Meter(server))  # the first visitor pays for what is made once
        answers, continues = Meter(server), Meter(server)
        for _ in range(WALKS):
            steps = _walk(server, answers, continues)
    yield Row(
        f"{WALKS} walks of {steps} steps to the result", f"{len(answers.cpu)} answers, {len(continues.cpu)} steps"
    )
    for name, meter in (("Continue: one step on", continues), ("an answer", answers)):
        also = f"p95 {percentile(meter.cpu, 0.95):.0f}, waited {median(meter.waited):.0f}"
        yield Row.under(name, median(meter.cpu), GOAL, "ms CPU", also)


def _walk(server: Server, answers: Meter, continues: Meter) -> int:
    """One person from Start to the result; gives the number of steps."""
    with Visitor(server.address) as visitor:
        way = clicks(visitor)
        key, _ = next(way)
        visitor.press(key)
        steps = 0
        for key, value in way:
            (continues if value is None else answers).run(visitor, key, value)
            steps += value is None
        return steps
