"""The client copy on a screen says what is true on a screen."""

from html import escape

import pytest

import screens.style
import web.plainstyle
from intake.language import ENGLISH, load_language
from intake.shapes import drawn
from reports.model import Urgent
from screens.client.twin import first, numbers, rest, urgents
from screens.text import linked
from tests.reports.cases import APIXABAN, told


def test_the_letter_that_a_client_is_told_of_stands_below_and_can_be_read() -> None:
    report = told("client", medicines_any="yes", medicines=[APIXABAN])
    (letter,) = report.letters
    html = rest(report, load_language(ENGLISH))
    told_of = html.index("Please give the letter below")
    below = html.index(f"<summary>Letter about {escape(letter.about)}")
    assert told_of < below < html.index(escape(letter.paragraphs[-1])) < html.index(escape(letter.facts[-1].text))


def test_without_a_letter_none_is_spoken_of() -> None:
    assert "etter" not in rest(told("client"), load_language(ENGLISH))


def test_whom_to_call_is_said_once_and_not_at_all_where_a_message_says_it() -> None:
    calls = numbers(load_language(ENGLISH), "999", "020 7946 0018")
    plain, itself = (
        Urgent(word="TODAY", text="See a doctor."),
        Urgent(word="NOW", text="Call 999.", numbers=("emergency",)),
    )
    both, one = urgents([plain, plain], calls), urgents([plain, itself], calls)
    assert [html.count("999") for html in (both, one)] == [1, 1]
    assert [html.count("020 7946 0018") for html in (both, one)] == [1, 1]
    assert both.index("999") > both.rindex("See a doctor.")


def test_an_urgent_rule_tells_which_numbers_its_words_say() -> None:
    report = told("client", medicine_stopped="plan_to", medicine_stopped_which="warfarin")
    (urgent,) = report.urgent
    assert urgent.numbers == ("phone",)
    assert "020 7946 0000" in urgent.text


def test_a_number_calls_and_an_address_writes() -> None:
    spoken = load_language(ENGLISH)
    report = told("client", medicine_stopped="plan_to", medicine_stopped_which="warfarin")
    assert '<a class="smp-call" href="tel:02079460000">020 7946 0000</a>' in first(report, spoken)
    assert '<a class="smp-call" href="tel:999">999</a>' in first(report, spoken)
    calls = urgents([Urgent(word="TODAY", text="See a doctor.")], numbers(spoken, "999", "desk@clinic.example"))
    assert '<a class="smp-call" href="mailto:desk@clinic.example">desk@clinic.example</a>' in linked(
        calls, ["desk@clinic.example"]
    )


@pytest.mark.parametrize("sheet", [screens.style.sheet("#0F5C5C"), web.plainstyle.style("#0F5C5C")])
def test_a_box_says_what_it_means_by_a_shape_too(sheet: str) -> None:
    for box, meaning in (("urgent", "urgent"), ("ask", "ask"), ("ok", "all_set")):
        assert f".smp-{box}{{--smp-drawn:{drawn(meaning)}}}" in sheet
    assert '.smp-box>:is(h1,h2):first-child::before{content:""' in sheet
    report = told("client", medicines_any="yes", medicines=[APIXABAN])
    assert first(report, load_language(ENGLISH)).startswith('<section class="smp-box smp-ask"><h2 ')
