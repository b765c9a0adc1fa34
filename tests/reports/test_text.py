"""What a person typed is printed as they typed it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.glyphs import JOINERS, face_of
from reports.text import markup, shown, unprintable


def test_names_in_latin_greek_cyrillic_and_vietnamese_are_printed_as_they_are() -> None:
    for name in ("Zoë Ångström", "Łukasz Żak", "Νίκος Παπαδόπουλος", "Олександр Ґудзь", "Nguyễn Thị Ánh", "Şule Çağrı"):
        assert shown(name) == name
        assert not unprintable(name)


def test_arrows_ticks_boxes_and_brackets_are_printed() -> None:
    signs = "→←↑↓≤≥≈✓✗☐☑⟨⟩⟦⟧€£№½°"
    assert shown(signs) == signs


def test_an_accent_that_was_typed_apart_joins_its_letter() -> None:
    assert shown("Jose\u0301") == "José"


def test_a_line_end_stays_and_other_control_characters_show_their_number() -> None:
    assert shown("one\r\ntwo\nthree\x00\u202e") == "one\ntwo\nthree⟨U+0000⟩⟨U+202E⟩"


def test_brackets_that_somebody_typed_are_not_taken_for_a_missing_character() -> None:
    assert not unprintable("⟨U+1F9D1⟩")
    assert unprintable(("fine", "\u202e"))


@pytest.mark.parametrize(
    "text", ["محمد العربي", "דוד לוי", "王小明", "김민수", "สมชาย", "शर्मा", "தமிழ்", "👩‍⚕️", "می‌خواهم"]
)
def test_any_script_is_printed_as_it_is(text: str) -> None:
    assert shown(text) == text
    assert not unprintable(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\u200db", "a⟨U+200D⟩b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("محمد\u202e", "محمد⟨U+202E⟩"),
        ("a\u200fb", "a⟨U+200F⟩b"),
    ],
)
def test_what_steers_others_unseen_shows_its_number(text: str, printed: str) -> None:
    assert shown(text) == printed


def test_markup_is_escaped_once() -> None:
    assert markup("<b>&amp;\n") == "&lt;b&gt;&amp;amp;<br/>"


@given(st.text())
def test_nothing_is_shown_that_no_font_draws(text: str) -> None:
    assert all(letter == "\n" or letter in JOINERS or face_of(letter) for letter in shown(text))


@given(st.text())
def test_no_character_is_lost(text: str) -> None:
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    kept = re.sub(r"⟨U\+([0-9A-F]{4,6})⟩", lambda code: chr(int(code[1], 16)), shown(text))
    assert kept == re.sub(r"⟨U\+([0-9A-F]{4,6})⟩", lambda code: chr(int(code[1], 16)), composed)
