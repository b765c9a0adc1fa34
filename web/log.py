"""The log says what failed and where, never what an error said: its message may quote what somebody answered."""

import logging
import traceback
from typing import Any


def keep_messages_out_of_the_log() -> None:
    """From now on a traceback is logged, by whatever library, as the kinds of its errors and their places."""
    usual = logging.getLogRecordFactory()

    def record(*args: Any, **named: Any) -> logging.LogRecord:
        made = usual(*args, **named)
        if isinstance(made.exc_info, tuple) and made.exc_info[1]:
            made.msg, made.args = f"{made.getMessage()} {told(made.exc_info[1])}", ()
            made.exc_info = made.exc_text = None
        return made

    logging.setLogRecordFactory(record)


def told(error: BaseException) -> str:
    """The kind of an error, of what caused it, and the places of each."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__} at {' > '.join(places)}" + (f" after {told(before)}" if before else "")
