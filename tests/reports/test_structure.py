"""Whoever listens to a report hears what others see: headings, lists, head cells, pictures, in the order of reading."""

import re
from itertools import pairwise, product
from typing import Any, get_args

import page
import pytest

from intake.language import load_language
from reports.model import Reader
from reports.pdf import Size, render, render_sheets
from tests.reports.cases import APIXABAN, IBUPROFEN, told
from tests.reports.pages import elements, texts

OUTCOMES: dict[str, dict[str, Any]] = {
    "suitable": {},
    "suitable_with_precautions": {"medicines_any": "yes", "medicines": [IBUPROFEN | {"last_taken": "2026-10-01"}]},
    "needs_medical_clearance": {"medicines_any": "yes", "medicines": [APIXABAN]},
    "defer": {"medicines_any": {"state": "not_sure"}},
    "urgent": {"medicines_any": "yes", "medicines": [APIXABAN, IBUPROFEN]},
}
READERS: tuple[Reader, ...] = get_args(Reader)
SIZES: tuple[Size, ...] = get_args(Size)
CASES = list(product(OUTCOMES, READERS))
PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "xx"])
@pytest.mark.parametrize(("outcome", "reader"), CASES)
def test_a_report_of_any_outcome_passes_pdf_ua_1_and_pdf_a_2a(
    outcome: str, reader: Reader, language: str, size: Size
) -> None:
    made = render(told(reader, language=language, **OUTCOMES[outcome]), size)
    for profile in PROFILES:
        assert [fault.message for fault in page.validate_pdf_bytes(made, profile=profile).failures] == []


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_the_sheets_of_a_day_pass_too(profile: page.ValidationProfile) -> None:
    made = render_sheets([told("specialist"), told("specialist", **OUTCOMES["urgent"])], "today")
    assert [fault.message for fault in page.validate_pdf_bytes(made, profile=profile).failures] == []


@pytest.mark.parametrize(("outcome", "reader"), CASES)
def test_headings_begin_with_one_of_the_first_level_and_skip_none(outcome: str, reader: Reader) -> None:
    levels = [int(one.role[1]) for one in elements(render(told(reader, **OUTCOMES[outcome]))) if one.role[:1] == "H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_head_cell_says_what_it_is_the_head_of() -> None:
    made = render(told("specialist", **OUTCOMES["urgent"]))
    heads = sum(one.role == "TH" for one in elements(made))
    scopes = re.findall(rb"/Scope /(Row|Column)", made)
    assert len(scopes) == heads > 0
    assert set(scopes) == {b"Row", b"Column"}


def test_every_picture_and_every_link_is_described() -> None:
    found = elements(render(told("specialist", **OUTCOMES["urgent"])))
    described = [one.alt for one in found if one.role in ("Figure", "Link")]
    assert len(described) > 2
    assert all(described)


@pytest.mark.parametrize("reader", READERS)
def test_every_list_item_has_a_body(reader: Reader) -> None:
    found = elements(render(told(reader, **OUTCOMES["urgent"])))
    assert sum(one.role == "LI" for one in found) == sum(one.role == "LBody" for one in found) > 0


def test_a_report_says_which_language_it_is_in() -> None:
    assert b"/Lang (en)" in render(told("client"))


def test_the_client_hears_what_cannot_wait_before_anything_else() -> None:
    first = texts(render(told("client", **OUTCOMES["urgent"])))[0]
    order = ["Please do this today", "TODAY", "What we noticed", "Your list", "Getting ready, the day, and after"]
    places = [first.index(text) for text in order]
    assert places == sorted(places)
    assert load_language("en").say("reports.client.noticed") in first
