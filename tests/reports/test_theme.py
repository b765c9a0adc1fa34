"""Colours can be read by people with low vision, and never carry a meaning alone."""

from itertools import combinations

import pytest

from reports.ink import SHAPES
from reports.theme import LOOKS, MUTED, TEXT, WASH, Look

ENOUGH = 4.5  # WCAG 2 AA for text


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_ink_and_text_can_be_read_on_each_tint(look: Look) -> None:
    for ink in (look.ink, TEXT, MUTED):
        assert contrast(ink, look.tint) >= ENOUGH
        assert contrast(ink, "#FFFFFF") >= ENOUGH


def test_text_can_be_read_on_quiet_cards() -> None:
    assert all(contrast(ink, WASH) >= ENOUGH for ink in (TEXT, MUTED))


def test_each_meaning_has_a_shape_of_its_own() -> None:
    assert all(one.shape != other.shape for one, other in combinations(LOOKS.values(), 2))
    assert {look.shape for look in LOOKS.values()} == set(SHAPES)
