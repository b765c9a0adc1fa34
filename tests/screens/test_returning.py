"""Who comes again starts from what they told the last time: shown, confirmed, and never to anybody else."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from intake.questionnaire import Questionnaire
from records import Expected, Ref, Store, Visit, new_token
from records.tables import RECORDS
from screens.asked_again import is_asked_again
from tests.records.people import person
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

NAME, BORN = "Daniel Moreau", date(1989, 4, 12)
LAST_TIME = NOW - timedelta(days=12)
NEXT_WEEK = NOW + timedelta(days=8)
TABLETS: dict[str, Any] = {
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
    assert "On 11 Nov 2026 you said:" in visitor.said
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
    with store._database.writing() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS records_no_update"))
        connection.execute(update(RECORDS).where(RECORDS.c.ref == ref).values(hash="0" * 64))


def test_a_tampered_record_is_passed_over_when_the_birth_date_is_given(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME - timedelta(days=1), contact="older@example.org")
    spoil(store, person(store, at=LAST_TIME), "changed")
    visitor = arrive(questionnaire, expect(store))
    give_birth_date(visitor)
    assert "older@example.org" in visitor.said


def further(store: Store, questionnaire: Questionnaire, at: Any = NEXT_WEEK) -> tuple[Visitor, Visit]:
    """Somebody who comes to a further session and has given their birth date."""
    visit = expect(store, "session", at=at)
    visitor = arrive(questionnaire, visit)
    give_birth_date(visitor)
    return visitor, visit


def press_nothing(visitor: Visitor) -> None:
    visitor.widget("checkbox", "changed.none below").check().run()


def fill_page(visitor: Visitor) -> None:
    """Answer what the page asks; nothing has changed."""
    press_nothing(visitor)
    visitor.fill()


def test_a_further_session_is_one_page_that_lists_what_was_told(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    assert visitor.heading == "Before your next session"
    assert "07700 900123" in visitor.said
    assert set(answers(store, visit)) == {"full_name", "birth_date"}


def test_nothing_has_changed_confirms_what_was_listed_and_the_rules_run_over_all(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, allergies=["latex"], allergy_reaction="rash")
    visitor, visit = further(store, questionnaire)
    fill_page(visitor)
    visitor.press("continue")
    told = record(store, visit)
    assert told.answers["answers"]["allergies"] == ["latex"]
    assert told.answers["as_before"]["allergies"] == LAST_TIME.isoformat()
    assert told.assessment["findings"]
    assert not {"scalp_now", "skin_now"} & told.answers["as_before"].keys()


def test_the_page_is_not_sent_before_something_is_said_about_changes(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    visitor.fill()
    visitor.press("continue")
    assert "Please look at these again" in visitor.said
    assert store.records.latest_of(visit.draft_token) is None


def test_an_area_that_has_changed_opens_its_step_and_comes_back(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    visitor.widget("checkbox", "changed.medicines").check().run()
    visitor.widget("checkbox", "changed.rest").check().run()
    assert "medicines_any" not in answers(store, visit)
    visitor.fill()
    visitor.press("continue")
    assert "Something is still to be answered here: Medicines" in visitor.said
    visitor.press("open.medicines")
    assert visitor.heading == "Medicines"
    visitor.widget("radio", "medicine_stopped.before").set_value("change").run()
    visitor.widget("radio", "medicine_stopped").set_value("professional").run()
    visitor.answer("medicine_stopped_which", "naproxen")
    visitor.press("all_true")
    assert visitor.heading == "Before your next session"
    visitor.press("continue")
    document = record(store, visit).answers
    assert document["answers"]["medicine_stopped"] == "professional"
    assert "medicine_stopped" not in document["as_before"]
    assert "named_thinners" in document["as_before"]


def test_taking_back_that_nothing_has_changed_takes_back_the_answers(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    press_nothing(visitor)
    assert "allergies" in answers(store, visit)
    visitor.widget("checkbox", "changed.none below").uncheck().run()
    assert set(answers(store, visit)) == {"full_name", "birth_date"}


def test_the_last_two_days_stand_on_the_page_when_the_session_is_near(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, two_days=["alcohol"])
    visitor, _ = further(store, questionnaire, at=NOW + timedelta(hours=30))
    assert visitor.widget("checkbox", "two_days.none below") is not None
    assert not visitor.widget("checkbox", "two_days.alcohol").value


def test_when_most_of_it_is_too_old_the_form_goes_step_by_step(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=NOW - timedelta(days=45))
    visitor, _ = further(store, questionnaire)
    assert visitor.heading == "You"


def sent_for(store: Store, visit: Visit, at: datetime = LAST_TIME, **changed: Any) -> Ref:
    """The record that came from the form of a visit."""
    told = {"kind": visit.kind, "at": visit.at.isoformat() if visit.at else None}
    return person(store, told, at, token=visit.draft_token, **changed)


NEAR = NOW + timedelta(hours=30)


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


def test_a_visit_that_becomes_a_talk_meanwhile_is_asked_about_step_by_step(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    press_nothing(visitor)
    store.visits.move(visit.id, NEXT_WEEK, NOW, "ana", "consultation")
    visitor.app.run()
    assert visitor.heading == "Your hair loss"
    assert "Nothing has changed" not in [one.label for one in visitor.app.checkbox]


def test_a_card_that_was_not_shown_when_all_was_confirmed_is_asked_by_itself(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = further(store, questionnaire)
    visitor.app.session_state["listed"] = {"contact"}
    press_nothing(visitor)
    assert set(kept(store, visit)["as_before"]) == {"contact"}
    assert visitor.widget("radio", "allergies.before") is not None
    visitor.fill()
    visitor.press("continue")
    assert "Please say whether this is still true." in visitor.said
    assert store.records.latest_of(visit.draft_token) is None
