"""Glyphs of every script: which font draws a character, how HarfBuzz shapes a run, and the outline of each glyph.

Shaped text is painted as outlines, because ReportLab neither shapes (Arabic, Devanagari) nor takes the fonts that hold
Chinese, Japanese and Korean. All fonts are Noto, under the Open Font License, from two packages of pinned version.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import manimgx_fonts
import manimgx_fonts_cjk
import uharfbuzz

HERE = Path(__file__).parent / "fonts"
SCRIPTS, CJK = Path(manimgx_fonts.__file__).parent, Path(manimgx_fonts_cjk.__file__).parent
REGULAR, BOLD = 400, 700
JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""They have no ink: they say how their neighbours are drawn."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Face:
    """One face of one font file; `weights` are the files of a font that does not vary."""

    file: Path
    number: int = 0
    bold: Path | None = None

    def __str__(self) -> str:
        return f"{self.file.stem}:{self.number}"


@dataclass(frozen=True)
class Glyph:
    """A glyph at its place: offset and advance are parts of the type size; `cluster` is the character it begins at."""

    number: int
    across: float
    up: float
    advance: float
    cluster: int


BASE = Face(HERE / "NotoSans-Regular.ttf", bold=HERE / "NotoSans-Bold.ttf")
JAPANESE, KOREAN, CHINESE = (Face(CJK / "NotoSansCJK-VF.otf.ttc", number) for number in (0, 1, 2))
EMOJI = Face(SCRIPTS / "NotoEmoji[wght].ttf")


@cache
def faces() -> tuple[Face, ...]:
    """Every face in the order in which they are asked for a character; pictures and signs last."""
    last = {EMOJI.file.name, "NotoSansSymbols[wght].ttf"}
    scripts = sorted(
        path for path in SCRIPTS.glob("NotoSans*.ttf") if path.name not in last and "Italic" not in path.name
    )
    return (BASE, *map(Face, scripts), CHINESE, JAPANESE, KOREAN, Face(SCRIPTS / "NotoSansSymbols[wght].ttf"), EMOJI)


@cache
def drawn_by(face: Face) -> frozenset[int]:
    """The code points that a face has a glyph for, without those that steer others unseen (U+202E turns a line round,
    a soft hyphen vanishes): who wrote one is to see it, so no face draws it."""
    codes = _opened(face.file, face.number).unicodes
    return frozenset(code for code in codes if unicodedata.category(chr(code)) not in _UNSEEN)


def needs_script(text: str) -> bool:
    """Does a text hold a character that the embedded font of the report does not draw?"""
    return not drawn_by(BASE).issuperset(map(ord, text))


@lru_cache(maxsize=8192)
def face_of(letter: str, before: Face | None = None) -> Face | None:
    """The face that draws a character; what signs and spaces have in common stays in the face before them."""
    code = ord(letter)
    if before and letter in JOINERS:
        return before
    if before and before != EMOJI and not letter.isalpha() and code in drawn_by(before):
        return before
    if before in (JAPANESE, KOREAN) and code in drawn_by(before):
        return before
    return next((face for face in faces() if code in drawn_by(face)), None)


def east_asian(text: str) -> Face:
    """Han characters differ by country: kana tell Japanese, hangul Korean, else they are taken as Chinese."""
    if any("\u3040" <= letter <= "\u30ff" for letter in text):
        return JAPANESE
    return KOREAN if any("\uac00" <= letter <= "\ud7af" for letter in text) else CHINESE


def in_faces(text: str) -> Iterator[Face]:
    """The face of each character. ValueError for one that no face draws."""
    han, before = east_asian(text), None
    for letter in text:
        face = face_of(letter, before)
        if face is None:
            raise ValueError(f"no font draws U+{ord(letter):04X}")
        before = han if face is CHINESE else face
        yield before


@lru_cache(maxsize=4096)
def shaped(text: str, face: Face, weight: int, backwards: bool) -> tuple[Glyph, ...]:
    """The glyphs of a run in one face and one direction, from left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    font = _font(face, weight)
    uharfbuzz.shape(font, buffer)
    unit = font.face.upem
    return tuple(
        Glyph(info.codepoint, place.x_offset / unit, place.y_offset / unit, place.x_advance / unit, info.cluster)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


@lru_cache(maxsize=8192)
def outline(number: int, face: Face, weight: int) -> str:
    """A glyph as PDF operators in units of its font, filled; empty where it has no ink."""
    path: list[str] = []
    here = (0.0, 0.0)
    for operator, points in _segments(number, face, weight):
        if operator == "q":  # PDF knows cubic curves only
            (cx, cy), (x, y) = points
            points = [
                (here[0] + (cx - here[0]) * 2 / 3, here[1] + (cy - here[1]) * 2 / 3),
                (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3),
                (x, y),
            ]
            operator = "c"
        here = points[-1] if points else here
        path += [*(f"{round(part)}" for point in points for part in point), operator]
    return f"{' '.join(path)} f" if path else ""


def units(face: Face) -> int:
    """Units of the font to the type size."""
    return int(_opened(face.file, face.number).upem)


Segment = tuple[str, list[tuple[float, float]]]


def _segments(number: int, face: Face, weight: int) -> Iterable[Segment]:
    found: list[Segment] = []
    _font(face, weight).draw_glyph(number, _pen(), found)
    return found


@cache
def _pen() -> Any:
    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, found: found.append(("m", [(x, y)])))
    pen.set_line_to_func(lambda x, y, found: found.append(("l", [(x, y)])))
    pen.set_quadratic_to_func(lambda a, b, x, y, found: found.append(("q", [(a, b), (x, y)])))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, found: found.append(("c", [(a, b), (c, d), (x, y)])))
    pen.set_close_path_func(lambda found: found.append(("h", [])))
    return pen


@cache
def _opened(file: Path, number: int) -> Any:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)), number)


@cache
def _font(face: Face, weight: int) -> Any:
    if face.bold and weight == BOLD:
        return uharfbuzz.Font(_opened(face.bold, 0))
    font = uharfbuzz.Font(_opened(face.file, face.number))
    if not face.bold:
        font.set_variations({"wght": float(weight)})
    return font
