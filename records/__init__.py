"""What is kept: drafts while somebody answers, records once they have submitted, contents as they then stood.

Open a `Store` on a database and a key file; everything else hangs on it. Callers pass plain JSON-able values in and
get plain values or frozen models back; the moment is always an argument, this room never reads a clock.
"""

from records.account import LOCAL, ROLES, Account, Role
from records.drafts import Draft, new_token
from records.due import Due, due
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
from records.note import (
    AWAITED,
    LETTER_STEPS,
    Answered,
    IdSeen,
    LetterNote,
    LetterStep,
    Moved,
    Note,
    Noted,
    PatchTest,
    Remark,
    RoomConsent,
    SaidBy,
)
from records.notices import Notice
from records.place import Place
from records.queue import Queued, Unopened
from records.record import Record, Submission
from records.ref import Ref, parse_ref
from records.review import Decision, Override, Review, Signed
from records.session_ids import SessionKey
from records.sessions import Seen, State
from records.store import Store
from records.visits import KINDS, Expected, Visit
from records.worklist import FILTERS, Filter, Listed, Row

__all__ = [
    "AWAITED",
    "FILTERS",
    "KINDS",
    "LETTER_STEPS",
    "LOCAL",
    "PURPOSES",
    "ROLES",
    "Account",
    "Answer",
    "Answered",
    "BadAccount",
    "BadToken",
    "BothBegun",
    "CannotOpen",
    "CodeRefused",
    "Conflict",
    "Decision",
    "Draft",
    "DraftGone",
    "Due",
    "Erased",
    "Expected",
    "File",
    "Filter",
    "IdSeen",
    "KeyChanged",
    "LastOwner",
    "LetterNote",
    "LetterStep",
    "Listed",
    "LoginTaken",
    "Moved",
    "NotKeepable",
    "NotSigned",
    "NotTaken",
    "Note",
    "Noted",
    "Notice",
    "Override",
    "PasswordRefused",
    "PatchTest",
    "PinRefused",
    "Place",
    "Purpose",
    "Queued",
    "Record",
    "RecordsError",
    "Ref",
    "Remark",
    "Review",
    "Role",
    "RoomConsent",
    "Row",
    "SaidBy",
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
    "Unopened",
    "Visit",
    "WrongKey",
    "due",
    "new_token",
    "parse_ref",
]
