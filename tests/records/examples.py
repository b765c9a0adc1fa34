"""A client to try things with."""

from datetime import UTC, date, datetime, timedelta

from pydantic import JsonValue

from records import Review, Store, Submission, new_token

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
BORN = date(1990, 2, 28)
NAME = "Zdzisława O'Brien-Жук"
ANSWERS: dict[str, JsonValue] = {
    "assessed_at": "2026-11-20T10:00:00+00:00",
    "visit": {"kind": "consultation", "at": None},
    "answers": {"skin_now": ["sunburn"], "notes": "takes apixaban 😀", "pain": 2.5},
}


SIGN_OFF = Review(by="Ana Ruiz", role="specialist", decision="start")


def submission(
    store: Store, *, id: str = "first", token: str | None = None, answers: dict[str, JsonValue] = ANSWERS
) -> Submission:
    """A submission whose contents are kept in `store`, from the draft of `token` or of a token never used."""
    contents = {
        "questionnaire": store.contents.keep(b"questions"),
        "rulebook": store.contents.keep(b"rules"),
        "consent.treatment": store.contents.keep("I agree – really.".encode()),
    }
    return Submission(
        id=id,
        draft_token=token or new_token(),
        answers=answers,
        identity={"full_name": NAME, "birth_date": "1990-02-28"},
        assessment={"outcome": "defer", "not_before": None, "bookable": False},
        consents=[{"question": "treatment", "text": contents["consent.treatment"], "answer": "yes"}],
        contents=contents,
        language="en",
    )
