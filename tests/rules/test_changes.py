"""Between two rulebooks or questionnaires that were kept, it is said by id what is new, gone or changed."""

import json
from typing import Any

import pytest

from rules.changes import Differing, differing
from rules.content import parts
from tests.rules.conftest import the_screening

KEPT = parts(the_screening())


def altered(part: str, change: Any) -> bytes:
    content = json.loads(KEPT[part])
    change(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize("part", ["rulebook", "questionnaire", "medicines"])
def test_the_same_content_does_not_differ(part: str) -> None:
    assert differing(part, KEPT[part], KEPT[part]) == Differing((), (), ())


def test_a_rule_that_is_gone_is_new_the_other_way_round() -> None:
    id_ = json.loads(KEPT["rulebook"])[0]["rules"][3]["id"]
    fewer = altered("rulebook", lambda content: content[0]["rules"].pop(3))
    assert differing("rulebook", KEPT["rulebook"], fewer) == Differing((), (id_,), ())
    assert differing("rulebook", fewer, KEPT["rulebook"]) == Differing((id_,), (), ())


def test_a_rule_that_says_something_else_is_changed() -> None:
    other = altered("rulebook", lambda content: content[0]["rules"][5].update(version=99))
    id_ = json.loads(KEPT["rulebook"])[0]["rules"][5]["id"]
    assert differing("rulebook", KEPT["rulebook"], other) == Differing((), (), (id_,))


def test_what_surrounds_the_rules_counts_under_the_rulebooks_name() -> None:
    other = altered("rulebook", lambda content: content[0]["facts"].pop())
    assert differing("rulebook", KEPT["rulebook"], other).changed == ("rulebook",)


def test_a_question_and_its_section_are_told_apart() -> None:
    def change(content: Any) -> None:
        content[0]["sections"][0]["title"] = "Other"
        content[0]["sections"][1]["questions"][0]["text"] = "Other?"

    first, second = json.loads(KEPT["questionnaire"])[0]["sections"][:2]
    changed = differing("questionnaire", KEPT["questionnaire"], altered("questionnaire", change)).changed
    assert set(changed) == {first["id"], second["questions"][0]["id"]}
