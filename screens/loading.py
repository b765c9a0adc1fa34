"""Loads the screens before anybody waits for them."""

import gc
import importlib
import pkgutil

import screens
from intake.clinic import Clinic
from intake.content import ContentError
from rules.content import load_screening


def load_screens(clinic: Clinic) -> str:
    """Import every screen and take what is loaded out of the garbage collector's way; why the form is closed, or "".

    A collection that walks the whole program takes as long as two steps of the form, and somebody waits for it.
    """
    fault = ""
    try:
        load_screening(clinic)
    except ContentError as error:
        fault = str(error)
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself: Streamlit runs it for each visitor
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    return fault
