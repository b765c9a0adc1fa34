"""What the desk draws: a meaning by word, shape and colour, and nothing typed is ever read as markup."""

from collections.abc import Callable
from typing import get_args

import pytest

from intake.shapes import SHAPES
from reports.model import Meaning
from screens.desk import look
from screens.desk.sheet import whole
from screens.text import Html, joined, tag

MEANINGS = get_args(Meaning)
TYPED = "<img src=x onerror=alert(1)> & \"you\" 'me'"
DRAWN: dict[str, Callable[[str], Html]] = {
    "badge": lambda text: look.badge("urgent", text),
    "box": lambda text: look.box("wait", text, text),
    "person": lambda text: look.person_bar(text, text, text, text, text),
    "person as the title": lambda text: look.person_bar(text, text, text, text, text, title=True),
    "facts": lambda text: look.facts([(text, text)]),
    "table": lambda text: look.table(text, [text], [[text]]),
    "bars": lambda text: look.bars(text, [(text, 3)]),
    "timeline": lambda text: look.timeline([(text, text, text)]),
    "empty": look.empty,
}


@pytest.mark.parametrize("drawn", DRAWN)
def test_what_was_typed_is_shown_as_it_was_typed(drawn: str) -> None:
    html = DRAWN[drawn](TYPED)
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;you&quot;" in html
    assert "<img" not in html
    assert '"you"' not in html


def test_elements_that_were_made_stay_elements_and_a_text_beside_them_does_not() -> None:
    made = look.badge("ask", "ASK")
    assert f"<td>{made}</td><td>&lt;b&gt;</td>" in look.table("Questions", ["What", "Why"], [[made, "<b>"]])
    assert joined(tag("b", "<"), "<") == "<b>&lt;</b>&lt;"


def test_what_was_put_together_without_escape_is_escaped() -> None:
    assert "<b>" not in look.empty(tag("b", "bold") + TYPED)


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_meaning_is_said_by_word_shape_and_colour(meaning: Meaning) -> None:
    sheet = whole()
    for html in (look.badge(meaning, "A word"), look.box(meaning, "A word")):
        assert ">A word<" in html
        assert f'smp-shape-{meaning} smp-is-{meaning}" aria-hidden="true"' in html
    assert f'.smp-shape-{meaning}{{--smp-drawn:url("data:image/svg+xml,' in sheet
    assert f".smp-is-{meaning}{{--smp-ink:" in sheet


def test_no_two_meanings_have_one_shape() -> None:
    assert len({*SHAPES.values()}) == len(SHAPES) == len(MEANINGS)


def test_a_bar_is_as_long_as_its_count_and_the_count_stands_beside_it() -> None:
    html = look.bars("Letters", [("open", 8), ("late", 2), ("none", 0)])
    assert [part.partition("%")[0] for part in html.split("width:")[1:]] == ["100.0", "25.0", "0.0"]
    assert [part.partition("<")[0] for part in html.split('smp-count">')[1:]] == ["8", "2", "0"]


@pytest.mark.parametrize("rows", [[], [("none", 0)]])
def test_nothing_to_count_is_no_fault(rows: list[tuple[str, int]]) -> None:
    assert "100.0%" not in look.bars("Letters", rows)


def test_only_a_title_is_the_pages_heading() -> None:
    who = ("Ana Ferreira", "12 March 1988", "38 years", "K7WX-22MA")
    assert '<h1 class="smp-title">Ana Ferreira</h1>' in look.person_bar(*who, title=True)
    assert "<h1" not in look.person_bar(*who)
    for html in (look.person_bar(*who), look.person_bar(*who, title=True)):
        assert "12 March 1988 · 38 years · K7WX-22MA" in html
