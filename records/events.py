"""The log of this room: the name of an event and ids, never a value."""

import logging

_log = logging.getLogger("smp.records")


def event(name: str, **ids: str | int) -> None:
    """Log that `name` happened to the rows with these ids; they are the log record's `ids`."""
    _log.info(name, extra={"ids": ids})


def alarm(name: str, cause: str) -> None:
    """Log what whoever runs the server should look at; `cause` is a word or code of ours or of the database."""
    _log.warning("%s %s", name, cause)


def fault(says: str) -> None:
    """Log what whoever runs the server must do something about."""
    _log.error(says)
