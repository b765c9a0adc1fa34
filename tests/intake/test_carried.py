"""What of an earlier intake may be shown again: what lasts, still fits the questions, and was known."""

from datetime import datetime
from typing import Any

import pytest

from intake.answers import Intake, IntakeError, Visit, read_intake
from intake.carried import MOST_ASKED_ANEW, carried, fits_one_page, supposed
from intake.clinic import Clinic
from intake.questionnaire import Question, Questionnaire, Section

CLINIC = Clinic()
NOW = datetime.fromisoformat("2026-11-23T10:00+00:00")
THEN = "2026-11-10T10:00"


def asked(**changes: Any) -> Questionnaire:
    """A few questions, one of each kind that matters here; `changes` by id."""
    some: list[dict[str, Any]] = [
        {"id": "name", "type": "text", "text": "Name?", "valid_for": 36500},
        {"id": "smokes", "type": "yes_no", "text": "Smoke?", "not_sure": True, "private": True},
        {"id": "skin", "type": "choices", "text": "Skin?", "valid_for": 7, "none": "None", "not_sure": True,
         "options": [{"id": "dry", "text": "Dry"}, {"id": "sore", "text": "Sore"}]},
        {"id": "ever", "type": "choices", "text": "Ever?", "none": "None", "not_sure": True,
         "options": [{"id": "scar", "text": "Scar"}, {"id": "mole", "text": "Mole"}]},
        {"id": "trip", "type": "date", "text": "Trip?", "tense": "future"},
        {"id": "drink", "type": "yes_no", "text": "Drink?", "asked_within": 72},
        {"id": "healed", "type": "yes_no", "text": "Healed?", "visible_when": {"fact": "visit_kind", "is": "session"}},
        {"id": "scabs", "type": "yes_no", "text": "Scabs?", "visible_when": {"fact": "healed", "is": "no"}},
        {"id": "agree", "type": "consent", "text": "Agree?"},
        {"id": "sign", "type": "signature", "text": "Sign"},
    ]  # fmt: skip
    told = [one | changes.get(one["id"], {}) for one in some if changes.get(one["id"], {}) is not None]
    return Questionnaire(
        sections=(Section(id="all", title="All", questions=tuple(map(Question.model_validate, told))),)
    )


QUESTIONS = asked()
EVERYTHING = {
    "name": "Jan", "smokes": "no", "skin": [], "ever": [], "trip": "2026-12-24", "drink": "no", "healed": "no",
    "scabs": "yes", "agree": "yes", "sign": "Jan",
}  # fmt: skip


def told(
    given: dict[str, str] | None = None, then: str = THEN, before: dict[str, str] | None = None, **answers: Any
) -> Intake:
    document = {
        "assessed_at": then,
        "visit": {"kind": "session", "at": None},
        "answers": {**EVERYTHING, **answers},
        "given": given or {},
        "as_before": before or {},
    }
    return read_intake(document, QUESTIONS, CLINIC)


def shown(before: Intake, today: Questionnaire = QUESTIONS, now: datetime = NOW) -> set[str]:
    return set(carried(before, QUESTIONS, today, now, CLINIC.clock))


def test_only_what_lasts_beyond_a_visit_and_is_not_signed_is_carried_over() -> None:
    assert shown(told()) == {"name", "smokes", "ever", "trip"}


@pytest.mark.parametrize(
    ("then", "given", "kept"),
    [
        ("2026-10-09T10:00", {}, {"name", "smokes", "ever", "trip"}),
        ("2025-11-23T10:00", {}, {"name", "smokes", "ever", "trip"}),
        ("2025-11-23T09:59", {}, {"name"}),
        ("2026-11-16T10:00", {}, {"name", "smokes", "ever", "trip", "skin"}),
        ("2026-11-16T09:59", {}, {"name", "smokes", "ever", "trip"}),
        (THEN, {"smokes": "2025-11-23T09:59"}, {"name", "ever", "trip"}),
        (THEN, {"smokes": "2025-11-23T10:00"}, {"name", "smokes", "ever", "trip"}),
    ],
    ids=["too old to count unasked", "a year", "a minute more", "7 days for the skin", "a minute more for the skin",
         "one that was given before it was sent", "just in time"],
)  # fmt: skip
def test_an_answer_is_shown_up_to_a_year_after_it_was_given(then: str, given: dict[str, str], kept: set[str]) -> None:
    assert shown(told(given, then)) == kept


