"""Everything that can go wrong with what is kept, one class a cause.

A message names the place and the id, never an answer or a name, so it may be printed and logged as it is.
"""


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


class UnknownRecord(RecordsError):
    """No record bears this reference."""


class UnknownContent(RecordsError):
    """No content is kept under this hash."""
