"""What was said and seen in the room, read off a record's notes: the last word about each thing counts."""

from collections.abc import Sequence

from records.note import ConsentTo, IdSeen, Noted, PatchTest, RoomConsent


def last_consent(chart: Sequence[Noted], to: ConsentTo) -> tuple[Noted, RoomConsent] | None:
    """What the client said last about this consent; None where nobody asked yet."""
    said = [(noted, noted.note) for noted in chart if isinstance(noted.note, RoomConsent) and noted.note.to == to]
    return said[-1] if said else None


def refused(chart: Sequence[Noted], to: ConsentTo) -> bool:
    """Is the last word about this consent a no?"""
    last = last_consent(chart, to)
    return last is not None and not last[1].given


def last_test(chart: Sequence[Noted]) -> tuple[Noted, PatchTest] | None:
    """The last step of the patch test; None where it was not offered yet."""
    steps = [(noted, noted.note) for noted in chart if isinstance(noted.note, PatchTest)]
    return steps[-1] if steps else None


def reacted(chart: Sequence[Noted]) -> bool:
    """Was the patch test read, and not well?"""
    last = last_test(chart)
    return last is not None and last[1].well is False


def id_seen(chart: Sequence[Noted]) -> tuple[Noted, IdSeen] | None:
    """When a document of identity was looked at last."""
    seen = [(noted, noted.note) for noted in chart if isinstance(noted.note, IdSeen)]
    return seen[-1] if seen else None
