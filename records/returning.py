"""Somebody who comes again may see what they told the last time, once they have given their birth date.

A link or a draft alone shows nothing of it. Wrong birth dates are counted against the visit, whoever types them.
"""

import hmac
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from records.attempts import Attempts
from records.audit import CLIENT, Audit
from records.earlier import Earlier
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
        right = hmac.compare_digest(birth_date.isoformat().encode(), visit.birth_date.isoformat().encode())
        ref = self._readable(visit) if right else None
        if ref is None:
            self._audit.note(moment, CLIENT, "earlier.refused", subject)
            return Recognised("wrong", self._attempts.wait(moment, key))
        self._attempts.forget(key)
        self._audit.note(moment, CLIENT, "earlier.opened", subject, record=self._records.subject(ref))
        return Recognised("opened", ref=ref)

    def _readable(self, visit: Visit) -> Ref | None:
        """The newest record of the person that is as it was sent."""
        for ref in self._earlier.of_person(visit.name, visit.birth_date):
            try:
                self._records.read(ref)
            except RecordsError:  # `verify` names it
                continue
            return ref
        return None
