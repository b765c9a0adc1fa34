"""The report of a record, made with the content that the record was made with, whatever has changed since."""

from functools import lru_cache

from intake.answers import read_intake
from intake.language import load_language
from records import Record, Store
from reports.build import Kept, build
from reports.model import Reader, Report
from rules.assessment import Assessment
from rules.content import restored
from rules.screening import Screening


def report_of(record: Record, store: Store, reader: Reader, lang: str | None = None) -> Report:
    """What `reader` is told of a record, in the record's language unless another is asked for.

    Raises records.UnknownContent or records.Tampered when its content is not what was kept.
    """
    screening = _screening(tuple(sorted((part, store.contents.read(key)) for part, key in record.contents.items())))
    intake = read_intake(record.answers, screening.questionnaire, screening.clinic)
    assessment = Assessment.model_validate(record.assessment)
    kept = Kept(str(record.ref), record.hash, record.submitted_at)
    return build(reader, screening, intake, assessment, load_language(lang or record.language), kept)


@lru_cache(maxsize=8)
def _screening(parts: tuple[tuple[str, bytes], ...]) -> Screening:
    return restored(dict(parts))
