"""The checklist: what somebody at the clinic sees to before a session."""

from intake.answers import read_intake
from rules.rule import ChecklistLine
from rules.screening import Screening
from tests.rules.conftest import the_screening

LINES = (
    ChecklistLine(id="always", text="For everybody"),
    ChecklistLine.model_validate({"id": "tattooed", "text": "Old dots", "when": {"fact": "scalp_past", "has": "scar"}}),
)


def _printed(**answers: object) -> list[str]:
    own = the_screening()
    book = own.rulebook.model_copy(update={"checklist": LINES})
    screening = Screening(own.questionnaire, book, own.questions.catalogue, own.clinic)
    visit = {"kind": "first_session", "at": "2026-12-14T14:00"}
    document = {"assessed_at": "2026-12-01T10:00", "visit": visit, "answers": answers}
    reading = screening.read(read_intake(document, screening.questionnaire, screening.clinic))
    return [line.id for line in screening.checklist(reading)]


def test_a_line_without_a_condition_is_for_everybody() -> None:
    assert _printed(scalp_past=[]) == ["always"]


def test_a_line_is_printed_where_its_condition_holds() -> None:
    assert _printed(scalp_past=["scar"]) == ["always", "tattooed"]


def test_a_line_is_printed_where_its_condition_may_hold() -> None:
    assert _printed() == ["always", "tattooed"]
