"""Nobody is asked for an answer that would change nothing. Of our rulebook, `make check` proves it."""

from typing import Any

from rules.needless import needless
from rules.rule import Rule
from rules.screening import Screening
from tests.rules.conftest import the_screening
from tests.rules.test_proof import RULE

EITHER_WAY = {"any": [{"fact": "hair_worn", "is": "shaved"}, {"fact": "hair_worn", "is": ["very_short", "keep_long"]}]}


def told(**changes: Any) -> str:
    own = the_screening()
    rule = Rule.model_validate({**RULE, **changes})
    book = own.rulebook.model_copy(update={"rules": (rule,)})
    return " ".join(needless(Screening(own.questionnaire, book, own.questions.catalogue, own.clinic)))


def test_a_question_of_which_every_answer_says_the_same_is_told() -> None:
    assert "hair_worn leaves it open" in told(when=EITHER_WAY)


def test_a_rule_may_say_that_it_means_it() -> None:
    assert told(when=EITHER_WAY, stays_open=["hair_worn"]) == ""


def test_what_is_listed_in_vain_is_told() -> None:
    assert "leaves nothing open" in told(when={"fact": "hair_worn", "is": "shaved"}, stays_open=["hair_worn"])


def test_a_date_that_is_over_by_the_visit_is_not_asked_for() -> None:
    assert told(when={"fact": "laser_date", "newer_than": "4 weeks"}) == ""
