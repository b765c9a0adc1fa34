"""A copy in a language that runs from right to left begins at the right: lines, columns and boxes."""

from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reports.pdf import render
from reports.tagged import T
from tests.reports.cases import told


def place(language: str, words: str) -> float:
    """How far from the left edge of page one these words end, as a share of its width."""
    page = pypdfium2.PdfDocument(render(told("client", language=language)))[0]
    text = page.get_textpage()
    first, count = text.search(words).get_next()
    return float(text.get_charbox(first + count - 1)[2] / page.get_width())


@pytest.mark.parametrize(("language", "at"), [("en", "left"), ("es", "left"), ("ar", "right")])
def test_the_name_stands_where_a_page_begins(language: str, at: str) -> None:
    assert (place(language, "Daniel Moreau") > 0.5) is (at == "right")


@pytest.mark.parametrize(("language", "at"), [("en", "left"), ("ar", "right")])
def test_a_drawn_signature_stands_where_a_line_begins(language: str, at: str) -> None:
    pages = pypdfium2.PdfDocument(render(told("client", language=language, signature={"drawn": [[0, 0, 1000, 400]]})))
    bounds = [one.get_bounds() for page in pages for one in page.get_objects()]
    (figure,) = [
        (left, right) for left, low, right, high in bounds if 68 <= high - low < 75 and 170 <= right - left < 180
    ]
    middle = pages[0].get_width() / 2
    assert (figure[0] > middle, figure[1] < middle) == ((True, False) if at == "right" else (False, True))


def test_a_mirrored_table_has_its_first_column_at_the_right() -> None:
    style = [("LEFTPADDING", (0, 0), (0, -1), 9), ("LINEBEFORE", (0, 0), (0, -1), 1, "red")]
    table: Any = T([["first", "second"]], colWidths=[10, 90], style=style, mirrored=True)
    assert table._cellvalues == [["second", "first"]]
    assert table._colWidths == [90, 10]
    assert table._cellStyles[0][1].rightPadding == 9
    assert [command[:3] for command in table._linecmds] == [("LINEAFTER", (-1, 0), (-1, -1))]
