"""The consultation report: the first ten centimetres decide; the rest can be looked up."""

import pytest

from reports.model import Report
from reports.pdf import Size, render
from tests.reports.pages import depth, texts, words
from tests.reports.samples import awkward, both, healthy, noted


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("report", [healthy("specialist"), both("specialist")], ids=["healthy", "both"])
def test_the_first_ten_centimetres_hold_everything_up_to_the_decision(report: Report, size: Size) -> None:
    assert depth(render(report, size), "DECISION") < 100


def test_long_lines_never_push_the_decision_below_the_middle_of_the_page() -> None:
    assert depth(render(awkward("specialist")), "DECISION") < 297 / 2


def test_page_one_says_who_when_what_is_urgent_and_whether_to_start_in_that_order() -> None:
    first = " ".join(texts(render(both("specialist")))[0].split())
    order = [
        "Zoë Ångström-Nguyễn Thị Ánh",
        "61 years · 4 March 1965",
        "First session, Sunday 13 December 2026 at 14:00",
        "ID seen",
        "TODAY Ask a pharmacist",
        "told 4 Dec, 09:08; opened by nobody yet",
        "DO NOT START YET: 1 letter awaited, 2 questions.",
        "LETTER letter about apixaban",
        "WAIT ibuprofen of their own",
        "lidocaine rash 2022 → no lidocaine",
        "ASK 1 photo of a box not read",
        "CHANGED first visit",
        "WANTS crown and parting",
        "DECISION ☐ start",
    ]
    places = [first.index(text) for text in order]
    assert places == sorted(places)


def test_allergies_are_printed_when_there_are_none() -> None:
    assert "none (asked 4 Dec 2026)" in texts(render(healthy("specialist")))[0]


def test_nothing_to_look_up_stands_above_the_fold() -> None:
    first = texts(render(both("specialist")))[0]
    assert [word for word in ("OT03", "example.org", "sha256", "bt-", "12 Northgate") if word in first] == []


def test_at_most_three_waits_and_five_questions_stand_on_page_one_and_the_rest_on_page_two() -> None:
    first, second = (" ".join(text.split()) for text in texts(render(awkward("specialist")))[:2])
    assert "letter 3 about" in first
    assert "letter 4 about" not in first
    assert "question number 5 about" in first
    assert "question number 6 about" not in first
    assert first.count("+2 on page 2") == 2
    assert all(text in second for text in ("letter 4 about", "letter 5 about", "6 question number 6", "7 question"))


def test_each_finding_names_its_rule_its_sources_and_that_no_clinician_has_reviewed_it() -> None:
    second = " ".join(texts(render(both("specialist")))[1].split())
    assert "bt-prescribed-anticoagulant, version 1 · not yet reviewed by a clinician" in second
    assert "Source: OT03, grade B: needed thinners are kept https://example.org/ot03" in second
    assert "Source: clinic practice, no source" in second
    assert "Check: Indication, dose, kidney function." in second


def test_what_was_not_answered_says_so_in_words() -> None:
    printed = words(render(both("specialist")))
    assert "Do any of these apply to you? not sure" in printed
    assert "Do you drink alcohol on most days? rather in person" in printed
    assert "Have you had any bleeding lately? not asked" in printed
    assert "Has a doctor measured your blood pressure? not answered" in printed


def test_consents_and_provenance_come_last() -> None:
    printed = words(render(both("specialist")))
    places = [printed.index(text) for text in ("Findings", "Answers", "Consents", "Where this report comes from")]
    assert places == sorted(places)
    assert "Rulebook c9e1b2aa, not yet reviewed by a clinician" in printed


def test_the_conditions_of_a_letter_and_what_has_changed_stand_above_the_fold() -> None:
    first = " ".join(texts(render(noted("specialist")))[0].split())
    assert "CARE The cardiologist (Dr Osei), treatment may go on, good until 1 Mar 2027: INR below 3" in first
    assert "CHANGED since 4 Jun 2026: Do you take anything regularly? No → Yes" in first
