"""Time, by one table (times.yaml): elapsed hours over both clock changes, days and months of the calendar, ages."""

from pathlib import Path
from typing import Any

import pytest

from intake.answers import read_intake
from intake.content import Document
from rules.assessment import Assessment
from rules.content import load_screening
from tests.rules.conftest import HEALTHY, the_screening

TABLE: Any = Document(Path(__file__).with_name("times.yaml")).value


def assessed(at: str, when: str, settings: dict[str, Any] | None = None, **answers: Any) -> Assessment:
    screening = load_screening(the_screening().clinic.model_copy(update=settings or {}))
    document = {
        "assessed_at": when,
        "visit": {"kind": "first_session", "at": at},
        "answers": {**HEALTHY, "birth_date": "1989-04-12", **answers},
    }
    return screening.assess(read_intake(document, screening.questionnaire, screening.clinic))


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_a_wait_ends_to_the_minute_or_to_the_day(row: dict[str, Any]) -> None:
    found = assessed(row["visit"], row["assessed"], **row["answers"])
    assert (row["rule"] in {finding.rule for finding in found.findings}) == row["holds"]


SUNBED = {"skin_now": ["sunbed"], "sunbed_date": "2026-11-30"}
WARFARIN = {"medicines_any": "yes", "medicines": [{"name": "Warfarin", "advised": "regular", "still": "yes"}]}


@pytest.mark.parametrize(
    ("settings", "answers", "expected"),
    [
        ({"letter_days": 14}, WARFARIN, "2026-12-15"),
        ({"letter_days": 21}, WARFARIN, "2026-12-22"),
        ({"patch_test": "everyone", "patch_test_days": 3}, {}, "2026-12-04"),
        ({"letter_days": 14, "patch_test": "everyone", "patch_test_days": 3}, WARFARIN, "2026-12-18"),
        ({}, {}, None),
    ],
    ids=["a letter", "a slower letter", "a patch test", "both, one after the other", "neither"],
)
def test_the_earliest_day_leaves_time_for_letters_and_tests(
    settings: dict[str, Any], answers: dict[str, Any], expected: str | None
) -> None:
    found = assessed("2026-12-14T14:00", "2026-12-01T10:00", settings, **answers).expected
    assert (found[:10] if found else None) == expected


def test_a_letter_never_makes_the_day_earlier_than_a_wait() -> None:
    answers = WARFARIN | SUNBED
    found = assessed("2026-12-05T14:00", "2026-12-01T10:00", {"letter_days": 14}, **answers)
    assert found.not_before and found.expected
    assert found.expected >= found.not_before
