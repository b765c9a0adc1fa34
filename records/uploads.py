"""Uploads made anew: what is kept of a picture or document is what can be seen of it, and nothing else.

Pure: bytes in, bytes out. What a file is called, and what its sender says that it is, counts for nothing. A picture is
decoded, turned upright and written again as JPEG; a PDF is drawn page by page and becomes a PDF of pictures. So no
place where a photo was taken, no script, form, link or attachment survives, nor whatever else hid in the bytes.

Not for several threads at once, which pdfium does not bear; apart/ calls it in a process of its own.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageOps

from records.errors import NotTaken
from records.remade import Remade

MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
"""Looked up in the file's head, before anything is decoded: a small file can claim any size."""
LONGEST_SIDE = 2400
"""In pixels; the print on a box of tablets and a doctor's letter can still be read."""
MOST_PAGES = 20
DPI, POINTS = 150, 72
QUALITY = 85
_JPEG, _PDF = "image/jpeg", "application/pdf"
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
# Pillow would write a line about what is refused here anyway: its own limit is higher.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def remade(data: bytes) -> Remade:
    """The picture (JPEG, PNG, WebP) or PDF in `data`, made anew.

    Raises NotTaken: empty, too_large, heic, kind, pixels, pages, locked or unreadable.
    """
    if not data:
        raise NotTaken("empty")
    if len(data) > MOST_BYTES:
        raise NotTaken("too_large")
    kind = _kind(data)
    try:
        return Remade(_PDF, _document(data)) if kind == "PDF" else Remade(_JPEG, _picture(data, kind))
    except NotTaken:
        raise
    except Image.DecompressionBombError:
        raise NotTaken("pixels") from None
    except Exception:
        # Decoders fail in many ways on what is broken or made to break them, and their messages quote the file.
        raise NotTaken("unreadable") from None


def _kind(data: bytes) -> str:
    """What the first bytes say; the whole must still be readable as that and nothing else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(b"%PDF-"):
        return "PDF"
    raise NotTaken("heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIC else "kind")


def _picture(data: bytes, kind: str) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(data), formats=[kind]) as source:
        if source.width * source.height > MOST_PIXELS:
            raise NotTaken("pixels")
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded smaller at once; others stay as they are
        whole = _in_ordinary_colours(source)
    whole.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright = ImageOps.exif_transpose(whole)
    # Pasted onto an empty one: whatever else the file said about itself stays behind.
    fresh = Image.new("RGB", upright.size, "white")
    fresh.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _in_ordinary_colours(source: Image.Image) -> Image.Image:
    """The first frame in sRGB, which is what a JPEG without a profile means: a phone's own colours show skin paler."""
    profile, source_mode = source.info.get("icc_profile"), source.mode
    exif = source.getexif()
    if profile and source_mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGBA" if source_mode == "RGBA" else "RGB"
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            whole = ImageCms.profileToProfile(source, own, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # a profile that cannot be used is as none
            whole = source.convert(mode)
    else:
        whole = source.convert("RGBA" if source.has_transparency_data else "RGB")
    assert whole is not None  # only a conversion in place gives none
    whole.info["exif"] = exif.tobytes()  # which way is up; gone with the next copy
    return whole


def _document(data: bytes) -> bytes:
    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotTaken("locked" if "password" in str(error).lower() else "unreadable") from None
    try:
        if len(source) > MOST_PAGES:
            raise NotTaken("pages")
        out = BytesIO()
        first, *others = _pages(source)
        # Without a title and without dates: the same pages give the same bytes.
        first.save(
            out, "PDF", save_all=True, append_images=others, resolution=DPI, quality=QUALITY,
            title=None, creationDate=None, modDate=None,
        )  # fmt: skip
        return out.getvalue()
    finally:
        source.close()


def _pages(source: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    """Each page as it prints. Forms are never set going: that is what would run a document's scripts."""
    for number in range(len(source)):
        page = source[number]
        # What was filled into a form becomes part of the page, where it would otherwise not be drawn.
        pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
        page.close()
        page = source[number]
        scale = min(DPI / POINTS, LONGEST_SIDE / max(*page.get_size(), 1))
        yield page.render(scale=scale).to_pil().convert("RGB")
        page.close()
