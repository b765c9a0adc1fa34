"""Content that means nothing is refused with file, line and what is allowed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.content import ContentError
from intake.questionnaire import load

QUESTION = """
id: health
title: Your health
questions:
  - id: smokes
    type: yes_no
    text: Do you smoke
  - id: daily
    type: choice
    text: How often
    options: [{id: often, text: Often}, {id: no, text: Not}]
    visible_when: {fact: smokes, is: yes}
"""


@pytest.mark.parametrize(
    ("found", "put", "line", "said"),
    [
        ("text: Do you smoke", "txt: Do you smoke", 5, "text"),
        ("type: yes_no", "type: yesno", 6, "'yesno' does not fit; allowed: 'yes_no'"),
        ("fact: smokes", "fact: smoke", 12, "did you mean 'smokes'?"),
        ("is: yes}", "is: maybe}", 12, "no option 'maybe'; allowed: no, yes"),
        ("is: yes}", "has: yes}", 12, "`has` does not fit 'smokes'; allowed: is"),
        ("    text: How often", "    required: no\n    text: How often", 10, "'no' does not fit; allowed: true, false"),
        ("id: daily", "id: smokes", 8, "the id 'smokes' stands twice"),
        ("    text: Do you smoke", "    text: Do you smoke\n    text: Twice", 8, "'text' stands here twice"),
        ("{fact: smokes, is: yes}", "{fact: daily, is: often}", 12, "nothing is called 'daily'"),
        ("{id: often, text: Often}", "{id: often, text: Often, picture: soft}", 11, "no drawing 'soft'; allowed: hair"),
        ("is: yes}", "is: yes", 13, "not YAML"),
    ],
    ids=[
        "a key that does not exist", "a type that does not exist", "an unknown id", "a misspelt option",
        "a test that does not fit", "a bare no where true or false stands", "an id twice", "a key twice",
        "a condition on what is asked later", "a drawing that is missing", "broken YAML",
    ],
)  # fmt: skip
def test_a_fault_in_content_is_refused_with_its_place(
    written: Callable[[str], Path], found: str, put: str, line: int, said: str
) -> None:
    assert found in QUESTION
    with pytest.raises(ContentError) as refused:
        load(written(QUESTION.replace(found, put)))
    assert f"01_health.yaml:{line}" in str(refused.value)
    assert said in str(refused.value)


def test_a_bare_no_is_a_word(written: Callable[[str], Path]) -> None:
    questionnaire = load(written(QUESTION))
    assert [option.id for option in questionnaire.questions["daily"].options] == ["often", "no"]


def test_the_questionnaire_of_the_product_is_accepted_and_has_12_steps_at_most_whatever_the_visit() -> None:
    assert len(load().sections) == 12


def test_two_people_reading_the_same_questionnaire_get_the_same_fingerprint() -> None:
    assert load().fingerprint == load().fingerprint


@pytest.mark.parametrize("word", ["HIV", "rejected", "contraindication", "unsuitable", "risk"])
def test_no_client_reads_a_word_that_frightens_or_shames(word: str) -> None:
    text = load().model_dump_json(exclude_none=True)
    assert word.casefold() not in {part.strip(".,?!\"'").casefold() for part in text.split()}
