"""Today's sheets: page one of every visit of a day, in order of time."""

from datetime import date, datetime, timedelta

from records import Store
from reports.kept import report_of
from reports.model import Report


def sheets(store: Store, day: date, lang: str | None = None) -> list[Report]:
    """The specialist's report of each record whose visit is on this day of its clinic's calendar, by time.

    Where somebody sent the form again for the same visit, only the newest counts.
    """
    found: dict[tuple[datetime, str], Report] = {}
    for ref in store.records.refs():
        record = store.records.read(ref)
        visit = record.answers.get("visit")
        # Building a report takes longer than reading a record: most are of other days.
        if isinstance(visit, dict) and _near(visit.get("at"), day):
            report = report_of(record, store, "specialist", lang)
            if report.visit.at and report.visit.at.date() == day:
                found[report.visit.at, f"{report.person.name}/{report.person.birth_date}"] = report
    return [found[visit] for visit in sorted(found)]


def _near(at: object, day: date) -> bool:
    """May a moment, as it was given, fall on this day in some time zone?"""
    return isinstance(at, str) and abs(datetime.fromisoformat(at).date() - day) <= timedelta(days=1)
