"""A form that was sent is asked again in part when its visit is near: what is too old, and the last two days."""

from dataclasses import replace
from datetime import datetime

from intake.answers import IntakeError, Visit
from intake.content import ContentError
from intake.journey import journey
from intake.shelf_life import soon
from records import Record, RecordsError, Store
from records import Visit as Expected
from reports.kept import told


def is_asked_again(store: Store, visit: Expected, now: datetime) -> bool:
    """Does the form of this visit, which was sent, ask something again at this moment?"""
    stands = Visit(visit.kind, visit.at)
    record = sent_last(store, visit) if visit.draft_token and soon(stands, now) else None
    if record is None:
        return False
    try:
        intake, screening = told(record, store)
    except (RecordsError, ContentError, IntakeError):  # `verify` names it
        return False
    today = replace(intake.at(max(now, intake.assessed_at)), visit=stands)
    return any(step.missing for step in journey(screening.read(today)))


def sent_last(store: Store, visit: Expected) -> Record | None:
    """The last record that came from the form of a visit; None where there is none that is as it was sent."""
    ref = store.records.latest_of_draft(visit.draft)
    try:
        return store.records.read(ref) if ref else None
    except RecordsError:
        return None
