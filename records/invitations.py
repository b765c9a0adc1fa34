"""Invitations: links to a visit's form. Reading one spends nothing, because mail programs and previews fetch links too.

Until the form was sent, whoever has the link may go on with it; afterwards they must know the birth date as well. A
visit may have several links: sending another kills none, so it does not matter which one somebody finds.
"""

import contextlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import func, insert, select, update

from records.attempts import Attempts
from records.audit import CLIENT, Audit
from records.database import Database
from records.drafts import draft_id, new_token
from records.errors import BadToken, Tampered
from records.events import event
from records.progress import Progress, progress_of
from records.records import Records
from records.tables import INVITATIONS, RECORDS
from records.vault import Vault
from records.visits import Visit, Visits

LIFE = timedelta(days=30)
"""How long a link opens the form after it was made, and the state after the visit."""
PROOF_LIFE = timedelta(minutes=30)


class Standing(NamedTuple):
    """What a link opens: the "form", the state of what was "sent", or nothing any more ("over", then no visit).

    A link that never was stands as one that is over, so that nobody learns which it is.
    """

    state: Literal["form", "sent", "over"]
    visit: Visit | None = None


class Answer(NamedTuple):
    """What became of a birth date: "proven", "wrong", "wait" (not even looked at) or "over".

    `wait` is how long until the next one counts; `proof` is what `proven` takes, for PROOF_LIFE.
    """

    outcome: Literal["proven", "wrong", "wait", "over"]
    wait: timedelta = timedelta()
    proof: str = ""


class Invitations:
    """The invitations of one store."""

    def __init__(
        self, database: Database, vault: Vault, visits: Visits, records: Records, attempts: Attempts, audit: Audit
    ) -> None:
        self._database, self._vault, self._visits = database, vault, visits
        self._records, self._attempts, self._audit = records, attempts, audit

    def make(self, visit_id: str, moment: datetime, actor: str) -> str:
        """The token of a new link, which is kept nowhere. Raises UnknownVisit."""
        visit, token = self._visits.get(visit_id), new_token()
        row_id = _row_id(token)
        with self._database.writing() as connection:
            connection.execute(insert(INVITATIONS).values(id=row_id, visit_id=visit.id, created_at=moment))
            self._audit.add(connection, moment, actor, "invitation.made", f"visit:{visit.id}", link=row_id)
        event("invitation.made", visit=visit.id, link=row_id)
        return token

    def visit_of(self, token: str, moment: datetime) -> Standing:
        """What the link opens at `moment`; changes nothing."""
        try:
            row_id = _row_id(token)
        except BadToken:
            return Standing("over")
        with self._database.reading() as connection:
            row = connection.execute(select(INVITATIONS).where(INVITATIONS.c.id == row_id)).one_or_none()
        if row is None:
            return Standing("over")
        visit = self._visits.get(row.visit_id)
        sent_at = self.sent_at(visit)
        begins = row.created_at if sent_at is None else visit.at or sent_at
        if moment - begins > LIFE:
            return Standing("over")
        return Standing("form" if sent_at is None else "sent", visit)

    def sent_at(self, visit: Visit) -> datetime | None:
        """When the visit's form was sent last; None while it was not."""
        query = select(func.max(RECORDS.c.submitted_at)).where(RECORDS.c.draft_id == visit.draft)
        with self._database.reading() as connection:
            return connection.scalar(query)

    def invited(self, visit: Visit) -> bool:
        """Was a link to the visit's form ever made?"""
        query = select(INVITATIONS.c.id).where(INVITATIONS.c.visit_id == visit.id).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query) is not None

    def progress(self, visit: Visit) -> Progress:
        """How far the visit's form is; nothing of what stands in it."""
        return self.progresses([visit])[visit.id]

    def progresses(self, visits: Sequence[Visit]) -> Mapping[str, Progress]:
        """The same for a whole list, by the visits' ids."""
        with self._database.reading() as connection:
            return progress_of(connection, [visit.id for visit in visits])

    def open(self, token: str, moment: datetime) -> Visit | None:
        """The visit whose form the link opens, and a note that it was opened; None where it opens no form."""
        state, visit = self.visit_of(token, moment)
        if state != "form" or visit is None:
            return None
        row_id = _row_id(token)
        first = update(INVITATIONS).where(INVITATIONS.c.id == row_id, INVITATIONS.c.opened_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(first.values(opened_at=moment))
            self._audit.add(connection, moment, CLIENT, "invitation.opened", f"visit:{visit.id}", link=row_id)
        event("invitation.opened", visit=visit.id, link=row_id)
        return visit

    def prove(self, token: str, birth_date: date, address: str, moment: datetime) -> Answer:
        """Compare a birth date, from `address`, with that of the visit whose form was sent."""
        source = f"address:{address}"
        wait = self._attempts.wait(moment, source)
        if wait:
            return Answer("wait", wait)
        state, visit = self.visit_of(token, moment)
        if state != "sent" or visit is None:
            self._attempts.failed(moment, source)
            return Answer("over")
        row_id = _row_id(token)
        link, subject = f"link:{row_id}", f"visit:{visit.id}"
        wait = self._attempts.claim(moment, link)
        if wait:
            return Answer("wait", wait)
        if not hmac.compare_digest(birth_date.isoformat().encode(), self._birth_date(visit).encode()):
            self._attempts.failed(moment, source)
            self._audit.note(moment, CLIENT, "invitation.refused", subject, link=row_id)
            return Answer("wrong", self._attempts.wait(moment, link, source))
        self._attempts.forget(link)
        self._audit.note(moment, CLIENT, "invitation.proved", subject, link=row_id)
        ends = int((moment + PROOF_LIFE).timestamp())
        return Answer("proven", proof=f"{ends}.{self._seal(row_id, ends)}")

    def proven(self, token: str, proof: str, moment: datetime) -> Visit | None:
        """The visit whose birth date was proven through this link, as `proof` says; None where it is no proof now."""
        state, visit = self.visit_of(token, moment)
        written, _, seal = proof.partition(".")
        if state != "sent" or not (written.isascii() and written.isdigit() and len(written) < 12):
            return None
        ends = int(written)
        genuine = hmac.compare_digest(seal.encode(), self._seal(_row_id(token), ends).encode())
        return visit if genuine and moment <= datetime.fromtimestamp(ends, UTC) else None

    def _birth_date(self, visit: Visit) -> str:
        """As the client gave it, who may have put right what the clinic had; the clinic's where that was erased."""
        ref = self._records.latest_of_draft(visit.draft)
        if ref is not None:
            with contextlib.suppress(Tampered):
                return str(self._records.read(ref).identity["birth_date"])
        return visit.birth_date.isoformat()

    def _seal(self, row_id: str, ends: int) -> str:
        return self._vault.keyed("link proof", f"{row_id} {ends}".encode())


def _row_id(token: str) -> str:
    """Tokens of links are made like those of drafts. Raises BadToken."""
    return draft_id(token)
