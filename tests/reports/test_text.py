"""What a person typed is printed as they typed it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.text import markup, printable, shown, unprintable


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
    assert unprintable(("fine", "🧑"))


def test_markup_is_escaped_once() -> None:
    assert markup("<b>&amp;\n") == "&lt;b&gt;&amp;amp;<br/>"


@given(st.text())
def test_nothing_is_shown_that_the_font_does_not_draw(text: str) -> None:
    assert all(letter == "\n" or ord(letter) in printable() for letter in shown(text))


@given(st.text())
def test_no_character_is_lost(text: str) -> None:
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    missing = sum(letter != "\n" and ord(letter) not in printable() for letter in composed)
    assert shown(text).count("⟨U+") - text.count("⟨U+") == missing
