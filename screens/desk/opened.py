"""A record on the desk in this run: as it stands now, and what this person has seen of it.

Streamlit runs a page afresh for each click, so the record is always read as it stands. Whether somebody else changed it
since the person looked is told by what was kept in their session: then they see that first, and act afterwards.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from intake.answers import IntakeError
from records import Note, Noted, Queued, Record, RecordsError, Ref
from reports.case import Case
from reports.charting import chart
from reports.kept import Reopened, Seen, last_time, reopened, report
from reports.model import Decided, Happened, Report
from screens.desk.desk import Desk
from screens.text import Html, tag


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
        told = report(made, "specialist", desk.language.code, last_time(record, desk.store))
        return cls(desk, record, made, told, desk.store.queue.of(ref))

    @cached_property
    def case(self) -> Case:
        """The record as a report sees it, in the language of the desk."""
        return self.made.case(self.desk.language)

    @property
    def signed(self) -> bool:
        return bool(self.made.kept.reviews)

    def say(self, key: str, **values: Any) -> str:
        """A text of the record's page."""
        return self.desk.language.say(f"record.{key}", **values)

    def key(self, name: str) -> str:
        """A widget's key: of this record as it stands, so that nothing typed for one is taken for another."""
        return f"{self.record.ref}.{self.made.seen.noted}.{self.made.seen.signed}.{name}"

    def for_whom(self) -> Html:
        """Whom an action is about, to stand beside it: the wrong person is caught before, not after."""
        person = self.report.person
        return tag("p", self.say("for", name=person.name, born=person.birth_date), "smp-for")

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
    def others_noted(self) -> tuple[Happened, ...]:
        """The same in words."""
        return self.report.noted[self.seen.noted :]

    @property
    def others_signed(self) -> tuple[Decided, ...]:
        """What others signed since this person looked."""
        return self.report.decided[self.seen.signed :]

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

    def noted_in(self, place: str) -> None:
        """Draw the page as it is now, and say in this part of it what came of the note."""
        st.session_state["noted"] = place
        st.rerun()

    def tell_noted(self, place: str) -> None:
        """Say, once, that something was noted here and how the record stands since.

        There is room for it always: what comes below keeps its place when it is gone, and what is unfolded stays so.
        """
        with st.container():
            if st.session_state.get("noted") == place and self.report.status:
                del st.session_state["noted"]
                status = self.report.status
                self.desk.done(self.say("judged", word=": ".join(filter(None, (status.word, status.text)))))
