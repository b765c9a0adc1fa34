"""Who comes to the form: somebody healthy, but for what a test says of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from intake import questionnaire
from intake.condition import Test
from intake.questionnaire import Question

FORM = questionnaire.load()
HEALTHY: dict[str, Any] = json.loads((Path(__file__).parents[1] / "rules/healthy.json").read_text(encoding="utf-8"))


def asked_before(question: Question, kind: str) -> bool:
    """May it be asked before a visit of this kind?"""
    when = question.visible_when
    return not (isinstance(when, Test) and when.fact == "visit_kind") or kind in (when.is_ or ())


@dataclass(frozen=True)
class Person:
    """Somebody healthy who comes for a first session, except for what is said otherwise; answers are raw, by id."""

    answers: Mapping[str, Any] = field(default_factory=lambda: HEALTHY)
    kind: str = "first_session"
    at: datetime | None = None
    told_before: Mapping[str, Any] = field(default_factory=lambda: HEALTHY)

    def but(self, **answers: Any) -> Self:
        """The same person, who still has to answer these."""
        told = {name: raw for name, raw in self.told_before.items() if name not in answers}
        return replace(self, answers={**self.answers, **answers}, told_before=told)

    def coming(self, kind: str, at: datetime | None) -> Self:
        """The same person with this visit."""
        return replace(self, kind=kind, at=at)

    @property
    def draft(self) -> dict[str, Any]:
        """What the program keeps when this person has answered all that they share with somebody healthy."""
        unsigned = {q.id for q in FORM.sections[-1].questions}
        answers = {name: raw for name, raw in self.told_before.items() if name not in unsigned}
        booked = {"day": f"{self.at:%Y-%m-%d}", "time": f"{self.at:%H:%M}"} if self.at else {}
        return {"answers": answers, "visit": {"kind": self.kind, **booked}}
