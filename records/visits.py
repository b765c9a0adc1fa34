"""Visits: who is expected, for what and when. The way to a visit's form is its draft; invitations lead there."""

import json
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import ColumnElement, Connection, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.audit import Audit
from records.canonical import canonical
from records.database import Database
from records.drafts import draft_id, new_token
from records.errors import UnknownRecord, UnknownVisit
from records.events import event
from records.file_trail import MERGED
from records.merging import merge
from records.names import VISIT_SUBJECT, Names
from records.ref import Ref
from records.tables import FILES, INVITATIONS, NAMES, RECORDS, VISITS
from records.vault import Vault

Kind = Literal["consultation", "first_session", "session", "touch_up"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_SEALED = {"name", "birth_date", "phone", "email", "language", "draft_token"}


class Expected(BaseModel):
    """Somebody who is expected: for what, when (None: no moment yet), and how to reach them, in their language."""

    # hide_input_in_errors: a message about a value must not quote it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Kind
    at: AwareDatetime | None = None
    name: Annotated[Words, Field(min_length=1)]
    birth_date: date
    phone: Words = ""
    email: Words = ""
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]{2,12}$")] = "en"


class Visit(Expected):
    """A visit as it is kept. Whoever holds `draft_token` can read and go on with the answers being given.

    It is "" where the form was sent before there was a visit: then nobody here ever held it. `draft` is its hash.
    """

    id: str
    created_at: AwareDatetime
    draft_token: str = Field(repr=False)
    draft: str

    @classmethod
    def of(cls, expected: Expected, moment: datetime, draft: str = "") -> Self:
        """A new visit, made at `moment`; for a form that was sent already, with the hash of its draft."""
        token = "" if draft else new_token()
        told = {"id": uuid.uuid4().hex, "created_at": moment, "draft_token": token, "draft": draft or draft_id(token)}
        return cls(**expected.model_dump(), **told)


