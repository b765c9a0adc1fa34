"""What is kept: drafts while somebody answers, records once they have submitted, contents as they then stood.

Open a `Store` on a database and a key file; everything else hangs on it. Callers pass plain JSON-able values in and
get plain values or frozen models back; the moment is always an argument, this room never reads a clock.
"""

from records.drafts import Draft, new_token
from records.errors import (
    BadToken,
    CannotOpen,
    Conflict,
    DraftGone,
    NotKeepable,
    NotSigned,
    RecordsError,
    Tampered,
    Unavailable,
    UnknownContent,
    UnknownRecord,
    WrongKey,
)
from records.place import Place
from records.record import Record, Submission
from records.ref import Ref
from records.review import Decision, Override, Review, Signed
from records.store import Store

__all__ = [
    "BadToken",
    "CannotOpen",
    "Conflict",
    "Decision",
    "Draft",
    "DraftGone",
    "NotKeepable",
    "NotSigned",
    "Override",
    "Place",
    "Record",
    "RecordsError",
    "Ref",
    "Review",
    "Signed",
    "Store",
    "Submission",
    "Tampered",
    "Unavailable",
    "UnknownContent",
    "UnknownRecord",
    "WrongKey",
    "new_token",
]
