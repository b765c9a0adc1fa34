"""The preparation and aftercare of one person, with real dates where the session has one."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from babel.dates import format_skeleton
from pydantic import Field

from intake.condition import Condition, Strict
from intake.content import ContentError, Document
from intake.questionnaire import COMMON, Id, Text, condition_faults
from reports.case import Case
from reports.model import Moment
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


class Entry(Strict):
    """One entry of the timeline."""

    id: Id
    label: Text
    from_: Annotated[Offset | None, Field(alias="from")] = None
    until: Offset | None = None
    texts: tuple[Line, ...] = Field(min_length=1)


@cache
def load(path: Path = FILE) -> tuple[Entry, ...]:
    """Read the timeline; raises ContentError."""
    document = Document(path)
    return tuple(document.as_model(Entry, place) for place in range(len(document.value)))


def check(entries: tuple[Entry, ...], screening: Screening) -> None:
    """Raise ContentError where a condition names what is not known, or tests what does not fit."""
    known = vocabulary(screening.questionnaire, screening.questions.catalogue, screening.rulebook.facts)
    conditions = [(f"{e.id}.{line.id}", c) for e in entries for line in e.texts for c in (line.unless, line.when) if c]
    wrong = [
        f"{FILE.name}: {place}: {fault}" for place, c in conditions for fault in condition_faults(c, known, COMMON)
    ]
    if wrong:
        raise ContentError(wrong)


def timeline(case: Case) -> tuple[Moment, ...]:
    """What this person is to do and when, in order."""
    moments = []
    for entry in load():
        texts = tuple(
            case.language.content(f"timeline.{entry.id}.{line.id}", line.text)
            for line in entry.texts
            if _applies(line, case)
        )
        if texts:
            label = case.language.content(f"timeline.{entry.id}.label", entry.label)
            moments.append(Moment(label=label, when=_when(entry, case), texts=texts))
    return tuple(moments)


def _applies(line: Line, case: Case) -> bool:
    questions = case.screening.questions
    if line.unless and questions.judge(line.unless)(case.reading).possible & 1:
        return False
    return not line.when or bool(questions.judge(line.when)(case.reading).possible & 1)


def _when(entry: Entry, case: Case) -> str:
    """The days or the moment of an entry; "" before the session has one."""
    visit, language, zone = case.intake.visit, case.language, case.clinic.clock
    if not (visit.treatment and visit.at and entry.from_):
        return ""
    at = visit.at
    if entry.from_.hours is not None:
        moment = language.short_moment((at + timedelta(hours=entry.from_.hours)).astimezone(zone))
        return language.say("reports.timeline.from", moment=moment) if entry.from_.hours else moment
    first, last = _day(at, entry.from_, case), _day(at, entry.until or entry.from_, case)
    if entry.until is None:
        return first
    return language.say("reports.timeline.until", first=first, last=last)


def _day(at: datetime, offset: Offset, case: Case) -> str:
    day = at.astimezone(case.clinic.clock).date() + timedelta(days=offset.days or 0)
    return str(format_skeleton("MMMEd", day, locale=case.language.locale))
