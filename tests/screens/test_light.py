"""What a step of the form does not do, because it would cost every client time."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit import dataframe_util

from intake.clinic import Clinic
from intake.language import load_language
from intake.questionnaire import Questionnaire
from records import Store, new_token
from rules.content import load_screening
from screens.draft import DraftInHand
from screens.form import Form
from screens.session import Tab, fresh_tab
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor


def form_of(store: Store, own: Tab, answers: dict[str, Any], **parts: Any) -> Form:
    """The form in one run of a tab whose draft holds these answers."""
    draft = DraftInHand.read(store, new_token(), own)
    draft.content = {"answers": dict(answers), **parts}
    return Form(store, load_screening(Clinic()), load_language("en"), draft, own, NOW)


def test_the_form_never_has_streamlit_load_pandas(
    questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does so to find out whether a list is a table: 0.4 s of CPU, and 26 MB that stay."""

    asked: list[object] = []

    def is_it_a_table(value: object) -> dataframe_util.DataFormat:
        asked.append(value)
        return dataframe_util.DataFormat.UNKNOWN

    monkeypatch.setattr(dataframe_util, "determine_data_format", is_it_a_table)
    visitor = Visitor(questionnaire)
    visitor.walk_to(questionnaire.sections[-1].id)
    visitor.widget("radio", "signature.way").set_value("drawn").run()
    assert not asked


def test_who_is_asked_what_is_worked_out_once_until_an_answer_changes(store: Store) -> None:
    own, answers = fresh_tab(), {"medicines_any": "no"}
    first = form_of(store, own, answers).reading
    assert form_of(store, own, answers).reading is first
    changed = form_of(store, own, {"medicines_any": "yes"}).reading
    assert changed is not first
    assert changed.visible("medicines").true


def test_answers_that_were_too_old_are_asked_again_once(store: Store) -> None:
    visit = {"kind": "first_session", "day": "2026-11-24", "time": "14:00"}
    given, own = {"two_days": (NOW - timedelta(days=9)).isoformat()}, fresh_tab()
    form = form_of(store, own, {"two_days": []}, given=given, visit=visit)
    assert form.forget_what_is_too_old()
    assert not form_of(store, own, **form.draft.content).forget_what_is_too_old()
