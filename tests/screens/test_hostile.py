"""SQL and markup typed into any field are kept exactly as typed, shown as text, and never stand in a log."""

import logging
from html import escape
from typing import Any

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store
from reports.kept import report_of
from reports.pdf import render
from rules.content import load_screening
from tests.reports.pages import words
from tests.screens.visitor import Visitor

TURNS = "\u202e"
HOSTILE = [
    "'; DROP TABLE records; --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "![p](https://evil.example/p.png)",
    "{{7*7}} ${7*7} %s %(x)s {0}",
    '=HYPERLINK("https://evil.example")',
    ":material/home: $x^2$ **b**",
    f"https://evil.example/{TURNS}gpj",
]
QUESTIONS = load_screening(Clinic()).questionnaire.questions
TEXTS = [name for name, question in QUESTIONS.items() if question.type in ("text", "signature")]
ASKED: dict[str, Any] = {
    "for_whom": "helping",
    "other_health": ["other"],
    "medicine_stopped": "professional",
    "allergies": ["numbing", "other"],
    "comfort_needs": ["interpreter", "other_needs"],
    "after_plans": ["swimming"],
    "numbing_reaction": "rash",
    "allergy_reaction": "rash",
    "after_can_wait": "all_can",
}
"""What opens the questions that ask for a text."""


def typed() -> dict[str, str]:
    """A different hostile text for each question, short enough for its field; the client signs with theirs."""
    texts = {name: HOSTILE[place % len(HOSTILE)] for place, name in enumerate(TEXTS)}
    return {**texts, "signature": texts["full_name"]}


def test_each_text_is_kept_exactly_and_is_text_on_screen_and_paper_and_in_no_log(
    questionnaire: Questionnaire, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = Visitor(questionnaire, ASKED | typed())
    visitor.walk_to(questionnaire.sections[-1].id)
    visitor.fill()
    shown = visitor.said
    visitor.press("continue")
    record = store.records.read(store.records.refs()[0])
    answers: Any = record.answers["answers"]
    given = {name: text for name, text in typed().items() if name in answers}
    assert len(given) >= 10
    assert {name: answers[name] for name in given} == given
    assert record.identity["full_name"] == given["full_name"]
    told = [escape(text) for name, text in given.items() if text != escape(text) and name != "signature"]
    assert [text for text in told if text not in shown] == []
    assert not [text for text in HOSTILE if text != escape(text) and text in shown + visitor.said]
    paper = "".join(words(render(report_of(record, store, "specialist", "en"))).split())
    # A sign that turns the reading direction around would make one name look like another; paper prints its number.
    printed = {name for name, text in given.items() if "".join(text.replace(TURNS, "⟨U+202E⟩").split()) in paper}
    assert printed == set(given)
    assert TURNS not in paper
    assert not [text for text in HOSTILE if text in caplog.text]
    assert [fault for _, fault in store.records.verify() if fault] == []
