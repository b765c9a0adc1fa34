"""What comes out: one assessment, in the shape that screens, reports, records and the command line share."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from rules.rule import Level, Outcome, Urgency


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Because(_Shape):
    """One answer that made a rule hold: the question, the entry (its name as typed) if there is one, the raw value."""

    question: str
    entry: str | None
    value: Any


class Finding(_Shape):
    """A rule that holds. `not_before` (ISO 8601, the clinic's zone) is when it no longer does, if time clears it."""

    rule: str
    version: int
    level: Level
    applies_to: Literal["treatment", "product", "area"]
    because: tuple[Because, ...]
    not_before: str | None


class OpenPoint(_Shape):
    """A rule, or a contradiction, that cannot be decided, and the questions whose answers would decide it."""

    rule: str
    level: Level
    if_unknown: Literal["as_if_true", "ask", "review"]
    questions: tuple[str, ...]


class Letter(_Shape):
    """A letter that is awaited: from whom, and the rules that ask for it."""

    from_: str
    because: tuple[str, ...]

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


class Precaution(_Shape):
    """Something of one's own to leave out, and from which moment; no moment while the visit has none."""

    rule: str
    entry: str | None
    leave_out_from: str | None


class Urgent(_Shape):
    rule: str
    urgency: Urgency


class Versions(_Shape):
    """The fingerprints of the content that the assessment was made with."""

    questionnaire: str
    rulebook: str
    settings: str


class Assessment(_Shape):
    """One assessment. No demand hides another: moments, events, letters and precautions are all listed."""

    outcome: Outcome
    not_before: str | None
    bookable: bool
    expected: str | None
    until: tuple[str, ...]
    letters: tuple[Letter, ...]
    precautions: tuple[Precaution, ...]
    urgent: tuple[Urgent, ...]
    findings: tuple[Finding, ...]
    open: tuple[OpenPoint, ...]
    advice: tuple[str, ...]
    versions: Versions
