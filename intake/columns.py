"""Many intakes as columns, a row each: what `rescreen` reads. Made here and nowhere else, so "unknown" is decided once.

A question that conditions can test becomes a boolean column of its name (was it answered?), and beside it
    NAME=OPTION                 a boolean column for each option, and NAME=not_sure for a list
    NAME.figure                 a number; null where there is none
    NAME.start, NAME.end        the interval that a date names, UTC; null where there is none
Medicines are one column of lists: an item of the catalogue (null: not recognised), what the client said of it, and when
it was last taken. Texts, names and contact details are left out. `id` is whatever the caller calls the intake.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from intake.answers import Answer, Entry, Intake
from intake.instant import Span
from intake.questionnaire import NOT_SURE, Question
from intake.reader import Questions
from intake.shelf_life import fresh

MOMENT = pa.timestamp("ms", "UTC")  # Parquet knows no seconds
WORD = pa.dictionary(pa.int16(), pa.string())
NEEDED = ("id", "assessed_at", "visit_kind", "visit_at")
"""The columns that are about the intake itself."""
TOLD = ("advised", "still", "ended_by")
MEDICINE = pa.struct(
    [("item", WORD), *((name, WORD) for name in TOLD), ("last_taken.start", MOMENT), ("last_taken.end", MOMENT)]
)


def schema(questions: Questions) -> pa.Schema:
    """The columns for a questionnaire."""
    fields = [("id", pa.string()), ("assessed_at", MOMENT), ("visit_kind", WORD), ("visit_at", MOMENT)]
    for question in questions.questionnaire.questions.values():
        kind = question.fact.kind
        if question.type == "medicines":
            fields.append((question.id, pa.list_(MEDICINE)))
        elif kind != "text":
            fields.append((question.id, pa.bool_()))
            fields += [(name, pa.bool_()) for name in planes(question)]
            fields += [(f"{question.id}.figure", pa.float64())] if kind == "number" else []
            fields += [(f"{question.id}.{end}", MOMENT) for end in ("start", "end")] if kind == "date" else []
    return pa.schema(fields)


def planes(question: Question) -> list[str]:
    """The names of a question's boolean columns, one for each word that an answer to it can hold."""
    words = sorted(question.fact.words)
    return [plane(question.id, word) for word in ([*words, NOT_SURE] if question.fact.kind == "words" else words)]


def plane(question: str, word: str) -> str:
    return f"{question}={word}"


def block(intakes: Sequence[tuple[str, Intake]], questions: Questions) -> pa.RecordBatch:
    """Intakes, each with what the caller calls it, as rows; an answer that is too old for its visit is none."""
    clock = questions.clinic.clock
    intakes = [(name, fresh(intake, questions.questionnaire, clock)) for name, intake in intakes]
    columns: dict[str, list[Any]] = {
        "id": [name for name, _ in intakes],
        "assessed_at": [intake.assessed_at for _, intake in intakes],
        "visit_kind": [intake.visit.kind for _, intake in intakes],
        "visit_at": [intake.visit.at for _, intake in intakes],
    }
    for question in questions.questionnaire.questions.values():
        answers = [_given(intake.answers.get(question.id)) for _, intake in intakes]
        columns |= _columns(question, answers, questions)
    shape = schema(questions)
    return pa.RecordBatch.from_arrays([pa.array(columns[one.name], one.type) for one in shape], schema=shape)


def _given(answer: Answer | None) -> Any:
    return answer.value if answer and answer.state == "answered" else None


def _columns(question: Question, answers: Sequence[Any], questions: Questions) -> dict[str, list[Any]]:
    """The columns of one question; `answers` are values, None where there is none."""
    if question.type == "medicines":
        return {question.id: [None if told is None else _medicines(told, questions) for told in answers]}
    kind = question.fact.kind
    if kind == "text":
        return {}
    columns: dict[str, list[Any]] = {question.id: [value is not None for value in answers]}
    for name in planes(question):
        word = name.partition("=")[2]
        held = [value == word if kind == "word" else value is not None and word in value for value in answers]
        columns[name] = held
    if kind == "number":
        columns[f"{question.id}.figure"] = list(answers)
    if kind == "date":
        columns[f"{question.id}.start"] = [value and value.start for value in answers]
        columns[f"{question.id}.end"] = [value and value.end for value in answers]
    return columns


def _medicines(entries: Iterable[Entry], questions: Questions) -> list[dict[str, Any]]:
    return [_medicine(entry, row.id if row else None) for entry in entries for row in questions.rows(entry)]


def _medicine(entry: Entry, item: str | None) -> dict[str, Any]:
    span: Span | None = entry.last_taken
    start, end = (span.start, span.end) if span else (None, None)
    told = {name: getattr(entry, name) for name in TOLD}
    return {"item": item, **told, "last_taken.start": start, "last_taken.end": end}
