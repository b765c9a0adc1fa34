"""Letters of other scripts: look-alikes are read as what they stand among, and Cyrillic and Greek as they are heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.medicine_scripts import in_one_script, romanised


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("вaрфаpин", "варфарин"),
        ("хаrеltо", "xarelto"),
        ("ασπιρiνη", "ασπιρινη"),
        ("warfarin", "warfarin"),
        ("варфарин", "варфарин"),
        ("шaw", "шaw"),
        ("100μg", "100μg"),
    ],
)
def test_a_word_of_mixed_letters_is_read_in_one_script_where_it_can_be(typed: str, read: str) -> None:
    assert in_one_script(typed) == read


@given(st.text(max_size=30))
def test_no_letter_is_lost_or_added(word: str) -> None:
    assert len(in_one_script(word)) == len(word)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("ксарелто", "ksarelto"), ("απιξαμπανη", "apixabani"), ("щука", "shuka"), ("eliquis", "eliquis")],
)
def test_cyrillic_and_greek_are_spelled_as_they_are_heard(typed: str, heard: str) -> None:
    assert romanised(typed) == heard
