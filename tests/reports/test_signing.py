"""What was decided is printed, signed and kept byte for byte; nothing grave is signed over without a reason."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page
import pytest
from typer.testing import CliRunner

from records import Override, Place, Record, Review, Store
from reports.__main__ import app
from reports.kept import report_of
from reports.pdf import render
from reports.signing import SigningError, sign
from tests.reports.pages import words
from tests.reports.test_kept import kept_record

NOW = datetime(2026, 12, 2, 15, 30, tzinfo=UTC)
RULE = "bt-prescribed-anticoagulant"
LETTER = Review(by="Ana Ruiz", role="specialist", decision="letter", note="Phoned the cardiologist.")
START = Review(by="Ana Ruiz", role="specialist", decision="start")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


@pytest.fixture
def record(store: Store) -> Record:
    """Of somebody who takes apixaban."""
    return store.records.read(kept_record(store))


def test_the_decision_its_name_and_its_time_stand_in_the_pdf_that_is_kept(store: Store, record: Record) -> None:
    paper = sign(record, store, LETTER, NOW, "en")
    assert store.reviews.papers(record.ref) == (paper,)
    printed = words(paper)
    assert "☑ wait for a letter Ana Ruiz, specialist, Wednesday 2 December 2026 at 15:30" in printed
    assert "Note Phoned the cardiologist." in printed


def test_the_signed_pdf_is_accessible_and_archival(store: Store, record: Record) -> None:
    paper = sign(record, store, LETTER, NOW, "en")
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert page.validate_pdf_bytes(paper, profile=profile).failures == []


def test_what_was_signed_stands_on_every_later_report_and_never_on_the_clients(store: Store, record: Record) -> None:
    sign(record, store, LETTER, NOW, "en")
    assert "Ana Ruiz" in words(render(report_of(record, store, "specialist")))
    assert "Ana Ruiz" not in words(render(report_of(record, store, "client")))


def test_going_on_against_something_grave_needs_a_reason(store: Store, record: Record) -> None:
    with pytest.raises(SigningError, match=f"{RULE}: going on against this needs a reason"):
        sign(record, store, START, NOW, "en")
    assert store.reviews.of(record.ref) == ()


def test_an_override_is_printed_with_its_reason(store: Store, record: Record) -> None:
    reason = "The letter came by post: steady for two years."
    paper = sign(
        record, store, START.model_copy(update={"overrides": (Override(rule=RULE, reason=reason),)}), NOW, "en"
    )
    assert f"Because: {reason}" in words(paper)


def test_only_what_was_found_can_be_overridden(store: Store, record: Record) -> None:
    other = LETTER.model_copy(update={"overrides": (Override(rule="sk-keloid", reason="none"),)})
    with pytest.raises(SigningError, match="sk-keloid: this record has no such finding"):
        sign(record, store, other, NOW, "en")


def test_an_amendment_is_printed_below_what_was_signed_first(store: Store, record: Record) -> None:
    first = sign(record, store, LETTER, NOW, "en")
    moved = Review(
        by="Bo Lind", role="owner", decision="move", move_to=NOW + timedelta(days=30), reason="The letter takes longer."
    )
    printed = words(sign(record, store, moved, NOW + timedelta(hours=1), "en"))
    places = [printed.index(text) for text in ("Sign-off", "Phoned the cardiologist", "Amendment 1", "takes longer")]
    assert places == sorted(places)
    assert "☑ move to Friday 1 January 2027 at 15:30" in printed
    assert store.reviews.papers(record.ref)[0] == first


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.setenv("SMP_DATA", str(folder))
    result = CliRunner().invoke(app, list(args))
    return result.exit_code, result.stderr.strip()


def test_the_command_signs_and_gives_the_very_bytes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    made, again = tmp_path / "made.pdf", tmp_path / "again.pdf"
    who = ("--record", str(record.ref), "--by", "Ana Ruiz", "--role", "specialist")
    assert run(tmp_path, monkeypatch, "sign", *who, "--decision", "letter", "-o", str(made)) == (0, "")
    assert run(tmp_path, monkeypatch, "signed", "--record", str(record.ref), "-o", str(again)) == (0, "")
    assert made.read_bytes() == again.read_bytes()
    assert run(tmp_path, monkeypatch, "match", str(again)) == (0, "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--decision", "start"), f"{RULE}: going on against this needs a reason"),
        (("--decision", "start", "--override", RULE), "reason: "),
        (("--decision", "perhaps"), "decision"),
        (("--decision", "move"), "names the new moment"),
        (("--decision", "letter", "--amends", "later"), "nothing to amend"),
    ],
)
def test_what_cannot_be_signed_is_one_plain_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record, options: tuple[str, ...], said: str
) -> None:
    who = ("--record", str(record.ref), "--by", "Ana Ruiz", "--role", "specialist", "-o", str(tmp_path / "x.pdf"))
    code, error = run(tmp_path, monkeypatch, "sign", *who, *options)
    assert code == 1
    assert said in error
    assert len(error.splitlines()) == 1


def test_a_paper_that_was_never_signed_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    code, error = run(tmp_path, monkeypatch, "signed", "--record", str(record.ref), "-o", str(tmp_path / "x.pdf"))
    assert (code, error) == (1, f"{record.ref}: signed 0 times, so there is no number 1")
