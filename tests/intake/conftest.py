"""A small questionnaire with one of each thing, so that a test reads like what it promises."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.questionnaire import Questionnaire, load

SECTION = """
id: health
title: Your health
questions:
  - {id: birth_date, type: date, text: Your birth date, tense: past}
  - {id: heart, type: choices, text: Any of these, none: None of these, not_sure: true, private: true,
     options: [{id: stent, text: A stent}, {id: clot, text: A clot}]}
  - {id: stent_date, type: date, text: When, tense: past, finest: month, visible_when: {fact: heart, has: stent}}
  - {id: smokes, type: yes_no, text: Do you smoke, not_sure: true}
  - {id: daily, type: number, text: How many a day, minimum: 1, maximum: 100, visible_when: {fact: smokes, is: yes}}
  - {id: note, type: text, text: Anything else, required: false, length: 40}
  - {id: had_clot, type: yes_no, text: Ever a clot, required: false, not_sure: true}
  - {id: fever, type: yes_no, text: A fever, asked_within: 72}
  - {id: trip, type: date, text: Your trip, tense: future, required: false}
checks:
  - {id: lists_differ, when: {all: [{fact: heart, none: true}, {fact: had_clot, is: yes}]}, ask: Which is right?,
     between: [heart, had_clot]}
exits:
  - {id: too_young, when: {fact: birth_date, newer_than: $minimum_age}, title: Thank you, text: Please come back later}
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes one section and gives the folder."""

    def write(text: str) -> Path:
        (tmp_path / "01_health.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def small(written: Callable[[str], Path]) -> Questionnaire:
    return load(written(SECTION))
