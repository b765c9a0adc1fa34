"""Dates in one order everywhere, as coarse as people remember them, and times as people type them."""

from datetime import date

import pytest

from intake.language import load_language
from intake.questionnaire import Questionnaire
from intake.typed_day import PARTS
from records import Store
from screens.dates import clock_time
from tests.screens.visitor import Visitor


@pytest.fixture
def looking(questionnaire: Questionnaire) -> Visitor:
    """Somebody who was asked by which day it shall be finished."""
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    visitor.fill()
    visitor.answer("has_deadline", "yes")
    return visitor


def chosen(visitor: Visitor, **parts: str) -> None:
    for part, text in parts.items():
        visitor.widget("selectbox", f"ready_by.{part}").set_value(text)
    visitor.app.run()


def kept(visitor: Visitor, store: Store) -> object:
    draft = store.drafts.read(visitor.app.session_state["tab"]["token"])
    assert draft
    answers = draft.content["answers"]
    assert isinstance(answers, dict)
    return answers.get("ready_by")


def test_every_date_is_asked_in_the_order_of_a_birth_date(looking: Visitor) -> None:
    lists = [str(one.key).partition(".")[2] for one in looking.app.selectbox]
    assert [one for one in lists if one.startswith("ready_by")] == ["ready_by.day", "ready_by.month", "ready_by.year"]
    assert "What you do not know may stay empty." in looking.said


@pytest.mark.parametrize("code", ["en", "es", "fr", "de", "ar"])
def test_that_is_the_order_in_which_each_language_writes_a_date(code: str) -> None:
    written = load_language(code).short_date(date(2026, 3, 24))
    day, year = (written.index(part) for part in ("24", "2026"))
    assert [part for part, _ in PARTS] == ["day", "month", "year"]
    assert 0 <= day < year
    assert written[day + 2 : year].strip(" /-.") != ""


@pytest.mark.parametrize(
    ("parts", "raw"),
    [
        ({"year": "2027"}, "2027"),
        ({"month": "05", "year": "2027"}, "2027-05"),
        ({"day": "12", "month": "05", "year": "2027"}, "2027-05-12"),
    ],
)
def test_what_is_not_known_of_a_date_may_stay_empty(
    looking: Visitor, store: Store, parts: dict[str, str], raw: str
) -> None:
    chosen(looking, **parts)
    assert kept(looking, store) == raw
    looking.press("continue")
    assert looking.heading != "How you would like it to look"
    assert "smp-errors" not in looking.said


@pytest.mark.parametrize("parts", [{"day": "12"}, {"month": "05"}, {"day": "12", "year": "2027"}])
def test_a_date_with_a_gap_is_not_dropped_but_asked_about(looking: Visitor, parts: dict[str, str]) -> None:
    chosen(looking, **parts)
    looking.press("continue")
    assert "Please give the year too, and the month with a day." in looking.said
    for part, text in parts.items():
        assert looking.widget("selectbox", f"ready_by.{part}").value == text
    chosen(looking, day="12", month="05", year="2027")
    looking.press("continue")
    assert "smp-errors" not in looking.said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14:30", "14:30"), ("9.30", "09:30"), ("930", "09:30"), ("14", "14:00"), ("2 pm", "14:00"), ("12pm", "12:00"),
     ("12 a.m.", "00:00"), ("2.15pm", "14:15")],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert clock_time(typed) == meant


@pytest.mark.parametrize("typed", ["2", "13pm", "noon", "", "🌙", "14:3"])
def test_a_time_that_may_mean_two_things_or_none_is_not_guessed(typed: str) -> None:
    assert clock_time(typed) == typed
