"""Whom everything is measured with; each starts from the healthy person that the tests start from."""

import json
from pathlib import Path
from typing import Any

from intake.answers import Intake, read_intake
from rules.screening import Screening

HEALTHY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "tests" / "rules" / "healthy.json").read_text(encoding="utf-8")
)
BLOOD_THINNER = {
    "medicines_any": "yes",
    "medicines": [
        {"name": "apixaban", "advised": "regular", "still": "yes"},
        {
            "name": "ibuprofen",
            "advised": "own",
            "still": "sometimes",
            "ended_by": "self",
            "last_taken": "2026-12-13T18:00",
        },
    ],
}


def people(screening: Screening) -> dict[str, Intake]:
    """By what is special about them."""
    unsure = {q.id: {"state": "not_sure"} for q in screening.questionnaire.questions.values() if q.not_sure}
    told: dict[str, dict[str, Any]] = {
        "healthy": {},
        "apixaban and ibuprofen of their own": BLOOD_THINNER,
        "not sure everywhere": unsure,
    }
    return {name: _intake(screening, HEALTHY | answers) for name, answers in told.items()}


def _intake(screening: Screening, answers: dict[str, Any]) -> Intake:
    visit = {"kind": "first_session", "at": "2026-12-14T14:00"}
    document = {"assessed_at": "2026-12-14T08:00", "visit": visit, "answers": answers}
    return read_intake(document, screening.questionnaire, screening.clinic)
