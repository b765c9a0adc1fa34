"""Signing a record: what was decided is printed into the consultation report, and that PDF is kept byte for byte."""

from datetime import datetime

from records import Record, Review, Store
from records.audit import COMMAND
from records.review import GOES_ON
from reports.kept import Seen, last_time, reopened, report
from reports.pdf import Size, render
from rules.assessment import Assessment
from rules.rule import LEVELS


class SigningError(Exception):
    """What cannot be signed like this; one plain line a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


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
    faults = _faults(review, stands.assessment)
    if faults:
        raise SigningError(faults)
    made = reopened(record, store, unsigned=[(review, moment)])
    paper = render(report(made, "specialist", lang, last_time(record, store)), size)
    store.reviews.sign(record, review, seen.signed + 1, paper, moment, actor)
    return paper


def _faults(review: Review, found: Assessment) -> list[str]:
    """To go on against something grave or urgent, each is overridden with a reason; nothing else is overridden."""
    levels = {finding.rule: finding.level for finding in found.findings}
    levels |= {point.rule: point.level for point in found.open}
    urgent = {one.rule for one in found.urgent}
    overridden = [one.rule for one in review.overrides]
    faults = [f"{rule}: this record has no such finding" for rule in overridden if rule not in levels]
    if review.decision in GOES_ON:
        grave = [rule for rule, level in levels.items() if LEVELS.index(level) >= LEVELS.index("clearance")]
        faults += [
            f"{rule}: going on against this needs a reason"
            for rule in dict.fromkeys([*urgent, *grave])
            if rule not in overridden
        ]
    return faults
