"""What app.py hands to the screens: the open store, the clinic and the clock. No screen reaches for them by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from intake.clinic import Clinic
from records import Store
from rules.content import load_screening
from rules.screening import Screening

Clock = Callable[[], datetime]
"""Gives the present moment, with its offset. app.py makes the only real one."""


@dataclass(frozen=True)
class Wiring:
    """One running installation; the cookies of these names hold a draft's token, that of a session at the desk, and
    that a browser is the kiosk. `provided`: may somebody else prove who comes to the desk?"""

    store: Store
    clinic: Clinic
    now: Clock
    cookie: str = "smp_draft"
    desk_cookie: str = "smp_desk"
    kiosk_cookie: str = "smp_kiosk"
    provided: bool = True

    @cached_property
    def screening(self) -> Screening:
        """The rules for this clinic; raises ContentError each time that they cannot be read."""
        return load_screening(self.clinic)


_installed: list[Wiring] = []


def install(wiring: Wiring) -> None:
    """Set what every session of this process uses."""
    _installed[:] = [wiring]


def installed() -> Wiring:
    """What app.py installed; an IndexError means that a screen ran without the app."""
    return _installed[0]
