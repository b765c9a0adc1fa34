"""Everything that can go wrong with what is kept, one class a cause.

A message names the place and the id, never an answer or a name, so it may be printed and logged as it is.
"""

from datetime import timedelta
from math import ceil
from typing import Self

# ruff: noqa: N818 - a caller reads `except Conflict`, the word of the design, better than `except ConflictError`.


class RecordsError(Exception):
    """The base of all: an expected failure, shown as one line and without a traceback."""


class CannotOpen(RecordsError):
    """The database cannot be reached, is no database of ours, or was made by a newer version."""


class Unavailable(RecordsError):
    """The database is away, full or busy for the moment. What was kept before is safe; whether the change that was
    being made is kept too is not known, so read again, or make it again where that does no harm (`submit`)."""


class WrongKey(RecordsError):
    """The master key is missing, malformed, or not the one this database was sealed with."""


class KeyChanged(WrongKey):
    """The master key was changed while this program ran; nothing was read or written. Start it with the new one."""


class Tampered(RecordsError):
    """What was read is not what was written: a seal, a hash or a key does not fit."""


class NotKeepable(RecordsError):
    """The value has no exact JSON form: a number that is not finite, half a character, a key that is no text."""


class BadToken(RecordsError):
    """The draft token is not one that `new_token` made, so it may be guessable; make a new one."""


class Conflict(RecordsError):
    """The draft was saved elsewhere (another tab) since it was read; nothing was written. Read it again."""


class DraftGone(RecordsError):
    """The draft was submitted, deleted or purged since it was read; nothing was written."""


class NotSigned(RecordsError):
    """A record that is not signed cannot be amended; one that is signed can only be amended, with a reason."""


class Erased(RecordsError):
    """The record was erased: that it was there can still be proved, what it said is gone for good."""


class UnknownRecord(RecordsError):
    """No record bears this reference."""


class UnknownContent(RecordsError):
    """No content is kept under this hash."""


class BadBackup(RecordsError):
    """The file is no backup, is damaged or cut off, or was made by a newer version."""


class BadAccount(RecordsError):
    """A name or login that is none: empty, too long, or with signs that nobody sees."""


class UnknownAccount(RecordsError):
    """No account has this id or login."""


class LoginTaken(RecordsError):
    """Another account has this login."""


class LastOwner(RecordsError):
    """Without this owner nobody could make, change or disable accounts any more."""


class PasswordRefused(RecordsError):
    """A password that is too short, too long, or one of the first that anybody would try."""


class PinRefused(RecordsError):
    """A PIN that is none, or one of the first that anybody would try."""


class SignInRefused(RecordsError):
    """Nobody is signed in. `wait` is how long until another attempt counts; zero where it may be made now."""

    def __init__(self, message: str, wait: timedelta = timedelta()) -> None:
        super().__init__(message)
        self.wait = wait

    @classmethod
    def until(cls, wait: timedelta) -> Self:
        """The refusal of an attempt that was not even looked at."""
        seconds = ceil(wait.total_seconds())
        return cls(f"Too many attempts. Wait {seconds} second{'' if seconds == 1 else 's'}, then try again.", wait)


class CodeRefused(SignInRefused):
    """The code is misspelt, used or too old, or there is an owner already."""


class UnknownVisit(RecordsError):
    """Nobody is expected under this id."""


class SameVisit(RecordsError):
    """One visit cannot be put together with itself."""


class BothBegun(RecordsError):
    """Two visits whose forms were both begun or sent stay two."""


class UnknownFile(RecordsError):
    """No file is kept under this id."""


class NotTaken(RecordsError):
    """A file that is not kept; `why` is the key of the sentence that says so (`web.file_<why>` of locales/)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The file was not taken: {why}.")
