"""What clients said by their links and nobody has seen to yet, read off a record's notes."""

from collections.abc import Sequence

from records.note import ClientWord, Moved, Noted, OtherDay, SeenTo

MOST_WORDS = 20
"""Of one record by its client; more would be a machine, or somebody who should be phoned."""


def unseen_words(chart: Sequence[Noted]) -> tuple[Noted, ...]:
    """The notes in which the client says that something has changed, as far as nobody saw to them."""
    seen = _seen(chart)
    return tuple(noted for noted in chart if isinstance(noted.note, ClientWord) and noted.number not in seen)


def asked_day(chart: Sequence[Noted]) -> Noted | None:
    """The last wish for another day; None where the visit was moved since, or somebody saw to it."""
    seen, last = _seen(chart), None
    for noted in chart:
        if isinstance(noted.note, Moved):
            last = None
        elif isinstance(noted.note, OtherDay):
            last = noted
    return None if last and last.number in seen else last


def client_notes(chart: Sequence[Noted]) -> int:
    """How often the client noted something."""
    return sum(isinstance(noted.note, ClientWord | OtherDay) for noted in chart)


def _seen(chart: Sequence[Noted]) -> set[int]:
    return {noted.note.of for noted in chart if isinstance(noted.note, SeenTo)}
