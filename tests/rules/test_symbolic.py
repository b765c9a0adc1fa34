"""The formulas that the proofs are about mean what the answers mean when they are read."""

import random
from math import ceil
from typing import Any

import pytest
import z3

from intake.answers import Entry, Intake, read_intake
from intake.medicines import Medicine
from intake.questionnaire import NOT_SURE
from intake.reader import ENTRY_FACTS
from intake.reading import EntryReading, Reading
from rules.proof import columns
from rules.rulebook import clinic_facts
from rules.symbolic import ENTRIES, Person, Visit, words
from tests.rules.conftest import the_screening

SCREENING = the_screening()
PEOPLE, MANY = 5, 100
WORDED = ("advised", "still", "ended_by")


NAMES = ["apixaban", "aspirin", "ibuprofen", "prednisolone", "fish oil", "sertraline", "vitamin D", "zzz"]
VISITS = [
    {"kind": "consultation", "at": None},
    {"kind": "first_session", "at": None},
    {"kind": "session", "at": "2026-12-02T10:00"},
    {"kind": "touch_up", "at": "2026-12-14T14:00"},
]


def somebody(seed: int) -> Intake:
    """Any answers that the questionnaire allows, without dates: a month has its own length when answers are read."""
    chosen = random.Random(seed)
    drawn: dict[str, Any] = {}
    for question in SCREENING.questionnaire.questions.values():
        options = [word for word in words(question) if word != NOT_SURE]
        unsure = {"state": "not_sure"} if question.not_sure else None
        match question.type:
            case "yes_no" | "choice":
                drawn[question.id] = chosen.choice([*options, None, unsure])
            case "choices" | "zones":
                some = chosen.sample(options, chosen.randint(1, 2))
                more = [*some, NOT_SURE] if question.not_sure else some
                drawn[question.id] = chosen.choice([None, [], some, more])
            case "number" | "scale":
                drawn[question.id] = chosen.choice([None, ceil(question.minimum or 1), int(question.maximum or 100)])
            case "medicines":
                drawn[question.id] = [_medicine(chosen) for _ in range(chosen.randint(1, ENTRIES))]
    kept = {name: value for name, value in drawn.items() if value is not None}
    document = {"assessed_at": "2026-12-01T10:00", "visit": chosen.choice(VISITS), "answers": kept}
    return read_intake(document, SCREENING.questionnaire, SCREENING.clinic)


def _medicine(chosen: random.Random) -> dict[str, Any]:
    known = {fact: chosen.choice([None, *sorted(ENTRY_FACTS[fact].words)]) for fact in WORDED}
    return {"name": chosen.choice(NAMES), **{fact: word for fact, word in known.items() if word}}


@pytest.mark.parametrize(
    "seed", [*range(PEOPLE), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(PEOPLE, MANY))]
)
def test_every_rule_comes_out_as_it_does_when_the_answers_are_read(seed: int) -> None:
    """What is known of a person is told to z3 once, for all rules."""
    intake = somebody(seed)
    reading, visit = SCREENING.read(intake), Visit()
    told, solver = Person("a", SCREENING, visit, {}), z3.Solver()
    solver.add(*visit.possible(), *_visited(visit, intake), *_of_the_clinic())
    for name in SCREENING.questionnaire.questions:
        solver.add(*_answered(told, name, intake, reading))
    assert solver.check() == z3.sat, "whoever answers like this is somebody"
    for bound in SCREENING.rules:
        judged = Person("a", SCREENING, visit, bound.parameters).judged(bound.rule.when)
        rails = bound.judge(reading)
        solver.push()
        solver.add(z3.Or(judged.true != bool(rails.true & 1), judged.possible != bool(rails.possible & 1)))
        assert solver.check() == z3.unsat, bound.rule.id
        solver.pop()


def _visited(visit: Visit, intake: Intake) -> list[Any]:
    at = intake.visit.at
    lead = (at - intake.assessed_at).total_seconds() / 3600 if at else 0.0
    return [visit.kinds[intake.visit.kind], visit.dated == bool(at), visit.lead == lead]


def _of_the_clinic() -> list[Any]:
    known = SCREENING.clinic.facts
    words = clinic_facts(SCREENING.questions.catalogue)
    return [z3.Bool(f"{name}={word}") == (word in known[name]) for name in words for word in words[name].words]


def _answered(person: Person, name: str, intake: Intake, reading: Reading) -> list[Any]:
    """What is known of one answer, as facts about its variables."""
    question, answer = SCREENING.questionnaire.questions[name], intake.answers.get(name)
    known = answer is not None and answer.state == "answered"
    facts = [person.answered(name) == known]
    if answer is None or not known:
        return facts
    value: Any = answer.value
    if question.type == "medicines":
        # Read as shown: whether it is shown is said by the answers that show it.
        entries = [EntryReading(reading, each, name, row) for each in value for row in _row(each)]
        for place in range(ENTRIES):
            there = place < len(entries)
            facts.append(person.ticked(name, str(place)) == there)
            facts += _entry(person, f"{name}.{place}", entries[place]) if there else []
        return facts
    if isinstance(value, int | float):
        return [*facts, person.number(name) == value]
    held = {value} if isinstance(value, str) else set(value)
    return [*facts, *(person.ticked(name, word) == (word in held) for word in words(question))]


def _row(entry: Entry) -> list[Medicine | None]:
    return list(SCREENING.questions.catalogue.recognised(entry.name, entry.item, entry.confirmed)) or [None]


def _entry(person: Person, name: str, entry: EntryReading) -> list[Any]:
    facts = [
        person.answered(f"{name}.recognised") == (entry.medicine is not None),
        z3.Not(person.answered(f"{name}.last_taken")),
    ]
    for fact in WORDED:
        value = getattr(entry.entry, fact)
        facts.append(person.answered(f"{name}.{fact}") == (value is not None))
        facts += [person.ticked(f"{name}.{fact}", word) == (word == value) for word in ENTRY_FACTS[fact].words]
    for column, known in SCREENING.questions.catalogue.words.items():
        held = entry.medicine.words(column) if entry.medicine else frozenset()
        if column in columns(SCREENING):
            facts += [person.ticked(f"{name}.{column}", word) == (word in held) for word in known]
    return facts
