"""What a step of the form does not do, because it would cost every client time."""

import pytest
from streamlit import dataframe_util

from intake.questionnaire import Questionnaire
from tests.screens.visitor import Visitor


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
