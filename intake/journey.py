"""The way through the form, computed afresh from the answers each time: a changed answer never leaves a stale path."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.questionnaire import Check, Exit, Question, Section
from intake.reading import Reading


@dataclass(frozen=True)
class Step:
    """One step as it stands: what is asked on it, and which required answers are missing."""

    section: Section
    number: int
    questions: tuple[Question, ...]
    missing: tuple[str, ...]


def journey(reading: Reading) -> tuple[Step, ...]:
    """The steps that have something to ask, in order, numbered from 1."""
    steps: list[Step] = []
    for section in reading.questions.questionnaire.sections:
        asked = tuple(question for question in section.questions if reading.visible(question.id).true & 1)
        if asked:
            missing = tuple(q.id for q in asked if q.required and reading.answer(q.id) is None)
            steps.append(Step(section, len(steps) + 1, asked, missing))
    return tuple(steps)


def reachable(steps: Sequence[Step], section: str) -> bool:
    """A step may be visited when nothing required is missing before it."""
    for step in steps:
        if step.section.id == section:
            return True
        if step.missing:
            return False
    return False


def contradictions(reading: Reading) -> tuple[Check, ...]:
    """The checks that hold: answers that cannot both be right."""
    return tuple(check for check, judge in reading.questions.checks if judge(reading).true & 1)


def ended(reading: Reading) -> Exit | None:
    """The exit that holds, if the form ends here."""
    return next((way for way, judge in reading.questions.exits if judge(reading).true & 1), None)
