"""A rule is found by what it is called, says, asks and looks at, and by how this clinic has set it."""

import pytest

from intake.clinic import Clinic
from intake.language import load_language
from rules.content import load_screening
from rules.rule import LEVELS
from rules.searching import find, topic
from tests.rules.conftest import the_screening

ENGLISH = load_language("en")
SETTLED = Clinic(
    parameters={"bt-nsaid-own": {"window": 72}},
    levels={"sk-keloid": "contraindicated"},
    switched_off=("sk-dark-marks",),
)


def ids(sought: str = "", **filters: str) -> list[str]:
    return [one.rule.id for one in find(the_screening(), ENGLISH, sought, **filters)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sought", "rule"),
    [
        ("bt-nsaid-own", "bt-nsaid-own"),
        ("NSAID-own", "bt-nsaid-own"),
        ("own inside window", "bt-nsaid-own"),  # what the specialist reads
        ("you chose it yourself", "bt-nsaid-own"),  # what the client reads
        ("alphamicropigmentation", "bt-nsaid-own"),  # a source
        ("which painkiller was it", "bt-nsaid-own"),  # a question
        (
            "do you drink alcohol on most days?",
            "al-never-suddenly",
        ),  # a question that it reads through a fact that rules share
        ("nurofen", "bt-nsaid-own"),  # a medicine that it looks at
        ("apixaban", "bt-prescribed-anticoagulant"),
        ("heart and vessels", "ht-pressure-high"),  # what it is about
        ("contraindicated", "ex-under-18"),
    ],
)
def test_a_rule_is_found(sought: str, rule: str) -> None:
    assert rule in ids(sought)
    assert len(ids(sought)) < len(ids()) / 2


def test_every_word_must_stand_in_it() -> None:
    assert set(ids("nurofen alphamicropigmentation")) == set(ids("nurofen")) & set(ids("alphamicropigmentation"))
    assert ids("nurofen nowhere-to-be-found") == []


def test_a_medicine_finds_no_rule_about_another() -> None:
    assert "bt-prescribed-anticoagulant" not in ids("nurofen")


def test_nothing_sought_is_every_rule_the_gravest_first() -> None:
    assert sorted(ids()) == sorted(the_screening().rulebook.by_id)
    found = [LEVELS.index(one.rule.level) for one in find(the_screening(), ENGLISH)]
    assert found == sorted(found, reverse=True)


def test_rules_are_told_apart_by_level_lock_and_review() -> None:
    book = the_screening().rulebook.by_id
    assert {book[one].level for one in ids(level="defer")} == {"defer"}
    assert set(ids(setting="locked")) == {rule.id for rule in book.values() if rule.locked}
    assert sorted(ids(setting="locked") + ids(setting="unlocked")) == sorted(book)
    assert ids(review="draft") == ids()  # until a clinician has signed one
    assert ids(review="reviewed") == []


def test_what_this_clinic_changed_is_found_with_what_it_is_now() -> None:
    found = {one.book.id: one for one in find(load_screening(SETTLED), ENGLISH, setting="changed")}
    assert set(found) == {"bt-nsaid-own", "sk-keloid", "sk-dark-marks"}
    assert found["bt-nsaid-own"].rule.parameters["window"].value == 72
    assert found["bt-nsaid-own"].book.parameters["window"].value == 48
    assert found["sk-keloid"].rule.level == "contraindicated"
    assert found["sk-dark-marks"].off
    assert ids(setting="changed") == []


def test_every_rule_says_what_it_is_about() -> None:
    assert all(topic(rule, ENGLISH) for rule in the_screening().rulebook.rules)
