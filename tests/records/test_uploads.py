"""What is kept of an upload is what can be seen of it, and nothing that is anything else is taken."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageCms, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from intake.language import load_language
from records import NotTaken
from records.uploads import LONGEST_SIDE, MOST_BYTES, MOST_PAGES, remade
from tests.records.pictures import CAMERA, COMMENT, PLACE, RED_SQUARE, exif, pdf, picture, png_bomb

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_JS = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(100)


def opened(data: bytes) -> Image.Image:
    made = remade(data)
    assert made.media_type == "image/jpeg"
    return Image.open(BytesIO(made.body))


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    pixel = picture.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[1] < 60


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "1"), ("WEBP", "RGB")],
)
def test_a_picture_becomes_a_jpeg_that_shows_the_same(kind: str, mode: str) -> None:
    made = opened(picture(kind, mode=mode))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (400, 300))
    assert is_red(made, 50, 50) or mode in ("L", "1")
    assert made.getpixel((350, 250)) == (255, 255, 255)


def test_what_shines_through_lies_on_white() -> None:
    clear = Image.new("RGBA", (40, 30), (255, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 20, 15))
    out = BytesIO()
    clear.save(out, "PNG")
    made = opened(out.getvalue())
    assert is_red(made, 5, 5)
    assert made.getpixel((35, 25)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_a_photo_says_about_itself_is_kept(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", COMMENT.decode(), zip=True)
    more: dict[str, dict[str, Any]] = {
        "JPEG": {"comment": COMMENT, "xmp": b"<x>zebedee</x>"},
        "PNG": {"pnginfo": notes},
    }
    planted = picture(kind, exif=exif(), icc_profile=profile, **more.get(kind, {}))
    for told in (PLACE.encode(), CAMERA.encode()):
        assert told in planted
    body = remade(planted).body
    made = Image.open(BytesIO(body))
    assert not [
        told for told in (PLACE.encode(), CAMERA.encode(), COMMENT, b"zebedee", b"Exif", b"ICC_") if told in body
    ]
    assert dict(made.getexif()) == {}
    assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (400, 300), (50, 50)), (3, (400, 300), (350, 250)), (6, (300, 400), (250, 50)), (8, (300, 400), (50, 350))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright(kind: str, orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    made = opened(picture(kind, exif=exif(orientation)))
    assert made.size == size
    assert is_red(made, *red)


def test_colours_of_a_phone_become_ordinary_ones_and_not_paler() -> None:
    """A profile whose red is another one: the same numbers mean a different colour there."""
    swapped = (Path(__file__).parents[2] / "reports" / "srgb.icc").read_bytes()
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped = swapped[:red] + b"gXYZ" + swapped[red + 4 : green] + b"rXYZ" + swapped[green + 4 :]
    made = opened(picture("PNG", icc_profile=swapped))
    pixel = made.getpixel((50, 50))
    assert isinstance(pixel, tuple)
    assert pixel[1] > 200 > 60 > pixel[0]


def test_a_broken_colour_profile_does_no_harm() -> None:
    assert is_red(opened(picture("PNG", icc_profile=b"nonsense" * 40)), 50, 50)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_film_the_first_picture_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    made = opened(out.getvalue())
    assert is_red(made, 20, 15)
    assert getattr(made, "n_frames", 1) == 1


def test_a_large_photo_is_made_smaller_and_keeps_its_shape() -> None:
    assert opened(picture(size=(6000, 4000))).size == (LONGEST_SIDE, 1600)


def test_a_small_photo_is_not_made_larger() -> None:
    assert opened(picture(size=(40, 30))).size == (40, 30)


@pytest.mark.parametrize("behind", [HTML, b"PK\x03\x04 a zip", b"%PDF-1.7 and more"])
def test_what_hides_behind_a_picture_is_gone(behind: bytes) -> None:
    assert behind not in remade(picture() + behind).body


REFUSED = {
    "nothing": (b"", "empty"),
    "a page that says it is a picture": (HTML, "kind"),
    "a drawing with a script": (SVG, "kind"),
    "a picture that is a script too": (GIF_JS, "kind"),
    "an animation": (picture("GIF"), "kind"),
    "a TIFF": (picture("TIFF"), "kind"),
    "a program": (b"MZ" + bytes(500), "kind"),
    "a page before a document": (HTML + pdf(RED_SQUARE), "kind"),
    "an iPhone's own format": (HEIC, "heic"),
    "another film format": (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "kind"),
    "the head of a JPEG": (b"\xff\xd8\xff\xe0" + HTML, "unreadable"),
    "half a photo": (picture()[:1500], "unreadable"),
    "a JPEG that says it is a PNG": (b"\x89PNG\r\n\x1a\n" + picture(), "unreadable"),
    "the head of a document": (b"%PDF-1.7\n" + HTML, "unreadable"),
    "a document without pages": (pdf(), "unreadable"),
    "a document with too many pages": (pdf(*[RED_SQUARE] * (MOST_PAGES + 1)), "pages"),
    "3,600 million pixels": (png_bomb(), "pixels"),
    "a little more than 50 million pixels": (png_bomb(7072), "pixels"),
    "more bytes than 10 million": (picture() + bytes(MOST_BYTES), "too_large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_and_no_document_is_refused_with_one_plain_sentence(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(NotTaken) as caught:
        remade(data)
    assert caught.value.why == why
    sentence = load_language("en").say(f"web.file_{why}")
    assert re.fullmatch(r"[A-Z][^.]+\.(?: [A-Z][^.]+\.)?", sentence)


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", decoded)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load_prepare", decoded)
    with pytest.raises(NotTaken, match="pixels"):
        remade(png_bomb(8000))


def test_a_locked_document_is_refused() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "Dear Sir")
    canvas.save()
    with pytest.raises(NotTaken) as caught:
        remade(out.getvalue())
    assert caught.value.why == "locked"


SCRIPT = pdf(
    RED_SQUARE,
    RED_SQUARE,
    catalog="/OpenAction 100 0 R /Names << /JavaScript << /Names [(a) 100 0 R] >> "
    "/EmbeddedFiles << /Names [(zebedee.exe) 101 0 R] >> >> /AcroForm << /Fields [103 0 R] >>",
    page="/Annots [103 0 R 104 0 R]",
    extra="100 0 obj\n<< /S /JavaScript /JS (app.alert\\('zebedee'\\)) >>\nendobj\n"
    "101 0 obj\n<< /Type /Filespec /F (zebedee.exe) /EF << /F 102 0 R >> >>\nendobj\n"
    "102 0 obj\n<< /Type /EmbeddedFile /Length 7 >>\nstream\nzebedee\nendstream\nendobj\n"
    "103 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Tx /T (zebedee) /V (zebedee) /Rect [0 0 50 20] >>\nendobj\n"
    "104 0 obj\n<< /Type /Annot /Subtype /Link /Rect [0 0 50 20] /A << /S /URI /URI (http://zebedee.example) >> >>\n"
    "endobj\n",
)


def test_no_script_form_link_or_attachment_of_a_document_survives() -> None:
    made = remade(SCRIPT)
    assert made.media_type == "application/pdf"
    assert b"zebedee" in SCRIPT
    for word in (b"zebedee", b"JavaScript", b"/JS", b"OpenAction", b"EmbeddedFile", b"AcroForm", b"/Annots", b"/URI"):
        assert word in SCRIPT
        assert word not in made.body
    document = pypdfium2.PdfDocument(made.body)
    assert document.count_attachments() == 0
    assert document.get_formtype() == 0
    kinds = {item.type for page in document for item in page.get_objects()}
    assert kinds == {pypdfium2.raw.FPDF_PAGEOBJ_IMAGE}


def test_a_document_shows_the_same_pages_in_the_same_size() -> None:
    document = pypdfium2.PdfDocument(remade(SCRIPT).body)
    assert len(document) == 2
    for page in document:
        assert page.get_size() == pytest.approx((300, 200), abs=1)
        shown = page.render(scale=1).to_pil()
        assert is_red(shown, 20, 20)
        assert not is_red(shown, 280, 180)


def test_a_document_says_neither_who_made_it_nor_when() -> None:
    document = pypdfium2.PdfDocument(remade(SCRIPT).body)
    assert [value for value in document.get_metadata_dict().values() if value] == []
    assert remade(SCRIPT) == remade(SCRIPT)


def test_a_page_as_large_as_a_field_is_drawn_within_bounds() -> None:
    document = pypdfium2.PdfDocument(remade(pdf(RED_SQUARE, size="0 0 14400 7200")).body)
    (image,) = document[0].get_objects()
    assert max(image.get_px_size()) <= LONGEST_SIDE


def test_the_letters_of_a_form_that_was_filled_in_stay_readable() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    canvas.acroForm.textfield(value="MMMMMMMMMM", x=10, y=100, width=280, height=40, borderWidth=0)
    canvas.showPage()
    canvas.save()
    shown = pypdfium2.PdfDocument(remade(out.getvalue()).body)[0].render(scale=1).to_pil().convert("L")
    assert min(shown.tobytes()) < 100
