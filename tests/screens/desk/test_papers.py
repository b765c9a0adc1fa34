"""The papers of a record are looked at, printed and taken away, and each of these is written down."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import streamlit as st

from records import Ref, Review, Store
from records.sessions import IDLE
from reports import pdf
from reports.signing import sign
from screens.fault import Failed
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, PIN, Clock, Sit, actions

APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
Files = dict[str, Callable[[], bytes]]


def files_of(colleague: Colleague, monkeypatch: pytest.MonkeyPatch, record: Ref) -> Files:
    """What Streamlit calls when a button of a paper is pressed, by the name of the file."""
    files: Files = {}
    monkeypatch.setattr(st, "download_button", lambda _label, file, file_name, **_: files.__setitem__(file_name, file))
    colleague.read(record)
    return files


def test_taking_the_pdf_away_is_written_down(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    files = files_of(sit(account), monkeypatch, record)
    assert "record.exported" not in actions(store, account)
    assert files[f"{record}-report.pdf"]().startswith(b"%PDF-")
    assert store.audit.latest(1)[0].action == "record.exported"
    assert store.audit.latest(1)[0].subject == store.records.subject(record)


def test_there_is_a_paper_for_each_reader_each_letter_and_each_signature_byte_for_byte(
    store: Store, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = sent(store, CLIENT, medicines_any="yes", medicines=[APIXABAN])
    kept = store.records.read(ref)
    signed = sign(kept, store, Review(by="Ana", role="Specialist", decision="letter"), NOW, "en")
    files = files_of(sit(hire(store, "ana", "specialist")), monkeypatch, ref)
    assert list(files) == [f"{ref}-{name}.pdf" for name in ("report", "copy", "letter-1", "signed-1")]
    assert files[f"{ref}-signed-1.pdf"]() == signed
    letter = pypdfium2.PdfDocument(io.BytesIO(files[f"{ref}-letter-1.pdf"]()))
    assert len(letter) == 1
    assert "Letter about Apixaban" in letter[0].get_textpage().get_text_range()


def test_looking_at_a_paper_is_written_down_once_and_shows_its_pages(store: Store, sit: Sit, record: Ref) -> None:
    account = hire(store, "ana", "specialist")
    colleague = sit(account)
    colleague.read(record)
    colleague.press("look.report")
    assert colleague.said.count('<img class="smp-sheet" alt="Consultation report') > 1
    colleague.run()
    assert actions(store, account).count("paper.viewed") == 1
    colleague.press("look.report")
    assert "<img class" not in colleague.said


def test_a_page_that_outlived_its_session_gives_no_pdf(
    store: Store, sit: Sit, record: Ref, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, NOW, account.id)
    files = files_of(sit(account), monkeypatch, record)
    clock.now += IDLE
    for made in files.values():
        with pytest.raises(Failed):
            made()
    assert "record.exported" not in actions(store, account)


def test_a_pdf_that_cannot_be_drawn_tells_the_log_nothing(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def tells_all(*_: Any) -> bytes:
        raise ValueError(f"cannot draw {CLIENT}")

    monkeypatch.setattr(pdf, "render", tells_all)
    files = files_of(sit(hire(store, "ana", "specialist")), monkeypatch, record)
    with pytest.raises(Failed) as failed:
        files[f"{record}-report.pdf"]()
    assert CLIENT not in caplog.text + str(failed.value)
