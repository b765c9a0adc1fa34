"""One plain line for each mistake; nothing is guessed, nothing is executed, and no value is repeated."""

from typing import Any

import pytest

from intake.answers import Intake, IntakeError, read_intake
from intake.clinic import Clinic
from intake.language import load_language
from intake.questionnaire import Questionnaire

CLINIC = Clinic()


def read(small: Questionnaire, given: dict[str, Any], **other: Any) -> Intake:
    document = {"assessed_at": "2026-11-23T10:00", "visit": {"kind": "consultation", "at": None}, "answers": given}
    return read_intake({**document, **other}, small, CLINIC)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"birth_date": "1990-02-30"}, "There is no such date."),
        ({"birth_date": "2030-01-01"}, "This date is still to come."),
        ({"birth_date": "1690-01-01"}, "This date is too long ago."),
        ({"birth_date": 1990}, "There is no such date."),
        ({"trip": "2020-01-01"}, "This date is over."),
        ({"note": "x" * 100_000}, "This is too long. Please use 40 characters or fewer."),
        ({"note": ["a"]}, "Please write this as text."),
        ({"daily": 0}, "Please give a number from 1 to 100."),
        ({"daily": True}, "Please give a number from 1 to 100."),
        ({"daily": float("nan")}, "Please give a number from 1 to 100."),
        ({"daily": 10**400}, "Please give a number from 1 to 100."),
        ({"smokes": "maybe"}, "This is not one of the answers."),
        ({"heart": "stent"}, "These are not among the answers."),
        ({"heart": ["stint"]}, "These are not among the answers."),
        ({"fever": {"state": "not_sure"}}, "This answer cannot be left open like this."),
        ({"smokes": {"state": "in_person"}}, "This answer cannot be left open like this."),
        ({"smokes": {"state": "gone"}}, "This answer cannot be left open like this."),
        ({"unheard_of": "yes"}, "There is no such question."),
    ],
)
def test_a_mistake_gets_one_plain_line(small: Questionnaire, answers: dict[str, Any], said: str) -> None:
    with pytest.raises(IntakeError) as refused:
        read(small, answers)
    (fault,) = refused.value.faults
    assert fault.plain(load_language("en")).startswith(said)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"visit": {"kind": "session", "at": "2026-11-22T10:00"}}, "This visit is in the past."),
        ({"visit": {"kind": "session", "at": "2026-11"}}, "This is not a date and time."),
        ({"visit": {"kind": "party", "at": None}}, "This is not a kind of visit."),
        ({"assessed_at": "now"}, "This is not a date and time."),
        ({"answers": []}, "These are not answers."),
        ({"secrets": 1}, "There is no such part."),
    ],
)
def test_a_mistake_outside_of_the_answers_gets_one_plain_line(
    small: Questionnaire, other: dict[str, Any], said: str
) -> None:
    with pytest.raises(IntakeError) as refused:
        read(small, {}, **other)
    assert refused.value.faults[0].plain(load_language("en")).startswith(said)


def test_a_mistake_never_repeats_what_was_typed(small: Questionnaire) -> None:
    with pytest.raises(IntakeError) as refused:
        read(small, {"note": "private words " * 100})
    assert "private" not in str(refused.value)
    assert "private" not in refused.value.faults[0].plain(load_language("en"))


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "**bold** [x](https://example.org)", "𝒩 😀 أحمد", "O'Brien"]
)
def test_what_was_typed_is_kept_as_it_is(small: Questionnaire, typed: str) -> None:
    assert read(small, {"note": typed}).answers["note"].value == typed


def test_characters_that_nobody_can_see_are_dropped(small: Questionnaire) -> None:
    assert read(small, {"note": "a\x00b\ud800c"}).answers["note"].value == "abc"


@pytest.mark.parametrize("nothing", [None, "", "   "])
def test_an_empty_answer_is_no_answer(small: Questionnaire, nothing: Any) -> None:
    assert read(small, {"note": nothing}).answers == {}


def test_none_of_these_is_an_answer(small: Questionnaire) -> None:
    assert read(small, {"heart": []}).answers["heart"].value == ()


def test_an_event_of_the_past_ends_now_at_the_latest(small: Questionnaire) -> None:
    intake = read(small, {"birth_date": "2026"})
    span: Any = intake.answers["birth_date"].value
    assert span.end == intake.assessed_at
