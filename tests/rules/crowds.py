"""Random people who went through the form as it asked them, by a seed; whatever may be asked may be answered."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from intake.answers import Intake, read_intake
from intake.questionnaire import NOT_SURE, Question
from rules.screening import Screening

MOMENTS = (
    "2026-11-30T14:00", "2026-12-12T14:00", "2026-12-12T14:01", "2026-12-13 morning", "2026-12-12", "2026-11-16",
    "2026-11-17", "2026-12", "2026-06-14", "2026-06-15", "2026", "2025-12-14", "2019", "1975",
)  # fmt: skip
BORN = ("1959-03-02", "1976-12-14", "1990", "2001-12-15", "2001-12-14", "2008-12-14", "2008-12-15", "2008")
AHEAD = ("2026-12-20", "2027", "2026-12-14")
NAMES = (
    "apixaban", "DuoPlavin", "aspirin", "ibuprofen", "naproxen", "ibuprofen gel", "prednisolone", "fish oil",
    "vitamin D", "sertraline", "acitretin", "Zzyxorin", "methotrexate", "doxycycline", "aspirin and warfarin",
)  # fmt: skip
VISITS = (
    ("first_session", "2026-12-14T14:00"), ("session", "2026-12-16T09:30"), ("consultation", "2026-12-14T14:00"),
    ("touch_up", None), ("consultation", None), ("first_session", "2027-03-29T02:30"),
)  # fmt: skip
EARLIER = ("2026-10-02T10:00", "2026-11-13T20:00", "2026-11-14T14:01", "2026-12-07T10:00", "2026-12-12T09:00")
ASSESSED = ("2026-12-13T20:00", "2026-12-14T14:00", "2026-12-01T10:00", "2026-11-20T09:15")


def crowd(screening: Screening, size: int, seed: int) -> Iterator[Intake]:
    """So many intakes."""
    chosen = random.Random(seed)
    while size:
        intake = _through_the_form(screening, chosen)
        if intake:
            size -= 1
            yield intake


def _through_the_form(screening: Screening, chosen: random.Random) -> Intake | None:
    kind, at = chosen.choice(VISITS)
    assessed_at = chosen.choice(ASSESSED)
    # Some answer almost everything, some are not sure of much.
    ease, sure, ticks = chosen.random(), chosen.choice((1, 1, chosen.random())), chosen.choice((0, 0.02, 0.1, 0.3))
    answers = {
        question.id: given
        for question in screening.questionnaire.questions.values()
        if chosen.random() < 0.5 + ease / 2
        for given in [_answer(question, chosen, assessed_at, sure, ticks)]
        if given is not None
    }
    # Some began long before they sent it, or answered a part of it earlier. A date might not have come by then.
    earlier, asked_of = [each for each in EARLIER if each <= assessed_at], screening.questionnaire.questions
    undated = [name for name in answers if asked_of[name].type not in ("date", "medicines")]
    given = {name: chosen.choice(earlier) for name in undated if chosen.random() < 0.2} if chosen.random() < 0.3 else {}
    document = {"assessed_at": assessed_at, "visit": {"kind": kind, "at": at}, "answers": answers}
    known = read_intake(document, screening.questionnaire, screening.clinic)
    clock = screening.clinic.clock
    moments = {name: datetime.fromisoformat(at).replace(tzinfo=clock).astimezone(UTC) for name, at in given.items()}
    intake = replace(known, given=moments)
    # What the form never asked was never answered.
    reading = screening.read(intake)
    asked = {name: answer for name, answer in intake.answers.items() if reading.visible(name).possible & 1}
    return Intake(intake.assessed_at, intake.visit, asked, intake.given)


def _answer(question: Question, chosen: random.Random, assessed_at: str, sure: float, ticks: float) -> Any:
    if question.not_sure and chosen.random() > 0.7 + 0.3 * sure:
        return {"state": "not_sure"}
    if question.id == "birth_date":
        return chosen.choice(BORN)
    if question.private and chosen.random() < 0.05 * (1 - sure):
        return {"state": "in_person"}
    options = [option.id for option in question.options]
    match question.type:
        case "yes_no":
            return chosen.choice(("yes", "no"))
        case "consent":
            return "yes"
        case "choice":
            return chosen.choice(options)
        case "choices" | "zones":
            words = [*options, NOT_SURE] if question.not_sure else options
            return [word for word in words if chosen.random() < ticks] or ([] if question.none else None)
        case "number" | "scale":
            low, high = question.minimum or 1, question.maximum or 100
            return chosen.choice([figure for figure in (low, 5, 119.5, 120, 159, 180, high) if low <= figure <= high])
        case "date":
            return _date(question, chosen, assessed_at)
        case "medicines":
            return [_medicine(chosen, assessed_at) for _ in range(chosen.choice((0, 1, 1, 2, 4)))] or None
        case _:
            return "told"


def _date(question: Question, chosen: random.Random, assessed_at: str) -> str | None:
    if question.tense == "future":
        return chosen.choice(AHEAD)
    moment = chosen.choice(MOMENTS)
    return moment if moment < assessed_at else None


def _medicine(chosen: random.Random, assessed_at: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": chosen.choice(NAMES)}
    for key, words in (
        ("advised", ("regular", "as_needed", "own", "not_sure")),
        ("still", ("yes", "no", "sometimes")),
        ("ended_by", ("professional", "self")),
        ("last_taken", tuple(moment for moment in MOMENTS if moment < assessed_at)),
    ):
        if chosen.random() < 0.8:
            entry[key] = chosen.choice(words)
    return entry
