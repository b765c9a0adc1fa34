"""A rulebook of which what is proved is not true is found out. Of ours, `make check` proves it."""

from typing import Any

import pytest

from rules.proof import Prover
from rules.rule import Rule
from rules.screening import Screening
from tests.rules.conftest import the_screening

TATTOO = {"fact": "tattoo_trouble", "is": "yes"}
RULE: dict[str, Any] = {
    "id": "zz-one",
    "version": 1,
    "level": "caution",
    "when": TATTOO,
    "if_unknown": "review",
    "client": {"noticed": "n", "why": "w", "do": "d"},
    "specialist": "s",
    "sources": [{"key": "practice"}],
    "reviewed": {"status": "draft"},
    "examples": [{"name": "n", "then": then, "given": {}} for then in ("holds", "open", "clear")],
}
DEFER = {"level": "defer", "if_unknown": "ask"}


def faults(*changes: dict[str, Any]) -> list[str]:
    own = the_screening()
    rules = tuple(Rule.model_validate({**RULE, "id": f"zz-{number}", **one}) for number, one in enumerate(changes))
    book = own.rulebook.model_copy(update={"rules": rules})
    return list(Prover(Screening(own.questionnaire, book, own.questions.catalogue, own.clinic)).faults())


def test_nothing_is_said_of_a_sound_rule() -> None:
    assert faults({}) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"when": {"all": [TATTOO, {"not": {"fact": "scalp_past", "has": "scar"}}]}},
            "one more tick of scalp_past takes the finding away",
        ),
        ({"falls_with": ["scalp_past"], "when": {"fact": "scalp_past", "has": "scar"}}, "of which no tick takes"),
        ({"when": {"all": [TATTOO, {"fact": "tattoo_trouble", "is": "no"}]}}, "no answers make it hold"),
        ({"when": {"any": [TATTOO, {"not": TATTOO}]}}, "it holds whatever is answered"),
        (
            {**DEFER, "when": {"any": [TATTOO, {"fact": "laser_date", "newer_than": "4 weeks"}]},
             "defer_until": {"from": "laser_date", "wait": "4 weeks"}},
            "the wait does not end",
        ),
        ({**DEFER, "defer_until": {"event": "baby_born"}}, "no answer to what baby_born asks again ends it"),
    ],
    ids=["a tick", "a needless declaration", "never", "always", "no end", "no way out"],
)  # fmt: skip
def test_a_rule_of_which_it_is_not_true_is_named(change: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults(change))


def test_a_rule_that_is_another_said_again_is_named() -> None:
    assert faults({}, {}) == ["zz-0: says the same as zz-1", "zz-1: says the same as zz-0"]


def test_a_rule_that_a_graver_one_hides_is_named() -> None:
    both = {"all": [TATTOO, {"fact": "scalp_past", "has": "scar"}]}
    graver = {"level": "contraindicated", "if_unknown": "ask"}
    assert faults({"when": both}, graver) == ["zz-0: is hidden by zz-1"]
