"""A typed and a drawn signature stand equal, for both readers, and say who helped."""

from typing import Any

import pytest

from reports.model import Reader
from reports.pdf import render
from tests.reports.cases import told
from tests.reports.pages import words
from tests.reports.samples import DRAWN, healthy

STROKES = [[100, 200, 300, 100, 500, 300], [600, 200, 800, 200]]
each_reader = pytest.mark.parametrize("reader", ["client", "specialist"])


@each_reader
def test_a_typed_name_stands_as_it_was_typed_with_its_moment(reader: Reader) -> None:
    signed = told(reader, signature="D. Moreau").signed
    assert signed is not None
    assert (signed.line, signed.strokes) == ("Signed by typing “D. Moreau”, Tue 1 Dec, 10:00", ())


@each_reader
def test_a_drawn_one_is_kept_as_strokes_and_told_in_words(reader: Reader) -> None:
    signed = told(reader, full_name="Daniel Moreau", signature={"drawn": STROKES}).signed
    assert signed is not None
    assert signed.line == "Signed by hand: Daniel Moreau, Tue 1 Dec, 10:00"
    assert signed.strokes == (((100, 200), (300, 100), (500, 300)), ((600, 200), (800, 200)))
    assert signed.alt == "The signature of Daniel Moreau, drawn by hand"


def test_who_helped_is_named_beside_it_and_so_is_that_the_client_signed() -> None:
    helped: dict[str, Any] = {"for_whom": "helping", "helper_name": "Ama", "helper_relation": "sister"}
    signed = told("client", full_name="Daniel Moreau", **helped).signed
    assert signed is not None
    assert signed.helped == "Ama, sister helped with the form. Daniel Moreau signed it."


def test_nobody_signed_what_was_not_sent() -> None:
    assert told("specialist", signature=None).signed is None


@each_reader
def test_it_is_printed(reader: Reader) -> None:
    printed = words(render(healthy(reader)))
    assert f"Signed {DRAWN.line} {DRAWN.helped}" in printed
