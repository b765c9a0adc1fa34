"""Which icons of the icon font anybody draws."""

import re
from collections.abc import Iterable
from pathlib import Path

_NAMED = re.compile(r":material/([a-z0-9_]+)")
STREAMLITS_OWN = frozenset(
    [
        *("add", "check", "check_circle", "chevron_right", "circle", "close", "contrast", "dark_mode", "error"),
        *("expand_less", "expand_more", "info", "keyboard_arrow_down", "keyboard_arrow_right"),
        *("keyboard_double_arrow_left", "keyboard_double_arrow_right", "light_mode", "upload"),
        *("visibility", "visibility_off"),
    ]
)
"""What Streamlit's own widgets draw from this font."""


def icons_named_in(folders: Iterable[Path]) -> frozenset[str]:
    """The icons that the Python and YAML files under `folders` name as ":material/..."."""
    return frozenset(
        name
        for folder in folders
        for pattern in ("*.py", "*.yaml")
        for file in folder.rglob(pattern)
        for name in _NAMED.findall(file.read_text(encoding="utf-8"))
    )
