"""The map of the scalp at the desk: a drawing that shows what the client ticked."""

from base64 import b64encode

from reports.scalp import EARS, HEAD, NOSE, ZONES, Ellipse

_OUTLINE = 'fill="none" stroke="#7F8B8F" stroke-width="0.8"'
_ZONE = 'fill="none" stroke="#7F8B8F" stroke-width="0.6" stroke-dasharray="1.5 1.5"'
_CHOSEN = 'fill="#1B8A8A" fill-opacity="0.45" stroke="#1B8A8A" stroke-width="1.2"'


def drawing(chosen: list[str]) -> str:
    """The head from above, forehead up, the chosen zones filled; an img, because Streamlit lets no inline SVG through.

    Its colours are far enough from paper-white and from the dark (3 : 1). The text beside it says the same.
    """
    outline = "".join(_ellipse(one, _OUTLINE) for one in (NOSE, *EARS, HEAD))
    # The largest first, so that no zone hides another.
    placed = sorted(ZONES.items(), key=lambda zone: -max(across * along for _, _, across, along in zone[1]))
    shapes = "".join(
        _ellipse(one, _CHOSEN if name in chosen else _ZONE)
        for name, ellipses in placed
        for one in ellipses
        if name in chosen or one[2] * one[3] < HEAD[2] * HEAD[3] / 2
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{outline}{shapes}</svg>'
    return f'<img alt="" width="200" height="200" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _ellipse(one: Ellipse, look: str) -> str:
    x, y, across, along = one
    return f'<ellipse cx="{x:g}" cy="{100 - y:g}" rx="{across:g}" ry="{along:g}" {look}/>'
