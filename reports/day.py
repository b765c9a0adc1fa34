"""Today's sheets: page one of every visit of a day, in order of time."""

from datetime import date, datetime, time, timedelta, tzinfo

from records import Ref, Store
from reports.kept import report_of
from reports.model import Report


def day_of(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """When a day of this calendar begins, and when the next one does."""
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def expected(store: Store, day: date, zone: tzinfo) -> list[Ref]:
    """The records whose visit, where it was moved to, is on this day, by time."""
    return store.queue.expected(*day_of(day, zone))


def sheets(store: Store, day: date, zone: tzinfo, lang: str | None = None) -> list[Report]:
    """The specialist's report of each of them.

    Where somebody sent the form again for the same visit, only the newest counts.
    """
    found: dict[tuple[datetime | None, str, str], Report] = {}
    for ref in expected(store, day, zone):
        report = report_of(store.records.read(ref), store, "specialist", lang)
        found[report.visit.at, report.person.name, report.person.birth_date] = report
    return list(found.values())
