"""What a decoder does to its own process stays there, and the refusals are those of the uploads."""

import os

import pytest

from records import NotTaken
from records.apart import remade_apart
from records.uploads import remade
from tests.records.pictures import RED_SQUARE, pdf, picture, png_bomb

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX limits a process")


@pytest.mark.parametrize("data", [picture(), picture("PNG"), pdf(RED_SQUARE)])
def test_it_makes_the_same(data: bytes) -> None:
    assert remade_apart(data) == remade(data)


@pytest.mark.parametrize(("data", "why"), [(b"", "empty"), (b"<html>", "kind"), (png_bomb(), "pixels")])
def test_it_refuses_the_same(data: bytes, why: str) -> None:
    with pytest.raises(NotTaken) as caught:
        remade_apart(data)
    assert caught.value.why == why


def test_the_largest_that_is_taken_fits_its_memory() -> None:
    assert remade_apart(picture("PNG", size=(7000, 7000))).media_type == "image/jpeg"
    assert remade_apart(pdf(*[RED_SQUARE] * 20, size="0 0 1150 1150")).media_type == "application/pdf"


@posix
def test_a_process_that_swells_is_no_harm() -> None:
    with pytest.raises(NotTaken, match="unreadable"):
        remade_apart(picture("PNG", size=(7000, 7000)), memory=200_000_000)


@posix
def test_a_process_that_takes_too_long_is_no_harm() -> None:
    endless = pdf("q 1 0 0 1 0 0 cm " + "0 0 300 200 re 10 10 200 100 re f* " * 250_000)
    with pytest.raises(NotTaken, match="unreadable"):
        remade_apart(endless, seconds=1)


@posix
def test_a_process_that_dies_at_once_is_no_harm() -> None:
    with pytest.raises(NotTaken, match="unreadable"):
        remade_apart(picture(), memory=20_000_000)
