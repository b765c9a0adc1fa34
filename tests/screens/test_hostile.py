"""SQL and markup typed into any field are kept exactly as typed, shown as text, and never stand in a log."""

import logging
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

HOSTILE = [
    "'; DROP TABLE records; --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "![p](https://evil.example/p.png)",
    "{{7*7}} ${7*7} %s %(x)s {0}",
    '=HYPERLINK("https://evil.example")',
    ":material/home: $x^2$ **b**",
    "https://evil.example/‮gpj",
]
QUESTIONS = load_screening(Clinic()).questionnaire.questions
TEXTS = [name for name, question in QUESTIONS.items() if question.type in ("text", "signature")]
ASKED: dict[str, Any] = {
    "for_whom": "helping",
    "other_health": ["other"],
    "medicines_any": "yes",
    "medicine_stopped": "professional",
    "allergies": ["numbing", "other"],
    "comfort_needs": ["interpreter", "other_needs"],
    "after_plans": ["swimming"],
}
"""What opens the questions that ask for a text."""


def typed() -> dict[str, str]:
    """A different hostile text for each question, short enough for its field."""
    return {name: HOSTILE[place % len(HOSTILE)] for place, name in enumerate(TEXTS)}


@pytest.fixture
def sent(questionnaire: Questionnaire, store: Store, caplog: pytest.LogCaptureFixture) -> Visitor:
    caplog.set_level(logging.DEBUG)
    visitor = Visitor(questionnaire, ASKED | typed())
    visitor.walk_to(questionnaire.sections[-1].id)
    visitor.fill()
    visitor.press("continue")
    assert store.records.refs()
    return visitor


def test_each_text_is_kept_exactly_and_shown_as_text_everywhere(
    sent: Visitor, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    record = store.records.read(store.records.refs()[0])
    answers: Any = record.answers["answers"]
    given = {name: text for name, text in typed().items() if name in answers}
    assert len(given) >= 10
    assert {name: answers[name] for name in given} == given
    assert record.identity["full_name"] == given["full_name"]
    assert not [sign for sign in ("<script", "<img src=x", "onerror=alert(2)>") if sign in sent.said]
    paper = "".join(words(render(report_of(record, store, "specialist", "en"))).split())
    assert "".join(given["full_name"].split()) in paper
    assert not [text for text in HOSTILE if text in caplog.text]
    assert [fault for _, fault in store.records.verify() if fault] == []
