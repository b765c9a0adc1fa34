"""A form that was sent is asked again in part when its visit is near: what is too old, and the last two days."""

from dataclasses import replace
from datetime import datetime

from intake.answers import IntakeError, Visit
from intake.content import ContentError
from intake.journey import asked_again
from records import Record, RecordsError, Store
from records import Visit as Expected
from reports.kept import told


def is_asked_again(store: Store, visit: Expected, now: datetime) -> bool:
    """Does the form of this visit, which was sent, ask something again at this moment?"""
    record = sent_last(store, visit)
    if record is None or not visit.draft_token:
        return False
    try:
        intake, screening = told(record, store)
    except (RecordsError, ContentError, IntakeError):  # `verify` names it
        return False
    stands = replace(intake.at(max(now, intake.assessed_at)), visit=Visit(visit.kind, visit.at))
    return asked_again(screening.read(stands))


def sent_last(store: Store, visit: Expected) -> Record | None:
    """The last record that came from the form of a visit; None where there is none that is as it was sent."""
    ref = store.records.latest_of_draft(visit.draft)
    try:
        return store.records.read(ref) if ref else None
    except RecordsError:
        return None
