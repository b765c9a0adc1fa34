"""What stands in the way of signing a review as it is: nothing urgent or grave is passed over without a reason."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from records import Noted, Review, reacted, refused, unseen_words
from records.review import GOES_ON
from rules.assessment import Assessment
from rules.rule import LEVELS, Level

Kind = Literal["unknown", "word", "urgent", "against", "refused", "reaction", "early"]
_LINES: dict[Kind, str] = {
    "unknown": "this record has no such finding",
    "word": "the client said that something has changed: see to it first",
    "urgent": "this is urgent: say as its override what was done about it",
    "against": "going on against this needs a reason",
    "refused": "the client refused the procedure, so treatment cannot go on",
    "reaction": "going on after a patch test with a reaction needs a note that says why",
    "early": "moving to before what the rules wait for needs a note that says why",
}


class SigningFault(NamedTuple):
    """One thing that is missing or wrong, and the rule that it is about, if it is about one."""

    kind: Kind
    rule: str = ""

    @property
    def line(self) -> str:
        """For a command line, which knows rules by their ids."""
        return f"{self.rule}: {_LINES[self.kind]}" if self.rule else _LINES[self.kind]


def faults(review: Review, found: Assessment, chart: Sequence[Noted]) -> tuple[SigningFault, ...]:
    """Everything that keeps this review of a record, which stands as `found` after `chart`, from being signed."""
    return tuple(_faults(review, found, chart))


def urgent_rules(found: Assessment) -> tuple[str, ...]:
    """The rules of the urgent messages, the most urgent first."""
    return tuple(dict.fromkeys(one.rule for one in found.urgent))


def grave_rules(found: Assessment) -> tuple[str, ...]:
    """The findings and open points from clearance up."""
    return tuple(rule for rule, level in _levels(found).items() if LEVELS.index(level) >= LEVELS.index("clearance"))


def _levels(found: Assessment) -> dict[str, Level]:
    return {one.rule: one.level for one in found.findings} | {one.rule: one.level for one in found.open}


def _faults(review: Review, found: Assessment, chart: Sequence[Noted]) -> Iterator[SigningFault]:
    urgent = urgent_rules(found)
    known = {*urgent, *_levels(found)}
    overridden = {one.rule for one in review.overrides}
    yield from (SigningFault("unknown", one.rule) for one in review.overrides if one.rule not in known)
    if unseen_words(chart):
        yield SigningFault("word")
    yield from (SigningFault("urgent", rule) for rule in urgent if rule not in overridden)
    if review.decision in GOES_ON:
        grave = (rule for rule in grave_rules(found) if rule not in urgent)
        yield from (SigningFault("against", rule) for rule in grave if rule not in overridden)
        if refused(chart, "procedure"):
            yield SigningFault("refused")
        if reacted(chart) and not review.note.strip():
            yield SigningFault("reaction")
    if review.move_to and _early(review.move_to, found) and not review.note.strip():
        yield SigningFault("early")


def _early(to: datetime, found: Assessment) -> bool:
    """Is this before a wait is over, or before the day on which letters and tests are expected to be here?"""
    if found.not_before and to < datetime.fromisoformat(found.not_before):
        return True
    about = datetime.fromisoformat(found.expected) if found.expected else None
    return about is not None and to.astimezone(about.tzinfo).date() < about.date()
