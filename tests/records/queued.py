"""Forms in the queue, as the tests of the desk's lists need them."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from records import Ref, Store
from tests.records.examples import ANSWERS, NOW, submission

CALM: dict[str, Any] = {"urgent": [], "open": [], "letters": [], "bookable": True, "not_before": None}
URGENT = {**CALM, "urgent": [{"rule": "bt-x", "urgency": "today"}]}
LETTER = {**CALM, "letters": [{"from": "gp"}]}


def send(
    store: Store,
    name: str,
    at: datetime = NOW,
    visit: datetime | None = None,
    found: dict[str, Any] = CALM,
    token: str | None = None,
) -> Ref:
    """The record of somebody of this name who sent their form `at`, for a session at the moment `visit`."""
    at_visit = visit.isoformat() if visit else None
    told: dict[str, JsonValue] = {**ANSWERS, "visit": {"kind": "session", "at": at_visit}}
    made = submission(store, id=uuid.uuid4().hex, token=token, answers=told)
    who = {"full_name": name, "birth_date": "1990-02-28"}
    return store.records.submit(made.model_copy(update={"identity": who, "assessment": found}), at)
