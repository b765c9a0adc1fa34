"""People for property tests: any answers that the questionnaire allows."""

from math import ceil
from typing import Any

from hypothesis import strategies as st

from intake.questionnaire import Question, Questionnaire

UNKNOWN = {"state": "not_sure"}
NAMES = [
    "apixaban",
    "Plavix",
    "aspirin",
    "ibuprofen",
    "naproxen",
    "prednisolone",
    "fish oil",
    "sertraline",
    "vitamin D",
]
MOMENTS = ["2026-11-30T14:00", "2026-11-29", "2026-11", "2025", "2026-11-28 morning"]

entries = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES)},
    optional={
        "advised": st.sampled_from(["regular", "as_needed", "own", "not_sure"]),
        "still": st.sampled_from(["yes", "no", "sometimes"]),
        "ended_by": st.sampled_from(["professional", "self"]),
        "last_taken": st.sampled_from(MOMENTS),
    },
)
visits = st.sampled_from(
    [
        {"kind": "consultation", "at": None},
        {"kind": "consultation", "at": "2026-12-02T10:00"},
        {"kind": "first_session", "at": None},
        {"kind": "first_session", "at": "2026-12-02T10:00"},
        {"kind": "session", "at": "2026-12-14T14:00"},
    ]
)


def people(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Any]]:
    """Any subset of answers, each of a shape that its question allows."""
    return st.fixed_dictionaries({}, optional={q.id: answers(q) for q in questionnaire.questions.values()})


def answers(question: Question) -> st.SearchStrategy[Any]:
    """What can be answered to one question; not sure where it may be said."""
    options = [option.id for option in question.options]
    known: st.SearchStrategy[Any]
    match question.type:
        case "yes_no":
            known = st.sampled_from(["yes", "no"])
        case "consent":
            known = st.just("yes")
        case "choice":
            known = st.sampled_from(options)
        case "choices" | "zones":
            known = st.lists(st.sampled_from(options), max_size=3, unique=True)
        case "number" | "scale":
            known = st.integers(ceil(question.minimum or 1), int(question.maximum or 100))
        case "date":
            known = st.sampled_from(["2027-01-05"] if question.tense == "future" else MOMENTS)
        case "medicines":
            known = st.lists(entries, min_size=1, max_size=3)
        case _:
            known = st.text(max_size=20)
    return known | st.just(UNKNOWN) if question.not_sure else known
