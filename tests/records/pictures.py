"""Uploads to try things with: honest ones, and some that hide something."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

PLACE, CAMERA, COMMENT = "Zebedee Lane 7", "Zebedeecam 3", b"zebedee was here"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **saved: Any) -> bytes:
    """White, with the upper left quarter red."""
    made = Image.new("RGB", size, "white")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    out = BytesIO()
    made.convert(mode).save(out, kind, **saved)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes into a photo: which way is up, with what it was taken, and where."""
    told = Image.Exif()
    told[ORIENTATION], told[MAKE] = orientation, CAMERA
    told.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 26.0), 0x1B: PLACE})
    return told


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(side: int = 60_000) -> bytes:
    """A few kilobytes that say of themselves that they are 3,600 million pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")


def pdf(*contents: str, extra: str = "", catalog: str = "", page: str = "", size: str = "0 0 300 200") -> bytes:
    """A document with a page for each of `contents` (drawing operators); `extra` holds further objects, from 100."""
    objects = {1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"}
    kids = []
    for place, drawn in enumerate(contents):
        number = 10 + 2 * place
        kids.append(f"{number} 0 R")
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> {page} >>"
        )
        objects[number + 1] = f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in sorted(objects.items()))
    return f"%PDF-1.7\n{body}{extra}trailer\n<< /Root 1 0 R >>\n%%EOF\n".encode()


RED_SQUARE = "1 0 0 rg 0 100 150 100 re f"
