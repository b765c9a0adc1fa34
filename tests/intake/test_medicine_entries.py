"""What an entry of the form stands for."""

import pytest

from tests.intake.medicine_answers import CATALOGUE


def test_what_the_search_box_offers_is_understood_when_chosen() -> None:
    read = {name: CATALOGUE.match(name) for name in CATALOGUE.names()}
    assert [name for name, one in read.items() if len(one.matches) != 1] == []
    asked = {name for name, one in read.items() if one.matches[0].certainty == "ask_which"}
    assert {name for name, one in read.items() if one.unclear} == asked


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (("apixaban", None, None), ["apixaban"]),
        (("apixaban and ibuprofen", None, None), ["apixaban", "ibuprofen"]),
        (("apixabam", "apixaban", True), ["apixaban"]),
        (("apixabam", "apixaban", False), []),
        (("apixabam", "apixaban", None), []),
        (("Voltaren", "diclofenac-gel", True), ["diclofenac-gel"]),
        (("apixaban and ibuprofen", "ibuprofen", True), ["apixaban", "ibuprofen"]),
        (("warfarin", "gone-from-the-catalogue", True), ["warfarin"]),
        (("xyzol", None, None), []),
        (("allergic to aspirin", None, None), []),
    ],
)
def test_an_entry_stands_for_what_was_confirmed_or_exactly_named(
    entry: tuple[str, str | None, bool | None], found: list[str]
) -> None:
    assert [row.id for row in CATALOGUE.recognised(*entry)] == found


@pytest.mark.parametrize(
    ("entry", "whole"),
    [
        (("apixaban 5 mg", None, None), True),
        (("apixaban and xyzol", None, None), False),
        (("apixabam", "apixaban", True), True),
        (("apixabam and xyzol", "apixaban", True), False),
        (("Excedrin", None, None), False),
    ],
)
def test_an_entry_is_complete_when_nothing_of_its_name_is_left(
    entry: tuple[str, str | None, bool | None], whole: bool
) -> None:
    assert CATALOGUE.complete(*entry) is whole
