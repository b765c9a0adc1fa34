"""What stands behind the links that web/ serves: the store, in words ready to be shown. Nothing here is Streamlit's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from intake.clinic import Clinic
from intake.language import Language, load_language
from records import PURPOSES, Answer, Moved, NotTaken, Record, RecordsError, Store, Visit
from records.audit import CLIENT
from records.record import told_moment
from reports.kept import calendar_of, report_of


@dataclass(frozen=True)
class State:
    """What a link tells once the form was sent."""

    lines: tuple[str, ...]
    arrived: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True)
class LinksBehind:
    """The store behind the links of one installation; `now` gives the present moment with its offset.

    `token` is always a link's, `proof` what `prove` gave; without a good one nothing is told and nothing is taken.
    """

    store: Store
    clinic: Clinic
    now: Callable[[], datetime]
    purposes: tuple[str, ...] = PURPOSES

    def look(self, token: str) -> tuple[str, str]:
        """What the link opens ("form", "sent", "over") and in which language; changes nothing."""
        state, visit = self.store.invitations.visit_of(token, self.now())
        return state, visit.language if visit else ""

    def open(self, token: str) -> str | None:
        """The token of the draft that the link opens; None where it opens no form."""
        visit = self.store.invitations.open(token, self.now())
        return visit.draft_token if visit else None

    def prove(self, token: str, birth_date: date, address: str) -> Answer:
        """Compare a birth date that came from `address`."""
        return self.store.invitations.prove(token, birth_date, address, self.now())

    def proven(self, token: str, proof: str) -> bool:
        """Whether `proof` is good now."""
        return self._visit(token, proof) is not None

    def state(self, token: str, proof: str, language: str) -> State | None:
        """The visit, what has arrived and what can be saved; that it was looked at is noted."""
        visit = self._visit(token, proof)
        if visit is None:
            return None
        self.store.audit.note(self.now(), CLIENT, "visit.viewed", f"visit:{visit.id}")
        spoken, record = load_language(language), self._record(visit)
        told = self._told(record) if record else None
        at = visit.at or told
        kind = spoken.say(f"reports.visit.{visit.kind}")
        line = (
            spoken.say("reports.visit.at", kind=kind, moment=self._moment(spoken, at))
            if at
            else spoken.say("reports.visit.undated", kind=kind)
        )
        stands = (spoken.say("reports.visit.standing"),) if at and at >= self.now() else ()
        papers = ("copy",) if record else ()
        if record and at and at == told:  # a visit that was moved around the record is not in the file
            papers = (*papers, "calendar")
        return State((line, *stands), tuple(self._arrived(spoken, visit)), papers)

    def paper(self, token: str, proof: str, name: str, language: str) -> tuple[str, str, bytes] | None:
        """File name, media type and bytes of the client's "copy" or "calendar"; None where there is none."""
        visit = self._visit(token, proof)
        record = self._record(visit) if visit and name in ("copy", "calendar") else None
        if visit is None or record is None:
            return None
        if name == "calendar":
            file, suffix, media_type = calendar_of(record, self.store, language), "ics", "text/calendar"
        else:
            from reports.pdf import render  # with its fonts, which no other page of a link needs

            file, suffix, media_type = (
                render(report_of(record, self.store, "client", language)),
                "pdf",
                "application/pdf",
            )
        if file is None:
            return None
        self.store.audit.note(self.now(), CLIENT, f"{name}.saved", f"visit:{visit.id}")
        return f"{record.ref}.{suffix}", media_type, file

    def keep(self, token: str, proof: str, purpose: str, data: bytes) -> str:
        """Keep a file of the visit; the key of the sentence that says why not, "" when it was kept."""
        visit = self._visit(token, proof)
        known = next((one for one in PURPOSES if one == purpose), None)
        if visit is None or known is None:
            return "link_again" if visit is None else "file_what"
        try:
            self.store.files.add(visit.id, known, data, self.now(), CLIENT)
        except NotTaken as refusal:
            return f"file_{refusal.why}"
        return ""

    def _visit(self, token: str, proof: str) -> Visit | None:
        return self.store.invitations.proven(token, proof, self.now())

    def _record(self, visit: Visit) -> Record | None:
        """What was sent last; None where it was erased since."""
        ref = self.store.records.latest_of_draft(visit.draft)
        try:
            return self.store.records.read(ref) if ref else None
        except RecordsError:
            return None

    def _told(self, record: Record) -> datetime | None:
        """The moment of the visit that the record's papers tell: the client's own, or the one it was moved to since."""
        moved = [noted.note.at for noted in self.store.chart.of(record.ref) if isinstance(noted.note, Moved)]
        return moved[-1] if moved else told_moment(record.answers)

    def _moment(self, language: Language, moment: datetime) -> str:
        return language.moment(moment.astimezone(self.clinic.clock))

    def _arrived(self, language: Language, visit: Visit) -> list[str]:
        sent_at = self.store.invitations.sent_at(visit)
        lines = [language.say("web.link_arrived_answers", moment=self._moment(language, sent_at))] if sent_at else []
        for file in self.store.files.of(visit.id):
            purpose, moment = language.say(f"web.link_purpose_{file.purpose}"), self._moment(language, file.created_at)
            lines.append(language.say("web.link_arrived_file", purpose=purpose, moment=moment))
        return lines
