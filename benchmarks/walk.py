"""The form as a healthy person walks it: what they answer and press, one after another."""

from collections.abc import Iterator
from typing import Any

from benchmarks.people import HEALTHY
from benchmarks.visitor import Value, Visitor
from intake import questionnaire
from intake.questionnaire import Question

MOST_STEPS = 20


def clicks(visitor: Visitor) -> Iterator[tuple[str, Value | None]]:
    """From Start to the result: each widget's key with what is put in, None to press it.

    Each is carried out before the next is asked for. Raises RuntimeError where the form goes on and on.
    """
    questions = questionnaire.load().questions
    yield "continue", None
    for _ in range(MOST_STEPS):
        given: set[str] = set()
        # Answers may bring new questions, so what is asked is looked at again after each.
        while found := next((one for one in _wanted(visitor, questions) if one[0] not in given), None):
            given.add(found[0])
            yield found
        yield "continue", None
        if "continue" not in visitor.shown:
            return
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
