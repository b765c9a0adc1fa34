"""What somebody answers otherwise than the last time is told question by question, in words."""

from datetime import timedelta
from typing import Any

from intake.answers import read_intake
from intake.language import load_language
from records import Answered, Store
from reports.build import build
from reports.charting import chart
from reports.kept import last_time, reopened, report_of
from reports.model import Report
from reports.pdf import render
from rules.content import load_screening
from tests.records.examples import NOW
from tests.records.people import person
from tests.reports.cases import CLINIC, document
from tests.reports.pages import words
from tests.reports.test_charting import ANA
from tests.reports.test_kept import store

__all__ = ["store"]

LAST = NOW - timedelta(days=200)
SUNBURN = "Does any of this fit your scalp now?"


def told(store: Store, before: dict[str, Any], now: dict[str, Any]) -> Report:
    person(store, at=LAST, **before)
    return report_of(store.records.read(person(store, **now)), store, "specialist")


def test_an_answer_that_is_another_one_is_told_with_both(store: Store) -> None:
    report = told(store, {}, {"skin_now": ["sunburn"]})
    assert [(one.question, one.before, one.now) for one in report.changes] == [(SUNBURN, "None of these", "Sunburn")]
    assert report.changed == f"since 4 May 2026: {SUNBURN} None of these → Sunburn"


def test_what_was_not_asked_the_last_time_was_not_said(store: Store) -> None:
    report = told(store, {}, {"allergies": ["latex"], "allergy_reaction": "rash"})
    assert [(one.before, one.now) for one in report.changes] == [
        ("None of these", "Latex or rubber"),
        ("not said", "A rash, itching or redness"),
    ]


def test_questions_that_nobody_answered_are_no_change(store: Store) -> None:
    report = told(store, {}, {"other_health": {"state": "in_person"}})
    assert [(one.before, one.now) for one in report.changes] == [("None of these", "rather in person")]


def test_nothing_new_is_said_to_be_nothing(store: Store) -> None:
    report = told(store, {}, {})
    assert (report.changes, report.changed) == ((), "nothing, since 4 May 2026")


def test_whoever_comes_for_the_first_time_has_changed_nothing(store: Store) -> None:
    report = report_of(store.records.read(person(store)), store, "specialist")
    assert (report.changes, report.changed) == ((), "")


def test_one_line_names_two_changes_and_counts_the_rest_which_stand_in_full_in_print(store: Store) -> None:
    now = {"skin_now": ["sunburn"], "scalp_oil": "oily", "pain_coping": "poorly", "shedding": {"state": "not_sure"}}
    report = told(store, {}, {**now, "pain_coping": None})
    assert report.changed.endswith("; +2 more")
    assert len(report.changes) == 4
    printed = words(render(report))
    assert [one.question for one in report.changes if one.question not in printed] == []


def test_what_was_noted_at_the_clinic_the_last_time_counts(store: Store) -> None:
    record = store.records.read(person(store, at=LAST))
    note = Answered(answers={"skin_now": ["sunburn"]})
    chart(record, store, note, ANA, "Specialist", reopened(record, store).seen, LAST)
    report = report_of(store.records.read(person(store)), store, "specialist")
    assert [(one.before, one.now) for one in report.changes] == [("Sunburn", "None of these")]


def test_a_last_time_that_was_erased_is_passed_over(store: Store) -> None:
    older, erased = person(store, at=LAST - timedelta(days=9), skin_now=["sunburn"]), person(store, at=LAST)
    store.records.erase(erased, NOW, "ana", "asked")
    before = last_time(store.records.read(person(store)), store)
    assert before is not None
    assert before.kept.ref == str(older)


def test_a_client_is_not_told_what_they_changed(store: Store) -> None:
    person(store, at=LAST)
    ref = person(store, skin_now=["sunburn"])
    report = report_of(store.records.read(ref), store, "client")
    assert (report.changed, report.changes) == ("", ())


def test_an_answer_that_was_confirmed_as_told_before_says_so_with_both_days() -> None:
    screening = load_screening(CLINIC)
    told_twice = {**document(), "as_before": {"skin_ever": "2026-11-02T10:00"}}
    intake = read_intake(told_twice, screening.questionnaire, CLINIC)
    report = build("specialist", screening, intake, screening.assess(intake), load_language("en"))
    confirmed = [one.as_before for section in report.answers for one in section.answers if one.as_before]
    assert confirmed == ["as told on 2 Nov 2026, confirmed on 1 Dec 2026"]
    assert confirmed[0] in words(render(report))
