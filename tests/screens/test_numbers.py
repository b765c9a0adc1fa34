"""A telephone number stands on the screen in the order in which it is dialled, whichever way the page runs."""

import pytest

from screens.text import safe


@pytest.mark.parametrize("number", ["020 7946 0100", "+44 (0)20 7946-0100", "07700900123", "01 23 45 67 89"])
def test_a_telephone_number_is_kept_together(number: str) -> None:
    assert safe(f"أخبرنا: {number}.") == f'أخبرنا: <bdi dir="ltr">{number}</bdi>.'


@pytest.mark.parametrize("text", ["999", "27 3 1990", "10:00", "13 December 2026", "48", "a <b> & 12"])
def test_other_figures_stay_in_their_line(text: str) -> None:
    assert "<bdi" not in safe(text)
