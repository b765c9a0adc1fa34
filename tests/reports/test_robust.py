"""Any answer of any length, in any script, with no finding or sixty: the report builds, and nothing is lost."""

import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.model import Answer, AnswerSection, Finding, Medicine, Reader, Report
from reports.pdf import render
from reports.text import shown
from tests.reports.pages import running
from tests.reports.samples import APIXABAN, both

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
WORDS = st.text("abcdefghijklmnop ÄéßñЖя", min_size=1, max_size=120)
LONG = st.builds(lambda text, times: text * times, ANYTHING, st.integers(1, 60))


def with_all(report: Report, found: list[str], taken: list[str], notes: list[str]) -> Report:
    """The report with a finding, a medicine and an answer for each text."""
    findings = tuple(APIXABAN.model_copy(update={"why": text}) for text in found)
    changed: dict[str, Any] = {"findings": findings}
    if report.reader == "specialist":
        changed["findings"] = tuple(Finding(meaning="care", word="CARE", noticed="x", check=text) for text in found)
        changed["medicines"] = tuple(Medicine(name=text, known_as="y", thins="no") for text in taken)
        answers = tuple(Answer(question="Note", answer=text) for text in notes)
        changed["answers"] = (AnswerSection(title="Other", answers=answers),)
    return report.model_copy(update=changed)


def lost(report: Report, put_in: list[str]) -> Counter[str]:
    """The letters that went in and did not come out, by how often.

    Whoever reads a page back may have turned brackets round and taken ligatures apart. Now and then pdfium leaves out
    one that is there, so the examples are always the same."""

    def counted(text: str) -> Counter[str]:
        letters = unicodedata.normalize("NFKC", text)
        return Counter("()" if unicodedata.mirrored(letter) else letter for letter in letters if not letter.isspace())

    return counted("".join(map(shown, put_in))) - counted(running(render(report)))


@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=40), st.lists(LONG, max_size=6))
def test_nothing_that_went_into_the_specialists_report_is_lost(
    found: list[str], taken: list[str], notes: list[str]
) -> None:
    report = with_all(both("specialist"), found, taken, notes)
    assert not lost(report, [*found, *taken, *notes])


@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(LONG, max_size=8))
def test_nothing_that_went_into_the_client_copy_is_lost(found: list[str]) -> None:
    assert not lost(with_all(both("client"), found, [], []), found)


@pytest.mark.parametrize("count", [0, 1, 25, 60])
@pytest.mark.parametrize("reader", ["client", "specialist"])
def test_no_finding_and_sixty_are_printed_alike(reader: Reader, count: int) -> None:
    texts = [f"Reason number {number} of them." for number in range(count)]
    printed = running(render(with_all(both(reader), texts, [], [])))
    assert [text for text in texts if text not in printed] == []


def test_forty_medicines_are_all_in_the_table() -> None:
    names = [f"Medicine {number} with a rather long name of its own" for number in range(40)]
    printed = running(render(with_all(both("specialist"), [], names, ["x"])))
    assert [name for name in names if name.split()[1] not in printed] == []
