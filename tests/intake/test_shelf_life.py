"""Near a treatment an answer that is too old counts as not given; unknown is never no."""

import re
from datetime import datetime

import pytest

from intake import condition
from intake.answers import Fault, Intake, IntakeError, read_intake
from intake.carried import ORDINARY
from intake.clinic import Clinic
from intake.questionnaire import Question, Questionnaire, load
from intake.shelf_life import expired

CLINIC = Clinic()
SENT = "2026-11-01T10:00"
FORM = load()
OF_LATE = re.compile(r"\b(now|still|recent|planned)\b|\blast (\d+|few) |\bweeks after\b", re.IGNORECASE)
WINDOW = re.compile(r"\blast (\d+) (day|week)s")
DAYS = {"day": 1, "week": 7}


def told(small: Questionnaire, now: str, kind: str, at: str | None, given: dict[str, str]) -> Intake:
    answers = {"smokes": "no", "fever": "no"}
    visit = {"kind": kind, "at": at}
    return read_intake({"assessed_at": now, "visit": visit, "answers": answers, "given": given}, small, CLINIC)


@pytest.mark.parametrize(
    ("now", "kind", "at", "given", "old"),
    [
        ("2026-12-01T10:01", "session", "2026-12-04T10:01", {"smokes": SENT}, {"smokes"}),
        ("2026-12-01T10:00", "session", "2026-12-04T10:00", {"smokes": SENT}, set()),
        ("2026-12-01T10:01", "session", "2026-12-04T10:02", {"smokes": SENT}, set()),
        ("2026-12-01T10:01", "consultation", "2026-12-02T10:00", {"smokes": SENT}, set()),
        ("2026-12-07T10:01", "session", "2026-12-07T10:00", {"smokes": SENT}, {"smokes"}),
        ("2026-12-01T10:01", "session", None, {"smokes": SENT}, set()),
        ("2026-12-01T10:01", "session", "2026-12-02T10:00", {}, set()),
        ("2026-12-01T10:00", "session", "2026-12-02T10:00", {"fever": "2026-11-30T10:00"}, set()),
        ("2026-12-02T08:00", "session", "2026-12-02T10:00", {"fever": "2026-12-01T23:59"}, {"fever"}),
        ("2026-12-02T08:00", "session", "2026-12-02T10:00", {"fever": "2026-12-02T00:00"}, set()),
        ("2026-12-01T10:00", "session", "2026-12-04T10:00", {"fever": "2026-11-20T10:00"}, {"fever"}),
    ],
    ids=[
        "a minute more than 30 days", "30 days", "more than 72 hours ahead", "a consultation", "just begun",
        "no moment", "just now", "the day before", "on the day, from before midnight", "on the day",
        "from before another day of the visit",
    ],
)  # fmt: skip
def test_what_is_asked_again(
    small: Questionnaire, now: str, kind: str, at: str | None, given: dict[str, str], old: set[str]
) -> None:
    assert expired(told(small, now, kind, at, given), small, CLINIC.clock) == old


def test_answers_grow_older_when_they_are_judged_later(small: Questionnaire) -> None:
    sent = told(small, SENT, "session", "2026-12-04T10:00", {})
    later = sent.at(datetime.fromisoformat("2026-12-03T10:00+00:00"))
    assert expired(later, small, CLINIC.clock) == {"smokes", "fever"}
    again = later.with_answer("smokes", sent.answers["smokes"])
    assert expired(again, small, CLINIC.clock) == {"fever"}


@pytest.mark.parametrize("given", [{"smokes": "2026-11-02T10:00"}, {"smokes": "soon"}, {"trip": SENT}, [SENT]])
def test_a_moment_that_cannot_be_is_refused(small: Questionnaire, given: dict[str, str]) -> None:
    with pytest.raises(IntakeError) as raised:
        told(small, SENT, "session", None, given)
    assert raised.value.faults == [Fault("given", "intake.error.moment")]


def words(question: Question) -> str:
    """All that a client reads of it."""
    return "\n".join(
        filter(None, (question.text, question.help, question.none, *(one.text for one in question.options)))
    )


@pytest.mark.parametrize(
    "question", [one for one in FORM.questions.values() if OF_LATE.search(words(one))], ids=lambda one: one.id
)
def test_a_no_about_now_or_a_time_just_past_is_asked_anew_or_read_openly_by_who_comes_again(question: Question) -> None:
    asked_anew = question.asked_within or question.valid_for < ORDINARY.days
    # What follows from another answer always stands open on the page of a further session.
    assert asked_anew or question.lately or question.visible_when


@pytest.mark.parametrize(
    ("question", "days"),
    [(one, int(many) * DAYS[unit]) for one in FORM.questions.values() for many, unit in WINDOW.findall(words(one))],
    ids=lambda one: one.id if isinstance(one, Question) else str(one),
)
def test_an_answer_is_good_for_no_longer_than_the_days_that_the_question_asks_about(
    question: Question, days: int
) -> None:
    assert question.asked_within or question.lately or question.valid_for <= days


@pytest.mark.parametrize("question", FORM.questions.values(), ids=lambda one: one.id)
def test_what_follows_from_something_that_passes_is_asked_anew_with_it(question: Question) -> None:
    named = condition.tests(question.visible_when) if question.visible_when else ()
    follows = [FORM.questions[test.name] for test in named if test.name in FORM.questions]
    passing = [one.valid_for for one in follows if one.valid_for < ORDINARY.days]
    assert question.asked_within or question.valid_for <= min(passing, default=question.valid_for)
