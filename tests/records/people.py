"""Records as the form makes them: of a healthy person with some answers changed, with the real content beside them."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from intake.answers import read_intake
from records import Ref, Store, Submission, new_token
from rules.content import parts
from tests.records.examples import NOW
from tests.rules.conftest import HEALTHY, the_screening

CONSULTATION = {"kind": "consultation", "at": None}


def person(
    store: Store,
    visit: dict[str, Any] = CONSULTATION,
    at: datetime = NOW,
    *,
    token: str = "",
    given: Mapping[str, datetime] = MappingProxyType({}),
    **changed: Any,
) -> Ref:
    """The record of such a person, sent `at` from the draft of `token` or one of its own; None takes an answer away.
    `given` is when an answer was given, where that was before."""
    screening = the_screening()
    answers = {name: value for name, value in {**HEALTHY, **changed}.items() if value is not None}
    moments = {name: moment.isoformat() for name, moment in given.items()}
    document = {"assessed_at": at.isoformat(), "visit": visit, "answers": answers, "given": moments}
    assessment = screening.assess(read_intake(document, screening.questionnaire, screening.clinic))
    return store.records.submit(
        Submission(
            id=uuid.uuid4().hex,
            draft_token=token or new_token(),
            answers=document,
            identity={name: answers[name] for name in ("full_name", "birth_date")},
            assessment=assessment.model_dump(mode="json", by_alias=True),
            consents=[{"question": "data_use", "text": "I agree that you keep this.", "given": "yes"}],
            contents={name: store.contents.keep(part) for name, part in parts(screening).items()},
        ),
        at,
    )