def test_an_answer_that_was_only_confirmed_since_is_as_old_as_when_it_was_told() -> None:
    confirmed = {"smokes": "2025-11-23T09:59", "ever": "2025-11-23T10:00"}
    earlier = carried(told(before=confirmed), QUESTIONS, QUESTIONS, NOW, CLINIC.clock)
    assert set(earlier) == {"name", "ever", "trip"}
    assert earlier["ever"].given == datetime.fromisoformat(f"{THEN}+00:00")
    assert earlier["ever"].told == datetime.fromisoformat("2025-11-23T10:00+00:00")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("smokes", {"state": "not_sure"}),
        ("smokes", {"state": "in_person"}),
        ("ever", ["scar", "not_sure"]),
        ("trip", "2026-11-20"),
    ],
    ids=["not sure", "in person", "not sure about one of them", "a day that is over"],
)
def test_what_was_not_known_or_is_over_is_asked_anew(name: str, raw: Any) -> None:
    assert name not in shown(told(**{name: raw}))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("smokes", None),
        ("smokes", {"type": "text", "not_sure": False}),
        ("ever", {"options": [{"id": "scar", "text": "Scar"}, {"id": "burn", "text": "Burn"}]}),
        ("ever", {"options": [{"id": one, "text": one} for one in ("scar", "mole", "burn")]}),
        ("ever", {"none": None}),
        ("name", {"length": 2}),
    ],
    ids=["no longer asked", "another kind", "another option", "one option more", "no none", "too long today"],
)
def test_the_answer_to_another_question_than_todays_is_asked_anew(name: str, change: Any) -> None:
    assert name not in shown(told(), asked(**{name: change}))


def test_a_supposed_answer_never_replaces_one_that_was_given_and_never_fills_in_what_changes() -> None:
    earlier = carried(told(), QUESTIONS, QUESTIONS, NOW, CLINIC.clock)
    now = Intake(NOW, Visit("session", None), {"smokes": told(smokes="yes").answers["smokes"]})
    reading = supposed(now, earlier, {"ever"})
    assert {name: answer.raw for name, answer in reading.answers.items()} == {
        "name": "Jan", "smokes": "yes", "trip": "2026-12-24",
    }  # fmt: skip
    assert set(now.answers) == {"smokes"}


@pytest.mark.parametrize(
    ("earlier", "more", "fits"),
    [
        ({"name"}, 0, True),
        (set(), 0, False),
        ({"name"}, MOST_ASKED_ANEW - 4, True),
        ({"name"}, MOST_ASKED_ANEW - 3, False),
    ],
    ids=["little to ask", "nothing was told", "as much as fits", "one too many"],
)
def test_one_page_does_where_little_is_asked_anew(earlier: set[str], more: int, fits: bool) -> None:
    others = [Question(id=f"q{place}", type="yes_no", text="?") for place in range(more)]
    questions = [*QUESTIONS.questions.values(), *others]
    assert fits_one_page(questions, earlier, QUESTIONS) is fits


def test_what_is_about_one_visit_is_told_by_its_condition_and_by_what_follows_from_it() -> None:
    assert QUESTIONS.of_one_visit == {"healed", "scabs"}


@pytest.mark.parametrize("wrong", [{"trip_away": THEN}, {"smokes": "soon"}, {"smokes": "2026-11-10T10:01"}])
def test_a_confirmation_of_what_was_not_answered_or_not_before_is_refused(wrong: dict[str, str]) -> None:
    document = {
        "assessed_at": THEN,
        "visit": {"kind": "session", "at": None},
        "answers": EVERYTHING,
        "as_before": wrong,
    }
    with pytest.raises(IntakeError):
        read_intake(document, QUESTIONS, CLINIC)


def test_an_answer_that_is_given_anew_is_no_longer_as_before() -> None:
    document = {
        "assessed_at": THEN, "visit": {"kind": "session", "at": None}, "answers": EVERYTHING,
        "as_before": {"smokes": "2026-11-01T10:00", "ever": "2026-11-01T10:00"},
    }  # fmt: skip
    intake = read_intake(document, QUESTIONS, CLINIC)
    assert set(intake.with_answer("smokes", None).as_before) == {"ever"}
    assert set(intake.at(NOW).as_before) == {"smokes", "ever"}
