"""The blank paper form asks everything that the screen asks, says for whom each question is, and what cannot wait."""

from datetime import UTC, datetime
from pathlib import Path

import page
import pytest
from typer.testing import CliRunner

from intake.clinic import Clinic
from intake.language import load_language
from reports.__main__ import app
from reports.blank import render_blank
from reports.document import Size
from reports.urgent_ticks import urgent_ticks
from rules.content import load_screening
from tests.reports.pages import elements, texts, words

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CLINIC = Clinic(name="Northgate", address="12 Northgate", phone="020 7946 0000", emergency_number="112")
SCREENING = load_screening(CLINIC)
FORM = SCREENING.questionnaire


def drawn(size: Size = "a4", language: str = "en") -> bytes:
    return render_blank(SCREENING, load_language(language), NOW, size)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return drawn()


@pytest.fixture(scope="module")
def said(paper: bytes) -> str:
    return words(paper)


@pytest.mark.parametrize(("size", "language"), [("a4", "en"), ("letter", "xx")])
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_it_passes_pdf_ua_1_and_pdf_a_2a(size: Size, language: str, profile: page.ValidationProfile) -> None:
    checked = page.validate_pdf_bytes(drawn(size, language), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


def test_the_same_form_gives_the_same_bytes(paper: bytes) -> None:
    assert drawn() == paper


def test_every_question_and_every_option_stands_on_it(said: str) -> None:
    missing = []
    for section in FORM.sections:
        for question in section.questions:
            parts = [question.text, question.none or "", *(option.text for option in question.options)]
            missing += [text for text in parts if " ".join(text.split()) not in said]
    assert missing == []


def test_every_heading_is_one(paper: bytes) -> None:
    roles = [element.role for element in elements(paper)]
    assert roles.count("H1") == 1
    # A heading counts once on each page that it stands on, and none is broken over two.
    assert roles.count("H2") == len(FORM.sections)
    assert roles.count("H3") == len(FORM.questions) + 1  # and what they come for


@pytest.mark.parametrize(
    "sentence",
    [
        "6.6 When was the last clot? Only if you ticked “A blood clot in the leg or lung” at 6.1.",
        "6.9 When was the last stent or bypass put in? Only if you ticked a or b at 6.8.",
        "Only if you ticked Yes at 6.15.",
        "Only if you come for “My next session” or “A touch-up”.",
        "Only if you ticked “SMP or a tattoo there” at 4.1, and you come for “A first talk (consultation)” or ",
        "Only if you are younger than 25.",
        "Only if your session is 72 hours away or less.",
        "Only if you ticked a, b, c, d, e, f or g at 8.2, and you did not tick a, b, c, d, e, f, g, h or j at 6.1.",
    ],
)
def test_a_follow_up_says_for_whom_it_is(said: str, sentence: str) -> None:
    assert sentence in said


def test_what_cannot_wait_stands_at_its_boxes_and_names_the_number(said: str) -> None:
    assert "If you feel very unwell now, do not fill this in. Call 112." in said
    assert "If you ticked a, b, c, d, e: do not wait until somebody reads this. Call 112 now." in said
    assert "and tell us too: 020 7946 0000. Keep taking everything as usual." in said


def test_each_tick_that_is_urgent_by_itself_is_said_and_no_other() -> None:
    found = urgent_ticks(SCREENING)
    assert found["heart_symptoms"]["today"] == {"swollen_leg"}
    assert found["crisis_safe"] == {"emergency": frozenset({"no"})}
    assert found["medicine_stopped"]["today"] == {"i_stopped", "plan_to"}
    assert "two_days" not in found  # a fever is urgent only with a weak immune system


def test_every_page_asks_whose_it_is_and_says_which_it_is(paper: bytes) -> None:
    pages = texts(paper)
    assert all("Name ____" in text and "Northgate" in text for text in pages)
    assert [f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1)] == [True] * len(pages)


def test_not_sure_and_rather_in_person_can_be_ticked(said: str) -> None:
    assert "I'm not sure" in said
    assert "Not sure about one of these" in said
    assert "I would rather say it in person" in said


def test_no_text_of_ours_is_left_untranslated() -> None:
    marked = words(drawn(language="xx"))
    assert "⟦Before your visit⟧" in marked
    assert "⟦I would rather say it in person⟧" in marked


def test_the_command_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "form.pdf"
    result = CliRunner().invoke(app, ["blank", "-o", str(target), "--size", "letter"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert target.read_bytes().startswith(b"%PDF-")
    refused = CliRunner().invoke(app, ["blank", "-o", str(target), "--lang", "tlh"])
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
