"""A fault of ours: the client reads one calm sentence, the log gets where it happened and never what was answered."""

import logging
import traceback

from intake.language import Language
from screens.text import heading

LOG = logging.getLogger("smp.screens")


def show_fault(error: Exception, language: Language, phone: str) -> None:
    """Log the kind of error and its places, without its message: that may quote an answer."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    LOG.error("screen.failed %s at %s", type(error).__name__, " > ".join(places))
    heading(language.say("screens.fault_title"), language.say("screens.fault", phone=phone))
