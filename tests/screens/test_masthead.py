"""Every page of the form says whose it is, in the clinic's colour."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from streamlit import config

from intake.clinic import Clinic
from intake.colour import READABLE, WHITE, contrast
from intake.logo import logo_address
from intake.shades import PAPER_IN_THE_DARK, in_the_dark
from records import Store
from rules.content import load_screening
from screens.loading import load_screens
from screens.wiring import Wiring, install
from tests.intake.test_clinic import PNG
from tests.screens.visitor import Visitor

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LOGO = f"data:image/png;base64,{b64encode(PNG).decode()}"
COLOURS = ("#0F5C5C", "#5B2A6E", "#8A1C1C", "#1F3A93", "#000000")


@pytest.fixture
def as_it_was() -> Iterator[None]:
    """The colours of the program are put back after the test."""
    names = [f"theme.{scheme}.{part}Color" for scheme in ("light", "dark") for part in ("primary", "link")]
    before = {name: config.get_option(name) for name in names}
    yield
    for name, value in before.items():
        config.set_option(name, value)


def visiting(store: Store, clinic: Clinic) -> Visitor:
    install(Wiring(store, clinic, lambda: NOW))
    return Visitor(load_screening(clinic).questionnaire)


def test_the_first_page_and_each_step_name_the_clinic_with_its_logo(store: Store) -> None:
    clinic = Clinic(name="Dots & Co", logo=LOGO)
    told = f'<img alt="" src="{logo_address(LOGO)}"><span>Dots &amp; Co</span>'
    visitor = visiting(store, clinic)
    assert told in visitor.said
    visitor.press("continue")
    assert visitor.heading == "You"
    assert told in visitor.said


def test_without_a_logo_the_name_stands_alone(store: Store) -> None:
    said = visiting(store, Clinic(name="Dots")).said
    assert '<div class="smp-clinic"><span>Dots</span></div>' in said


@pytest.mark.parametrize("colour", COLOURS)
def test_a_clinics_colour_can_be_read_and_written_on_in_the_dark(colour: str) -> None:
    filled, read, _ = in_the_dark(colour)
    assert contrast(filled, WHITE) >= READABLE
    assert contrast(filled, PAPER_IN_THE_DARK) >= 3
    assert contrast(read, PAPER_IN_THE_DARK) >= READABLE


@pytest.mark.usefixtures("as_it_was")
def test_streamlits_own_buttons_wear_the_clinics_colour(store: Store) -> None:
    load_screens(store, Clinic(primary_colour="#5B2A6E"), NOW)
    assert config.get_option("theme.light.primaryColor") == "#5B2A6E"
    assert config.get_option("theme.dark.primaryColor") == in_the_dark("#5B2A6E").filled
