"""What is kept: drafts while somebody answers, records once they have submitted, contents as they then stood.

Open a `Store` on a database and a key file; everything else hangs on it. Callers pass plain JSON-able values in and
get plain values or frozen models back; the moment is always an argument, this room never reads a clock.
"""

from records.account import LOCAL, ROLES, Account, Role
from records.drafts import Draft, new_token
from records.errors import (
    BadAccount,
    BadToken,
    BothBegun,
    CannotOpen,
    CodeRefused,
    Conflict,
    DraftGone,
    Erased,
    KeyChanged,
    LastOwner,
    LoginTaken,
    NotKeepable,
    NotSigned,
    NotTaken,
    PasswordRefused,
    PinRefused,
    RecordsError,
    SameVisit,
    SignInRefused,
    Tampered,
    Unavailable,
    UnknownAccount,
    UnknownContent,
    UnknownFile,
    UnknownRecord,
    UnknownVisit,
    WrongKey,
)
from records.files import PURPOSES, File, Purpose
from records.invitations import Answer, Standing
from records.place import Place
from records.record import Record, Submission
from records.ref import Ref, parse_ref
from records.review import Decision, Override, Review, Signed
from records.session_ids import SessionKey
from records.sessions import Seen, State
from records.store import Store
from records.visits import KINDS, Expected, Visit

__all__ = [
    "KINDS",
    "LOCAL",
    "PURPOSES",
    "ROLES",
    "Account",
    "Answer",
    "BadAccount",
    "BadToken",
    "BothBegun",
    "CannotOpen",
    "CodeRefused",
    "Conflict",
    "Decision",
    "Draft",
    "DraftGone",
    "Erased",
    "Expected",
    "File",
    "KeyChanged",
    "LastOwner",
    "LoginTaken",
    "NotKeepable",
    "NotSigned",
    "NotTaken",
    "Override",
    "PasswordRefused",
    "PinRefused",
    "Place",
    "Purpose",
    "Record",
    "RecordsError",
    "Ref",
    "Review",
    "Role",
    "SameVisit",
    "Seen",
    "SessionKey",
    "SignInRefused",
    "Signed",
    "Standing",
    "State",
    "Store",
    "Submission",
    "Tampered",
    "Unavailable",
    "UnknownAccount",
    "UnknownContent",
    "UnknownFile",
    "UnknownRecord",
    "UnknownVisit",
    "Visit",
    "WrongKey",
    "new_token",
    "parse_ref",
]
