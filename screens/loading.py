"""Having all screens in memory before anybody waits for them."""

import gc
import importlib
import pkgutil

import screens


def load_screens() -> None:
    """Import every screen, and take what is loaded out of the garbage collector's way.

    A collection that walks the whole program takes as long as two steps of the form, and somebody waits for it.
    """
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself: Streamlit runs it for each visitor
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
