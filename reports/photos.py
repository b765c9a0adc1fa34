"""What is printed beside the words: the photos and letters that the client wants to see in the report, and no other."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from intake.language import load_language
from records import Agreement, File, Record, Store, refused
from reports.kept import report_of
from reports.model import Photo, Reader, Report
from reports.preview import pictures

MOST = 20
"""Pages: one for each file that a visit may have. Of long documents somebody reads the rest at the desk."""
_PDF = "application/pdf"


def paper_of(record: Record, store: Store, reader: Reader, lang: str | None = None) -> Report:
    """The same as `report_of`, as it is printed."""
    told = report_of(record, store, reader, lang)
    return with_photos(told, record, store) if reader == "specialist" else told


def with_photos(report: Report, record: Record, store: Store) -> Report:
    """A specialist's report with these pictures, the one that was sent first first.

    They are read only when a paper is made: a screen shows a file when somebody asks for it.
    """
    visit = store.visits.of_record(record.ref)
    if visit is None:
        return report
    wished = (photo for one in store.files.of(visit.id) for photo in _wished(report, one, store, record))
    found = list(islice(wished, MOST + 1))
    if len(found) > MOST:
        more = load_language(report.language).say("reports.photo.more", wish=found[MOST - 1].wish)
        found = [*found[: MOST - 1], found[MOST - 1].model_copy(update={"wish": more})]
    return report.model_copy(update={"photos": tuple(found)})


def _wished(report: Report, one: File, store: Store, record: Record) -> Iterator[Photo]:
    agreed = store.files.agreements.of(one.id)
    hidden = one.purpose == "scalp" and refused(store.chart.of(record.ref), "photos")
    if agreed and agreed.in_report and not hidden:
        yield from _pages(report, one, agreed, store.files.read(one.id))


def _pages(report: Report, one: File, agreed: Agreement, body: bytes) -> Iterator[Photo]:
    """A photo has one page, a document may have several."""
    language = load_language(report.language)
    drawn = list(pictures(body)) if one.media_type == _PDF else [body]
    what, moment = language.say(f"reports.photo.{one.purpose}"), language.short_moment(_here(report, one.created_at))
    title = language.say("reports.photo.sent", what=what, moment=moment)
    wish = language.say("reports.photo.wished", moment=language.short_moment(_here(report, agreed.at)))
    for number, page in enumerate(drawn, 1):
        told = language.say("reports.photo.page", photo=title, page=number) if len(drawn) > 1 else title
        yield Photo(title=told, wish=wish, data=b64encode(page).decode())


def _here(report: Report, moment: datetime) -> datetime:
    """On the clinic's clock, by which the report was made."""
    return moment.astimezone(report.made_at.tzinfo)
