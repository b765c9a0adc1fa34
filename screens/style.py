"""The style sheet: Streamlit's own widgets made calm, large enough for a thumb, and alike in light and dark.

The rules stand in style.css, beside this; here are the colours that they name. Selectors are the test ids of Streamlit
1.67, which is pinned; tests/browser holds the heights that come of them.
"""

from pathlib import Path

from streamlit import config

from intake.shades import Shades, in_the_dark, in_the_light
from intake.shapes import boxes

_LIGHT = {
    "text": "#1E2426", "muted": "#566064", "edge": "#7F8B8F", "line": "#DDD9CF",
    "surface": "#FFFFFF",
    "urgent": "#8E1B1B", "urgent-tint": "#FCECEA", "wait": "#7A3E00", "wait-tint": "#FFF1DC",
    "care": "#5C5200", "care-tint": "#FBF6D9", "ask": "#1D4E89", "ask-tint": "#EAF2FB",
    "ok": "#1B6338", "ok-tint": "#E8F5EC",
}  # fmt: skip
_DARK = {
    "text": "#ECEAE4", "muted": "#A9B2B5", "edge": "#7F8B8F", "line": "#33393B",
    "surface": "#1D2122",
    "urgent": "#FFB4AB", "urgent-tint": "#3A1513", "wait": "#FFCB8A", "wait-tint": "#382307",
    "care": "#E9DE8A", "care-tint": "#2B2806", "ask": "#A9CCF5", "ask-tint": "#10243B",
    "ok": "#9BDDB3", "ok-tint": "#0E2A19",
}  # fmt: skip


def sheet(primary: str) -> str:
    """The style sheet, which stands in the page that the browser loads; `primary` is the clinic's colour (#RRGGBB)."""
    light = _tokens({**_LIGHT, "side": "8rem"}, in_the_light(primary))
    tokens = f"{light}\n@media (prefers-color-scheme:dark){{{_tokens(_DARK, in_the_dark(primary))}}}"
    return f"{tokens}\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}{boxes()}"


def wear(primary: str) -> None:
    """Give Streamlit's own widgets the clinic's colour; once, at start."""
    config.set_option("theme.light.primaryColor", primary)
    config.set_option("theme.light.linkColor", primary)
    config.set_option("theme.dark.primaryColor", in_the_dark(primary).filled)
    config.set_option("theme.dark.linkColor", in_the_dark(primary).read)


def _tokens(values: dict[str, str], shades: Shades) -> str:
    all_of_them = {**values, "primary": shades.filled, "strong": shades.read, "tint": shades.tint}
    return f":root{{{';'.join(f'--smp-{name}:{value}' for name, value in all_of_them.items())}}}"
