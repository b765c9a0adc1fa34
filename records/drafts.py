"""Drafts: answers being given, saved at every step, found again by a token that only the client's cookie holds."""

import json
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from records.canonical import canonical, digest
from records.database import Database
from records.errors import BadToken, Conflict, DraftGone
from records.events import event
from records.tables import DRAFTS
from records.vault import Vault

TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
# Made once: both run at every answer, and SQLAlchemy reads a statement that it has seen much faster.
_READ = select(DRAFTS).where(DRAFTS.c.id == bindparam("row"))
_REPLACE = update(DRAFTS).where(DRAFTS.c.id == bindparam("row"), DRAFTS.c.version == bindparam("before"))


def new_token() -> str:
    """A token nobody can guess: 43 signs that may stand in a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def draft_id(token: str) -> str:
    """The row of `token`'s draft. Raises BadToken for what `new_token` cannot have made."""
    if not _TOKEN.fullmatch(token):
        raise BadToken("This draft token was not made here.")
    return digest(token.encode())


class Draft(BaseModel):
    """A draft as it was saved last; `version` counts the saves and is handed back with the next one."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    content: dict[str, JsonValue]
    version: int
    created_at: datetime
    changed_at: datetime


class Drafts:
    """The drafts of one store."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def read(self, token: str) -> Draft | None:
        """The draft of `token`, or None when there is none (never saved, submitted, deleted or purged)."""
        row_id = draft_id(token)
        with self._database.reading() as connection:
            row = connection.execute(_READ, {"row": row_id}).one_or_none()
        if row is None:
            return None
        place = f"drafts/{row_id}"
        plain = self._vault.box(row.wrapped_key, place).open(row.content, f"{place}/content")
        return Draft(
            content=json.loads(plain), version=row.version, created_at=row.created_at, changed_at=row.changed_at
        )

    def save(self, token: str, content: dict[str, JsonValue], version: int, moment: datetime) -> int:
        """Save the whole `content` in one commit and return its new version.

        `version` is that of the draft it was made from, 0 when there was none. Raises Conflict when another save came
        in between, DraftGone when the draft is no longer there; then nothing is written.
        """
        row_id = draft_id(token)
        place = f"drafts/{row_id}"
        box, wrapped_key = self._vault.new_box(place)
        values = {
            "version": version + 1,
            "changed_at": moment,
            "wrapped_key": wrapped_key,
            "content": box.seal(canonical(content), f"{place}/content"),
        }
        try:
            with self._database.writing() as connection:
                if version == 0:
                    connection.execute(insert(DRAFTS).values(id=row_id, created_at=moment, **values))
                elif not _replace(connection, row_id, version, values):
                    raise _refusal(connection, row_id)
        except IntegrityError:
            raise Conflict("This draft was begun elsewhere already.") from None
        event("draft.saved", draft=row_id, version=version + 1)
        return version + 1

    def delete(self, token: str) -> None:
        """Forget the draft of `token`, if there is one."""
        row_id = draft_id(token)
        with self._database.writing() as connection:
            connection.execute(delete(DRAFTS).where(DRAFTS.c.id == row_id))
        event("draft.deleted", draft=row_id)

    def older(self, days: int, moment: datetime) -> int:
        """How many drafts were last saved more than `days` days before `moment`."""
        old = select(func.count()).select_from(DRAFTS).where(DRAFTS.c.changed_at < moment - timedelta(days=days))
        with self._database.reading() as connection:
            return connection.scalar(old) or 0

    def purge(self, days: int, moment: datetime) -> int:
        """Forget all drafts last saved more than `days` days before `moment`; how many they were."""
        with self._database.writing() as connection:
            old = delete(DRAFTS).where(DRAFTS.c.changed_at < moment - timedelta(days=days))
            purged = connection.execute(old).rowcount
        event("drafts.purged", count=purged)
        return purged


def _replace(connection: Connection, row_id: str, version: int, values: dict[str, Any]) -> bool:
    return connection.execute(_REPLACE, {"row": row_id, "before": version, **values}).rowcount == 1


def _refusal(connection: Connection, row_id: str) -> Conflict | DraftGone:
    if connection.scalar(select(DRAFTS.c.version).where(DRAFTS.c.id == row_id)) is None:
        return DraftGone("This draft is no longer there: it was submitted, deleted or purged.")
    return Conflict("This draft was saved elsewhere since it was read.")
