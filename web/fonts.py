"""Cuts fonts down to what is drawn with them: 375 KB of icons become 3, and 170 KB of letters become 63.

Importing this takes half a second; only a start that finds no fonts in the cache does it.
"""

from collections.abc import Iterable
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LATIN = [(0x0, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x25A0, 0x25FF), (0x2700, 0x27BF)]
"""With accents, Vietnamese, punctuation, currencies, arrows and signs; first and last code point."""
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum", "pnum"]


def only_icons(font: bytes, icons: Iterable[str]) -> bytes:
    """A WOFF2 icon font with only `icons`; a name that the font does not know draws nothing, as before."""
    wanted = frozenset(icons)
    parsed = TTFont(BytesIO(font))
    _keep_ligatures(parsed, wanted)
    return _subset(parsed, {ord(letter) for name in wanted for letter in name}, ["*"])


def only_latin(font: bytes) -> bytes:
    """A WOFF2 text font with Latin letters, figures and signs; the browser's own font draws the other scripts."""
    return _subset(TTFont(BytesIO(font)), {code for first, last in LATIN for code in range(first, last + 1)}, FEATURES)


def _subset(font: TTFont, codes: Iterable[int], features: list[str]) -> bytes:
    subsetter = Subsetter(Options(layout_features=features, notdef_outline=True))
    subsetter.populate(unicodes=sorted(codes))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _keep_ligatures(font: TTFont, wanted: frozenset[str]) -> None:
    """Drop the other icons' ligatures: the subsetter keeps every glyph that the kept letters could still spell."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for outer in lookup.SubTable:
            table = getattr(outer, "ExtSubTable", outer)
            for first, ligatures in list(table.ligatures.items()):
                table.ligatures[first] = [
                    ligature
                    for ligature in ligatures
                    if "".join(letters.get(glyph, "?") for glyph in (first, *ligature.Component)) in wanted
                ]
                if not table.ligatures[first]:
                    del table.ligatures[first]
