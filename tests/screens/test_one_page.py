"""A further session is told on one page, which confirms what it lists and asks the rest."""

from datetime import timedelta
from typing import Any

from intake.questionnaire import Questionnaire
from records import Store
from tests.records.people import person
from tests.screens.comer import (
    LAST_TIME,
    NEAR,
    NEXT_WEEK,
    answers,
    arrive,
    comes,
    fill_page,
    give_birth_date,
    kept,
    press_nothing,
    record,
)
from tests.screens.conftest import NOW

WEEKS_AGO = NOW - timedelta(days=45)


def test_a_further_session_is_one_page_that_lists_what_was_told(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire, "session")
    assert visitor.heading == "Before your next session"
    assert "07700 900123" in visitor.said
    assert set(answers(store, visit)) == {"full_name", "birth_date"}


def test_nothing_has_changed_confirms_what_was_listed_and_the_rules_run_over_all(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, allergies=["latex"], allergy_reaction="rash")
    visitor, visit = comes(store, questionnaire, "session")
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
    visitor, visit = comes(store, questionnaire, "session")
    visitor.fill()
    visitor.press("continue")
    assert "Please look at these again" in visitor.said
    assert store.records.latest_of(visit.draft_token) is None


def test_an_area_that_has_changed_opens_its_step_and_comes_back(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire, "session")
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


def test_a_no_about_now_or_a_time_just_past_stands_open_and_the_rest_of_what_was_passed_by_is_folded(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, _ = comes(store, questionnaire, "session")
    folded = "\n".join(one.proto.body for one in visitor.app.expander[0].get("html"))
    lately = [one.text for one in questionnaire.questions.values() if one.lately]
    assert [text for text in lately if visitor.said.count(text) == folded.count(text)] == []
    assert "Have you ever reacted badly to any of these?" in folded


def test_taking_back_that_nothing_has_changed_takes_back_the_answers(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire, "session")
    press_nothing(visitor)
    assert "allergies" in answers(store, visit)
    visitor.widget("checkbox", "changed.none below").uncheck().run()
    assert set(answers(store, visit)) == {"full_name", "birth_date"}


def test_the_last_two_days_stand_on_the_page_when_the_session_is_near(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, two_days=["alcohol"])
    visitor, _ = comes(store, questionnaire, "session", at=NOW + timedelta(hours=30))
    assert visitor.widget("checkbox", "two_days.none below") is not None
    assert not visitor.widget("checkbox", "two_days.alcohol").value


def test_a_further_session_weeks_later_is_one_page_too_though_no_answer_counts_any_more(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=WEEKS_AGO, allergies=["latex"], allergy_reaction="rash")
    visitor, visit = comes(store, questionnaire, "session", at=NEAR)
    assert visitor.heading == "Before your next session"
    assert "Has anything changed since 9 Oct 2026?" in visitor.said
    fill_page(visitor)
    visitor.press("continue")
    told = record(store, visit)
    assert told.answers["as_before"]["allergies"] == WEEKS_AGO.isoformat()
    assert "allergies" not in told.answers.get("given", {})
    assert told.assessment["findings"]


def test_an_answer_that_is_too_old_and_was_not_confirmed_reaches_neither_rules_nor_record(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=WEEKS_AGO, allergies=["latex"], allergy_reaction="rash")
    visitor, visit = comes(store, questionnaire, "session", at=NEAR)
    visitor.widget("checkbox", "changed.allergies_and_comfort").check().run()
    visitor.widget("checkbox", "changed.rest").check().run()
    visitor.fill()
    visitor.press("continue")
    assert "Something is still to be answered here: Allergies and comfort" in visitor.said
    assert not {"allergies", "allergy_reaction"} & answers(store, visit).keys()
    assert store.records.latest_of(visit.draft_token) is None


def test_what_was_confirmed_long_ago_has_to_be_confirmed_again_near_the_visit(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=WEEKS_AGO)
    visitor, visit = comes(store, questionnaire, "session", at=NEAR)
    press_nothing(visitor)
    draft = store.drafts.read(visit.draft_token)
    assert draft
    content: Any = draft.content
    content["given"]["allergies"] = WEEKS_AGO.isoformat()
    store.drafts.save(visit.draft_token, content, draft.version, NOW)
    again = arrive(questionnaire, visit)
    assert "allergies" not in answers(store, visit)
    give_birth_date(again)
    assert again.widget("radio", "allergies.before").value is None
    again.fill()
    again.press("continue")
    assert "Please say whether this is still true." in again.said
    assert store.records.latest_of(visit.draft_token) is None


def test_an_answer_from_before_the_day_that_is_asked_about_says_its_own_day(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME, given={"contact": LAST_TIME - timedelta(days=200)})
    visitor, _ = comes(store, questionnaire, "session")
    assert "Has anything changed since 11 Nov 2026?" in visitor.said
    assert visitor.said.count("you said:") == 1
    assert "On 25 Apr 2026 you said:" in visitor.said


def test_what_was_told_more_than_a_year_ago_is_asked_anew_step_by_step(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=NOW - timedelta(days=366))
    visitor, _ = comes(store, questionnaire, "session")
    assert visitor.heading == "You"


def test_a_visit_that_becomes_a_talk_meanwhile_is_asked_about_step_by_step(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire, "session")
    press_nothing(visitor)
    store.visits.move(visit.id, NEXT_WEEK, NOW, "ana", "consultation")
    visitor.app.run()
    assert visitor.heading == "Your hair loss"
    assert "Nothing has changed" not in [one.label for one in visitor.app.checkbox]


def test_a_card_that_was_not_shown_when_all_was_confirmed_is_asked_by_itself(
    store: Store, questionnaire: Questionnaire
) -> None:
    person(store, at=LAST_TIME)
    visitor, visit = comes(store, questionnaire, "session")
    visitor.app.session_state["listed"] = {"contact"}
    press_nothing(visitor)
    assert set(kept(store, visit)["as_before"]) == {"contact"}
    assert visitor.widget("radio", "allergies.before") is not None
    visitor.fill()
    visitor.press("continue")
    assert "Please say whether this is still true." in visitor.said
    assert store.records.latest_of(visit.draft_token) is None
