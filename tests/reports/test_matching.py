"""A paper copy can be matched with the record that it was printed from, and tells nothing to whoever finds it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from records import Place, Ref, Store
from reports.__main__ import app
from reports.kept import report_of
from reports.model import Report
from reports.pdf import render
from reports.seal import DIGITS, modules, read_seal, sealed
from tests.reports.pages import texts
from tests.reports.samples import both
from tests.reports.test_kept import kept_record

HASH = "3f9a0c5be1d2" + "7" * 52


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setenv("SMP_DATA", str(folder))
    result = CliRunner().invoke(app, list(args))
    return result.exit_code, result.stdout.strip(), result.stderr.strip()


@pytest.fixture
def record(tmp_path: Path) -> tuple[Ref, Report]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as store:
        ref = kept_record(store)
        return ref, report_of(store.records.read(ref), store, "specialist")


@pytest.mark.parametrize(
    "typed",
    [
        f"SMP-7K3M-9QXA:{HASH[:DIGITS].upper()}",
        f"smp-7k3m-9qxa {HASH[:DIGITS]}",
        f" SMP 7K3M 9QXA : {HASH[:12]} {HASH[12:24]}\n",
    ],
)
def test_what_is_scanned_or_typed_is_read_alike(typed: str) -> None:
    assert read_seal(typed) == (Ref("SMP-7K3M-9QXA"), HASH[:DIGITS])


@pytest.mark.parametrize("typed", ["", "SMP-7K3M-9QXA", "SMP-7K3M-9QXA:12", f"SMP-7K3M:{HASH[:24]}", f"x{HASH}"])
def test_what_cannot_be_a_seal_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"SMP-7K3M-9QXA"):
        read_seal(typed)


def test_the_code_is_small_enough_for_the_foot_of_a_page() -> None:
    assert len(modules(sealed("SMP-7K3M-9QXA", HASH))) == 25


def test_every_page_carries_the_reference_and_the_digits(record: tuple[Ref, Report]) -> None:
    ref, report = record
    digits = report.seal.split(":")[1].lower()
    assert all(str(ref) in text and digits in text for text in texts(render(report)))


def test_every_page_of_the_specialists_names_versions_and_that_no_clinician_reviewed_the_rules(
    record: tuple[Ref, Report],
) -> None:
    for text in texts(render(record[1])):
        line = " ".join(text.split())
        assert all(word in line for word in ("questionnaire", "rulebook", "settings"))
        assert "rules not yet reviewed by a clinician" in line


def test_neither_code_nor_foot_tells_anything_about_anybody(record: tuple[Ref, Report]) -> None:
    _, report = record
    for told in ("Daniel", "Moreau", "1989", "pixaban"):
        assert told not in " ".join((report.seal, *report.foot))


def test_a_report_of_a_file_carries_no_code() -> None:
    assert both("client").seal == ""


def test_the_digits_on_paper_lead_to_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: tuple[Ref, Report]
) -> None:
    code, said, _ = run(tmp_path, monkeypatch, "match", record[1].seal)
    assert (code, said) == (0, f"{record[0]}: this copy is of the record as it was sent.")


def test_other_digits_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: tuple[Ref, Report]) -> None:
    code, _, error = run(tmp_path, monkeypatch, "match", sealed(record[0], HASH))
    assert code == 1
    assert "was changed" in error


@pytest.mark.parametrize("typed", [sealed("SMP-AAAA-AAAA", HASH), "nonsense", "missing.pdf"])
def test_what_is_not_there_is_one_plain_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    code, _, error = run(tmp_path, monkeypatch, "match", typed)
    assert code == 1
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("change", [b"", b"\n% one line more"])
def test_a_pdf_matches_as_long_as_no_byte_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: tuple[Ref, Report], change: bytes
) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(render(record[1], "letter") + change)
    assert run(tmp_path, monkeypatch, "match", str(copy))[0] == bool(change)


def test_a_pdf_of_something_else_matches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7")
    assert run(tmp_path, monkeypatch, "match", str(other)) == (1, "", "This file names no record.")


def test_the_calendar_of_a_record_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: tuple[Ref, Report]
) -> None:
    target = tmp_path / "visit.ics"
    code, _, error = run(tmp_path, monkeypatch, "calendar", "--record", record[0], "-o", str(target))
    assert (code, error) == (0, "")
    assert b"SEQUENCE:0" in target.read_bytes()


def submitted(store: Store, *visits: tuple[str, str | None]) -> None:
    for name, at in visits:
        kept_record(store, visit={"kind": "first_session", "at": at}, full_name=name)


def test_the_sheets_of_a_day_are_page_one_of_each_visit_in_order_of_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as store:
        submitted(
            store,
            ("Later Lee", "2026-12-14T16:00"),
            ("Early Ade", "2026-12-14T09:00"),
            ("Other Day", "2026-12-15T09:00"),
            ("No Date", None),
            ("Early Ade", "2026-12-14T09:00"),
        )
    target = tmp_path / "day.pdf"
    code, _, error = run(tmp_path, monkeypatch, "sheets", "2026-12-14", "-o", str(target))
    assert (code, error) == (0, "")
    pages = texts(target.read_bytes())
    assert [name for text in pages for name in ("Later Lee", "Early Ade", "Other Day") if name in text] == [
        "Early Ade",
        "Later Lee",
    ]
    assert "Page 2 of 2" in pages[1]


def test_a_day_without_visits_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, error = run(tmp_path, monkeypatch, "sheets", "2026-12-14", "-o", str(tmp_path / "x.pdf"))
    assert (code, error) == (1, "No visit is on Monday 14 December 2026.")
