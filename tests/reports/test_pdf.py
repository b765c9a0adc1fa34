"""Every report is readable by everybody, keeps, and is the same every time."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import product

import page
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from reports.model import Answer, AnswerSection, Reader, Report
from reports.pdf import Size, render
from reports.theme import REGULAR, register_fonts
from tests.reports.pages import running, texts, words
from tests.reports.samples import LONG_TEXT, PHRASE, SAMPLES, both, healthy

SIZES: tuple[Size, ...] = ("a4", "letter")
READERS: tuple[Reader, ...] = ("client", "specialist")
ALL = [
    pytest.param(make(reader), size, id=f"{name}-{reader}-{size}")
    for (name, make), reader, size in product(SAMPLES.items(), READERS, SIZES)
]


@pytest.mark.parametrize(("report", "size"), ALL)
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_a_report_passes_pdf_ua_1_and_pdf_a_2a(report: Report, size: Size, profile: page.ValidationProfile) -> None:
    checked = page.validate_pdf_bytes(render(report, size), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


@pytest.mark.parametrize(("report", "size"), ALL)
def test_the_same_report_gives_the_same_bytes(report: Report, size: Size) -> None:
    assert render(report, size) == render(report, size)


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from reports.pdf import render; from tests.reports.samples import both;"
        "print(hashlib.sha256(render(both('specialist'))).hexdigest())"
    )
    seeded = {**os.environ, "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Kathmandu"}
    other = subprocess.run([sys.executable, "-c", code], env=seeded, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(render(both("specialist"))).hexdigest()


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns after every few instructions, so that what they share is caught half-way."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_threads")
def test_reports_made_at_the_same_time_on_threads_do_not_disturb_each_other() -> None:
    reports = [make(reader) for make in SAMPLES.values() for reader in READERS]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(render, reports)) == [render(report) for report in reports]


@pytest.mark.usefixtures("hasty_threads")
def test_fonts_embedded_at_the_same_time_on_threads_do_not_disturb_each_other() -> None:
    """The letters with accents are made of parts, which are looked up in the font's file."""
    register_fonts()

    def embedded(letters: str) -> bytes:
        target = BytesIO()
        canvas = Canvas(target, invariant=1)
        canvas.setFont(REGULAR, 10)
        canvas.drawString(10, 10, letters)
        canvas.save()
        return target.getvalue()

    texts = ["".join(map(chr, range(start, start + 60))) for start in range(0xC0, 0x240, 4)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(embedded, texts)) == [embedded(text) for text in texts]


def test_the_first_reports_of_a_process_may_be_made_on_threads() -> None:
    code = (
        "import sys; sys.setswitchinterval(1e-5);"
        "from concurrent.futures import ThreadPoolExecutor; from reports.pdf import render;"
        "from tests.reports.samples import both; reports = [both('specialist')] * 8;"
        "pool = ThreadPoolExecutor(8); print(set(pool.map(render, reports)) == {render(reports[0])})"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "True"


def test_another_paper_is_another_size_with_the_same_words() -> None:
    a4, letter = render(healthy("client"), "a4"), render(healthy("client"), "letter")
    sizes = [tuple(round(side) for side in pypdfium2.PdfDocument(data)[0].get_size()) for data in (a4, letter)]
    assert sizes == [(595, 842), (612, 792)]
    assert words(a4) == words(letter)


def test_the_date_in_the_file_is_the_moment_of_the_record() -> None:
    assert (
        pypdfium2.PdfDocument(render(healthy("client"))).get_metadata_value("CreationDate") == "D:20261204091200+00'00'"
    )


def test_every_page_says_which_of_how_many_it_is() -> None:
    pages = texts(render(both("specialist")))
    assert [f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1)] == [True] * len(pages)


def test_an_answer_of_21_000_characters_is_printed_whole() -> None:
    steps = (AnswerSection(title="Other", answers=(Answer(question="Anything else?", answer=LONG_TEXT),)),)
    printed = render(both("specialist").model_copy(update={"answers": steps}))
    assert running(printed).count(PHRASE.strip()) == LONG_TEXT.count(PHRASE.strip())


def test_a_missing_character_stands_as_its_number_and_the_page_says_so() -> None:
    report = healthy("client")
    person = report.person.model_copy(update={"name": "Kim \ue000 Lee"})
    printed = words(render(report.model_copy(update={"person": person})))
    assert "Kim ⟨U+E000⟩ Lee" in printed
    assert "The record holds the original." in printed


def test_a_page_without_missing_characters_says_nothing_about_them() -> None:
    assert "The record holds" not in words(render(healthy("client")))


@pytest.mark.parametrize("reader", READERS)
def test_markup_that_somebody_typed_appears_literally(reader: Reader) -> None:
    report = both(reader)
    person = report.person.model_copy(update={"name": "O'Brien <b>&amp; <para>"})
    assert "O'Brien <b>&amp; <para>" in words(render(report.model_copy(update={"person": person})))


@settings(max_examples=60)
@given(name=st.text(max_size=60), note=st.text(max_size=400))
def test_any_name_and_any_note_can_be_printed(name: str, note: str) -> None:
    steps = (AnswerSection(title=name, answers=(Answer(question="Note", answer=note),)),)
    report = healthy("specialist")
    changed = {"person": report.person.model_copy(update={"name": name}), "answers": steps, "wants": note}
    render(report.model_copy(update=changed))


def test_every_text_of_the_pseudo_language_is_marked() -> None:
    """What stands outside ⟦ ⟧ is data of the sample; no heading or label of ours is left bare."""
    printed = words(render(both("specialist").model_copy(update={"language": "xx"})))
    assert "⟦Findings⟧" in printed
    assert "⟦DECISION⟧" in printed
    assert "⟦Answers⟧" in printed
