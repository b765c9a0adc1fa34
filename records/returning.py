"""Somebody who comes again may see what they told the last time, once they have given their birth date.

A link or a draft alone shows nothing of it. Wrong birth dates are counted against the visit, whoever types them.
"""

import hmac
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from records.attempts import Attempts
from records.audit import CLIENT, Audit
from records.earlier import BIRTH_DATE, Earlier
from records.errors import RecordsError
from records.records import Records
from records.ref import Ref
from records.visits import Visit


class Recognised(NamedTuple):
    """What became of a birth date: "opened" (then `ref` is the record to start from), "wrong", or "wait" (not even
    looked at); `wait` is how long until the next one counts."""

    outcome: Literal["opened", "wrong", "wait"]
    wait: timedelta = timedelta()
    ref: Ref | None = None


class Returning:
    """Those who come again, of one store."""

    def __init__(self, earlier: Earlier, records: Records, attempts: Attempts, audit: Audit) -> None:
        self._earlier, self._records, self._attempts, self._audit = earlier, records, attempts, audit

    def expected(self, visit: Visit) -> bool:
        """Did whoever has this visit send a form before?"""
        return bool(self._earlier.of_person(visit.name, visit.birth_date))

    def recognise(self, visit: Visit, birth_date: date, moment: datetime) -> Recognised:
        """Compare a birth date that was typed in the form of a visit; that it was is noted."""
        key, subject = f"returning:{visit.id}", f"visit:{visit.id}"
        if wait := self._attempts.claim(moment, key):
            return Recognised("wait", wait)
        ref = self._readable(visit, birth_date.isoformat())
        if ref is None:
            self._audit.note(moment, CLIENT, "earlier.refused", subject)
            return Recognised("wrong", self._attempts.wait(moment, key))
        self._attempts.forget(key)
        self._audit.note(moment, CLIENT, "earlier.opened", subject, record=self._records.subject(ref))
        return Recognised("opened", ref=ref)

    def _readable(self, visit: Visit, born: str) -> Ref | None:
        """The newest record that is as it was sent, of whoever was born on this day: that of this very form, in which
        the client may have put right what the clinic had, else that of the visit's person."""
        own = self._records.latest_of_draft(visit.draft)
        for ref in (*([own] if own else []), *self._earlier.of_person(visit.name, visit.birth_date)):
            try:
                known = str(self._records.read(ref).identity.get(BIRTH_DATE, ""))
            except RecordsError:  # `verify` names it
                continue
            if hmac.compare_digest(born.encode(), known.encode()):
                return ref
        return None
