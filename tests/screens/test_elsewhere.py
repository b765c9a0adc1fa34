"""An ordinary form is gone on with elsewhere by a code, and says quietly that it is kept."""

from datetime import UTC, date
from types import SimpleNamespace

import pytest
import streamlit as st

from intake.questionnaire import Questionnaire
from records import Store, Unavailable
from screens.codes import until
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

BORN = date(1988, 3, 27)
SAVED = '<p class="smp-saved" role="status">Saved</p>'


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    context = SimpleNamespace(cookies={}, url="https://intake.example.org/you", ip_address="203.0.113.9")
    monkeypatch.setattr(st, "context", context)


def past_the_first_step(questionnaire: Questionnaire) -> Visitor:
    visitor = Visitor(questionnaire)
    visitor.press("continue")
    visitor.fill()
    visitor.press("continue")
    return visitor


def test_the_code_opens_the_form_with_the_birth_date_that_was_given(store: Store, questionnaire: Questionnaire) -> None:
    visitor = past_the_first_step(questionnaire)
    before = visitor.heading
    visitor.press("elsewhere")
    token = str(visitor.app.session_state["tab"]["token"])
    code = store.resuming.code(token, until(NOW, UTC), NOW)
    assert code
    assert code in visitor.said
    assert "https://intake.example.org/resume" in visitor.said
    assert token not in visitor.said
    assert store.resuming.resume(code, BORN, "a phone", NOW).token == token
    visitor.press("back")
    assert visitor.heading == before


def test_before_a_birth_date_was_given_no_code_is_offered(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    assert not any(button.key == "elsewhere" for button in visitor.app.button)
    visitor.press("continue")
    assert not any(button.key == "elsewhere" for button in visitor.app.button)


def test_saved_is_said_once_it_is(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.press("continue")
    assert SAVED not in visitor.said
    visitor.fill()
    assert SAVED in visitor.said


def test_saved_is_not_said_of_what_could_not_be(
    store: Store, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("The database is away.")

    visitor = past_the_first_step(questionnaire)
    assert SAVED in visitor.said
    monkeypatch.setattr(store.drafts, "save", away)
    visitor.answer("hair_worn", "shaved")
    assert SAVED not in visitor.said
