"""A paper can be looked at where nothing reads a PDF."""

import io
from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from reports.pdf import render
from reports.preview import pictures
from tests.records.pictures import RED_SQUARE, pdf
from tests.reports.samples import both


def test_each_page_becomes_a_picture_as_large_as_the_page() -> None:
    drawn = [Image.open(io.BytesIO(one)) for one in pictures(pdf(RED_SQUARE, ""))]
    assert [(one.format, one.size) for one in drawn] == [("JPEG", (625, 417))] * 2
    red, white = drawn[0].getpixel((10, 10)), drawn[1].getpixel((10, 10))
    assert isinstance(red, tuple) and isinstance(white, tuple)
    assert red[0] > 240 > 20 > red[1]
    assert min(white) > 240


def test_pictures_can_be_made_for_several_people_at_once() -> None:
    paper = render(both("specialist"))
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: len(list(pictures(paper))), range(8)))
    assert set(counts) == {counts[0]}
    assert counts[0] > 1
