"""Signing a record: what was decided is printed into the consultation report, and that PDF is kept byte for byte."""

from collections.abc import Sequence
from datetime import datetime

from records import Record, Review, Store
from records.audit import COMMAND
from reports.kept import Seen, last_time, reopened, report
from reports.pdf import Size, render
from reports.photos import with_photos
from reports.weighing import SigningFault, faults


class SigningError(Exception):
    """What cannot be signed like this; a command prints `lines`, the desk has words of its own."""

    def __init__(self, found: Sequence[SigningFault]) -> None:
        self.faults = tuple(found)
        self.lines = [fault.line for fault in self.faults]
        super().__init__("\n".join(self.lines))


def sign(
    record: Record,
    store: Store,
    review: Review,
    moment: datetime,
    lang: str,
    size: Size = "a4",
    *,
    actor: str = COMMAND,
    seen: Seen | None = None,
) -> bytes:
    """Sign a record, or amend what was signed, and give the PDF. `lang` is the specialist's language.

    `seen` is what the person who signs has seen; left out, whatever stands now. Raises SigningError; records.NotSigned
    or records.Conflict as `store.reviews.sign` does.
    """
    stands = reopened(record, store)
    seen = seen or stands.seen
    review = review.model_copy(update={"chart": seen.last})
    if wrong := faults(review, stands.assessment, stands.kept.chart):
        raise SigningError(wrong)
    made = reopened(record, store, unsigned=[(review, moment)])
    told = report(made, "specialist", lang, last_time(record, store))
    paper = render(with_photos(told, record, store), size)
    store.reviews.sign(record, review, seen.signed + 1, paper, moment, actor)
    return paper
