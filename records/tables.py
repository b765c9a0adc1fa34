"""The tables, as this version reads and writes them; migrations/ says how a database gets there.

Clear text is only what finds a row or says when: ids, hashes, moments, versions. Everything that tells something about
a person is sealed. `records`, `record_contents` and `contents` are append-only: triggers made in the migration refuse
every change. What must change in a record's life (its wrapped key) therefore has a table of its own.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from records.moments import Moment

APPEND_ONLY = ("contents", "records", "record_contents")
HASH = String(64)
ID = String(32)


class Table(DeclarativeBase):
    """The base of all tables; constraints have names, so that a later migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class VaultRow(Table):
    """One row: a known text sealed with the master key, by which a wrong key is found out at once."""

    __tablename__ = "vault"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    proof: Mapped[bytes]


class DraftRow(Table):
    """Answers being given. The id is the sha256 of the token, which only the client holds."""

    __tablename__ = "drafts"
    id: Mapped[str] = mapped_column(HASH, primary_key=True)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment, index=True)
    wrapped_key: Mapped[bytes]
    content: Mapped[bytes]


class ContentRow(Table):
    """A questionnaire, rulebook, settings file or consent text, whole, under its sha256. Nothing personal."""

    __tablename__ = "contents"
    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    body: Mapped[bytes]


class RecordRow(Table):
    """A submission. `identity` and `body` are sealed; `hash` is over both and more (record.py)."""

    __tablename__ = "records"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    submission_id: Mapped[str] = mapped_column(String(64), unique=True)
    draft_id: Mapped[str] = mapped_column(HASH, index=True)
    submitted_at: Mapped[datetime] = mapped_column(Moment, index=True)
    identity: Mapped[bytes]
    body: Mapped[bytes]
    hash: Mapped[str] = mapped_column(HASH)


class RecordKeyRow(Table):
    """The wrapped data key of a record; without this row the record is unreadable for good."""

    __tablename__ = "record_keys"
    record_id: Mapped[str] = mapped_column(ForeignKey(RecordRow.id), primary_key=True)
    wrapped_key: Mapped[bytes]


class RecordContentRow(Table):
    """Which content a record was made with, by the part it played ("questionnaire", "rulebook", ...)."""

    __tablename__ = "record_contents"
    record_id: Mapped[str] = mapped_column(ForeignKey(RecordRow.id), primary_key=True)
    part: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_hash: Mapped[str] = mapped_column(ForeignKey(ContentRow.hash))
