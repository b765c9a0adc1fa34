"""What stands behind the links and codes that web/ serves: the store, in words ready to be shown; no Streamlit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from intake.clinic import Clinic
from intake.language import Language, load_language
from records import (
    ABOUT,
    DAY_PARTS,
    PURPOSES,
    Agreed,
    Answer,
    ClientWord,
    Conflict,
    Moved,
    NotTaken,
    OtherDay,
    Purpose,
    Record,
    RecordsError,
    Resumed,
    Store,
    Visit,
    changed_since,
)
from records.audit import CLIENT
from records.record import told_moment
from reports.charting import client_says
from reports.kept import calendar_of, report_of
from reports.model import Report
from screens.asked_again import is_asked_again
from screens.client.twin import first, rest

_TRIES = 5
"""How often a note is written again because somebody was faster."""


@dataclass(frozen=True)
class State:
    """What a link tells once the form was sent."""

    lines: tuple[str, ...]
    arrived: tuple[str, ...]
    papers: tuple[str, ...]
    first: str = ""
    copy: str = ""
    words: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    next: str = ""
    near: bool = False


@dataclass(frozen=True)
class LinksBehind:
    """The store behind the links and codes of one installation; `now` gives the present moment with its offset.

    `token` is always a link's, `proof` what `prove` gave; without a good one nothing is told and nothing is taken.
    """

    store: Store
    clinic: Clinic
    now: Callable[[], datetime]
    purposes: tuple[str, ...] = PURPOSES
    parts: tuple[str, ...] = DAY_PARTS

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
        later, report = self._next(visit), self._copy(record, spoken) if record else None
        return State(
            (line, *stands, *(self._progress(spoken, record) if record else ())),
            tuple(self._arrived(spoken, visit)),
            papers,
            first=first(report, spoken) if report else "",
            copy=rest(report, spoken) if report else "",
            words=ABOUT if record else (),
            days=tuple(map(spoken.weekday, range(7))) if record else (),
            parts=DAY_PARTS if record else (),
            next=self._moment(spoken, later.at) if later and later.at else "",
            near=self._near(visit),
        )

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

    def keep(self, token: str, proof: str, purpose: str, data: bytes, in_report: bool, language: str) -> str:
        """Keep a file of the visit that its sender agreed to, in this language, and may be shown `in_report`.

        The key of the sentence that says why not, "" when it was kept.
        """
        visit = self._visit(token, proof)
        known = next((one for one in PURPOSES if one == purpose), None)
        if visit is None or known is None:
            return "link_again" if visit is None else "file_what"
        agreed = Agreed(self.store.contents.keep(self._wording(known, in_report, language).encode()), in_report)
        try:
            self.store.files.add(visit.id, known, data, self.now(), CLIENT, agreed)
        except NotTaken as refusal:
            return f"file_{refusal.why}"
        return ""

    def _wording(self, purpose: Purpose, in_report: bool, language: str) -> str:
        """What was ticked, word for word as the page says it."""
        say = load_language(language).say
        ticked = (purpose, "agree", *(("report",) if in_report else ()))
        return "\n".join(say(f"consents.file.{name}", clinic=self.clinic.name) for name in ticked)

    def word(self, token: str, proof: str, about: str, words: str) -> str:
        """Note that something has changed; the key of the sentence that says why not, "" when it was noted."""
        try:
            note = ClientWord.model_validate({"about": about, "words": words.strip()})
        except ValidationError:
            return "link_word_missing"
        return self._say(token, proof, note)

    def other_day(self, token: str, proof: str, weekdays: Sequence[str], parts: Sequence[str], start: str) -> str:
        """Note that another day is asked for, in the same way; `weekdays` are digits, 0 is Monday, `start` is ISO."""
        told = {"weekdays": sorted(set(weekdays)), "parts": sorted(set(parts)), "from_day": start or None}
        try:
            note = OtherDay.model_validate(told)
        except ValidationError:
            return "link_other_wrong"
        return self._say(token, proof, note)

    def open_near(self, token: str, proof: str) -> str | None:
        """The token of the draft of this visit, where its form asks some things again now that the visit is near."""
        visit = self._visit(token, proof)
        if visit is None or not self._near(visit):
            return None
        self.store.audit.note(self.now(), CLIENT, "form.opened", f"visit:{visit.id}")
        return visit.draft_token

    def open_next(self, token: str, proof: str) -> str | None:
        """The token of the draft of the same person's next visit, whose form was not sent."""
        visit = self._visit(token, proof)
        later = self._next(visit) if visit else None
        if later is None:
            return None
        self.store.audit.note(self.now(), CLIENT, "form.opened", f"visit:{later.id}")
        return later.draft_token

    def resume(self, code: str, birth_date: date, address: str) -> Resumed:
        """Spend the code of a draft with a birth date; both come from `address`."""
        return self.store.resuming.resume(code, birth_date, address, self.now(), self._near)

    def _near(self, visit: Visit) -> bool:
        return is_asked_again(self.store, visit, self.now())

    def _say(self, token: str, proof: str, note: ClientWord | OtherDay) -> str:
        visit = self._visit(token, proof)
        record = self._record(visit) if visit else None
        if record is None:
            return "link_again"
        role = load_language(self.clinic.languages[0]).say("reports.noted.client")
        for _ in range(_TRIES):
            try:
                return "" if client_says(record, self.store, note, role, self.now()) else "link_word_many"
            except Conflict:
                continue  # somebody at the desk noted something at this moment
        return "link_word_busy"

    def _next(self, visit: Visit) -> Visit | None:
        """The next visit of the same person after this one whose form is still to come."""
        coming = [
            one
            for one in self.store.visits.find(visit.name)
            if one.id != visit.id and one.birth_date == visit.birth_date and one.at and one.at >= self.now()
        ]
        progress = self.store.invitations.progresses(coming) if coming else {}
        return min((one for one in coming if progress[one.id] != "in"), key=_when, default=None)

    def _copy(self, record: Record, language: Language) -> Report | None:
        """The client copy; None where the content of the record is not what was kept, which `verify` names."""
        try:
            return report_of(record, self.store, "client", language.code)
        except RecordsError:
            return None

    def _progress(self, language: Language, record: Record) -> Iterator[str]:
        """What has become of the answers, as far as it is decided and nothing was noted since."""
        queued = self.store.queue.of(record.ref)
        signed, chart = self.store.reviews.of(record.ref), self.store.chart.of(record.ref)
        if signed and not changed_since(chart, signed[-1].at):
            yield language.say(f"web.link_decided_{signed[-1].review.decision}")
        elif queued and queued.opened_at:
            yield language.say("web.link_read")

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


def _when(visit: Visit) -> datetime:
    assert visit.at, "only visits with a moment are compared"
    return visit.at
