"""The form walked by a healthy person: the CPU that the server spends on each answer and on each Continue."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.people import HEALTHY
from benchmarks.rounds import percentile
from benchmarks.row import Row
from benchmarks.server import Server, served
from benchmarks.visitor import Value, Visitor
from intake import questionnaire
from intake.questionnaire import Question

WALKS = 4
MOST_STEPS = 20
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
    """One person from Start to the result; gives the number of steps. Raises RuntimeError where the form goes on."""
    questions = questionnaire.load().questions
    with Visitor(server.address) as visitor:
        visitor.press("continue")
        for number in range(1, MOST_STEPS):
            given: set[str] = set()
            # Answers may bring new questions, so what is asked is looked at again after each.
            while found := next((one for one in _wanted(visitor, questions) if one[0] not in given), None):
                given.add(found[0])
                answers.run(visitor, *found)
            continues.run(visitor, "continue", None)
            if "continue" not in visitor.shown:
                return number
    raise RuntimeError(f"the form did not end after {MOST_STEPS} steps; it still shows {', '.join(visitor.shown)}")


def _wanted(visitor: Visitor, questions: dict[str, Question]) -> Iterator[tuple[str, Value]]:
    """The widgets on the page that the healthy person uses, with what they put in."""
    if "visit.kind" in visitor.shown:
        yield "visit.kind", visitor.shown["visit.kind"][2][0]
    for question in questions.values():
        if question.id in HEALTHY:
            for part, value in _answer(visitor, question, HEALTHY[question.id]):
                key = f"{question.id}{part}"
                if key in visitor.shown:
                    yield key, value


def _answer(visitor: Visitor, question: Question, raw: Any) -> Iterator[tuple[str, Value]]:
    """Each widget of one question: what follows the question's id in its key, and what is put in."""
    match question.type:
        case "yes_no" | "choice":
            names = ["yes", "no"] if question.type == "yes_no" else [option.id for option in question.options]
            _, _, texts = visitor.shown.get(question.id, ("", "", []))
            if texts:
                yield "", texts[names.index(raw)]
        case "choices" | "zones":
            yield from ((f".{name}", True) for name in raw or ["none below"])
        case "consent":
            yield "", True
        case "date":
            yield from zip((".year", ".month", ".day"), raw.split("-"), strict=True)
        case _:
            yield "", raw
