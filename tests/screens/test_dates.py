"""Times as people type them."""

import pytest

from screens.dates import clock_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14:30", "14:30"), ("9.30", "09:30"), ("930", "09:30"), ("14", "14:00"), ("2 pm", "14:00"), ("12pm", "12:00"),
     ("12 a.m.", "00:00"), ("2.15pm", "14:15")],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert clock_time(typed) == meant


@pytest.mark.parametrize("typed", ["2", "13pm", "noon", "", "🌙", "14:3"])
def test_a_time_that_may_mean_two_things_or_none_is_not_guessed(typed: str) -> None:
    assert clock_time(typed) == typed
