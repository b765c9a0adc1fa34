"""What stands behind links and codes, as this room sees it: app.py passes it in, and nothing here knows a record."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol


class State(Protocol):
    """What a link tells once the form was sent, in words ready to be shown."""

    @property
    def lines(self) -> Sequence[str]:
        """The visit, and that it stands."""

    @property
    def arrived(self) -> Sequence[str]:
        """What has arrived, the first one first."""

    @property
    def papers(self) -> Sequence[str]:
        """What can be saved: "copy", "calendar"."""

    @property
    def first(self) -> str:
        """How the client copy greets, and what cannot wait, as finished HTML."""

    @property
    def copy(self) -> str:
        """The rest of it."""

    @property
    def words(self) -> Sequence[str]:
        """What a client may say has changed; none where nothing can be said. So for the two that follow."""

    @property
    def days(self) -> Sequence[str]:
        """The names of the weekdays, Monday first."""

    @property
    def parts(self) -> Sequence[str]:
        """The parts of a day."""

    @property
    def next(self) -> str:
        """When the next visit is whose form is still to come; "" where there is none."""

    @property
    def near(self) -> bool:
        """Is the visit so near that some things are asked again?"""


class Answer(Protocol):
    """What became of a birth date: "proven", "wrong", "wait" or "over"; when the next counts; the proof to keep."""

    @property
    def outcome(self) -> str: ...
    @property
    def wait(self) -> timedelta: ...
    @property
    def proof(self) -> str: ...


class Resumed(Protocol):
    """What became of a code and a birth date: "opened" (then `token` is the draft's), "wrong" or "wait"."""

    @property
    def outcome(self) -> str: ...
    @property
    def wait(self) -> timedelta: ...
    @property
    def token(self) -> str: ...


class Behind(Protocol):
    """What stands behind links and codes. Each is called in a worker thread, as it asks a disk."""

    @property
    def purposes(self) -> Sequence[str]:
        """What a file may be for."""

    @property
    def parts(self) -> Sequence[str]:
        """The parts of a day that may be asked for."""

    def look(self, token: str) -> tuple[str, str]:
        """Its state ("form", "sent" or "over") and language ("" where over); changes nothing."""

    def open(self, token: str) -> str | None:
        """The draft's token; None where the link opens no form now."""

    def prove(self, token: str, birth_date: date, address: str) -> Answer:
        """Compare a birth date; also for a link that is none, so that guessing those is slowed too."""

    def proven(self, token: str, proof: str) -> bool: ...

    def state(self, token: str, proof: str, language: str) -> State | None:
        """What the link tells in a language (its code); None without a good proof. So for the two that follow."""

    def paper(self, token: str, proof: str, name: str, language: str) -> tuple[str, str, bytes] | None:
        """File name, media type and bytes of "copy" or "calendar"."""

    def word(self, token: str, proof: str, about: str, words: str) -> str:
        """Note that something has changed; the key of the sentence that says why not, "" when it was noted."""

    def other_day(self, token: str, proof: str, weekdays: Sequence[str], parts: Sequence[str], start: str) -> str:
        """Note that another day is asked for, in the same way; `start` is an ISO date or ""."""

    def open_near(self, token: str, proof: str) -> str | None:
        """The draft's token of this visit's form, which was sent and asks some things again; None where it does not."""

    def open_next(self, token: str, proof: str) -> str | None:
        """The draft's token of the next visit; None where no form is still to come."""

    def resume(self, code: str, birth_date: date, address: str) -> Resumed:
        """Spend the code of a draft."""

    def keep(self, token: str, proof: str, purpose: str, data: bytes, in_report: bool, language: str) -> str:
        """Keep a file that its sender agreed to in a language (its code), and may be shown `in_report`.

        The key of the sentence that says why not (file_...), "" when it was kept.
        """
