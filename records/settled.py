"""What a clinic was set to, and when that changed: its settings, the rulebook, the questions, the medicines.

Whoever changes a settings file or installs a new version does it outside of the program, which therefore looks when it
starts. Each content is kept whole under its hash; the audit trail tells from which hash to which, and whose account
answers for it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from pydantic import AwareDatetime
from sqlalchemy import select

from records.accounts import Accounts
from records.audit import PROGRAM, Audit
from records.contents import Contents
from records.database import Database
from records.events import alarm
from records.tables import AUDIT_HEAD

SETTINGS = "settings"
PARTS = (SETTINGS, "rulebook", "questionnaire", "medicines")


class Change(NamedTuple):
    """From one content to another, by their hashes; `before` is "" for the first that was noted.

    `by` is the id of the account that answers for it, "" where nobody is named or no account fits the name.
    """

    part: str
    at: AwareDatetime
    before: str
    after: str
    by: str


class Settled:
    """The history of one store."""

    def __init__(self, database: Database, audit: Audit, contents: Contents, accounts: Accounts) -> None:
        self._database, self._audit, self._contents, self._accounts = database, audit, contents, accounts

    def note(self, parts: Mapping[str, bytes], changed_by: str | None, moment: datetime) -> None:
        """Keep `parts` (content by its name) and note those that are not what was noted last. Raises Unavailable.

        `changed_by` is who answers for the settings, as `Accounts.called` finds them.
        """
        for part, body in parts.items():
            after = self._contents.keep(body)
            by = self._answering(changed_by) if part == SETTINGS else ""
            with self._database.writing() as connection:
                # Two programs that start at once: the second waits here, and finds what the first has noted.
                connection.execute(select(AUDIT_HEAD).with_for_update())
                last = self._audit.proved(connection, _action(part), part)
                before = str(last.detail["after"]) if last else ""
                if before != after:
                    self._audit.add(connection, moment, PROGRAM, _action(part), part, before=before, after=after, by=by)
            if before and before != after and part == SETTINGS and changed_by and not by:
                alarm("settings.changed_by", "fits no account")

    def changes(self) -> list[Change]:
        """Every change that was noted, the latest first."""
        found = [entry for part in PARTS for entry in self._audit.about(part) if entry.action == _action(part)]
        return [
            Change(entry.subject, entry.at, *(str(entry.detail[name]) for name in ("before", "after", "by")))
            for entry in sorted(found, key=lambda entry: -entry.number)
        ]

    def _answering(self, changed_by: str | None) -> str:
        account = self._accounts.called(changed_by) if changed_by else None
        return account.id if account else ""


def _action(part: str) -> str:
    return f"{part}.changed"
