"""The way of a letter is told by its dated steps, and a letter clears nothing that it does not cover."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from intake.answers import read_intake
from intake.language import load_language
from records import LetterNote, Moved
from reports.case import Case
from reports.kept import reopened, report_of
from reports.model import Report
from rules.content import load_screening
from tests.reports.cases import CLINIC, document
from tests.reports.test_charting import LATER, LETTER, Desk, desk, store

__all__ = ["desk", "store"]

ARRIVED: dict[str, Any] = {"step": "arrived", "allows": True}
VISIT = date(2026, 12, 14)


def arrived(**more: Any) -> LetterNote:
    return LETTER.model_copy(update={**ARRIVED, **more})


def told(desk: Desk) -> Report:
    return report_of(desk.record, desk.store, "specialist")


def the_wait(desk: Desk) -> str:
    (wait,) = [wait.text for wait in told(desk).waits if wait.meaning == "letter"]
    return wait.rpartition(": ")[2]


def test_what_the_client_was_told_with_the_form_counts_as_asked(desk: Desk) -> None:
    assert the_wait(desk) == "asked 1 Dec 2026, chase 7 Dec 2026"


@pytest.mark.parametrize(
    ("visit", "day"),
    [
        ({"kind": "first_session", "at": "2027-01-20T14:00"}, "15 Dec 2026"),
        ({"kind": "first_session", "at": "2026-12-07T14:00"}, "4 Dec 2026"),
        ({"kind": "first_session", "at": "2026-12-02T14:00"}, "1 Dec 2026"),
        ({"kind": "first_session", "at": None}, "15 Dec 2026"),
        ({"kind": "consultation", "at": "2026-12-07T14:00"}, "15 Dec 2026"),
    ],
)
def test_a_letter_is_asked_for_again_while_there_is_time_before_the_treatment(visit: dict[str, Any], day: str) -> None:
    screening = load_screening(CLINIC)
    intake = read_intake(document(visit), screening.questionnaire, CLINIC)
    case = Case(screening, intake, screening.assess(intake), load_language("en"))
    assert case.chase(datetime(2026, 12, 1, 10, tzinfo=UTC)) == day


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{"step": "asked"}], "asked 3 Dec 2026, chase 8 Dec 2026"),
        ([{"step": "chased", "due": date(2027, 1, 2)}], "asked 1 Dec 2026, chased 3 Dec 2026, by 2 Jan 2027"),
        ([{"step": "sent"}, {"step": "chased"}],
         "asked 1 Dec 2026, sent 3 Dec 2026, chased 3 Dec 2026, chase 8 Dec 2026"),
        ([{"step": "declined"}], "asked 1 Dec 2026, declined 3 Dec 2026"),
        ([{"step": "not_needed"}], "asked 1 Dec 2026, no longer needed 3 Dec 2026"),
        ([{**ARRIVED, "allows": False}], "asked 1 Dec 2026, arrived 3 Dec 2026, not now"),
        ([{**ARRIVED, "valid_until": date(2026, 12, 13)}],
         "asked 1 Dec 2026, arrived 3 Dec 2026, treatment may go on, good until 13 Dec 2026 only, before the visit"),
    ],
)  # fmt: skip
def test_every_step_stands_in_the_line_with_its_day(desk: Desk, steps: list[dict[str, Any]], said: str) -> None:
    for step in steps:
        desk.note(LETTER.model_copy(update=step))
    assert the_wait(desk) == said


def test_from_whom_it_comes_is_said_once_somebody_noted_it(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"from_whom": "Dr Osei"}))
    desk.note(LETTER.model_copy(update={"step": "chased"}))
    (wait,) = [wait.text for wait in told(desk).waits if wait.meaning == "letter"]
    assert "The person who prescribes it (Dr Osei): " in wait


@pytest.mark.parametrize(
    ("until", "outcome"),
    [
        (None, "suitable_with_precautions"),
        (VISIT, "suitable_with_precautions"),
        (date(2026, 12, 13), "needs_medical_clearance"),
    ],
)
def test_a_letter_must_still_be_good_on_the_day_of_the_visit(desk: Desk, until: date | None, outcome: str) -> None:
    desk.note(arrived(valid_until=until))
    assert desk.outcome == outcome


def test_moving_the_visit_beyond_the_letters_last_day_asks_for_another(desk: Desk) -> None:
    desk.note(arrived(valid_until=date(2026, 12, 31)))
    assert desk.outcome == "suitable_with_precautions"
    desk.note(Moved(kind="first_session", at=datetime(2027, 1, 11, 10, 0, tzinfo=UTC)))
    assert (desk.outcome, desk.state) == ("needs_medical_clearance", "letter")
    desk.note(arrived(valid_until=date(2027, 3, 1)))
    assert (desk.outcome, desk.state) == ("suitable_with_precautions", "ready")


@pytest.mark.parametrize(("until", "met"), [(date(2026, 12, 3), True), (date(2026, 12, 2), False)])
def test_without_a_moment_of_the_visit_a_letter_must_be_good_when_it_is_judged(
    desk: Desk, until: date, met: bool
) -> None:
    desk.note(Moved(kind="first_session", at=None), LATER)
    desk.note(arrived(valid_until=until))
    assert bool(reopened(desk.record, desk.store).met) == met


def test_the_conditions_of_a_letter_stand_on_page_one_as_long_as_it_lets_treatment_go_on(desk: Desk) -> None:
    desk.note(arrived(words="INR below 3", valid_until=date(2027, 3, 1)))
    assert told(desk).conditions == (
        "The person who prescribes it, treatment may go on, good until 1 Mar 2027: INR below 3",
    )
    desk.note(arrived(allows=False, words="after the new year"))
    assert told(desk).conditions == ()


def test_a_letter_that_the_rules_never_asked_the_client_for_was_not_asked_with_the_form(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"sender": "gp", "step": "chased"}))
    assert "asked 1 Dec 2026" in the_wait(desk)
    assert told(desk).noted[0].what == "Letter, The family doctor: chased 3 Dec 2026, chase 8 Dec 2026"
