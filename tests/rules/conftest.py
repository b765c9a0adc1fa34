"""The product's own content, and a healthy person to start each case from."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from intake.answers import read_intake
from intake.clinic import Clinic
from rules.assessment import Assessment
from rules.content import load_screening
from rules.screening import Screening

HEALTHY: dict[str, Any] = json.loads((Path(__file__).parent / "healthy.json").read_text(encoding="utf-8"))
Case = Callable[..., Assessment]


@cache
def the_screening() -> Screening:
    return load_screening(Clinic(phone="020 7946 0000"))


@pytest.fixture
def screening() -> Screening:
    return the_screening()


@pytest.fixture
def assess(screening: Screening) -> Case:
    """Assess the healthy person with some answers changed; None takes an answer away."""

    def case(visit: dict[str, Any] | None = None, assessed_at: str = "2026-12-01T10:00", **changed: Any) -> Assessment:
        answers = {name: value for name, value in {**HEALTHY, **changed}.items() if value is not None}
        document = {
            "assessed_at": assessed_at,
            "visit": visit or {"kind": "first_session", "at": "2026-12-14T14:00"},
            "answers": answers,
        }
        return screening.assess(read_intake(document, screening.questionnaire, screening.clinic))

    return case
