"""Any text at all: nothing is lost, nothing crashes, and lines are cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.medicine_text import spelled, tokens
from intake.medicine_words import load_words
from tests.intake.medicine_answers import CATALOGUE, thins

_WORDS = sorted(word for word in load_words().by_key if word)


@given(st.text(max_size=200))
def test_any_text_is_read_and_an_added_thinner_is_never_lost(text: str) -> None:
    before = thins(text)
    if before == "yes":
        assert thins(f"{text}, apixaban") == "yes"
    assert thins(f"{text}\napixaban 5 mg") != "no"


@given(st.from_regex("[A-Za-z]{1,9}( [A-Za-z]{1,9}){0,5}", fullmatch=True))
def test_a_name_of_plain_letters_is_read_as_any_text_is(name: str) -> None:
    assert tokens(name) == tuple(token.word for token in spelled(name))


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.sampled_from(["apixaban", "Plavix 75 mg", "aspirina", "варфарин"]),
)
def test_a_thinner_on_a_line_of_its_own_is_always_a_yes(text: str, thinner: str) -> None:
    assert thins(f"{text}, {thinner}") == "yes"


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Eliquis 5 mg and Nurofen 400", ("Eliquis 5 mg", "Nurofen 400")),
        ("vitamin D, zinc", ("vitamin D", "zinc")),
        ("no aspirin, apixaban and zinc", ()),
        ("Eliquis", ()),
        ("Eliquis and xyzol", ()),
    ],
)
def test_a_line_that_only_lists_medicines_is_cut_into_them_as_typed(text: str, several: tuple[str, ...]) -> None:
    assert CATALOGUE.match(text).several == several


@pytest.mark.parametrize(
    "text", ["paracetamol", "no aspirin", "xyzol", "Excedrin", "vitamin D, zinc", "stopped warfarin"]
)
def test_adding_a_thinner_answers_yes(text: str) -> None:
    assert thins(f"{text}, apixaban") == "yes"


def test_a_line_is_answered_in_the_shape_of_the_command() -> None:
    assert CATALOGUE.answer_line("Eliquis 5 mg") == {
        "text": "Eliquis 5 mg",
        "matches": [
            {"name": "apixaban", "item": "apixaban", "class": "anticoagulant", "certainty": "brand", "status": "taken"}
        ],
        "thins_blood": "yes",
    }


@pytest.mark.parametrize(
    "text",
    [
        "infección activa por estreptococo hace 2 años",
        "fumador de 20 paquetes al año durante 15 años",
        "VIH activa, 50 kg",
    ],
)
def test_an_ordinary_word_among_others_is_no_name_for_a_figure_elsewhere(text: str) -> None:
    assert thins(text) == "unknown"


@pytest.mark.parametrize("text", ["moyenne", "meaning", "anticorps", "medicamenteuse", "hacen", "hastalık"])
def test_nothing_is_nearly_a_short_name_with_words_that_say_nothing(text: str) -> None:
    assert thins(text) == "unknown"
