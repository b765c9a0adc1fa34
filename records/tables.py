"""The tables, as this version reads and writes them; migrations/ says how a database gets there.

Clear text is only what finds a row or says when: ids, hashes, moments, versions. Everything that tells something about
a person is sealed. `records`, `record_contents`, `contents` and `reviews` are append-only: triggers made in the
migrations refuse every change. What must change in a record's life (its wrapped key) therefore has its own table.

Plain tables, no mapped classes: every access is one statement, and the mapper would cost a third of a second at start.
"""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, MetaData, Named, String, Table, TypedColumns, UniqueConstraint

from records.moments import Moment

APPEND_ONLY = ("contents", "records", "record_contents", "reviews")
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
    """One row: a known text sealed with the master key, by which a wrong key is found out at once."""

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


VAULT = Table("vault", METADATA, VaultColumns)
DRAFTS = Table("drafts", METADATA, DraftColumns)
CONTENTS = Table("contents", METADATA, ContentColumns)
RECORDS = Table("records", METADATA, RecordColumns)
RECORD_KEYS = Table("record_keys", METADATA, RecordKeyColumns)
RECORD_CONTENTS = Table("record_contents", METADATA, RecordContentColumns)
REVIEWS = Table("reviews", METADATA, ReviewColumns, UniqueConstraint("record_id", "number"))
