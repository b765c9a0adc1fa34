"""A record is always shown with the content that it was made with."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from intake.answers import read_intake
from intake.clinic import Clinic
from records import Place, Ref, Store, Submission, new_token
from reports.__main__ import app
from reports.kept import report_of
from reports.pdf import render
from rules.content import load_screening, parts
from tests.reports.cases import APIXABAN, document
from tests.reports.pages import words

THEN = Clinic(name="The Clinic As It Was", phone="020 7946 0001")
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


def kept_record(store: Store, visit: dict[str, Any] | None = None, *, token: str = "", **changed: Any) -> Ref:
    """A record made by a clinic whose settings are other ones today; from the draft of `token`, or of its own."""
    screening = load_screening(THEN)
    answers = document(visit, **{"medicines_any": "yes", "medicines": [APIXABAN], **changed})
    assessment = screening.assess(read_intake(answers, screening.questionnaire, THEN))
    return store.records.submit(
        Submission(
            id=uuid.uuid4().hex,
            draft_token=token or new_token(),
            answers=answers,
            identity={"full_name": "Daniel Moreau", "birth_date": "1989-04-12"},
            assessment=assessment.model_dump(mode="json", by_alias=True),
            consents=[],
            contents={name: store.contents.keep(part) for name, part in parts(screening).items()},
        ),
        NOW,
    )


@pytest.fixture
def ref(store: Store) -> Ref:
    return kept_record(store)


def test_a_record_is_shown_with_the_settings_of_its_day(store: Store, ref: Ref) -> None:
    assert report_of(store.records.read(ref), store, "client").clinic.name == "The Clinic As It Was"


def test_the_same_record_gives_the_same_bytes_twice(store: Store, ref: Ref) -> None:
    first, second = (render(report_of(store.records.read(ref), store, "specialist")) for _ in range(2))
    assert first == second


def test_the_fingerprints_of_an_assessment_lead_to_the_content_that_was_kept(store: Store, ref: Ref) -> None:
    record = store.records.read(ref)
    versions = record.assessment["versions"]
    assert isinstance(versions, dict)
    assert versions == {name: record.contents[name] for name in versions}


@pytest.mark.parametrize("reader", ["client", "specialist"])
def test_the_command_prints_a_record(ref: Ref, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    monkeypatch.setenv("SMP_DATA", str(tmp_path))
    target = tmp_path / "out.pdf"
    result = CliRunner().invoke(app, ["render", "--record", str(ref), "-o", str(target), "--for", reader])
    assert result.exit_code == 0, result.stderr
    assert str(ref) in words(target.read_bytes())


@pytest.mark.parametrize("typed", ["nonsense", "SMP-AAAA-AAAA"])
def test_a_record_that_is_not_there_is_one_plain_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setenv("SMP_DATA", str(tmp_path))
    result = CliRunner().invoke(app, ["render", "--record", typed, "-o", str(tmp_path / "x.pdf"), "--for", "client"])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "action"),
    [
        (["render", "--record", "{ref}", "--for", "client"], "record.exported"),
        (["sheets", "2026-12-14"], "sheets.exported"),
    ],
)
def test_what_a_command_takes_out_of_the_store_is_on_the_trail(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], action: str
) -> None:
    monkeypatch.setenv("SMP_DATA", str(tmp_path))
    ref = kept_record(store, {"kind": "first_session", "at": "2026-12-14T10:00"})
    words = [word.format(ref=ref) for word in command]
    result = CliRunner().invoke(app, [*words, "-o", str(tmp_path / "out.pdf")])
    assert result.exit_code == 0
    assert [entry.action for entry in store.audit.latest(2)] == [action, "record.submitted"]
