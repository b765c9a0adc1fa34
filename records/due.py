"""What is to be done about a record, in words that everybody at the desk may read: no answer and no finding."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, Literal, NamedTuple

from records.client_words import asked_day, unseen_words
from records.in_the_room import reacted, refused
from records.note import AWAITED, Answered, ClientWord, LetterNote, Moved, Note, Noted, PatchTest, RoomConsent
from records.review import Decision, Signed

State = Literal["call", "letter", "ready", "move", "closed"]
"""Call before the visit; a letter is awaited; ready for the visit; the visit is to be moved; nothing more to do."""
_DECIDED: Mapping[Decision, State] = {
    "start": "ready", "with_care": "ready", "move": "move", "letter": "letter", "refer": "closed", "no": "closed",
}  # fmt: skip
_CHANGING = (Answered, LetterNote, Moved, PatchTest, ClientWord)


class Due(NamedTuple):
    """How a record stands in the queue: `due_at` is when a letter is to be asked for again; `done` needs nobody."""

    state: State
    urgent: bool
    visit_at: datetime | None
    due_at: datetime | None = None
    done: bool = False


def due(
    assessment: Mapping[str, Any], visit_at: datetime | None, chart: Sequence[Noted] = (), signed: Signed | None = None
) -> Due:
    """How a record stands with this assessment (in the shape of rules.assessment) after these notes and sign-offs.

    Something that was noted after it was signed makes it somebody's to do again, and so does what the client said by
    their link, until somebody has seen to it.
    """
    urgent, chase = bool(assessment.get("urgent")), _chase(chart)
    words, day = unseen_words(chart), asked_day(chart)
    if signed and not words and not changed_since(chart, signed.at):
        state, done = decided(signed.review.decision)
        done = done and day is None
        return Due("move" if day else state, urgent, visit_at, None if done else chase, done)
    stopped = urgent or bool(words) or reacted(chart) or refused(chart, "procedure")
    state = _state(assessment, stopped)
    return Due("move" if day and state == "ready" else state, urgent, visit_at, chase)


def changed_since(chart: Sequence[Noted], moment: datetime) -> bool:
    """Was something noted after this moment on which a decision may hang?"""
    return any(noted.at > moment and _weighs(noted.note) for noted in chart)


def decided(decision: Decision) -> tuple[State, bool]:
    """The state after a decision was signed, and whether the specialist is done with it."""
    state = _DECIDED[decision]
    return state, state != "letter"


def _weighs(note: Note) -> bool:
    return isinstance(note, _CHANGING) or (isinstance(note, RoomConsent) and note.to == "procedure" and not note.given)


def _state(assessment: Mapping[str, Any], stopped: bool) -> State:
    if stopped or any(point.get("level") != "advice" for point in assessment.get("open", ())):
        return "call"
    if assessment.get("letters"):
        return "letter"
    return "ready" if assessment.get("bookable") and not assessment.get("not_before") else "call"


def _chase(chart: Sequence[Noted]) -> datetime | None:
    """The first day on which one of the letters that are still awaited is to be asked for again."""
    last = {noted.note.sender: noted.note for noted in chart if isinstance(noted.note, LetterNote)}
    days = [note.due for note in last.values() if note.step in AWAITED and note.due]
    return datetime.combine(min(days), time(), UTC) if days else None
