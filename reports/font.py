"""The embedded font, as ReportLab writes it and as PDF/UA wants it."""

from collections.abc import Iterable
from threading import Lock
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont


class Font(TTFont):
    """A TrueType font whose embedded parts can be copied and read aloud.

    ReportLab maps code 0 to U+0000 and writes code points past U+FFFF with five digits; PDF/UA allows neither.
    It reads the glyphs through one place in the font's file that every document shares, so one document at a time does.
    """

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, shapable=False)
        self._reading = Lock()

    def addObjects(self, doc: Any) -> None:  # noqa: N802  ReportLab's name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        with self._reading:
            super().addObjects(doc)
        internal = doc.fontMapping[self.fontName][1:]
        for number, subset in enumerate(subsets):
            font = doc.idToObject[f"{internal}+{number}"]
            codes = [(code, chr(point)) for code, point in enumerate(subset) if point]
            doc.idToObject[font.ToUnicode.name].content = to_unicode(font.BaseFont, 2, codes)


def to_unicode(name: str, digits: int, codes: Iterable[tuple[int, str]]) -> str:
    """The table that leads from a code in a page's text to its character, at most 100 lines a block.

    `digits` is how many hexadecimal digits a code has."""
    rows = [f"<{code:0{digits}X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in codes]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<{'0' * digits}> <{'F' * digits}>",
            "endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
