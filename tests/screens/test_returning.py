"""Who comes again starts from what they told the last time: shown, confirmed, and never to anybody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from intake.questionnaire import Questionnaire
from records import Ref, Store, new_token
from records.tables import RECORDS
from tests.records.people import person
from tests.screens.comer import (
    LAST_TIME,
    NAME,
    answers,
    arrive,
    comes,
    expect,
    give_birth_date,
    kept,
    record,
)
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

TABLETS: dict[str, Any] = {
    "medicines_any": "yes",
    "named_thinners": [],
    "medicines": [{"name": "levothyroxine", "advised": "regular", "still": "yes"}],
}


def test_a_link_alone_shows_nothing_of_before_and_asks_for_the_birth_date(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor = arrive(questionnaire, expect(store))
    assert visitor.heading == "Good to see you again"
    assert "1989" not in visitor.said
    assert "you said" not in visitor.said


def test_the_birth_date_opens_the_first_step_with_what_was_told(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    assert visitor.heading == "You"
    assert "On 11 Nov 2026 you said:" in visitor.said
    assert "07700 900123" in visitor.said
    assert answers(store, visit) == {"full_name": NAME, "birth_date": "1989-04-12"}


def test_nothing_is_an_answer_before_it_is_said_to_be_still_true(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    visitor.press("continue")
    assert visitor.said.count("Please say whether this is still true.") == 6
    assert set(answers(store, visit)) == {"full_name", "birth_date"}
    visitor.widget("radio", "contact.before").set_value("still").run()
    assert answers(store, visit)["contact"] == "07700 900123"
    assert kept(store, visit)["given"]["contact"] == NOW.isoformat()
    assert kept(store, visit)["as_before"] == {"contact": LAST_TIME.isoformat()}


def test_one_button_below_the_cards_confirms_them_and_goes_on(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    visitor.press("all_true")
    assert visitor.heading == "The look you want"
    assert set(kept(store, visit)["as_before"]) == {"contact", "may_leave_message", "for_whom"}


def test_change_opens_the_field_as_it_was_and_takes_only_another_answer(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    visitor.press("all_true")
    visitor.widget("radio", "hair_worn.before").set_value("change").run()
    assert visitor.widget("radio", "hair_worn").value == "shaved"
    visitor.press("continue")
    assert "This still says what you told us last time." in visitor.said
    assert "hair_worn" not in answers(store, visit)
    visitor.widget("radio", "hair_worn").set_value("very_short").run()
    assert answers(store, visit)["hair_worn"] == "very_short"
    assert "hair_worn" not in kept(store, visit)["as_before"]


def test_a_tick_that_is_taken_away_does_not_come_back(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    visitor.press("all_true")
    visitor.widget("radio", "wanted_where.before").set_value("change").run()
    for zone in ("hairline", "crown"):
        visitor.widget("checkbox", f"wanted_where.{zone}").uncheck().run()
    assert "wanted_where" not in answers(store, visit)
    visitor.app.run()
    assert not visitor.widget("checkbox", "wanted_where.crown").value


def test_follow_ups_of_an_earlier_answer_are_cards_too_and_go_when_it_is_changed(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, **TABLETS)
    visitor, _ = comes(store, questionnaire)
    walk(visitor, "Medicines")
    assert "levothyroxine: " in visitor.said
    visitor.widget("radio", "medicines_any.before").set_value("change").run()
    assert "levothyroxine: " not in visitor.said
    visitor.widget("radio", "medicines_any").set_value("no").run()
    assert "levothyroxine: " not in visitor.said


def test_the_only_medicine_can_be_taken_off_the_list(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME, **TABLETS)
    visitor, visit = comes(store, questionnaire)
    walk(visitor, "Medicines")
    visitor.widget("radio", "medicines.before").set_value("change").run()
    visitor.press("levothyroxine.remove")
    assert visitor.widget("radio", "medicines.0.levothyroxine.still") is None
    assert "medicines" not in answers(store, visit)


def walk(visitor: Visitor, title: str) -> None:
    """Say of every step that all is still true, answer what is new, and stop at the step of this title."""
    for _ in range(30):
        if visitor.heading == title:
            return
        if any(str(one.key).endswith("all_true") for one in visitor.app.button):
            visitor.press("all_true")
            continue
        visitor.fill()
        visitor.press("continue")
    raise AssertionError(f"never came to {title}: {visitor.heading} {visitor.said[:3000]}")


def test_the_record_keeps_what_was_confirmed_as_before_and_when_it_had_been_told(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire)
    walk(visitor, "Check and send")
    visitor.fill()
    visitor.press("continue")
    assert visitor.heading == "You are all set"
    document = record(store, visit).answers
    assert document["as_before"]["allergies"] == LAST_TIME.isoformat()
    assert {"scalp_now", "skin_now", "understands", "signature"}.isdisjoint(document["as_before"])
    assert document["answers"]["scalp_now"] == []


@pytest.mark.parametrize("typed", [date(1989, 4, 13), date(1990, 2, 28)])
def test_a_wrong_birth_date_shows_nothing_and_the_form_can_be_answered_anew(
    store: Store, questionnaire: Questionnaire, typed: date
) -> None:
    person(store, at=LAST_TIME)
    person(store, at=LAST_TIME, birth_date="1990-02-28")
    visitor = arrive(questionnaire, expect(store))
    give_birth_date(visitor, typed)
    assert "We could not find your earlier answers with this date." in visitor.said
    visitor.press("anew")
    assert visitor.heading == "You"
    assert "you said" not in visitor.said
    assert visitor.widget("text_input", "contact").value == ""


def test_guessing_birth_dates_has_to_wait(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor = arrive(questionnaire, expect(store))
    for day in range(1, 5):
        give_birth_date(visitor, date(1989, 5, day))
    give_birth_date(visitor)
    assert "There were several dates that were not right." in visitor.said
    assert visitor.heading == "Good to see you again"


def test_another_browser_with_the_same_link_is_asked_for_the_birth_date_again(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visit = expect(store)
    give_birth_date(arrive(questionnaire, visit))
    other = arrive(questionnaire, visit)
    assert other.heading == "Good to see you again"
    assert "07700" not in other.said


def test_who_takes_another_name_than_that_of_the_record_sees_nothing_more(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, _ = comes(store, questionnaire)
    visitor.widget("text_input", "full_name").set_value("Daniela Moreau").run()
    visitor.app.run()
    assert "you said" not in visitor.said


@pytest.mark.parametrize("name", ["Daniel", "Daniel Moreau Costa", "Daniela Moreau"])
def test_a_visit_under_another_name_finds_no_earlier_answers(
    store: Store, questionnaire: Questionnaire, name: str
) -> None:
    person(store, at=LAST_TIME)
    visitor = arrive(questionnaire, expect(store, name=name))
    assert visitor.heading == "Before your visit"


def test_a_form_without_a_visit_never_starts_from_anything(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor = Visitor(questionnaire, {"full_name": NAME, "birth_date": ("12", "4", "1989")}, token=new_token())
    visitor.press("continue")
    visitor.fill()
    visitor.press("continue")
    assert visitor.heading == "The look you want"
    assert "you said" not in visitor.said


@pytest.mark.parametrize("how", ["erased", "changed"])
def test_a_record_that_was_erased_or_changed_meanwhile_is_as_if_there_had_been_none(
    store: Store, questionnaire: Questionnaire, how: str
) -> None:
    ref = person(store, at=LAST_TIME)
    visitor, _ = comes(store, questionnaire)
    spoil(store, ref, how)
    visitor.app.run()
    assert not visitor.app.exception
    assert "you said" not in visitor.said
    assert visitor.widget("text_input", "contact").value == ""


def spoil(store: Store, ref: Ref, how: str) -> None:
    if how == "erased":
        store.records.erase(ref, NOW, "ana", "asked")
        return
    with store._database.writing() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS records_no_update"))
        connection.execute(update(RECORDS).where(RECORDS.c.ref == ref).values(hash="0" * 64))


def test_a_tampered_record_is_passed_over_when_the_birth_date_is_given(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME - timedelta(days=1), contact="older@example.org")
    spoil(store, person(store, at=LAST_TIME), "changed")
    visitor, _ = comes(store, questionnaire)
    assert "older@example.org" in visitor.said
