"""What is submitted, and the record it becomes."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue, StringConstraints

from records.canonical import canonical, digest
from records.ref import Ref

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]{1,64}$")]
SubmissionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Told(BaseModel):
    """What a submission and its record have in common.

    `answers` is the whole document that was assessed (`assessed_at`, `visit`, `answers`), `assessment` the whole
    result; `contents` gives the hash of each content by its part ("questionnaire", "rulebook", "settings", a consent
    text's id); `consents` says what was agreed to, each entry as the caller shapes it; `language` is the client's.
    """

    # hide_input_in_errors: a message about a value must not quote it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    answers: dict[str, JsonValue]
    identity: dict[str, JsonValue]
    assessment: dict[str, JsonValue]
    consents: list[dict[str, JsonValue]]
    contents: dict[Part, Hash]
    language: str = "en"


class Submission(Told):
    """What the client sends. The id is made once a draft: however often it is sent, one record comes of it."""

    id: SubmissionId
    draft_token: str


class Record(Told):
    """A submission as it is kept. `hash` is over everything else here and never changes."""

    ref: Ref
    submission_id: SubmissionId
    submitted_at: AwareDatetime
    salt: str
    hash: Hash

    @classmethod
    def of(cls, submission: Submission, ref: Ref, moment: datetime) -> Self:
        """The record of `submission`, made at `moment`. Raises NotKeepable for values without a JSON form."""
        told = submission.model_dump(exclude={"id", "draft_token"})
        # Salted, because the hash stays when a person is erased: nobody shall find the answers by trying them out.
        unhashed = cls(
            **told, ref=ref, submission_id=submission.id, submitted_at=moment, salt=secrets.token_hex(16), hash="0" * 64
        )
        return unhashed.model_copy(update={"hash": unhashed.computed_hash()})

    def computed_hash(self) -> str:
        """The sha256 that `hash` must equal, over the canonical JSON of what is named here.

        Named one by one: a field added by a later version must not change the hash of what an earlier one wrote.
        """
        hashed: dict[str, JsonValue] = {
            "ref": self.ref,
            "submission_id": self.submission_id,
            "submitted_at": self.submitted_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "answers": self.answers,
            "identity": self.identity,
            "assessment": self.assessment,
            "consents": [*self.consents],
            "contents": {**self.contents},
            "language": self.language,
            "salt": self.salt,
        }
        return digest(canonical(hashed))


def told_kind(answers: Mapping[str, JsonValue]) -> str:
    """The kind of visit as the client told it."""
    visit = answers.get("visit")
    return str(visit.get("kind", "")) if isinstance(visit, dict) else ""


def told_moment(answers: Mapping[str, JsonValue]) -> datetime | None:
    """The moment of the visit as the client told it. Without an offset it is the clinic's wall clock, and taken as UTC:
    some hours off, which no day misses."""
    visit = answers.get("visit")
    text = visit.get("at") if isinstance(visit, dict) else None
    if not isinstance(text, str):
        return None
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
