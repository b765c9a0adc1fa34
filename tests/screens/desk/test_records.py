"""A specialist finds, reads and takes away a record, and each of these is written down once."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from records import Ref, Store
from records.sessions import IDLE
from reports import pdf
from screens.fault import Failed
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, PIN, Clock, Sit, actions

OTHER = "Mirela Okonkwo"


@pytest.mark.parametrize("sought", ["quillfeather", "QUILLFEATHER zebedee", "the reference", "the reference, in small"])
def test_a_specialist_finds_a_record(store: Store, sit: Sit, record: Ref, sought: str) -> None:
    sent(store, OTHER)
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.open("queue")
    assert (CLIENT in colleague.said, OTHER in colleague.said) == (True, True)
    names = {"the reference": str(record), "the reference, in small": f" {str(record).lower()} "}
    colleague.type(sought=names.get(sought, sought))
    colleague.run()
    assert (CLIENT in colleague.said, OTHER in colleague.said) == (True, False)
    colleague.press(f"open.{record}")
    assert colleague.heading == CLIENT


@pytest.mark.parametrize("sought", ["nobody", "quill", "K7WX-22", "%", "'; drop table records"])
@pytest.mark.usefixtures("record")
def test_what_is_not_there_is_not_found(store: Store, sit: Sit, sought: str) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.open("queue")
    colleague.type(sought=sought)
    colleague.run()
    assert "Nothing was found: a name" in colleague.said


def test_reading_a_record_is_written_down_once_however_often_it_is_drawn(store: Store, sit: Sit, record: Ref) -> None:
    account = hire(store, "ana", "specialist")
    colleague = sit(account)
    colleague.open("queue")
    colleague.press(f"open.{record}")
    for _ in range(3):
        colleague.run()
    assert actions(store, account) == ["session.begun", "queue.listed", "record.viewed"]
    (viewed,) = [entry for entry in store.audit.entries() if entry.action == "record.viewed"]
    assert viewed.subject == store.records.subject(record)
    colleague.press("back")
    colleague.press(f"open.{record}")
    assert actions(store, account)[3:] == ["queue.listed", "record.viewed"]


def test_a_record_that_does_not_exist_is_refused_in_a_sentence(store: Store, sit: Sit) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.app.session_state["record"] = "AAAA-AAAA"
    colleague.open("record")
    assert "There is no record" in colleague.said


def file_of(colleague: Colleague, monkeypatch: pytest.MonkeyPatch, record: Ref) -> Callable[[], bytes]:
    """What Streamlit calls when the button for the PDF is pressed."""
    files: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, file, **_: files.append(file))
    colleague.app.session_state["record"] = str(record)
    colleague.open("record")
    return files[-1]


def test_taking_the_pdf_away_is_written_down(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    made = file_of(sit(account), monkeypatch, record)
    assert actions(store, account)[-1] == "record.viewed"
    assert made().startswith(b"%PDF-")
    assert store.audit.latest(1)[0].action == "record.exported"
    assert store.audit.latest(1)[0].subject == store.records.subject(record)


def test_a_page_that_outlived_its_session_gives_no_pdf(
    store: Store, sit: Sit, record: Ref, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, NOW, account.id)
    made = file_of(sit(account), monkeypatch, record)
    clock.now += IDLE
    with pytest.raises(Failed):
        made()
    assert "record.exported" not in actions(store, account)


def test_a_pdf_that_cannot_be_drawn_tells_the_log_nothing(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def tells_all(*_: Any) -> bytes:
        raise ValueError(f"cannot draw {CLIENT}")

    monkeypatch.setattr(pdf, "render", tells_all)
    made = file_of(sit(hire(store, "ana", "specialist")), monkeypatch, record)
    with pytest.raises(Failed) as failed:
        made()
    assert CLIENT not in caplog.text + str(failed.value)