class Visits:
    """The visits of one store."""

    def __init__(self, database: Database, vault: Vault, audit: Audit, names: Names) -> None:
        self._database, self._vault, self._audit, self._names = database, vault, audit, names

    def add(self, expected: Expected, moment: datetime, actor: str) -> Visit:
        """Expect somebody; `actor` says so."""
        return self._add(Visit.of(expected, moment), moment, actor)

    def for_record(self, ref: Ref, expected: Expected, moment: datetime, actor: str) -> Visit:
        """The visit of a record; one is made as `expected` where the form came without an invitation.

        Raises UnknownRecord.
        """
        with self._database.reading() as connection:
            draft = connection.scalar(select(RECORDS.c.draft_id).where(RECORDS.c.ref == ref))
        if draft is None:
            raise UnknownRecord(f"There is no record {ref}.")
        found = self._one(VISITS.c.draft_id == draft)
        if found:
            return found
        try:
            return self._add(Visit.of(expected, moment, draft), moment, actor)
        except IntegrityError:  # somebody else did the same in this moment
            other = self._one(VISITS.c.draft_id == draft)
            if other is None:
                raise
            return other

    def of_record(self, ref: Ref) -> Visit | None:
        """The visit of a record; None where the form came without an invitation and no visit was made for it."""
        mine = select(RECORDS.c.draft_id).where(RECORDS.c.ref == ref).scalar_subquery()
        return self._one(VISITS.c.draft_id == mine)

    def get(self, visit_id: str) -> Visit:
        """The visit with this id. Raises UnknownVisit, or Tampered when it is not what was kept."""
        visit = self._one(VISITS.c.id == visit_id)
        if visit is None:
            raise UnknownVisit("This visit is not known here.")
        return visit

    def of_draft(self, token: str) -> Visit | None:
        """The visit whose form is the draft of `token`; None for a draft that nobody was invited to."""
        return self._one(VISITS.c.draft_id == draft_id(token))

    def like(self, expected: Expected, since: datetime) -> Visit | None:
        """The newest visit of the same person, kind and moment; without a moment only one added since then."""
        same_moment = (
            VISITS.c.at == expected.at if expected.at else VISITS.c.at.is_(None) & (VISITS.c.created_at >= since)
        )
        query = select(VISITS).where(VISITS.c.kind == expected.kind, same_moment).order_by(VISITS.c.created_at.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        who = (expected.name, expected.birth_date)
        return next((visit for visit in map(self._opened, rows) if (visit.name, visit.birth_date) == who), None)

    def between(self, start: datetime, end: datetime) -> tuple[Visit, ...]:
        """The visits from `start` on and before `end`, the first one first; without those that have no moment."""
        query = select(VISITS).where(VISITS.c.at >= start, VISITS.c.at < end)
        return self._all(query.order_by(VISITS.c.at, VISITS.c.id))

    def undated(self, since: datetime) -> tuple[Visit, ...]:
        """The visits without a moment that were added since then, the newest first."""
        query = select(VISITS).where(VISITS.c.at.is_(None), VISITS.c.created_at >= since)
        return self._all(query.order_by(VISITS.c.created_at.desc(), VISITS.c.id))

    def find(self, name: str) -> tuple[Visit, ...]:
        """The visits of whoever has all the words of `name`, those without a moment and the latest first."""
        query = select(VISITS).where(VISIT_SUBJECT.in_(self._names.having(name)))
        return self._all(query.order_by(VISITS.c.at.is_not(None), VISITS.c.at.desc(), VISITS.c.id))

    def move(self, visit_id: str, at: datetime | None, moment: datetime, actor: str, kind: Kind | None = None) -> None:
        """Set or change the visit's moment, and its kind where one is given; None takes the moment away.

        Raises UnknownVisit.
        """
        other = {"kind": kind} if kind else {}
        with self._database.writing() as connection:
            moved = update(VISITS).where(VISITS.c.id == visit_id).values(at=at, **other)
            if connection.execute(moved).rowcount == 0:
                raise UnknownVisit("This visit is not known here.")
            self._audit.add(connection, moment, actor, "visit.moved", f"visit:{visit_id}")
        event("visit.moved", visit=visit_id)

    def purge(self, days: int, moment: datetime, dry_run: bool = False) -> int:
        """Forget all visits that nobody sent a form for and that were made and expected more than `days` days before
        `moment`, with their links and files; with `dry_run` only count them."""
        since = moment - timedelta(days=days)
        unsent = ~select(RECORDS.c.id).where(RECORDS.c.draft_id == VISITS.c.draft_id).exists()
        old = (VISITS.c.created_at < since, (VISITS.c.at < since) | VISITS.c.at.is_(None), unsent)
        with self._database.writing() as connection:
            ids = connection.scalars(select(VISITS.c.id).where(*old)).all()
            if not dry_run:
                forget_visits(connection, ids)
        return len(ids)

    def reach(self, visit_id: str, phone: str, email: str, language: str, moment: datetime, actor: str) -> None:
        """Change how to reach who is expected, and in which language.

        Raises UnknownVisit, and pydantic's ValidationError for what `Expected` does not take.
        """
        place = f"visits/{visit_id}"
        with self._database.writing() as connection:
            row = connection.execute(select(VISITS).where(VISITS.c.id == visit_id).with_for_update()).one_or_none()
            if row is None:
                raise UnknownVisit("This visit is not known here.")
            told = self._opened(row).model_dump() | {"phone": phone, "email": email, "language": language}
            body = self._vault.box(row.wrapped_key, place).seal(sealed_part(Visit(**told)), f"{place}/body")
            connection.execute(update(VISITS).where(VISITS.c.id == visit_id).values(body=body))
            self._audit.add(connection, moment, actor, "visit.reached", f"visit:{visit_id}")
        event("visit.reached", visit=visit_id)

    def merge(self, keep: str, drop: str, moment: datetime, actor: str) -> None:
        """Make one of two visits of the same person (merging.py). Raises UnknownVisit, SameVisit or BothBegun."""
        with self._database.writing() as connection:
            merge(connection, self._vault, keep, drop)
            self._names.forget(connection, f"visit:{drop}")
            self._audit.add(connection, moment, actor, MERGED, f"visit:{keep}", merged=drop)
        event("visit.merged", visit=keep, merged=drop)

    def _all(self, query: Select[*tuple[Any, ...]]) -> tuple[Visit, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(map(self._opened, rows))

    def _add(self, visit: Visit, moment: datetime, actor: str) -> Visit:
        place = f"visits/{visit.id}"
        box, wrapped_key = self._vault.new_box(place)
        with self._database.writing() as connection:
            connection.execute(
                insert(VISITS).values(
                    id=visit.id,
                    kind=visit.kind,
                    at=visit.at,
                    created_at=visit.created_at,
                    draft_id=visit.draft,
                    wrapped_key=wrapped_key,
                    body=box.seal(sealed_part(visit), f"{place}/body"),
                )
            )
            self._names.add(connection, f"visit:{visit.id}", visit.name)
            self._audit.add(connection, moment, actor, "visit.added", f"visit:{visit.id}")
        event("visit.added", visit=visit.id)
        return visit

    def _one(self, which: ColumnElement[bool]) -> Visit | None:
        with self._database.reading() as connection:
            row = connection.execute(select(VISITS).where(which)).one_or_none()
        return None if row is None else self._opened(row)

    def _opened(self, row: Row[*tuple[Any, ...]]) -> Visit:
        place = f"visits/{row.id}"
        body = json.loads(self._vault.box(row.wrapped_key, place).open(row.body, f"{place}/body"))
        return Visit(id=row.id, kind=row.kind, at=row.at, created_at=row.created_at, draft=row.draft_id, **body)


def sealed_part(visit: Visit) -> bytes:
    """What is sealed of a visit."""
    return canonical(visit.model_dump(mode="json", include=_SEALED))


def forget_visits(connection: Connection, ids: Sequence[str]) -> None:
    """Remove visits with their links, files and names, in the transaction of the reason for it."""
    for table in (FILES, INVITATIONS):
        connection.execute(delete(table).where(table.c.visit_id.in_(ids)))
    connection.execute(delete(NAMES).where(NAMES.c.subject.in_([f"visit:{one}" for one in ids])))
    connection.execute(delete(VISITS).where(VISITS.c.id.in_(ids)))
