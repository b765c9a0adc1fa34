"""Examples hold the rulebook in place: a change of one thing is noticed."""

from rules.mutation import ENOUGH, mutants
from rules.rule import Rule
from rules.screening import Screening
from tests.rules.conftest import the_screening

Example = dict[str, object]

RULE = {
    "id": "zz-grown",
    "version": 1,
    "level": "caution",
    "when": {"all": [{"fact": "birth_date", "newer_than": "$years"}, {"fact": "hair_worn", "is": ["shaved"]}]},
    "if_unknown": "review",
    "client": {"noticed": "n", "why": "w", "do": "d"},
    "specialist": "s",
    "sources": [{"key": "practice"}],
    "reviewed": {"status": "draft"},
    "parameters": {"years": {"value": 25, "unit": "years", "minimum": 18, "maximum": 40}},
}
YOUNG: Example = {"name": "young", "then": "holds", "given": {"birth_date": "2002-12-01", "hair_worn": "shaved"}}
UNKNOWN: Example = {"name": "unknown", "then": "open", "given": {}}
LONG: Example = {"name": "long", "then": "clear", "given": {"birth_date": "2002-12-01", "hair_worn": "keep_long"}}
BIRTHDAY: Example = {"name": "25 today", "then": "clear", "given": {"birth_date": "2001-12-14", "hair_worn": "shaved"}}
DAY_BEFORE: Example = {
    "name": "25 tomorrow",
    "then": "holds",
    "given": {"birth_date": "2001-12-15", "hair_worn": "shaved"},
}
ALL = (YOUNG, UNKNOWN, LONG, BIRTHDAY, DAY_BEFORE)


def survivors(*examples: Example) -> set[str]:
    own = the_screening()
    rule = Rule.model_validate({**RULE, "examples": examples})
    book = own.rulebook.model_copy(update={"rules": (rule,), "facts": ()})
    screening = Screening(own.questionnaire, book, own.questions.catalogue, own.clinic)
    return {mutant.change.split(" {")[0] for mutant in mutants(screening) if not mutant.caught}


def test_the_examples_of_the_rulebook_notice_at_least_95_changes_in_100() -> None:
    found = list(mutants(the_screening()))
    assert sum(mutant.caught for mutant in found) >= ENOUGH * len(found)


def test_every_change_is_noticed_where_examples_stand_on_both_sides() -> None:
    assert survivors({**YOUNG, "outcome": "suitable_with_precautions"}, *ALL[1:]) == set()


def test_a_dropped_condition_that_nothing_rests_on_is_told() -> None:
    assert "without" in survivors(YOUNG, UNKNOWN, BIRTHDAY)


def test_a_moved_threshold_that_no_example_stands_beside_is_told() -> None:
    assert {"$years is 24 years", "$years is 26 years"} & survivors(YOUNG, UNKNOWN, LONG)


def test_a_level_that_no_example_names_is_told() -> None:
    assert survivors(*ALL) == {"level is advice", "level is clearance"}
