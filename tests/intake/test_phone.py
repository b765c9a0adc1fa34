"""A telephone number becomes one that can be dialled from anywhere, or none: never a stranger's."""

import pytest

from intake.country import load_countries
from intake.phone import international, is_number, load_plans


@pytest.mark.parametrize(
    ("written", "country", "dialled"),
    [
        ("020 7946 0000", "GB", "+442079460000"),
        ("+44 (0)20 7946 0000", "GB", "+442079460000"),
        ("0044 20 7946 0000", "GB", "+442079460000"),
        ("+49 30 901820", "GB", "+4930901820"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("1-212-555-0123", "US", "+12125550123"),
        ("011 44 20 7946 0000", "US", "+442079460000"),
        ("0011 44 20 7946 0000", "AU", "+442079460000"),
        ("06 1234 567", "IT", "+39061234567"),
        ("06 30 123 4567", "HU", "+36301234567"),
        ("612 34 56 78", "ES", "+34612345678"),
        ("020 7946 0000", "XX", ""),
        ("+44 20 7946 0000", "XX", "+442079460000"),
        ("999", "GB", ""),
        ("ask her", "GB", ""),
        ("+44 20 7946 0000 ext 5", "GB", ""),
        ("12345678901234567", "GB", ""),
        ("", "GB", ""),
    ],
)
def test_a_number_as_it_is_dialled_from_anywhere(written: str, country: str, dialled: str) -> None:
    assert international(written, country) == dialled


@pytest.mark.parametrize(("text", "number"), [("020 7946-0000", True), ("112", True), ("a@b.org", False), ("+", False)])
def test_what_can_be_a_number(text: str, number: bool) -> None:
    assert is_number(text) == number


def test_every_country_that_is_known_has_its_plan() -> None:
    assert load_plans().keys() == load_countries().keys()
