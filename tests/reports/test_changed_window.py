"""A clinic lengthens one window: what comes out afterwards follows it, and what was kept before does not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.answers import read_intake
from intake.clinic import Clinic, load_clinic
from intake.language import load_language
from records import Place, Ref, Store, Submission, new_token
from reports.kept import report_of
from reports.pdf import render
from rules.content import load_screening, parts
from rules.reasons import reasons
from tests.reports.cases import document
from tests.reports.pages import words

RULE = "bt-nsaid-own"
THREE_DAYS_BEFORE = {"name": "Ibuprofen", "advised": "own", "still": "no", "last_taken": "2026-12-11T14:00"}
NOW = datetime(2026, 12, 12, 10, 0, tzinfo=UTC)


def answers() -> dict[str, Any]:
    taken = document(medicines_any="yes", named_thinners=["ibuprofen"], medicines=[THREE_DAYS_BEFORE])
    return {**taken, "assessed_at": "2026-12-12T10:00"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path / "data")})) as opened:
        yield opened


@pytest.fixture
def before() -> Clinic:
    return load_clinic(None)


@pytest.fixture
def after(tmp_path: Path) -> Clinic:
    file = tmp_path / "clinic.yaml"
    file.write_text(f"parameters: {{{RULE}: {{window: 96}}}}\n", encoding="utf-8")
    return load_clinic(file)


def submitted(store: Store, clinic: Clinic) -> Ref:
    screening = load_screening(clinic)
    assessment = screening.assess(read_intake(answers(), screening.questionnaire, clinic))
    submission = Submission(
        id=clinic.fingerprint,
        draft_token=new_token(),
        answers=answers(),
        identity={"full_name": "Daniel Moreau", "birth_date": "1989-04-12"},
        assessment=assessment.model_dump(mode="json", by_alias=True),
        consents=[],
        contents={name: store.contents.keep(part) for name, part in parts(screening).items()},
    )
    return store.records.submit(submission, NOW)


def truth(clinic: Clinic) -> str:
    screening = load_screening(clinic)
    intake = read_intake(answers(), screening.questionnaire, clinic)
    return next(one.truth for one in reasons(screening, intake, load_language("en")) if one.rule == RULE)


def test_the_outcome_changes(store: Store, before: Clinic, after: Clinic) -> None:
    outcomes = [store.records.read(submitted(store, clinic)).assessment["outcome"] for clinic in (before, after)]
    assert outcomes[0] != "defer"
    assert outcomes[1] == "defer"


def test_the_explanation_changes(before: Clinic, after: Clinic) -> None:
    assert (truth(before), truth(after)) == ("clear", "holds")


def test_the_pdf_names_the_moment_that_the_longer_window_brings(store: Store, before: Clinic, after: Clinic) -> None:
    moment = "Tue 15 Dec, 14:00"  # 96 hours after Friday, 14:00
    first, second = (
        words(render(report_of(store.records.read(submitted(store, clinic)), store, "client")))
        for clinic in (before, after)
    )
    assert moment not in first
    assert moment in second


def test_the_record_names_other_settings(store: Store, before: Clinic, after: Clinic) -> None:
    kept = [store.records.read(submitted(store, clinic)).contents["settings"] for clinic in (before, after)]
    assert kept[0] != kept[1]


def test_a_record_from_before_prints_as_it_did(store: Store, before: Clinic, after: Clinic) -> None:
    ref = submitted(store, before)
    printed = render(report_of(store.records.read(ref), store, "specialist"))
    submitted(store, after)
    assert render(report_of(store.records.read(ref), store, "specialist")) == printed
