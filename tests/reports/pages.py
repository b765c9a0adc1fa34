"""Reading a PDF back: its text page by page, and where a text stands."""

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]


def texts(data: bytes) -> list[str]:
    """The text of each page, in the order in which it is read."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def words(data: bytes) -> str:
    """All text with every run of white space as one space."""
    return " ".join(" ".join(texts(data)).split())


def running(data: bytes) -> str:
    """The words of all pages one after another, without what stands at the foot of each (it is painted first)."""
    bodies = [
        re.split(r"Page \d+ of \d+\n(?:record .*\n)?(?:questionnaire .*\n)?", text, maxsplit=1)[-1]
        for text in texts(data)
    ]
    return " ".join(" ".join(bodies).split())


def depth(data: bytes, text: str) -> float:
    """How far below the upper edge of page one the first occurrence of a text ends, in millimetres."""
    page = pypdfium2.PdfDocument(data)[0]
    found = page.get_textpage()
    start = found.get_text_range().index(text)
    lowest = min(found.get_charbox(index)[1] for index in range(start, start + len(text)))
    return float(page.get_height() - lowest) / 72 * 25.4


class Element(NamedTuple):
    """An element of the structure tree: its role, what describes it, what its ink reads."""

    role: str
    alt: str
    reads: str


def elements(data: bytes) -> list[Element]:
    """The structure tree of all pages, in the order in which it is read aloud."""
    found: list[Element] = []

    def text(call: Any, *arguments: Any) -> str:
        length = call(*arguments, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 2))
        call(*arguments, buffer, length)
        return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")

    def walk(element: Any) -> None:
        alt = text(raw.FPDF_StructElement_GetAltText, element)
        reads = text(raw.FPDF_StructElement_GetActualText, element)
        found.append(Element(text(raw.FPDF_StructElement_GetType, element), alt, reads))
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                walk(child)

    for one in pypdfium2.PdfDocument(data):
        tree = raw.FPDF_StructTree_GetForPage(one)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
        raw.FPDF_StructTree_Close(tree)
    return found


def spoken(data: bytes) -> str:
    """What the structure tree says that ink reads, where it stands in another order."""
    return "\n".join(element.reads for element in elements(data) if element.reads)
