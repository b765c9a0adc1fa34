"""A calendar file (iCalendar, RFC 5545) of one visit: the appointment, and each step of preparation and aftercare.

Titles say nothing about health, because calendars are seen by others. The same visit has the same ids whenever the file
is made; a visit that was moved carries a higher sequence, so that calendars move the entries they have.
"""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from intake.answers import Intake
from intake.language import Language
from reports.case import Case
from reports.origin import Kept
from reports.timeline import days, load, moment
from rules.assessment import Assessment
from rules.screening import Screening

CONSULTATION, REMINDER = timedelta(hours=1), timedelta(minutes=15)
PRODUCT = "-//SMP Intake//EN"


def calendar(
    screening: Screening, intake: Intake, assessment: Assessment, language: Language, kept: Kept
) -> bytes | None:
    """The file, or None while the visit has no moment."""
    case = Case(screening, intake, assessment, language)
    if intake.visit.at is None:
        return None
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for name, entry in _entries(case, intake.visit.at.astimezone(case.clinic.clock)):
        entry.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"smp-intake:{kept.ref}:{name}")))
        entry.add("dtstamp", kept.changed_at)
        entry.add("sequence", kept.moved)
        file.add_component(entry)
    file.add_missing_timezones()
    written: bytes = file.to_ical()
    return written


def _entries(case: Case, at: datetime) -> Iterator[tuple[str, Entry]]:
    """The appointment, then each step that concerns this person, with its name."""
    say, clinic = case.language.say, case.clinic
    title, steps = say("reports.calendar.visit"), [step for step in load() if step.calendar and step.applies(case)]
    length = CONSULTATION
    if case.intake.visit.treatment:
        hours = next(step.until.hours for step in steps if moment(step, at) == at and step.until)
        length = timedelta(hours=hours or 0)
    called = say("reports.calendar.call", clinic=clinic.name, phone=clinic.placeholders()["phone"])
    visit = _entry(title, called, at, at + length)
    visit.add("location", clinic.address or clinic.name)
    yield "visit", visit
    for step in steps if case.intake.visit.treatment else ():
        begins = moment(step, at)
        if begins == at:
            continue
        label = case.language.content(f"timeline.{step.id}.label", step.label)
        first, last = days(step, at.date())
        # Whole days end, as the standard has it, on the day after the last.
        start, end = (begins, begins + REMINDER) if begins else (first, last + timedelta(days=1))
        told = say("reports.calendar.see", clinic=clinic.name)
        entry = _entry(say("reports.calendar.step", visit=title, label=label), told, start, end)
        entry.add("transp", "TRANSPARENT")
        yield step.id, entry


def _entry(title: str, told: str, start: date, end: date) -> Entry:
    entry = Entry()
    entry.add("summary", title)
    entry.add("description", told)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    return entry
