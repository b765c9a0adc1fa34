"""Colours are as well seen as WCAG 2 counts it."""

import pytest

from intake.colour import WHITE, contrast, lightened, mixed

DARK = "#16191A"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        ("#767676", WHITE, 4.54),
        ("#0F5C5C", WHITE, 7.76),
        (WHITE, "#1B7A7A", 5.11),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("colour", ["#000000", "#5B2A6E", "#8A1C1C", "#1F3A93", "#3D3D3D"])
def test_a_dark_colour_is_made_just_light_enough_to_be_seen_in_the_dark(colour: str) -> None:
    lighter = lightened(colour, DARK, 3.4)
    assert 3.4 <= contrast(lighter, DARK) < 3.6
    assert contrast(lighter, WHITE) >= 4.5


def test_what_is_light_enough_stays_as_it_is() -> None:
    assert lightened("#7FC8C8", DARK, 8) == "#7FC8C8"


def test_a_tint_lies_between_colour_and_ground() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
