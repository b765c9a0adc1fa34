"""A PDF as pictures of its pages: what every browser shows, also one that has no reader for PDFs."""

import io
import threading
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]

_ONE_AT_A_TIME = threading.Lock()
"""PDFium does not know threads."""
_POINTS_PER_INCH = 72
_COLOURS = 64


def pictures(pdf: bytes, dots: int) -> Iterator[bytes]:
    """Each page as a PNG, of so many dots an inch."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            drawn = [page.render(scale=dots / _POINTS_PER_INCH).to_pil() for page in document]
        finally:
            document.close()
    for one in drawn:
        kept = io.BytesIO()
        one.convert("RGB").quantize(_COLOURS).save(kept, "PNG")
        yield kept.getvalue()
