"""The tables, as this version reads and writes them; migrations/ says how a database gets there.

Clear text is only what finds a row or says when: ids, hashes, moments, versions. Everything that tells something about
a person is sealed, and what must be found by a name or a login is found by its keyed hash. `records`,
`record_contents`, `contents`, `reviews`, `chart` and `audit` are append-only: triggers made in the migrations refuse
every change. What must change in a record's life (its wrapped key, its place in the queue) has tables of its own.

Plain tables, no mapped classes: every access is one statement, and the mapper would cost a third of a second at start.
"""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from records.moments import Moment

APPEND_ONLY = ("contents", "records", "record_contents", "reviews", "chart", "audit")
FLEETING = ("sessions", "attempts", "codes", "resume_codes")
"""No backup holds these: who was signed out, or a code that was used, must not come back to life with a restore."""
HASH = String(64)
ID = String(32)

# Constraints have names, so that a later migration can speak of them.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class VaultColumns(TypedColumns):
    """What is sealed with the master key itself: a known text, by which a wrong key is found out at once, and the
    secret of the keyed hashes."""

    id: Named[str] = Column(ID, primary_key=True)
    proof: Named[bytes]


class DraftColumns(TypedColumns):
    """Answers being given. The id is the sha256 of the token, which only the client holds."""

    id: Named[str] = Column(HASH, primary_key=True)
    version: Named[int]
    created_at: Named[datetime] = Column(Moment)
    changed_at: Named[datetime] = Column(Moment, index=True)
    wrapped_key: Named[bytes]
    content: Named[bytes]


class ContentColumns(TypedColumns):
    """A questionnaire, rulebook, settings file or consent text, whole, under its sha256. Nothing personal."""

    hash: Named[str] = Column(HASH, primary_key=True)
    body: Named[bytes]


class RecordColumns(TypedColumns):
    """A submission. `identity` and `body` are sealed; `hash` is over both and more (record.py)."""

    id: Named[str] = Column(ID, primary_key=True)
    ref: Named[str] = Column(String(16), unique=True)
    submission_id: Named[str] = Column(String(64), unique=True)
    draft_id: Named[str] = Column(HASH, index=True)
    submitted_at: Named[datetime] = Column(Moment, index=True)
    identity: Named[bytes]
    body: Named[bytes]
    hash: Named[str] = Column(HASH)


class RecordKeyColumns(TypedColumns):
    """The wrapped data key of a record; without this row the record is unreadable for good."""

    record_id: Named[str] = Column(ForeignKey("records.id"), primary_key=True)
    wrapped_key: Named[bytes]


class RecordContentColumns(TypedColumns):
    """Which content a record was made with, by the part it played ("questionnaire", "rulebook", ...)."""

    record_id: Named[str] = Column(ForeignKey("records.id"), primary_key=True)
    part: Named[str] = Column(String(64), primary_key=True)
    content_hash: Named[str] = Column(ForeignKey("contents.hash"))


class ReviewColumns(TypedColumns):
    """What was signed about a record, and the PDF that was; sealed with the record's key. `hash` chains them."""

    id: Named[str] = Column(ID, primary_key=True)
    record_id: Named[str] = Column(ForeignKey("records.id"))
    number: Named[int]
    signed_at: Named[datetime] = Column(Moment)
    body: Named[bytes]
    paper: Named[bytes]
    hash: Named[str] = Column(HASH)


class ChartColumns(TypedColumns):
    """What was noted about a record since it was sent; sealed with the record's key. `hash` chains the notes."""

    id: Named[str] = Column(ID, primary_key=True)
    record_id: Named[str] = Column(ForeignKey("records.id"))
    number: Named[int]
    noted_at: Named[datetime] = Column(Moment)
    body: Named[bytes]
    hash: Named[str] = Column(HASH)


class QueueColumns(TypedColumns):
    """How a record stands at the desk (due.py); it names nobody and says nothing of why.

    `rank` is 0 or 1 for an urgent one, 2 or 3 for another one, the greater of the two without a moment of the visit:
    so one index gives the order on every server, which would put rows without a moment first or last as it likes.
    `told` is what the notices said of it (notices.py), `told_at` when that was last begun.
    """

    record_id: Named[str] = Column(ForeignKey("records.id"), primary_key=True)
    state: Named[str] = Column(String(16))
    kind: Named[str] = Column(String(16))
    urgent: Named[bool]
    submitted_at: Named[datetime] = Column(Moment)
    rank: Named[int]
    visit_at: Named[datetime | None] = Column(Moment)
    due_at: Named[datetime | None] = Column(Moment)
    opened_at: Named[datetime | None] = Column(Moment)
    done: Named[bool]
    told: Named[int]
    told_at: Named[datetime | None] = Column(Moment)


class AuditColumns(TypedColumns):
    """Who did what to which row; `hash` is keyed and chains the entries. `detail` is JSON of ids, nothing personal."""

    number: Named[int] = Column(primary_key=True, autoincrement=False)
    at: Named[datetime] = Column(Moment)
    actor: Named[str] = Column(ID)
    action: Named[str] = Column(String(64))
    subject: Named[str] = Column(String(96), index=True)
    detail: Named[str] = Column(Text)
    hash: Named[str] = Column(HASH)


class AuditHeadColumns(TypedColumns):
    """One row: the last entry of the audit trail, sealed, so that its end cannot be cut off."""

    id: Named[int] = Column(primary_key=True, autoincrement=False)
    number: Named[int]
    hash: Named[str] = Column(HASH)
    seal: Named[str] = Column(HASH)


