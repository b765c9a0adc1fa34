"""Answers live in the draft: a tab, a reload or a restart never is their only home."""

from intake.questionnaire import Questionnaire
from records import Store
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor


def test_a_new_tab_of_the_same_browser_goes_on_with_every_answer(questionnaire: Questionnaire) -> None:
    first = Visitor(questionnaire)
    first.walk_to("look")
    first.answer("hair_worn", "shaved")
    second = Visitor(questionnaire)
    second.app.session_state["tab"]["token"] = first.app.session_state["tab"]["token"]
    second.app.run()
    second.press("continue")
    assert second.heading == "The look you want"
    assert second.widget("radio", "hair_worn").value == "shaved"


def test_when_another_tab_was_faster_the_newer_answers_are_shown_and_nothing_is_overwritten(
    questionnaire: Questionnaire, store: Store
) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    visitor.answer("hair_worn", "shaved")
    token = visitor.app.session_state["tab"]["token"]
    draft = store.drafts.read(token)
    assert draft
    content = draft.content | {"answers": dict(draft.content["answers"]) | {"hair_worn": "keep_long"}}  # type: ignore[arg-type]
    store.drafts.save(token, content, draft.version, NOW)
    visitor.widget("radio", "hair_worn").set_value("very_short").run()
    assert "Your answers were changed in another window." in visitor.said
    assert visitor.widget("radio", "hair_worn").value == "keep_long"


def test_sending_twice_makes_one_record(questionnaire: Questionnaire, store: Store) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("check_and_send")
    visitor.fill()
    button = visitor.widget("button", "") or next(b for b in visitor.app.button if b.key == "continue")
    button.click()
    visitor.app.run()
    visitor.app.run()
    assert len(store.records.refs()) == 1


def test_a_visit_that_lies_in_the_past_by_now_is_said_in_one_plain_line(
    questionnaire: Questionnaire, store: Store
) -> None:
    visitor = Visitor(questionnaire)
    visitor.press("continue")
    visitor.fill()
    draft = store.drafts.read(visitor.app.session_state["tab"]["token"])
    assert draft
    content = draft.content | {"visit": {"kind": "first_session", "day": "2026-11-20", "time": "10:00"}}
    store.drafts.save(visitor.app.session_state["tab"]["token"], content, draft.version, NOW)
    visitor.app.run()
    visitor.press("continue")
    assert "This visit is in the past. Please give a day from today on." in visitor.said
