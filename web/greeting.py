"""What whoever starts the program reads."""

from contextlib import suppress
from datetime import datetime

from records import Store, Unavailable
from web.settings import Settings


def greeting(settings: Settings, store: Store, moment: datetime) -> list[str]:
    """That it is ready, with which settings; while nobody owns it, the one-time code, which belongs into no log."""
    lines = ["SMP Intake is ready.", *settings.shown()]
    with suppress(Unavailable):  # a code that cannot be kept opens nothing
        if not store.accounts.has_owner():
            code = store.codes.issue("owner", moment)
            lines.append(f"owner     none yet; within 24 hours become it at {settings.url}/sign-in/first with {code}")
    return lines
