"""A specialist finds and reads a record, and each look is written down once."""

import pytest

from records import Ref, Store
from tests.screens.colleague import hire, sent
from tests.screens.desk.desk import CLIENT, Sit, actions

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
    assert actions(store, account) == ["session.begun", "queue.listed", "record.viewed", "record.opened"]
    (viewed,) = [entry for entry in store.audit.entries() if entry.action == "record.viewed"]
    assert viewed.subject == store.records.subject(record)
    colleague.press("back")
    colleague.press(f"open.{record}")
    assert actions(store, account)[4:] == ["queue.listed", "record.viewed"]


def test_a_record_that_does_not_exist_is_refused_in_a_sentence(store: Store, sit: Sit) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.app.session_state["record"] = "AAAA-AAAA"
    colleague.open("record")
    assert "There is no record" in colleague.said
