"""Loads the screens before anybody waits for them."""

import gc
import importlib
import pkgutil
from contextlib import suppress
from datetime import datetime

import screens
from intake.clinic import Clinic
from intake.content import ContentError
from records import Store, Unavailable
from rules.content import load_screening, parts
from screens.style import wear

_NEW_OBJECTS = 20_000
"""After so many more than were freed, Python looks for garbage (its own number is 700)."""


def load_screens(store: Store, clinic: Clinic, moment: datetime) -> str:
    """Import every screen and take what is loaded out of the garbage collector's way; why the form is closed, or "".

    What the clinic is set to is noted where it differs from the last start. A collection that walks the whole program
    takes as long as two steps of the form, and somebody waits for it. It is also made rare: a step leaves
    almost nothing that the collector alone can free.
    """
    fault = ""
    wear(clinic.primary_colour)
    try:
        screening = load_screening(clinic)
        with suppress(Unavailable):  # the next start notes it
            store.settled.note(parts(screening), clinic.changed_by, moment)
    except ContentError as error:
        fault = str(error)
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself: Streamlit runs it for each visitor
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    return fault
