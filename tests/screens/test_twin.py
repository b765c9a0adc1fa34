"""The client copy on a screen says what is true on a screen."""

from html import escape

from intake.language import ENGLISH, load_language
from screens.client.twin import rest
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
