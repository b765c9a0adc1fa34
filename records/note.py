"""A note: one thing that was done about a record at the desk after it was sent. Notes are added, never changed.

What was answered in the room or on the phone, a letter's way, a test, a consent, a visit that moved: folded in their
order they say how a record stands now (reports/kept.py); the record itself stays as the client sent it.
"""

from datetime import date, datetime
from typing import Annotated, Literal, Self, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, model_validator

from records.canonical import canonical, digest
from records.record import Hash
from records.signature import Signature, signed
from records.visits import Kind

Words = Annotated[str, Field(max_length=2000)]
Said = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
SaidBy = Literal["client", "helper", "prescriber", "document"]
"""Whom an answer comes from; a document is a letter, a prescription or a photo that somebody looked at."""
LetterStep = Literal["asked", "sent", "chased", "arrived", "declined", "not_needed"]
LETTER_STEPS: tuple[LetterStep, ...] = get_args(LetterStep)
AWAITED: tuple[LetterStep, ...] = ("asked", "sent", "chased")
TestStep = Literal["offered", "refused", "placed", "read"]
ConsentTo = Literal["procedure", "photos"]
CONSENTS: tuple[ConsentTo, ...] = get_args(ConsentTo)
About = Literal["medicines", "health", "skin", "other"]
ABOUT: tuple[About, ...] = get_args(About)
"""What a client may say has changed."""
DayPart = Literal["morning", "afternoon", "evening"]
DAY_PARTS: tuple[DayPart, ...] = get_args(DayPart)


class _Shape(BaseModel):
    # hide_input_in_errors: a message about a value must not quote it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Answered(_Shape):
    """Answers in the shape of the questionnaire, which count instead of those before; who said it, and how."""

    type: Literal["answered"] = "answered"
    answers: dict[str, JsonValue] = Field(min_length=1)
    said_by: SaidBy = "client"
    words: Words = ""


class LetterNote(_Shape):
    """A step of a letter's way. `sender` and `rules` are those of the assessment's letter; `due` is when to ask again.

    Of one that arrived, `allows` says whether treatment may go on, under the conditions in `words`, and until when the
    letter is good; `file` is its scan.
    """

    type: Literal["letter"] = "letter"
    sender: str
    rules: tuple[str, ...] = Field(min_length=1)
    step: LetterStep
    from_whom: Annotated[str, Field(max_length=200)] = ""
    due: date | None = None
    allows: bool | None = None
    valid_until: date | None = None
    file: Annotated[str, Field(max_length=32)] = ""
    words: Words = ""

    @model_validator(mode="after")
    def _says_what_it_allows(self) -> Self:
        if (self.step == "arrived") != (self.allows is not None):
            raise ValueError("a letter that arrived, and only that, says whether treatment may go on")
        return self


class IdSeen(_Shape):
    """Somebody looked at a document of identity; its kind, never its number."""

    type: Literal["id_seen"] = "id_seen"
    document: Said


class PatchTest(_Shape):
    """A step of a patch test. Read, it was well or not; refused, the client signs that."""

    type: Literal["patch_test"] = "patch_test"
    step: TestStep
    rules: tuple[str, ...] = ()
    well: bool | None = None
    signature: Signature = ""
    words: Words = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.step == "read") != (self.well is not None):
            raise ValueError("a test that was read, and only that, was well or not")
        if self.step == "refused" and not signed(self.signature):
            raise ValueError("a refusal is signed by the client")
        return self


class RoomConsent(_Shape):
    """A consent given or refused in the room: to what, the wording (kept under its hash), and who signed for it."""

    type: Literal["consent"] = "consent"
    to: ConsentTo
    given: bool
    text: Hash
    signature: Signature

    @model_validator(mode="after")
    def _is_signed(self) -> Self:
        if not signed(self.signature):
            raise ValueError("a consent is signed by the client, and so is a refusal")
        return self


class Moved(_Shape):
    """The visit has another moment, or another kind; None takes the moment away."""

    type: Literal["moved"] = "moved"
    kind: Kind
    at: AwareDatetime | None


class ClientWord(_Shape):
    """The client says, by their link, that something has changed. It changes no answer: somebody looks at it."""

    type: Literal["client_word"] = "client_word"
    about: About
    words: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class OtherDay(_Shape):
    """The client asks, by their link, for another day: on which weekdays (0 is Monday), when, and from when on; what is
    left out suits them too."""

    type: Literal["other_day"] = "other_day"
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field((), max_length=7)
    parts: tuple[DayPart, ...] = Field((), max_length=3)
    from_day: date | None = None


class SeenTo(_Shape):
    """Somebody saw to what a client said in the note with this number, and what came of it."""

    type: Literal["seen_to"] = "seen_to"
    of: int = Field(ge=1)
    words: Words = ""


class Remark(_Shape):
    """Something to remember, which changes nothing; the client never reads it."""

    type: Literal["remark"] = "remark"
    words: Said


Note = Annotated[
    Answered | LetterNote | IdSeen | PatchTest | RoomConsent | Moved | ClientWord | OtherDay | SeenTo | Remark,
    Field(discriminator="type"),
]


class Noted(_Shape):
    """A note as it is kept: its number (1 is the first), when and by whom, and its hash, which never changes."""

    number: int = Field(ge=1)
    at: AwareDatetime
    by: Said
    role: Said
    note: Note
    hash: str

    @classmethod
    def of(cls, note: Note, by: str, role: str, number: int, at: datetime, record_hash: str, before: str) -> Self:
        """`record_hash` and `before` (the hash of the note before it, "" for the first) chain it to what it is of."""
        chained: dict[str, JsonValue] = {
            "record": record_hash,
            "before": before,
            "number": number,
            "at": at.isoformat(timespec="microseconds"),
            "by": by,
            "role": role,
            "note": note.model_dump(mode="json"),
        }
        return cls(number=number, at=at, by=by, role=role, note=note, hash=digest(canonical(chained)))
