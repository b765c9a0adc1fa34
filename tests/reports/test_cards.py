"""Cards lead to one's form and name nothing but the clinic, the client and the visit."""

from datetime import UTC, datetime

import page
import pytest

from intake.clinic import Clinic
from intake.language import load_language
from reports.cards import Card, render_cards
from reports.document import Size
from tests.reports.pages import elements, texts, words

NOW = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
CLINIC = Clinic(name="Northgate", phone="020 7946 0000")
LINK = "https://form.example.org/i/" + "x" * 43


def drawn(*names: str, size: Size = "a4") -> bytes:
    cards = [Card(LINK, name, NOW if number % 2 == 0 else None, "en") for number, name in enumerate(names)]
    return render_cards(cards, CLINIC, load_language("en"), NOW, size)


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_cards_pass_pdf_ua_1_and_pdf_a_2a(size: Size, profile: page.ValidationProfile) -> None:
    checked = page.validate_pdf_bytes(drawn("Ana Ruiz", "محمد الأحمد", size=size), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


def test_a_card_says_whose_it_is_when_the_visit_is_and_no_more() -> None:
    said = words(drawn("Ana <b>Ruiz</b>", "Ben"))
    for text in ("For Ana <b>Ruiz</b>", "Your visit: Thursday 3 December 2026 at 14:00", "Your visit: no date yet"):
        assert text in said
    assert not [word for word in ("session", "consultation", "micropigmentation", LINK) if word in said.lower()]


def test_the_code_is_described_to_whoever_cannot_see_it() -> None:
    assert [one.alt for one in elements(drawn("Ana")) if one.role == "Figure"] == ["A code that leads to your form"]


def test_many_cards_take_as_many_pages_as_they_need_and_none_is_cut() -> None:
    pages = texts(drawn(*(f"Person {number}" for number in range(12))))
    assert 2 < len(pages) < 6
    for text in pages:
        assert text.count("For Person") == text.count("Questions? We are glad to help")
