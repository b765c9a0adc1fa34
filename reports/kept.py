"""The report of a record, made with the content that the record was made with, whatever has changed since.

What was noted at the desk since counts: an answer that was given in the room, a letter that came, a visit that moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from intake.answers import Intake, Visit, read_answer, read_intake
from intake.language import Language, load_language
from records import Answered, LetterNote, Moved, Noted, PatchTest, Record, RecordsError, RoomConsent, Store
from reports.build import build
from reports.case import Case
from reports.consultation import Reviews
from reports.model import Reader, Report
from reports.origin import Kept
from reports.ways import in_time
from rules.assessment import Assessment
from rules.content import restored
from rules.screening import Met, Screening


class Seen(NamedTuple):
    """How far a record had come: how often it was signed, how much was noted, and the hash of the last note."""

    signed: int
    noted: int
    last: str


@dataclass(frozen=True)
class Reopened:
    """A record as it stands: its answers and its result with its own content, after what was noted about it."""

    screening: Screening
    intake: Intake
    assessment: Assessment
    kept: Kept
    met: frozenset[Met] = frozenset()

    def case(self, language: Language) -> Case:
        """The same as a report sees it."""
        return Case(self.screening, self.intake, self.assessment, language, self.met)

    @property
    def seen(self) -> Seen:
        """What whoever looks at it now has seen: what they do next fails when somebody else came first."""
        return Seen(len(self.kept.reviews), len(self.kept.chart), self.kept.chart[-1].hash if self.kept.chart else "")


def reopened(record: Record, store: Store, *, unsigned: Reviews = (), unnoted: Sequence[Noted] = ()) -> Reopened:
    """With what was noted and signed about it, and `unnoted` and `unsigned`, what is about to be.

    Raises records.UnknownContent or records.Tampered when its content is not what was kept; IntakeError for an answer
    in `unnoted` that is none.
    """
    signed = (*((one.review, one.at) for one in store.reviews.of(record.ref)), *unsigned)
    chart = (*store.chart.of(record.ref), *unnoted)
    screening = _screening_of(record, store)
    sent = read_intake(record.answers, screening.questionnaire, screening.clinic)
    then = Assessment.model_validate(record.assessment)
    asked = tuple(letter.from_ for letter in then.letters)
    kept = Kept(str(record.ref), record.hash, record.submitted_at, signed, chart, sent, asked, _wordings(chart, store))
    intake = after(sent, chart, screening)
    day = screening.judged_at(intake).astimezone(screening.clinic.clock).date()
    met = frozenset(
        (rule, kind)
        for (rule, kind), number in demands_met(chart, day).items()
        if _grounds(rule, intake, screening) <= _grounds(rule, after(sent, chart[:number], screening), screening)
    )
    if intake == sent and not met:
        return Reopened(screening, sent, then, kept)
    return Reopened(screening, intake, screening.assess(intake, met), kept, met)


def told(record: Record, store: Store) -> tuple[Intake, Screening]:
    """The answers of a record with those that were noted at the desk, and the content that they were given under.

    Raises records.UnknownContent or records.Tampered.
    """
    screening = _screening_of(record, store)
    sent = read_intake(record.answers, screening.questionnaire, screening.clinic)
    return after(sent, store.chart.of(record.ref), screening), screening


def after(intake: Intake, chart: Sequence[Noted], screening: Screening) -> Intake:
    """The answers with those that were noted, the visit where it was moved to, judged at the last note of these.

    Each answer is read as at the moment at which it was given. Raises IntakeError.
    """
    zone = screening.clinic.clock
    for noted in chart:
        note = noted.note
        if isinstance(note, Answered):
            for name, raw in note.answers.items():
                answer = read_answer(screening.questionnaire.questions[name], raw, noted.at, zone)
                intake = intake.at(noted.at).with_answer(name, answer)
        elif isinstance(note, Moved):
            intake = replace(intake.at(noted.at), visit=Visit(note.kind, note.at))
    return intake


def demands_met(chart: Sequence[Noted], day: date) -> dict[Met, int]:
    """The demands that letters which came and tests which were read have met, each with the number of that note; the
    last word about each counts.

    `day` is that of the visit, or where it has no moment, of the assessment: a letter must still be good then.
    """
    met: dict[Met, int] = {}
    for noted in chart:
        note = noted.note
        if isinstance(note, LetterNote):
            good = note.allows is True and in_time(note, day)
            met |= {(rule, "letter"): noted.number * good for rule in note.rules}
        elif isinstance(note, PatchTest):
            met |= {(rule, "test"): noted.number * (note.well is True) for rule in note.rules}
    return {demand: number for demand, number in met.items() if number}


def report_of(record: Record, store: Store, reader: Reader, lang: str | None = None) -> Report:
    """What `reader` is told of a record, in the record's language unless another is asked for."""
    before = last_time(record, store) if reader == "specialist" else None
    return report(reopened(record, store), reader, lang or record.language, before)


def report(made: Reopened, reader: Reader, lang: str, before: Reopened | None = None) -> Report:
    """What `reader` is told of a record that was opened; `before` is what the same person told the last time."""
    language = load_language(lang)
    then = before.case(language) if before else None
    return build(reader, made.screening, made.intake, made.assessment, language, made.kept, made.met, then)


def last_time(record: Record, store: Store) -> Reopened | None:
    """The last record before this one of the same person, as it stands: of the same draft, or of the same name and
    birth date. One that cannot be read any more is passed over."""
    for ref in store.earlier.of(record):
        try:
            return reopened(store.records.read(ref), store)
        except RecordsError:
            continue
    return None


def calendar_of(record: Record, store: Store, lang: str | None = None) -> bytes | None:
    """The calendar file of a record's visit; None where the visit has no moment."""
    from reports.calendar import calendar  # it brings a library that nothing else needs

    made = reopened(record, store)
    language = load_language(lang or record.language)
    return calendar(made.screening, made.intake, made.assessment, language, made.kept)


def _grounds(rule: str, intake: Intake, screening: Screening) -> frozenset[str]:
    """The answers for which a rule holds or is open. A letter clears it for those that were known when it came: what
    came up since (another medicine) was not asked of whoever wrote it."""
    verdicts, reading = screening.verdicts(intake)
    return frozenset(
        f"{because.question} {because.entry} {because.value}"
        for verdict in verdicts
        if verdict.rule.id == rule
        for because in screening.why(verdict, reading)
    )


def _wordings(chart: Sequence[Noted], store: Store) -> dict[str, str]:
    """What the consents of the room say, by the hash of each wording."""
    named = dict.fromkeys(noted.note.text for noted in chart if isinstance(noted.note, RoomConsent))
    return {key: store.contents.read(key).decode() for key in named}


def _screening_of(record: Record, store: Store) -> Screening:
    return _screening(tuple(sorted((part, store.contents.read(key)) for part, key in record.contents.items())))


@lru_cache(maxsize=8)
def _screening(parts: tuple[tuple[str, bytes], ...]) -> Screening:
    return restored(dict(parts))
