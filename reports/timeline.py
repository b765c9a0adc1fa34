"""The preparation and aftercare of one person, with real dates where the session has one."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Self

from babel.dates import format_skeleton
from pydantic import Field, model_validator

from intake.condition import Condition, Flag, Strict
from intake.content import ContentError, Document
from intake.questionnaire import COMMON, Id, Text, condition_faults
from reports.case import Case
from reports.model import Moment, Reader
from rules.rulebook import vocabulary
from rules.screening import Screening

FILE = Path(__file__).parent / "timeline.yaml"


class Offset(Strict):
    """How far from the session: elapsed hours, or days of the clinic's calendar."""

    hours: int | None = None
    days: int | None = None


class Line(Strict):
    """One sentence; `unless` leaves it out and `when` puts it in, each also where the answer is not known."""

    id: Id
    text: Text
    unless: Condition | None = None
    when: Condition | None = None


class Apart(Strict):
    """A date that the client told, and what is said where it may fall into the days of an entry.

    With `or_before`, also where it lies before them. "{date}" stands for it.
    """

    date: Id
    client: Text
    specialist: Text
    or_before: Flag = False


class Entry(Strict):
    """One entry of the timeline. Those of the `plan` of the sessions are told to the specialist as well; those with
    `calendar: false` are no step that a calendar reminds of."""

    id: Id
    label: Text
    from_: Annotated[Offset | None, Field(alias="from")] = None
    until: Offset | None = None
    plan: Flag = False
    calendar: Flag = True
    apart_from: tuple[Apart, ...] = ()
    texts: tuple[Line, ...] = Field(min_length=1)

    def applies(self, case: Case) -> bool:
        """Does it have a date, and does any of its texts concern this person?"""
        return self.from_ is not None and any(_applies(line, case) for line in self.texts)

    @model_validator(mode="after")
    def _has_days(self) -> Self:
        if (self.apart_from or self.plan) and self.from_ is None:
            raise ValueError("`plan` and `apart_from` need `from`")
        return self


@cache
def load(path: Path = FILE) -> tuple[Entry, ...]:
    """Read the timeline; raises ContentError."""
    document = Document(path)
    return tuple(document.as_model(Entry, place) for place in range(len(document.value)))


def check(entries: tuple[Entry, ...], screening: Screening) -> None:
    """Raise ContentError where a condition or a text names what is not known, or a test does not fit."""
    known = vocabulary(screening.questionnaire, screening.questions.catalogue, screening.rulebook.facts)
    conditions = [(f"{e.id}.{line.id}", c) for e in entries for line in e.texts for c in (line.unless, line.when) if c]
    wrong = [
        f"{FILE.name}: {place}: {fault}" for place, c in conditions for fault in condition_faults(c, known, COMMON)
    ]
    named = screening.clinic.placeholders()
    for entry in entries:
        for line in entry.texts:
            braces = {name for _, name, _, _ in Formatter().parse(line.text) if name is not None}
            wrong += [
                f"{FILE.name}: {entry.id}.{line.id}: nothing is called {name!r}" for name in braces - named.keys()
            ]
        for apart in entry.apart_from:
            if (fact := known.person.get(apart.date)) is None or fact.kind != "date":
                wrong.append(f"{FILE.name}: {entry.id}: {apart.date!r} is no question about a date")
    if wrong:
        raise ContentError(wrong)


def timeline(case: Case) -> tuple[Moment, ...]:
    """What this person is to do and when, in order, and which of their own dates falls into those days."""
    moments = []
    for entry in load():
        texts = _texts(entry, case)
        if texts:
            moments.append(
                Moment(
                    label=_label(entry, case), when=_when(entry, case), texts=(*_clashes(entry, case, "client"), *texts)
                )
            )
    return tuple(moments)


def plan(case: Case) -> tuple[Moment, ...]:
    """The plan of the sessions for the specialist; nothing while the session has no moment."""
    free = (case.language.say("reports.specialist.plan_free"),)
    return tuple(
        Moment(label=_label(entry, case), when=when, texts=_clashes(entry, case, "specialist") or free)
        for entry in load()
        if entry.plan and _texts(entry, case) and (when := _when(entry, case))
    )


def _label(entry: Entry, case: Case) -> str:
    return case.language.content(f"timeline.{entry.id}.label", entry.label)


def _texts(entry: Entry, case: Case) -> tuple[str, ...]:
    lines = [line for line in entry.texts if _applies(line, case)]
    called = case.clinic.placeholders()
    return tuple(
        case.language.content(f"timeline.{entry.id}.{line.id}", line.text).format_map(called) for line in lines
    )


def days(entry: Entry, session: date) -> tuple[date, date]:
    """The first and the last day of an entry that has days, for a session on this day."""
    assert entry.from_, "the caller asks of entries that have days"
    until = entry.until or entry.from_
    return session + timedelta(days=entry.from_.days or 0), session + timedelta(days=until.days or 0)


def moment(entry: Entry, session: datetime) -> datetime | None:
    """The moment of an entry that is counted in elapsed hours, in the time zone of the session's moment."""
    if entry.from_ is None or entry.from_.hours is None:
        return None
    return (session.astimezone(UTC) + timedelta(hours=entry.from_.hours)).astimezone(session.tzinfo)


def _clashes(entry: Entry, case: Case, reader: Reader) -> tuple[str, ...]:
    """What is said of the client's own dates that may fall into these days."""
    visit = case.intake.visit
    if not (visit.treatment and visit.at and entry.from_):
        return ()
    first, last = days(entry, visit.at.astimezone(case.clinic.clock).date())
    found = []
    for apart in entry.apart_from:
        told = case.dated(apart.date)
        if told and told[0] <= last and (apart.or_before or told[1] >= first):
            text = case.language.content(f"timeline.{entry.id}.{apart.date}.{reader}", getattr(apart, reader))
            found.append(text.format(date=case.answered(apart.date)))
    return tuple(found)


def _applies(line: Line, case: Case) -> bool:
    questions = case.screening.questions
    if line.unless and questions.judge(line.unless)(case.reading).possible & 1:
        return False
    return not line.when or bool(questions.judge(line.when)(case.reading).possible & 1)


def _when(entry: Entry, case: Case) -> str:
    """The days or the moment of an entry; "" before the session has one."""
    visit, language = case.intake.visit, case.language
    if not (visit.treatment and visit.at and entry.from_):
        return ""
    at = visit.at.astimezone(case.clinic.clock)
    begins = moment(entry, at)
    if begins:
        said = language.short_moment(begins)
        return language.say("reports.timeline.from", moment=said) if begins != at else said
    first, last = (str(format_skeleton("MMMEd", day, locale=language.locale)) for day in days(entry, at.date()))
    return first if entry.until is None else language.say("reports.timeline.until", first=first, last=last)
