"""Strong three-valued logic: unknown is not no."""

import pytest

from intake.rails import NEVER, Rails, inverted, several, some

YES, NO, UNKNOWN = Rails(1, 1), NEVER, Rails(0, 1)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (YES, NO, NO, YES),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO, UNKNOWN),
        (NO, YES, NO, YES),
        (NO, UNKNOWN, NO, UNKNOWN),
        (NO, NO, NO, NO),
    ],
)
def test_and_and_or_of_what_may_be_unknown(left: Rails, right: Rails, both: Rails, either: Rails) -> None:
    assert several([left, right], 2, 1) == both
    assert some([left, right]) == either


@pytest.mark.parametrize(("part", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_of_unknown_stays_unknown(part: Rails, opposite: Rails) -> None:
    assert inverted(part, 1) == opposite


@pytest.mark.parametrize(
    ("parts", "holds"),
    [
        ([YES, YES, NO], YES),
        ([YES, UNKNOWN, NO], UNKNOWN),
        ([YES, NO, NO], NO),
        ([UNKNOWN, UNKNOWN, UNKNOWN], UNKNOWN),
        ([YES, YES, UNKNOWN], YES),
    ],
)
def test_at_least_two_of_three(parts: list[Rails], holds: Rails) -> None:
    assert several(parts, 2, 1) == holds


def test_each_bit_is_a_case_of_its_own() -> None:
    assert several([Rails(0b101, 0b111), Rails(0b110, 0b110)], 2, 0b111) == Rails(0b100, 0b110)