class AccountColumns(TypedColumns):
    """Somebody of the clinic. `login` is the keyed hash of issuer and subject; `body` holds them, the name and the
    hashes of password and PIN."""

    id: Named[str] = Column(ID, primary_key=True)
    login: Named[str] = Column(HASH, unique=True)
    role: Named[str] = Column(String(16))
    created_at: Named[datetime] = Column(Moment)
    disabled_at: Named[datetime | None] = Column(Moment)
    wrapped_key: Named[bytes]
    body: Named[bytes]


class SessionColumns(TypedColumns):
    """A signed-in browser. The id is the sha256 of the token, which only the browser's cookie holds."""

    id: Named[str] = Column(HASH, primary_key=True)
    account_id: Named[str] = Column(ForeignKey("accounts.id"), index=True)
    begun_at: Named[datetime] = Column(Moment)
    seen_at: Named[datetime] = Column(Moment)
    locked: Named[bool]
    pin_failures: Named[int]
    ended_at: Named[datetime | None] = Column(Moment)


class AttemptColumns(TypedColumns):
    """Failed attempts in a row, by the keyed hash of what they were at (an account, an address, a link)."""

    id: Named[str] = Column(HASH, primary_key=True)
    failures: Named[int]
    last_at: Named[datetime] = Column(Moment, index=True)


class CodeColumns(TypedColumns):
    """A code that works once; the id is its keyed hash."""

    id: Named[str] = Column(HASH, primary_key=True)
    purpose: Named[str] = Column(String(16))
    expires_at: Named[datetime] = Column(Moment)
    used_at: Named[datetime | None] = Column(Moment)


class ResumeCodeColumns(TypedColumns):
    """A code by which a draft is gone on with elsewhere; the id is its keyed hash. `body` holds the code, to be shown
    again, and the token of the draft. `failures` counts the birth dates that were wrong."""

    id: Named[str] = Column(HASH, primary_key=True)
    draft_id: Named[str] = Column(HASH, index=True)
    expires_at: Named[datetime] = Column(Moment, index=True)
    failures: Named[int]
    used_at: Named[datetime | None] = Column(Moment)
    wrapped_key: Named[bytes]
    body: Named[bytes]


class VisitColumns(TypedColumns):
    """Somebody is expected. `body` holds who, how to reach them, and the token of their draft."""

    id: Named[str] = Column(ID, primary_key=True)
    kind: Named[str] = Column(String(16))
    at: Named[datetime | None] = Column(Moment, index=True)
    created_at: Named[datetime] = Column(Moment)
    draft_id: Named[str] = Column(HASH, unique=True)
    wrapped_key: Named[bytes]
    body: Named[bytes]


class InvitationColumns(TypedColumns):
    """A link to a visit's form. The id is the sha256 of its token; a visit may have several, all of which work."""

    id: Named[str] = Column(HASH, primary_key=True)
    visit_id: Named[str] = Column(ForeignKey("visits.id"), index=True)
    created_at: Named[datetime] = Column(Moment)
    opened_at: Named[datetime | None] = Column(Moment)


class FileColumns(TypedColumns):
    """A picture or document, re-made without anything hidden in it, of a visit."""

    id: Named[str] = Column(ID, primary_key=True)
    visit_id: Named[str] = Column(ForeignKey("visits.id"), index=True)
    purpose: Named[str] = Column(String(32))
    media_type: Named[str] = Column(String(64))
    created_at: Named[datetime] = Column(Moment)
    wrapped_key: Named[bytes]
    body: Named[bytes]


class NameColumns(TypedColumns):
    """By which words of a name a record or a visit is found; `word` is a keyed hash."""

    word: Named[str] = Column(HASH, primary_key=True)
    subject: Named[str] = Column(String(96), primary_key=True, index=True)


VAULT = Table("vault", METADATA, VaultColumns)
DRAFTS = Table("drafts", METADATA, DraftColumns)
CONTENTS = Table("contents", METADATA, ContentColumns)
RECORDS = Table("records", METADATA, RecordColumns)
RECORD_KEYS = Table("record_keys", METADATA, RecordKeyColumns)
RECORD_CONTENTS = Table("record_contents", METADATA, RecordContentColumns)
REVIEWS = Table("reviews", METADATA, ReviewColumns, UniqueConstraint("record_id", "number"))
CHART = Table("chart", METADATA, ChartColumns, UniqueConstraint("record_id", "number"))
QUEUE = Table(
    "queue",
    METADATA,
    QueueColumns,
    Index("ix_queue_order", "done", "rank", "visit_at", "submitted_at"),
    Index("ix_queue_visit_at", "visit_at"),
    Index("ix_queue_sent", "done", "submitted_at"),
)
AUDIT = Table("audit", METADATA, AuditColumns)
AUDIT_HEAD = Table("audit_head", METADATA, AuditHeadColumns)
ACCOUNTS = Table("accounts", METADATA, AccountColumns)
SESSIONS = Table("sessions", METADATA, SessionColumns)
ATTEMPTS = Table("attempts", METADATA, AttemptColumns)
CODES = Table("codes", METADATA, CodeColumns)
RESUME_CODES = Table("resume_codes", METADATA, ResumeCodeColumns)
VISITS = Table("visits", METADATA, VisitColumns)
INVITATIONS = Table("invitations", METADATA, InvitationColumns)
FILES = Table("files", METADATA, FileColumns)
NAMES = Table("names", METADATA, NameColumns)
