"""A date is never shown as if it were free while something else is awaited."""

from typing import Any

from reports.model import Report
from tests.reports.cases import APIXABAN, told

SOON = {"kind": "first_session", "at": "2026-12-02T10:00"}
IBUPROFEN = {"name": "Ibuprofen", "advised": "own", "still": "no", "last_taken": "2026-12-01T09:00"}
MOMENT = "Thu 3 Dec, 09:00"


def report(reader: Any, *medicines: dict[str, Any], **answers: Any) -> Report:
    return told(reader, visit=SOON, two_days=[], medicines_any="yes", medicines=list(medicines), **answers)


def done(found: Report) -> str:
    return " ".join(finding.do for finding in found.findings)


def test_a_date_alone_is_a_date() -> None:
    assert f"after {MOMENT}. Your visit is not cancelled" in done(report("client", IBUPROFEN))
    status = report("specialist", IBUPROFEN).status
    assert status and status.text == f"not before {MOMENT}"


def test_with_a_letter_awaited_it_is_only_once_that_is_here() -> None:
    found = report("client", IBUPROFEN, APIXABAN, named_thinners=["apixaban"], bleeding_with_medicine=[])
    assert f"after {MOMENT}, and only once the other points here are settled." in done(found)
    status = report("specialist", IBUPROFEN, APIXABAN, named_thinners=["apixaban"], bleeding_with_medicine=[]).status
    assert status and status.text.startswith(f"not before {MOMENT}, and only once this is here: 1 letter awaited")


def test_with_a_question_open_it_is_only_once_that_is_answered() -> None:
    status = report("specialist", IBUPROFEN, skin_now={"state": "not_sure"}).status
    assert status and f"not before {MOMENT}, and only once this is here: 1 question" in status.text
