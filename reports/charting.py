"""Noting something about a record: it is judged again with that, and kept with how the record then stands."""

from datetime import UTC, datetime

from records import Account, Note, Noted, Record, Store, due
from reports.kept import Seen, reopened


def chart(record: Record, store: Store, note: Note, who: Account, role: str, seen: Seen, moment: datetime) -> Noted:
    """Note something as `who`, whose role is `role` in words; `seen` is what they have seen of the record.

    Raises IntakeError for an answer that is none; records.Conflict when somebody else came first, records.Erased.
    """
    at = moment.astimezone(UTC)
    new = Noted.of(note, who.name, role, seen.noted + 1, at, record.hash, seen.last)
    made = reopened(record, store, unnoted=[new])
    signed = store.reviews.of(record.ref)
    stands = due(
        made.assessment.model_dump(mode="json"),
        made.intake.visit.at,
        made.kept.chart,
        signed[-1] if signed else None,
    )
    return store.chart.add(record, note, who.name, role, seen.noted + 1, stands, at, who.id)
