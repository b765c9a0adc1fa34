"""What a record adds to the answers that it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.answers import Intake
from records import Moved, Noted, Review


@dataclass(frozen=True)
class Kept:
    """What a record adds to its answers: its reference, its hash, when it was sent, what was noted and signed since.

    `sent` are the answers as the client gave them, `asked` the senders of the letters that they were told of,
    `texts` the wordings of the consents of the room by their hash.
    """

    ref: str
    hash: str
    at: datetime
    reviews: tuple[tuple[Review, datetime], ...] = ()
    chart: tuple[Noted, ...] = ()
    sent: Intake | None = None
    asked: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def moved(self) -> int:
        """How often the visit was moved since it was told."""
        return sum(isinstance(noted.note, Moved) for noted in self.chart)

    @property
    def changed_at(self) -> datetime:
        """When something was last noted; when it was sent, where nothing was."""
        return self.chart[-1].at if self.chart else self.at
