"""Drawings beside options: every one that is named is there, and can be seen in light and in the dark."""

import re
import xml.etree.ElementTree as ET

import pytest

from intake.pictures import ADDRESS, FOLDER, INKS, addresses, drawings, files
from intake.questionnaire import load

NAMED = {option.picture for q in load().questions.values() for option in q.options if option.picture}
TURNED = [name for name, drawing in drawings(from_right=True).items() if drawing != drawings()[name]]
LARGEST = 4000
"""Bytes: a step shows seven of them on a slow line."""


def test_every_drawing_is_shown_somewhere() -> None:
    assert set(drawings()) == NAMED | {"welcome"}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_drawing_of_an_option_is_a_small_picture_and_nothing_else(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert len(text.encode()) <= LARGEST
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()}
    assert tags <= {"svg", "g", "path", "ellipse", "circle"}
    assert "href" not in text
    assert re.search(r'viewBox="0 0 112 72"', text)


@pytest.mark.parametrize("name", sorted(drawings()))
def test_a_drawing_has_the_inks_of_the_page_it_stands_on(name: str) -> None:
    light, dark = (body.decode() for body in drawings()[name])
    assert any(ink in light for ink in INKS)
    assert not any(ink in dark for ink in INKS)
    assert any(ink in dark for ink in INKS.values())


def test_an_address_changes_with_the_drawing_and_names_one_file() -> None:
    assert len(files()) == 2 * (len(drawings()) + len(TURNED))
    for light, dark in addresses().values():
        assert light.startswith(ADDRESS)
        assert light != dark


def test_what_shows_a_course_of_events_is_turned_round_for_somebody_who_reads_from_the_right() -> None:
    assert {name.partition("_")[0] for name in TURNED} == {"sun"}
    for name in TURNED:
        left, right = (drawings(from_right)[name].light.decode() for from_right in (False, True))
        assert re.findall(r' d="[^"]+"', left) == re.findall(r' d="[^"]+"', right)
        assert ET.fromstring(right)[0].attrib == {"transform": "matrix(-1 0 0 1 112 0)"}
