"""A further session is told on one page, which confirms what it lists and asks the rest."""

from datetime import timedelta

from intake.questionnaire import Questionnaire
from records import Store
from tests.records.people import person
from tests.screens.comer import (
    LAST_TIME,
    NEXT_WEEK,
    answers,
    comes,
    fill_page,
    kept,
    press_nothing,
    record,
)
from tests.screens.conftest import NOW


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


def test_when_most_of_it_is_too_old_the_form_goes_step_by_step(store: Store, questionnaire: Questionnaire) -> None:
    person(store, at=NOW - timedelta(days=45))
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
