"""A table about clients in which no client is named: for counting, for teaching, for asking whether a rule is right.

One row a record, in no order that means anything:

    month     "2026-11", when it was sent       )
    age       "18-29", "30-39" to "60 and over"  ) coarser or blank where few people share them (crowding.py)
    visit     the kind of visit                  )
    outcome   of the assessment
    levels    of all its findings
    rules     the ids of the rules that held, `open` of those that could not be decided
    ID        for each closed question (yes or no, a choice, a list, zones) what was ticked, by ids; "none" of the list,
              or the state not_sure or in_person; blank where nothing was asked or said, or few said the same

No reference, name, date, number or free text. docs/data.md says what such a table cannot promise.
"""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any, Literal

import pandas as pd

from intake.answers import Answer
from intake.fhir import NONE
from intake.instant import Span
from intake.questionnaire import Question
from records.crowding import AGE, MONTH, QUASI, VISIT, common, crowded
from records.names import FULL_NAME, words
from records.record import Record
from records.store import Store
from records.told import ToldUnder, told_under

CLOSED = ("yes_no", "choice", "choices", "zones")
_WHO = "who"
_BANDS = ("18-29", "30-39", "40-49", "50-59", "60 and over")


def table(store: Store, least: int) -> pd.DataFrame:
    """The table of all records, each combination shared by at least `least` people.

    Raises TooFewError; Tampered and UnknownContent for a record that cannot be read with its own content.
    """
    rows = [
        _row(record, told_under(record, store.contents)) for record in map(store.records.read, store.records.refs())
    ]
    whole = pd.DataFrame(rows, dtype="str").fillna("")
    people = whole.pop(_WHO) if rows else pd.Series([], dtype="str")
    hidden = crowded(whole, people, least)
    for column in hidden.columns.difference(QUASI):
        hidden[column] = common(hidden[column], people, least)
    # The order in which they came would say who is who.
    return hidden.sort_values(list(hidden.columns)).reset_index(drop=True)


def written(told: pd.DataFrame, form: Literal["csv", "parquet"]) -> bytes:
    """The table as a file. CSV is without a byte order mark: every cell is plain ASCII, which no program misreads."""
    if form == "parquet":
        out = BytesIO()
        told.to_parquet(out, index=False)
        return out.getvalue()
    harmless = told.rename(columns=no_formula).map(no_formula)
    return harmless.to_csv(index=False, lineterminator="\r\n").encode()


def no_formula(cell: str) -> str:
    """What a spreadsheet would reckon as a formula, as a text with an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _row(record: Record, under: ToldUnder) -> dict[str, str]:
    findings = _listed(record.assessment.get("findings"))
    closed = [q for q in under.questionnaire.questions.values() if q.type in CLOSED]
    sent = record.submitted_at.astimezone(under.clinic.clock).date()
    return {
        _WHO: " ".join([*sorted(words(str(record.identity.get(FULL_NAME)))), str(record.identity.get("birth_date"))]),
        MONTH: f"{sent:%Y-%m}",
        AGE: _band(under, sent),
        VISIT: under.intake.visit.kind,
        "outcome": str(record.assessment.get("outcome")),
        "levels": " ".join(dict.fromkeys(str(finding["level"]) for finding in findings)),
        "rules": " ".join(dict.fromkeys(str(finding["rule"]) for finding in findings)),
        "open": " ".join(dict.fromkeys(str(point["rule"]) for point in _listed(record.assessment.get("open")))),
        **{question.id: _ticked(question, under.intake.answers.get(question.id)) for question in closed},
    }


def _listed(findings: Any) -> list[Mapping[str, Any]]:
    return findings if isinstance(findings, list) else []


def _band(under: ToldUnder, sent: date) -> str:
    answer = under.intake.answers.get("birth_date")
    if answer is None or not isinstance(answer.value, Span):
        return ""
    born = answer.value.start.astimezone(under.clinic.clock).date()
    age = sent.year - born.year - ((sent.month, sent.day) < (born.month, born.day))
    return _BANDS[min(max(age // 10 - 2, 0), len(_BANDS) - 1)]


def _ticked(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.state != "answered":
        return answer.state
    ticks: Any = answer.value
    return str(ticks) if question.fact.kind == "word" else " ".join(ticks) or NONE
