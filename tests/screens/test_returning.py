"""Who comes again starts from what they told the last time: shown, confirmed, and never to anybody else."""

from datetime import date, timedelta
from typing import Any

import pytest

from intake.questionnaire import Questionnaire
from records import Expected, Ref, Store, Visit, new_token
from tests.records.people import person
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

NAME, BORN = "Daniel Moreau", date(1989, 4, 12)
LAST_TIME = NOW - timedelta(days=12)
NEXT_WEEK = NOW + timedelta(days=8)
TABLETS = {
    "medicines_any": "yes",
    "named_thinners": [],
    "medicines": [{"name": "levothyroxine", "advised": "regular", "still": "yes"}],
}


def expect(
    store: Store, kind: Any = "first_session", name: str = NAME, born: date = BORN, at: Any = NEXT_WEEK
) -> Visit:
    return store.visits.add(Expected(kind=kind, at=at, name=name, birth_date=born), NOW, "ana")


def arrive(questionnaire: Questionnaire, visit: Visit) -> Visitor:
    return Visitor(questionnaire, token=visit.draft_token)


def give_birth_date(visitor: Visitor, day: date = BORN) -> None:
    for part in ("day", "month", "year"):
        visitor.widget("text_input", f"again.{part}").set_value(str(getattr(day, part)))
    visitor.press("continue")


def kept(store: Store, visit: Visit) -> dict[str, Any]:
    draft = store.drafts.read(visit.draft_token)
    return dict(draft.content) if draft else {}


def answers(store: Store, visit: Visit) -> dict[str, Any]:
    return dict(kept(store, visit).get("answers", {}))


def record(store: Store, visit: Visit) -> Any:
    ref = store.records.latest_of(visit.draft_token)
    assert ref
    return store.records.read(ref)


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
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    assert visitor.heading == "You"
    assert "Last time, on Wednesday 11 November 2026, you said:" in visitor.said
    assert "07700 900123" in visitor.said
    assert answers(store, visit) == {"full_name": NAME, "birth_date": "1989-04-12"}


def test_nothing_is_an_answer_before_it_is_said_to_be_still_true(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    visitor.press("continue")
    assert visitor.said.count("Please say whether this is still true.") == 6
    assert set(answers(store, visit)) == {"full_name", "birth_date"}
    visitor.widget("radio", "contact.before").set_value("still").run()
    assert answers(store, visit)["contact"] == "07700 900123"
    assert kept(store, visit)["given"]["contact"] == NOW.isoformat()
    assert kept(store, visit)["as_before"] == {"contact": LAST_TIME.isoformat()}


def test_one_button_below_the_cards_confirms_them_and_goes_on(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    visitor.press("all_true")
    assert visitor.heading == "The look you want"
    assert set(kept(store, visit)["as_before"]) == {"contact", "may_leave_message", "for_whom"}


def test_change_opens_the_field_as_it_was_and_takes_only_another_answer(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
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
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
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
    visitor = arrive(questionnaire, expect(store))
    give_birth_date(visitor)
    walk(visitor, "Medicines")
    assert "levothyroxine: " in visitor.said
    visitor.widget("radio", "medicines_any.before").set_value("change").run()
    assert "levothyroxine: " not in visitor.said
    visitor.widget("radio", "medicines_any").set_value("no").run()
    assert "levothyroxine: " not in visitor.said


def test_the_only_medicine_can_be_taken_off_the_list(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME, **TABLETS)
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
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
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
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
    visitor = arrive(questionnaire, expect(store))
    give_birth_date(visitor)
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
    visit = expect(store)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    spoil(store, ref, how)
    visitor.app.run()
    assert not visitor.app.exception
    assert "you said" not in visitor.said
    assert visitor.widget("text_input", "contact").value == ""


def spoil(store: Store, ref: Ref, how: str) -> None:
    if how == "erased":
        store.records.erase(ref, NOW, "ana", "asked")
        return
    from sqlalchemy import update

    from records.tables import RECORDS

    with store.records._database.writing() as connection:
        connection.execute(update(RECORDS).where(RECORDS.c.ref == ref).values(hash="0" * 64))


def test_a_tampered_record_is_passed_over_when_the_birth_date_is_given(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME - timedelta(days=1), contact="older@example.org")
    spoil(store, person(store, at=LAST_TIME), "changed")
    visitor = arrive(questionnaire, expect(store))
    give_birth_date(visitor)
    assert "older@example.org" in visitor.said
