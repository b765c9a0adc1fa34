"""Makes the two fonts beside this file. Never runs in the product; needs fonttools.

    apt-get download fonts-noto-core && dpkg -x fonts-noto-core_*.deb noto
    python reports/fonts/subset.py noto/usr/share/fonts/truetype/noto

Noto Sans has no arrows, ticks or boxes: those few come from its sister fonts, so that one font covers a report.
Layout tables and hints are left out, because ReportLab reads neither.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x24F),  # Latin of Europe, Africa, Turkey
    (0x2B0, 0x36F),  # accents that stand alone or combine
    (0x370, 0x3FF),  # Greek
    (0x400, 0x52F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Vietnamese
    (0x2000, 0x200A),  # spaces
    (0x2010, 0x2027),  # dashes, quotes, bullet, ellipsis
    (0x202F, 0x205E),  # per mille, primes, guillemets
    (0x2070, 0x20BF),  # superscripts, currencies
    (0x2100, 0x214F),  # №, ™, ℃
    (0x2150, 0x215F),  # fractions
]
SIGNS = {
    "NotoSansMath-Regular.ttf": "←↑→↓↔⇒−≈≠≤≥⟦⟧⟨⟩",
    "NotoSansSymbols2-Regular.ttf": "☐☑☒✓✔✗✘■□●○▲△▶★☆",
}
WEIGHTS = ["Regular", "Bold"]


def cut(font: Path, characters: set[int], target: Path) -> Path:
    """The part of a font that draws these characters, written to `target`."""
    options = Options(hinting=False, notdef_outline=True, recalc_timestamp=False, name_IDs=["*"], legacy_kern=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "MATH", "kern"]
    whole = TTFont(font, recalcTimestamp=False)
    missing = characters - set(whole.getBestCmap()) if font.name in SIGNS else set()
    if missing:
        raise SystemExit(f"{font.name} has no {' '.join(map(chr, sorted(missing)))}")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(whole)
    whole.save(target)
    return target


def make(source: Path, weight: str, target: Path) -> None:
    """One font of the report: Noto Sans of this weight and the signs."""
    letters = {code for first, last in RANGES for code in range(first, last + 1)}
    parts = [cut(source / f"NotoSans-{weight}.ttf", letters, target.with_suffix(".0"))]
    for number, (name, signs) in enumerate(SIGNS.items(), 1):
        parts.append(cut(source / name, set(map(ord, signs)), target.with_suffix(f".{number}")))
    head = TTFont(parts[0])["head"]
    merged = Merger().merge([str(part) for part in parts])
    merged.recalcTimestamp = False
    merged["head"].created, merged["head"].modified = head.created, head.modified  # the same bytes every time
    merged.save(target)
    for part in parts:
        part.unlink()


if __name__ == "__main__":
    for each in WEIGHTS:
        make(Path(sys.argv[1]), each, Path(__file__).parent / f"NotoSans-{each}.ttf")
