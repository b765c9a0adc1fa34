"""A number or an address that is known becomes a link, and nothing else does."""

import pytest

from intake.reach import address_of, linked


@pytest.mark.parametrize(
    ("reach", "address"),
    [
        ("999", "tel:999"),
        ("020 7946 0100", "tel:02079460100"),
        ("+44 (0)20 7946 0100", "tel:+442079460100"),
        ("(020) 7946-0100", "tel:02079460100"),
        ("030/1234567", "tel:0301234567"),
        ("desk@clinic.example", "mailto:desk@clinic.example"),
        ("999 or 112", ""),
        ("999 / 112", ""),
        ("020 7946 0100, 020 7946 0101", ""),
        ("Scalp Clinic", ""),
        ("a@b?bcc=c@d", ""),
        ("", ""),
    ],
)
def test_where_it_leads(reach: str, address: str) -> None:
    assert address_of(reach) == address


@pytest.mark.parametrize(
    "text",
    [
        "INR 1999, 999.5 or 180/999, room 999b, +999, x@999.example",
        '<p id="q-999">&#999;</p>',
        "<summary>Letter about 999</summary>",
        '<a href="/999">999</a>',
    ],
)
def test_only_the_whole_number_in_a_text_is_a_link(text: str) -> None:
    assert linked(text, ["999"]) == text


def test_every_time_that_it_is_said_it_is_one() -> None:
    said = '<p>Call 999.</p><p>020\u00a07946 0100, <bdi dir="ltr">020 7946 0100</bdi></p>'
    made = linked(said, ["999", "020 7946 0100", "020 7946"])
    assert made.count('href="tel:999">999</a>') == 1
    assert made.count('href="tel:02079460100"') == 2
    assert linked("<p>999</p>", ["", "Scalp Clinic"]) == "<p>999</p>"
