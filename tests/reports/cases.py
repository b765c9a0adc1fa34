"""Reports built from answers: the healthy person of the rules' tests with some answers changed."""

from typing import Any

from intake.answers import read_intake
from intake.clinic import Clinic
from intake.language import load_language
from reports.build import build
from reports.model import Reader, Report
from rules.content import load_screening
from tests.rules.conftest import HEALTHY

CLINIC = Clinic(name="Northgate", phone="020 7946 0000")
SESSION = {"kind": "first_session", "at": "2026-12-14T14:00"}
APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
IBUPROFEN = {"name": "Ibuprofen", "advised": "own", "still": "sometimes", "last_taken": "2026-11-30T14:00"}


def document(visit: dict[str, Any] | None = None, **changed: Any) -> dict[str, Any]:
    """Answers in the shape of the command line; None takes an answer away."""
    answers = {name: value for name, value in {**HEALTHY, **changed}.items() if value is not None}
    return {"assessed_at": "2026-12-01T10:00", "visit": visit or SESSION, "answers": answers}


def told(reader: Reader, visit: dict[str, Any] | None = None, language: str = "en", **changed: Any) -> Report:
    """The report of such a person for one reader."""
    screening = load_screening(CLINIC)
    intake = read_intake(document(visit, **changed), screening.questionnaire, CLINIC)
    return build(reader, screening, intake, screening.assess(intake), load_language(language))


def timeline(report: Report) -> str:
    """All that the timeline says."""
    return " ".join(text for entry in report.timeline for text in entry.texts)
