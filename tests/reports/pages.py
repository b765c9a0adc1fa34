"""Reading a PDF back: its text page by page, and where a text stands."""

import pypdfium2  # type: ignore[import-untyped]


def texts(data: bytes) -> list[str]:
    """The text of each page, in the order in which it is read."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def words(data: bytes) -> str:
    """All text with every run of white space as one space."""
    return " ".join(" ".join(texts(data)).split())


def depth(data: bytes, text: str) -> float:
    """How far below the upper edge of page one the first occurrence of a text ends, in millimetres."""
    page = pypdfium2.PdfDocument(data)[0]
    found = page.get_textpage()
    start = found.get_text_range().index(text)
    lowest = min(found.get_charbox(index)[1] for index in range(start, start + len(text)))
    return float(page.get_height() - lowest) / 72 * 25.4
