"""The shape of one suitability rule, of the facts that rules share, and of the events that some of them wait for."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.condition import Condition, Flag, Strict, tests
from intake.instant import Duration
from intake.questionnaire import Id, Text

Level = Literal["advice", "caution", "clearance", "defer", "contraindicated"]
LEVELS: tuple[Level, ...] = ("advice", "caution", "clearance", "defer", "contraindicated")
"""From mild to grave; the worst names the outcome."""

Outcome = Literal["suitable", "suitable_with_precautions", "needs_medical_clearance", "defer", "not_suitable"]
OUTCOMES: dict[Level, Outcome] = {
    "advice": "suitable",
    "caution": "suitable_with_precautions",
    "clearance": "needs_medical_clearance",
    "defer": "defer",
    "contraindicated": "not_suitable",
}

Urgency = Literal["soon", "today", "emergency"]
URGENCIES: tuple[Urgency, ...] = ("soon", "today", "emergency")

RuleId = Annotated[str, Field(pattern=r"^[a-z]{2}-[a-z0-9-]+$")]
Sender = Literal[
    "prescriber", "gp", "cardiologist", "haematologist", "dermatologist", "surgeon", "oncologist", "pharmacist",
    "specialist_team",
]  # fmt: skip
TIME_UNITS = ("hours", "days", "weeks", "months", "years")


class Demand(Strict):
    """What would clear a finding besides time: exactly one of a letter (from whom), a photo or a test."""

    letter: Sender | None = None
    photo: Text | None = None
    test: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.letter, self.photo, self.test)) != 1:
            raise ValueError("a need is one of letter, photo, test")
        return self

    @property
    def kind(self) -> Literal["letter", "photo", "test"]:
        return "letter" if self.letter else "photo" if self.photo else "test"


class Deferral(Strict):
    """Until when: an event, or a wait counted from a date that the client gave."""

    event: Id | None = None
    from_: Id | None = Field(None, alias="from")
    wait: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.event is None) == (self.from_ is None) or (self.from_ is None) != (self.wait is None):
            raise ValueError("defer_until is {event: ...}, or {from: ..., wait: ...}")
        return self


class Parameter(Strict):
    """A number that a clinic may change within bounds, with its unit: a unit of time, or any other word.

    `tighter` is the direction that finds more: a locked rule's number moves in that direction only.
    """

    value: int | float
    unit: Text
    minimum: int | float
    maximum: int | float
    tighter: Literal["up", "down"] | None = None
    says: Text | None = None

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        if not self.minimum <= self.value <= self.maximum:
            raise ValueError(f"{self.value} is not between minimum {self.minimum} and maximum {self.maximum}")
        return self

    def looser(self, value: int | float) -> bool:
        """Would this value find less than the default?"""
        return value > self.value if self.tighter == "down" else value < self.value

    def allowed(self, locked: bool) -> tuple[int | float, int | float]:
        """The least and the most that a clinic may set; of a locked rule, what finds no less than the default."""
        if not locked:
            return self.minimum, self.maximum
        return (self.minimum, self.value) if self.tighter == "down" else (self.value, self.maximum)

    def bound(self, value: int | float) -> Duration | float:
        """`value` as a condition compares with it."""
        return Duration.parse(f"{int(value)} {self.unit}") if self.unit in TIME_UNITS else value


class Source(Strict):
    """Where a rule comes from; key `practice` is clinic practice for which no source was found."""

    key: Text
    url: Text | None = None
    grade: Text | None = None
    says: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.key != "practice" and not self.url:
            raise ValueError("a source needs its `url`, or the key `practice` where there is none")
        return self


class ClientText(Strict):
    """What the client reads: what we noticed, why it matters, what to do."""

    noticed: Text
    why: Text
    do: Text


class Reviewed(Strict):
    """Whether a clinician has signed the rule; nobody is ever invented."""

    status: Literal["draft", "reviewed"]
    by: Text | None = None
    date: Text | None = None

    @model_validator(mode="after")
    def _signed(self) -> Self:
        if (self.status == "reviewed") != bool(self.by and self.date):
            raise ValueError("`by` and `date` stand with status reviewed, and only there")
        return self


class ExampleVisit(Strict):
    kind: Text = "first_session"
    at: Text | None = "2026-12-14T14:00"


class Example(Strict):
    """One case that a reader can check by hand, what the rule must make of it, and the outcome if it were alone.

    `numbing` are the ingredients of the products that the clinic uses; without it, as the clinic's settings say.
    """

    name: Text
    then: Literal["holds", "open", "clear"]
    outcome: Outcome | None = None
    given: dict[str, object]
    numbing: tuple[Text, ...] | None = None
    visit: ExampleVisit = ExampleVisit()
    assessed_at: Text = "2026-12-01T10:00"


class Rule(Strict):
    """One suitability rule. An advice without a text for the client is a note, which only the specialist reads.

    Where it `leaves_open`, holding means that something is not known (a medicine that nobody recognises): it is an
    open point and never a finding. `falls_with` names the lists of which one more tick may take the finding away, and
    `stays_open` the questions that may leave it open although, with all else told, no answer to them would change it.
    """

    id: RuleId
    version: int = Field(ge=1)
    level: Level
    applies_to: Literal["treatment", "product", "area"] = "treatment"
    locked: Flag = False
    when: Condition
    if_unknown: Literal["as_if_true", "ask", "review"]
    leaves_open: Flag = False
    needs: tuple[Demand, ...] = ()
    defer_until: Deferral | None = None
    leave_out: str | None = None
    urgency: Urgency | None = None
    urgent_if_unknown: Flag = False
    falls_with: tuple[Id, ...] = ()
    # For the proofs alone: it changes nothing that comes out, so it is not kept with a record.
    stays_open: Annotated[tuple[Id, ...], Field(exclude=True)] = ()
    client: ClientText | None = None
    specialist: Text
    sources: tuple[Source, ...] = Field(min_length=1)
    reviewed: Reviewed
    parameters: dict[Id, Parameter] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if (self.level == "defer") != (self.defer_until is not None):
            raise ValueError("level defer and `defer_until` stand together: every defer has a way out")
        if self.applies_to != "treatment" and self.level not in ("advice", "caution"):
            raise ValueError(f"a rule about a {self.applies_to} is a caution; the treatment itself needs a second rule")
        if self.if_unknown == "review" and self.level not in ("advice", "caution"):
            raise ValueError("if_unknown review is for cautions; allowed here: as_if_true, ask")
        if self.level == "clearance" and not self.needs:
            raise ValueError("level clearance needs `needs`: a letter, a photo or a test")
        if self.client is None and self.level != "advice":
            raise ValueError("`client` is missing; only an advice may be without, as a note for the specialist")
        if self.urgent_if_unknown and not self.urgency:
            raise ValueError("urgent_if_unknown stands only beside an urgency")
        missing = {"holds", "open", "clear"} - {example.then for example in self.examples}
        if missing:
            raise ValueError(
                f"examples need at least one each of holds, open, clear; missing: {', '.join(sorted(missing))}"
            )
        return self

    @property
    def told(self) -> ClientText:
        """What the client reads, of a rule that is no note."""
        assert self.client, f"{self.id} is a note"
        return self.client

    @cached_property
    def windowed(self) -> bool:
        """Does it look at the time before a treatment, and so mean nothing without one?"""
        return any(test.operation == "within" for test in tests(self.when))


class NamedFact(Strict):
    """A condition that several rules share, under a name; of a person, or of one entry."""

    id: Id
    says: Text
    of: Literal["medicines"] | None = None
    when: Condition


class ChecklistLine(Strict):
    """What somebody at the clinic sees to before a session; for everybody, or where `when` may hold."""

    id: Id
    text: Text
    when: Condition | None = None


class Event(Strict):
    """Something that has to happen first; it is over when the answers to `asks` no longer hold the rule."""

    id: Id
    text: Text
    asks: tuple[Id, ...] = ()
