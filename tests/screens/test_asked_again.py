"""A form that was sent asks again near its visit what is too old, and the last two days."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from intake.questionnaire import Questionnaire
from records import Ref, Store, Visit
from screens.asked_again import is_asked_again
from tests.records.people import person
from tests.screens.comer import (
    LAST_TIME,
    NEAR,
    NEXT_WEEK,
    arrive,
    expect,
    fill_page,
    give_birth_date,
    record,
)
from tests.screens.conftest import NOW


def sent_for(store: Store, visit: Visit, at: datetime = LAST_TIME, **changed: Any) -> Ref:
    """The record that came from the form of a visit."""
    told = {"kind": visit.kind, "at": visit.at.isoformat() if visit.at else None}
    return person(store, told, at, token=visit.draft_token, **changed)


def test_a_form_that_was_sent_asks_again_near_its_visit_what_is_too_old_and_the_last_two_days(
    store: Store, questionnaire: Questionnaire
) -> None:
    visit = expect(store, at=NEAR)
    first = sent_for(store, visit, two_days=None, allergies=["latex"], allergy_reaction="rash")
    visitor = arrive(questionnaire, visit)
    assert visitor.heading == "Good to see you again"
    give_birth_date(visitor)
    assert visitor.heading == "Before your visit"
    fill_page(visitor)
    visitor.press("continue")
    again = record(store, visit)
    assert again.ref != first
    assert store.earlier.of(again) == (first,)
    assert again.answers["answers"]["two_days"] == []
    assert again.answers["as_before"]["allergies"] == LAST_TIME.isoformat()
    assert store.queue.open_refs() == [again.ref]


@pytest.mark.parametrize(
    ("kind", "at", "given"),
    [
        ("first_session", NEXT_WEEK, LAST_TIME),
        ("first_session", None, LAST_TIME),
        ("consultation", NEAR, LAST_TIME),
        ("first_session", NEAR, NOW - timedelta(hours=2)),
        ("first_session", NOW - timedelta(hours=1), LAST_TIME),
    ],
    ids=["far ahead", "without a moment", "a talk", "just told", "over"],
)
def test_a_form_that_was_sent_is_not_asked_again(store: Store, kind: Any, at: Any, given: datetime) -> None:
    visit = expect(store, kind, at=at)
    sent_for(store, visit, given)
    assert not is_asked_again(store, visit, NOW)


def test_what_was_told_a_day_before_is_asked_again_on_the_day(store: Store) -> None:
    visit = expect(store, at=NOW + timedelta(hours=3))
    sent_for(store, visit, NOW - timedelta(hours=20))
    assert is_asked_again(store, visit, NOW)


def test_the_answers_of_a_form_that_was_sent_open_with_the_birth_date_that_the_client_gave(
    store: Store, questionnaire: Questionnaire
) -> None:
    visit = expect(store, born=date(1989, 12, 4), at=NEAR)
    sent_for(store, visit)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor, date(1989, 12, 4))
    assert "We could not find your earlier answers with this date." in visitor.said
    give_birth_date(visitor)
    assert visitor.heading == "Before your visit"
