"""Going on with a draft on another device: by a code that can be read out, and the birth date.

A code is good until the end of the clinic's day, works once, and dies of five wrong birth dates. It is shown again as
long as it stands, so that a client, the kiosk and the desk all read out the same one. A form that was sent has a code
as long as it asks some things again, which is for others to know: it takes its content to tell.
"""

import hmac
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from records.attempts import Attempts
from records.audit import CLIENT, Audit
from records.canonical import canonical
from records.database import Database
from records.drafts import Drafts, draft_id
from records.earlier import BIRTH_DATE
from records.events import event
from records.records import Records
from records.ref import new_signs, read_signs
from records.tables import RESUME_CODES
from records.vault import Vault
from records.visits import Visit, Visits

SIGNS, GROUP = 6, 3
"""30 random bits: with a few hundred codes a day and a wait that doubles, nobody comes upon one."""
MOST_FAILURES = 5
AsksAgain = Callable[[Visit], bool]
"""Does the form of a visit, which was sent, ask something again now?"""


class Resumed(NamedTuple):
    """What became of a code and a birth date: "opened" (then `token` is the draft's), "wrong", which never says which
    of the two was, or "wait" (not even looked at); `wait` is how long until the next pair counts."""

    outcome: Literal["opened", "wrong", "wait"]
    wait: timedelta = timedelta()
    token: str = ""


def never(_visit: Visit) -> bool:
    """What was sent is done with."""
    return False


class Resuming:
    """The codes to go on with, of one store."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        drafts: Drafts,
        visits: Visits,
        records: Records,
        attempts: Attempts,
        audit: Audit,
    ) -> None:
        self._database, self._vault, self._drafts, self._visits = database, vault, drafts, visits
        self._records, self._attempts, self._audit = records, attempts, audit

    def code(
        self, token: str, until: datetime, moment: datetime, actor: str = CLIENT, asks_again: AsksAgain = never
    ) -> str | None:
        """The code of a draft ("7K3-M9Q"): the one that still works if there is one, else one that is good until then.

        None where no birth date is known to ask for: nothing given yet and nobody invited, or sent and not asked again.
        """
        if not self._birth_dates(token, asks_again):
            return None
        draft = draft_id(token)
        if standing := self._standing(draft, moment):
            return standing
        signs = new_signs(SIGNS)
        code = "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))
        row_id = self._id(code)
        place = f"resume_codes/{row_id}"
        box, wrapped_key = self._vault.new_box(place)
        body = box.seal(canonical({"code": code, "token": token}), f"{place}/body")
        with self._database.writing() as connection:
            self._audit.add(connection, moment, actor, "resume_code.made", f"draft:{draft}")
            connection.execute(delete(RESUME_CODES).where(RESUME_CODES.c.expires_at <= moment))
            connection.execute(
                insert(RESUME_CODES).values(
                    id=row_id, draft_id=draft, expires_at=until, failures=0, wrapped_key=wrapped_key, body=body
                )
            )
        event("resume_code.made", draft=draft)
        return code

    def resume(
        self, code: str, birth_date: date, address: str, moment: datetime, asks_again: AsksAgain = never
    ) -> Resumed:
        """Spend a code with the birth date of whose draft it is; both come from `address`."""
        source = f"resume:{address}"
        if wait := self._attempts.claim(moment, source):
            return Resumed("wait", wait)
        row = self._counted(code, moment)
        token = str(self._opened(row)["token"]) if row else ""
        known = self._birth_dates(token, asks_again) if row else ()
        if not row or not _is_one(birth_date, known) or not self._spent(row, moment):
            self._audit.note(moment, CLIENT, "resume_code.refused", f"draft:{row.draft_id}" if row else "")
            return Resumed("wrong", self._attempts.wait(moment, source))
        self._attempts.forget(source)
        return Resumed("opened", token=token)

    def moved(self, token: str, since: datetime) -> bool:
        """Was the draft of `token` gone on with elsewhere after `since`?"""
        later = RESUME_CODES.c.draft_id == draft_id(token), RESUME_CODES.c.used_at > since
        with self._database.reading() as connection:
            return connection.scalar(select(RESUME_CODES.c.id).where(*later).limit(1)) is not None

    def purge(self, moment: datetime) -> None:
        """Forget the codes of days that are over."""
        with self._database.writing() as connection:
            connection.execute(delete(RESUME_CODES).where(RESUME_CODES.c.expires_at <= moment))

    def _standing(self, draft: str, moment: datetime) -> str:
        """The code of a draft that still works, "" where there is none."""
        query = select(RESUME_CODES).where(RESUME_CODES.c.draft_id == draft, *_good(moment))
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(RESUME_CODES.c.expires_at.desc(), RESUME_CODES.c.id)).first()
        return str(self._opened(row)["code"]) if row else ""

    def _counted(self, code: str, moment: datetime) -> Row[*tuple[Any, ...]] | None:
        """The row of a code that is still good, its birth date counted as wrong before it is looked at: of many sent
        at once, no more than five are."""
        mine = RESUME_CODES.c.id == self._id(code)
        counted = update(RESUME_CODES).where(mine, *_good(moment))
        with self._database.writing() as connection:
            if connection.execute(counted.values(failures=RESUME_CODES.c.failures + 1)).rowcount != 1:
                return None
            return connection.execute(select(RESUME_CODES).where(mine)).one()

    def _spent(self, row: Row[*tuple[Any, ...]], moment: datetime) -> bool:
        with self._database.writing() as connection:
            self._audit.add(connection, moment, CLIENT, "resume_code.used", f"draft:{row.draft_id}")
            spent = update(RESUME_CODES).where(RESUME_CODES.c.id == row.id, RESUME_CODES.c.used_at.is_(None))
            return connection.execute(spent.values(used_at=moment)).rowcount == 1

    def _birth_dates(self, token: str, asks_again: AsksAgain) -> frozenset[str]:
        """Those that open it: as the clinic has it, and as the client put it; what was sent opens with the client's
        alone, as its link does."""
        draft, visit = self._drafts.read(token), self._visits.of_draft(token)
        if draft is None and visit is None:
            return frozenset()
        answers = draft.content.get("answers") if draft else None
        given = answers.get(BIRTH_DATE) if isinstance(answers, dict) else None
        known = visit.birth_date.isoformat() if visit else None
        if draft is None and visit and (ref := self._records.latest_of(token)):
            known = str(self._records.read(ref).identity.get(BIRTH_DATE)) if asks_again(visit) else None
        return frozenset(one for one in (given, known) if isinstance(one, str) and _is_day(one))

    def _opened(self, row: Row[*tuple[Any, ...]]) -> dict[str, str]:
        place = f"resume_codes/{row.id}"
        told: dict[str, str] = json.loads(self._vault.box(row.wrapped_key, place).open(row.body, f"{place}/body"))
        return told

    def _id(self, code: str) -> str:
        return self._vault.keyed("resume code", read_signs(code).encode(errors="surrogatepass"))


def _good(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a code that works."""
    unspent = (RESUME_CODES.c.used_at.is_(None), RESUME_CODES.c.expires_at > moment)
    return (*unspent, RESUME_CODES.c.failures < MOST_FAILURES)


def _is_one(birth_date: date, known: Iterable[str]) -> bool:
    given = birth_date.isoformat().encode()
    same = [hmac.compare_digest(given, one.encode()) for one in known]
    return True in same


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
