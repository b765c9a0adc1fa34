"""What a clinic may set of a rule is what its settings are accepted with."""

import pytest

from rules.as_set import as_set, with_level, with_number
from rules.content import setting_faults
from rules.rule import LEVELS, Parameter
from tests.rules.conftest import the_screening

SCREENING = the_screening()


def test_a_clinic_is_offered_exactly_the_levels_that_its_settings_may_hold() -> None:
    for one in as_set(SCREENING):
        for level in LEVELS:
            wrong = setting_faults(SCREENING.rulebook, with_level(SCREENING.clinic, one.rule.id, level))
            assert (level in one.levels) == (not wrong), (one.rule.id, level, wrong)


def test_a_number_is_accepted_between_what_is_allowed_and_not_beyond() -> None:
    for one in as_set(SCREENING):
        for name, number in one.book.parameters.items():
            least, most = number.allowed(one.book.locked)
            for value, accepted in ((least, True), (most, True), (least - 1, False), (most + 1, False)):
                wrong = setting_faults(SCREENING.rulebook, with_number(SCREENING.clinic, one.rule.id, name, value))
                assert accepted == (not wrong), (one.rule.id, name, value, wrong)


@pytest.mark.parametrize(
    ("locked", "tighter", "allowed"),
    [(False, None, (10, 90)), (True, None, (50, 90)), (True, "up", (50, 90)), (True, "down", (10, 50))],
)
def test_the_number_of_a_locked_rule_may_only_find_more(
    locked: bool, tighter: str | None, allowed: tuple[int, int]
) -> None:
    number = Parameter.model_validate({"value": 50, "unit": "x", "minimum": 10, "maximum": 90, "tighter": tighter})
    assert number.allowed(locked) == allowed
    assert [number.looser(value) for value in allowed] == [False, False] or not locked
