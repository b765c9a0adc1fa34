"""What a client agreed to when they sent a file: to which words, when, and whether it may stand in the report.

It is kept in the audit trail, in the transaction that keeps the file: the trail is chained, so nobody adds, changes or
takes away a consent unseen; and it holds a hash and a word of ours, nothing that was seen in the file.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from records.audit import Audit
from records.database import Database
from records.tables import AUDIT

AGREED, WITHDRAWN = "file.agreed", "file.withdrawn"


class Agreed(NamedTuple):
    """`text` is the hash of the wording (kept among the contents), `in_report` whether the report may show it."""

    text: str
    in_report: bool


class Agreement(NamedTuple):
    """The same as it stands: `at` is when it was given, `in_report` is over once the client took that back."""

    text: str
    in_report: bool
    at: datetime


class Agreements:
    """The agreements about the files of one store."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database, self._audit = database, audit

    def add(self, connection: Connection, file_id: str, agreed: Agreed, moment: datetime, actor: str) -> None:
        """Note what was agreed to about a file, in the transaction that keeps it."""
        report = "yes" if agreed.in_report else "no"
        self._audit.add(connection, moment, actor, AGREED, _subject(file_id), text=agreed.text, report=report)

    def of(self, file_id: str) -> Agreement | None:
        """What was agreed to about a file; None where nobody was asked, or where the entry is not one of ours."""
        with self._database.reading() as connection:
            entry = self._audit.proved(connection, AGREED, _subject(file_id))
            if entry is None:
                return None
            # Also one that was changed since counts: nobody brings a wish back by spoiling what ended it.
            over = select(AUDIT.c.number).where(AUDIT.c.subject == _subject(file_id), AUDIT.c.action == WITHDRAWN)
            wished = entry.detail["report"] == "yes" and connection.scalar(over.limit(1)) is None
        return Agreement(str(entry.detail["text"]), wished, entry.at)

    def withdraw(self, file_id: str, moment: datetime, actor: str) -> None:
        """The client does not want the file in the report any more. What was signed with it stays as it was."""
        self._audit.note(moment, actor, WITHDRAWN, _subject(file_id))


def _subject(file_id: str) -> str:
    return f"file:{file_id}"
