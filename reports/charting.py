"""Noting something about a record: it is judged again with that, and kept with how the record then stands."""

from datetime import UTC, datetime

from records import MOST_WORDS, Account, ClientWord, Due, Note, Noted, OtherDay, Record, Store, client_notes, due
from records.audit import CLIENT
from records.names import FULL_NAME
from reports.kept import Reopened, Seen, reopened


def chart(record: Record, store: Store, note: Note, who: Account, role: str, seen: Seen, moment: datetime) -> Noted:
    """Note something as `who`, whose role is `role` in words; `seen` is what they have seen of the record.

    Raises IntakeError for an answer that is none; records.Conflict when somebody else came first, records.Erased.
    """
    at = moment.astimezone(UTC)
    made = foreseen(record, store, note, who, role, seen, at)
    return store.chart.add(record, note, who.name, role, seen.noted + 1, stands(record, store, made), at, who.id)


def client_says(record: Record, store: Store, note: ClientWord | OtherDay, role: str, moment: datetime) -> bool:
    """Note what the client says by their link, whose role is `role` in words. Was there room for it?

    Said twice in a row, it is one note. Raises records.Conflict when somebody else came first, records.Erased.
    """
    made, at, name = reopened(record, store), moment.astimezone(UTC), str(record.identity.get(FULL_NAME, ""))
    seen, before = made.seen, made.kept.chart
    if before and before[-1].note == note:
        return True
    if client_notes(before) >= MOST_WORDS:
        return False
    new = Noted.of(note, name, role, seen.noted + 1, at, record.hash, seen.last)
    then = reopened(record, store, unnoted=[new])
    store.chart.add(record, note, name, role, new.number, stands(record, store, then), at, CLIENT)
    return True


def foreseen(
    record: Record, store: Store, note: Note, who: Account, role: str, seen: Seen, moment: datetime
) -> Reopened:
    """How the record would be judged with this note; nothing is kept. Raises IntakeError."""
    at = moment.astimezone(UTC)
    new = Noted.of(note, who.name, role, seen.noted + 1, at, record.hash, seen.last)
    return reopened(record, store, unnoted=[new])


def stands(record: Record, store: Store, made: Reopened) -> Due:
    """How the record stands in the queue, judged like this."""
    signed = store.reviews.of(record.ref)
    found = made.assessment.model_dump(mode="json")
    return due(found, made.intake.visit.at, made.kept.chart, signed[-1] if signed else None)
