"""A review: what a specialist decided about a record and signed, or amended later. Signed means locked."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, model_validator

from records.canonical import canonical, digest

Decision = Literal["start", "with_care", "move", "letter", "refer", "no"]
GOES_ON: tuple[Decision, ...] = ("start", "with_care")
"""The decisions after which somebody is treated."""
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class _Shape(BaseModel):
    # hide_input_in_errors: a message about a value must not quote it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Override(_Shape):
    """A finding that the specialist does not follow, and why."""

    rule: str
    reason: Words


class Review(_Shape):
    """A sign-off, or an amendment of one: then `reason` says why, and what was signed before stays as it was.

    `chart` is the hash of the last note about the record that was seen when it was signed; "" where there was none.
    """

    by: Words
    role: Words
    decision: Decision
    move_to: AwareDatetime | None = None
    overrides: tuple[Override, ...] = ()
    note: Annotated[str, Field(max_length=4000)] = ""
    reason: Annotated[str, Field(max_length=2000)] = ""
    chart: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""

    def told(self) -> dict[str, JsonValue]:
        """As it is kept and hashed: without a chart it is as it was before there were any."""
        return self.model_dump(mode="json", exclude=None if self.chart else {"chart"})

    @model_validator(mode="after")
    def _moves_somewhere(self) -> Self:
        if (self.decision == "move") != (self.move_to is not None):
            raise ValueError("the decision `move`, and only that, names the new moment")
        return self


class Signed(_Shape):
    """A review as it is kept: its number (1 is the sign-off), when it was signed, and its hash, which never changes."""

    number: int = Field(ge=1)
    at: AwareDatetime
    review: Review
    hash: str

    @classmethod
    def of(cls, review: Review, number: int, at: datetime, record_hash: str, before: str, paper: bytes) -> Self:
        """`record_hash` and `before` (the hash of the review before it, "" for the first) chain it to what it is of."""
        chained: dict[str, JsonValue] = {
            "record": record_hash,
            "before": before,
            "number": number,
            "at": at.isoformat(timespec="microseconds"),
            "review": review.told(),
            "paper": digest(paper),
        }
        return cls(number=number, at=at, review=review, hash=digest(canonical(chained)))
