"""Text without ink, laid over what is painted as outlines, so that it can be found and copied.

Its font needs no file, because nothing is ever painted with it: a code is handed out as each character comes.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString

from reports.font import to_unicode

UNSEEN = "Unseen"


def write(canvas: Any, seen: str, size: float, width: float, corner: tuple[float, float]) -> None:
    """Characters from left to right over a line of this width in points, its left end at the corner."""
    if not seen:
        return
    codes: dict[str, int] = canvas.unseen
    written = "".join(f"{codes.setdefault(letter, len(codes) + 1):04X}" for letter in seen)
    x, y = corner
    stretch = 100 * width / (len(seen) * size)
    canvas._code.append(f"BT 3 Tr /{UNSEEN} {size:g} Tf {stretch:.3f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm <{written}> Tj ET")
    canvas._code.append("BT 0 Tr 100 Tz ET")


def add_unseen_font(canvas: Any) -> None:
    """The font of the text without ink: its codes were handed out as characters came. Call before the file is saved."""
    if not canvas.unseen:
        return
    document = canvas._doc
    table = PDFStream(content=to_unicode(UNSEEN, 4, [(code, letter) for letter, code in canvas.unseen.items()]))
    document.Reference(table, f"{UNSEEN}Table")
    system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    descriptor = {
        "Type": PDFName("FontDescriptor"), "FontName": PDFName(UNSEEN), "Flags": 4, "ItalicAngle": 0, "StemV": 80,
        "FontBBox": PDFArray([0, 0, 1000, 1000]), "Ascent": 1000, "Descent": 0, "CapHeight": 1000,
    }  # fmt: skip
    inner = {
        "Type": PDFName("Font"), "Subtype": PDFName("CIDFontType2"), "BaseFont": PDFName(UNSEEN), "DW": 1000,
        "CIDSystemInfo": PDFDictionary(system), "FontDescriptor": PDFDictionary(descriptor),
        "CIDToGIDMap": PDFName("Identity"),
    }  # fmt: skip
    outer = {
        "Type": PDFName("Font"), "Subtype": PDFName("Type0"), "BaseFont": PDFName(UNSEEN),
        "Encoding": PDFName("Identity-H"), "DescendantFonts": PDFArray([PDFDictionary(inner)]),
        "ToUnicode": PDFObjectReference(f"{UNSEEN}Table"),
    }  # fmt: skip
    document.Reference(PDFDictionary(outer), f"{UNSEEN}Font")
    document.idToObject["BasicFonts"].dict[UNSEEN] = PDFObjectReference(f"{UNSEEN}Font")
