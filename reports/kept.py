"""The report of a record, made with the content that the record was made with, whatever has changed since."""

from dataclasses import dataclass
from functools import lru_cache

from intake.answers import Intake, read_intake
from intake.language import load_language
from records import Record, Store
from reports.build import Kept, build
from reports.consultation import Reviews
from reports.model import Reader, Report
from rules.assessment import Assessment
from rules.content import restored
from rules.screening import Screening


@dataclass(frozen=True)
class Reopened:
    """A record as it was made: its answers read and its result restored with its own content."""

    screening: Screening
    intake: Intake
    assessment: Assessment
    kept: Kept


def reopened(record: Record, store: Store, *, unsigned: Reviews = ()) -> Reopened:
    """With what was signed about it, and `unsigned`, what is about to be.

    Raises records.UnknownContent or records.Tampered when its content is not what was kept."""
    signed = (*((one.review, one.at) for one in store.reviews.of(record.ref)), *unsigned)
    screening = _screening(tuple(sorted((part, store.contents.read(key)) for part, key in record.contents.items())))
    return Reopened(
        screening,
        read_intake(record.answers, screening.questionnaire, screening.clinic),
        Assessment.model_validate(record.assessment),
        Kept(str(record.ref), record.hash, record.submitted_at, signed),
    )


def report_of(record: Record, store: Store, reader: Reader, lang: str | None = None) -> Report:
    """What `reader` is told of a record, in the record's language unless another is asked for."""
    made = reopened(record, store)
    language = load_language(lang or record.language)
    return build(reader, made.screening, made.intake, made.assessment, language, made.kept)


def calendar_of(record: Record, store: Store, lang: str | None = None, moved: int = 0) -> bytes | None:
    """The calendar file of a record's visit; None where the visit has no moment."""
    from reports.calendar import calendar  # it brings a library that nothing else needs

    made = reopened(record, store)
    language = load_language(lang or record.language)
    return calendar(made.screening, made.intake, made.assessment, language, made.kept, moved)


@lru_cache(maxsize=8)
def _screening(parts: tuple[tuple[str, bytes], ...]) -> Screening:
    return restored(dict(parts))
