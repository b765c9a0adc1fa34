"""Unknown is not no: what is not known stays open, also behind a question that hides."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from intake import medicines
from intake.answers import read_intake
from intake.clinic import Clinic
from intake.condition import Condition
from intake.journey import contradictions, ended, journey, reachable
from intake.questionnaire import Questionnaire, load
from intake.reader import Questions
from intake.reading import Reading

CLINIC = Clinic()
CATALOGUE = medicines.load()
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


def reading(small: Questionnaire, answers: dict[str, Any], at: str | None = None, kind: str = "session") -> Reading:
    document = {"assessed_at": "2026-11-23T10:00", "visit": {"kind": kind, "at": at}, "answers": answers}
    intake = read_intake(document, small, CLINIC)
    return Reading(intake, Questions(small, CATALOGUE, CLINIC), [intake.visit.at or intake.assessed_at])


def truth(of: Reading, condition: dict[str, Any]) -> str:
    rails = of.questions.judge(CONDITION.validate_python(condition))(of)
    return {(1, 1): "true", (0, 1): "unknown", (0, 0): "false"}[rails]


STENT = {"fact": "heart", "has": "stent"}
RECENT = {"fact": "stent_date", "newer_than": "12 months"}


@pytest.mark.parametrize(
    ("answers", "condition", "expected"),
    [
        ({"heart": ["stent"]}, STENT, "true"),
        ({"heart": ["clot"]}, STENT, "false"),
        ({"heart": []}, STENT, "false"),
        ({"heart": []}, {"fact": "heart", "none": True}, "true"),
        ({"heart": ["not_sure"]}, {"fact": "heart", "none": True}, "unknown"),
        ({"heart": ["clot", "not_sure"]}, {"fact": "heart", "none": True}, "false"),
        ({}, STENT, "unknown"),
        ({"heart": {"state": "not_sure"}}, STENT, "unknown"),
        ({"heart": {"state": "in_person"}}, STENT, "unknown"),
        ({"heart": ["clot", "not_sure"]}, STENT, "unknown"),
        ({"heart": ["stent", "not_sure"]}, STENT, "true"),
        ({"heart": {"state": "not_sure"}}, {"not": STENT}, "unknown"),
    ],
)
def test_not_sure_is_neither_yes_nor_no(
    small: Questionnaire, answers: dict[str, Any], condition: dict[str, Any], expected: str
) -> None:
    assert truth(reading(small, answers), condition) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"heart": []}, "false"),
        ({"heart": {"state": "not_sure"}}, "unknown"),
        ({"heart": {"state": "not_sure"}, "stent_date": "2010"}, "unknown"),
        ({"heart": ["stent"], "stent_date": "2026-05"}, "true"),
        ({"heart": ["stent"], "stent_date": "2010"}, "false"),
        ({"heart": ["stent"]}, "unknown"),
        ({"heart": [], "stent_date": "2026-05"}, "false"),
    ],
    ids=[
        "known to be hidden", "perhaps hidden", "perhaps hidden, with an answer from before", "recent", "long ago",
        "asked and not answered", "hidden, with an answer from before",
    ],
)  # fmt: skip
def test_a_question_hidden_by_not_sure_does_not_become_no(
    small: Questionnaire, answers: dict[str, Any], expected: str
) -> None:
    assert truth(reading(small, answers), RECENT) == expected


def test_an_event_without_a_date_that_is_certainly_over_is_known_to_be_over(small: Questionnaire) -> None:
    later = reading(small, {"heart": ["stent"]}, at="2028-01-10T10:00")
    assert truth(later, RECENT) == "false"


@pytest.mark.parametrize(
    ("kind", "at", "expected"),
    [
        ("session", "2026-11-26T10:00", "unknown"),
        ("session", "2026-11-26T10:01", "false"),
        ("session", None, "false"),
        ("consultation", "2026-11-24T10:00", "false"),
    ],
    ids=["72 hours ahead", "more than 72 hours", "no moment yet", "a consultation"],
)
def test_the_last_two_days_are_asked_only_close_to_a_treatment(
    small: Questionnaire, kind: str, at: str | None, expected: str
) -> None:
    assert truth(reading(small, {}, at, kind), {"fact": "fever", "is": "yes"}) == expected


def test_a_step_asks_only_what_applies_and_says_what_is_missing(small: Questionnaire) -> None:
    (step,) = journey(reading(small, {"smokes": "no", "heart": []}))
    assert [question.id for question in step.questions] == ["birth_date", "heart", "smokes", "note", "had_clot", "trip"]
    assert step.missing == ("birth_date",)


def test_a_step_behind_a_gap_cannot_be_visited() -> None:
    steps = journey(reading(load(), {}))
    assert reachable(steps, steps[0].section.id)
    assert not reachable(steps, steps[1].section.id)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"heart": [], "had_clot": "yes"}, ["lists_differ"]),
        ({"heart": ["clot"], "had_clot": "yes"}, []),
        ({"heart": []}, []),
        ({"heart": [], "had_clot": {"state": "not_sure"}}, []),
    ],
    ids=["two answers that cannot both be right", "two that agree", "one not given", "one not sure"],
)
def test_a_contradiction_is_asked_about_when_both_answers_stand(
    small: Questionnaire, answers: dict[str, Any], asked: list[str]
) -> None:
    assert [check.id for check in contradictions(reading(small, answers))] == asked


@pytest.mark.parametrize(
    ("birth", "at", "ends"),
    [
        ("2008-11-25", "2026-11-25T09:00", False),
        ("2008-11-26", "2026-11-25T09:00", True),
        ("2008-11-24", None, True),
        ("2008-11-23", None, False),
    ],
    ids=["18 on the day", "18 the day after", "18 tomorrow, no visit yet", "18 today, no visit yet"],
)
def test_who_is_under_age_on_the_day_is_sent_home_kindly(
    small: Questionnaire, birth: str, at: str | None, ends: bool
) -> None:
    assert bool(ended(reading(small, {"birth_date": birth}, at))) is ends
