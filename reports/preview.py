"""A PDF as pictures of its pages: what every browser shows, also one that has no reader for PDFs."""

import io
import threading
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]

DOTS = 150
"""An inch: sharp enough to be printed, and a page stays under 400 KB."""
_POINTS_PER_INCH = 72
_QUALITY = 85
_ONE_AT_A_TIME = threading.Lock()
"""PDFium does not know threads."""


def pictures(pdf: bytes) -> Iterator[bytes]:
    """Each page as a JPEG."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            drawn = [page.render(scale=DOTS / _POINTS_PER_INCH).to_pil() for page in document]
        finally:
            document.close()
    for one in drawn:
        kept = io.BytesIO()
        one.convert("RGB").save(kept, "JPEG", quality=_QUALITY)
        yield kept.getvalue()
