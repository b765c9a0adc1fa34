"""A record on the desk in this run: as it stands now, and what this person has seen of it.

Streamlit runs a page afresh for each click, so the record is always read as it stands. Whether somebody else changed it
since the person looked is told by what was kept in their session: then they see that first, and act afterwards.
"""

from dataclasses import dataclass

import streamlit as st

from intake.answers import IntakeError
from records import Note, Noted, Queued, Record, RecordsError, Ref
from reports.charting import chart
from reports.kept import Reopened, Seen, reopened, report
from reports.model import Report
from screens.desk.desk import Desk


@dataclass(frozen=True)
class Opened:
    """Everything that the parts of a record's page need."""

    desk: Desk
    record: Record
    made: Reopened
    report: Report
    queued: Queued | None

    @classmethod
    def read(cls, desk: Desk, ref: Ref) -> "Opened":
        """Open a record. Raises RecordsError."""
        record = desk.store.records.read(ref)
        made = reopened(record, desk.store)
        told = report(made, "specialist", desk.language.code)
        return cls(desk, record, made, told, desk.store.queue.of(ref))

    @property
    def seen(self) -> Seen:
        """What this person has seen; the record as it stands, when they open it."""
        kept: dict[str, Seen] = st.session_state.setdefault("seen", {})
        return kept.setdefault(str(self.record.ref), self.made.seen)

    @property
    def changed(self) -> tuple[Noted, ...]:
        """What others noted since this person looked; it may be empty although somebody signed meanwhile."""
        return self.made.kept.chart[self.seen.noted :]

    @property
    def newer(self) -> bool:
        """Did somebody else change or sign it since this person looked?"""
        return self.seen != self.made.seen

    def look_again(self) -> None:
        """From now on this person has seen the record as it stands in the store."""
        st.session_state.setdefault("seen", {}).pop(str(self.record.ref), None)

    def note(self, note: Note) -> bool:
        """Note something as whoever is at the desk, and say what is wrong where it cannot be: was it noted?"""
        desk = self.desk
        role = desk.say(f"role.{desk.account.role}")
        try:
            chart(self.record, desk.store, note, desk.account, role, self.seen, desk.wiring.now())
        except IntakeError as error:
            for fault in error.faults:
                desk.refuse(fault.plain(desk.language))
        except RecordsError as error:
            desk.refuse(str(error))
        else:
            self.look_again()
            return True
        return False
