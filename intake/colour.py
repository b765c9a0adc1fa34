"""Colours (#RRGGBB) and how well one is seen on another: contrast as WCAG 2 counts it, 1 to 21."""

from colorsys import hls_to_rgb, rgb_to_hls

WHITE = "#FFFFFF"
READABLE = 4.5
"""The least contrast of letters of an ordinary size."""
_STEPS = 200


def contrast(one: str, other: str) -> float:
    """How much lighter one is than the other, in whichever order."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def lightened(colour: str, ground: str, least: float) -> str:
    """The colour, made no lighter than is needed for a contrast of `least` to a dark ground."""
    for step in range(_STEPS + 1):
        lighter = _lighter(colour, step / _STEPS)
        if contrast(lighter, ground) >= least:
            return lighter
    return WHITE


def mixed(colour: str, ground: str, share: float) -> str:
    """A tint: so much of the colour (0 to 1) on the ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _light(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lighter(colour: str, by: float) -> str:
    """The same hue, `by` of the way (0 to 1) to white."""
    hue, light, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    return "#" + "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, light + (1 - light) * by, saturation))
