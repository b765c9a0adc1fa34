"""Beside a file stands what its sender agreed to, word for word; a wish can be taken back there."""

import io
from collections.abc import Callable
from datetime import date

import pypdfium2  # type: ignore[import-untyped]
import pytest
import streamlit as st

from records import Agreed, Expected, File, Ref, Store
from records.audit import CLIENT as SENDER
from tests.records.pictures import picture
from tests.screens.colleague import Colleague, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, Sit, actions

WORDS = b"Scalp Clinic reads <b>what</b> stands on it.\nI agree."


def send(store: Store, record: Ref, agreed: bool = True, in_report: bool = False) -> File:
    expected = Expected(kind="consultation", name=CLIENT, birth_date=date(1989, 4, 12))
    visit = store.visits.for_record(record, expected, NOW, "mia")
    word = Agreed(store.contents.keep(WORDS), in_report) if agreed else None
    return store.files.add(visit.id, "medicine", picture(size=(8, 8)), NOW, SENDER, word)


@pytest.fixture
def ana(store: Store, sit: Sit, record: Ref) -> Colleague:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.read(record)
    return colleague


@pytest.mark.parametrize(("in_report", "said"), [(True, ">In the report<"), (False, ">Not in the report<")])
def test_the_wish_stands_beside_the_file_and_the_words_below_it(
    store: Store, ana: Colleague, record: Ref, in_report: bool, said: str
) -> None:
    kept = send(store, record, in_report=in_report)
    ana.run()
    assert said in ana.said
    assert "I agree." not in ana.said
    ana.press(f"file.{kept.id}")
    agreed = "The client agreed Mon 23 Nov, 10:00: “Scalp Clinic reads &lt;b&gt;what&lt;/b&gt; stands on it. I agree.”"
    assert agreed in ana.said


def test_where_nobody_agreed_that_is_said(store: Store, ana: Colleague, record: Ref) -> None:
    kept = send(store, record, agreed=False)
    ana.run()
    assert "Not in the report" not in ana.said
    ana.press(f"file.{kept.id}")
    assert "No agreement of the client is kept with it." in ana.said


def test_a_wish_is_taken_back_when_the_client_asks_and_that_is_on_the_trail(
    store: Store, ana: Colleague, record: Ref
) -> None:
    kept = send(store, record, in_report=True)
    ana.run()
    ana.press(f"file.{kept.id}")
    assert not [one for one in ana.app.button if one.key == f"file.out.{kept.id}"]
    ana.app.checkbox(key=f"file.back.{kept.id}").check().run()
    ana.press(f"file.out.{kept.id}")
    assert ">Not in the report<" in ana.said
    assert not [one for one in ana.app.button if one.key == f"file.out.{kept.id}"]
    account = next(one for one in store.accounts.all() if one.login == "ana")
    assert actions(store, account)[-1] == "file.withdrawn"


def test_a_file_is_removed_for_good_when_the_client_takes_back_all_that_they_agreed_to(
    store: Store, ana: Colleague, record: Ref
) -> None:
    kept = send(store, record)
    ana.run()
    ana.press(f"file.{kept.id}")
    ana.app.checkbox(key=f"file.back.{kept.id}").check().run()
    ana.press(f"file.remove.{kept.id}")
    assert "Photos and letters" not in ana.said
    assert store.files.of(kept.visit_id) == ()
    account = next(one for one in store.accounts.all() if one.login == "ana")
    assert actions(store, account)[-1] == "file.removed"


def test_a_file_that_a_colleague_removed_meanwhile_is_not_listed_any_more(
    store: Store, ana: Colleague, record: Ref
) -> None:
    kept = send(store, record)
    send(store, record)
    ana.run()
    store.files.remove(kept.id, NOW, "mia")
    ana.press(f"file.{kept.id}")
    assert [one for one in ana.app.button if one.key == f"file.{kept.id}"] == []


def test_the_paper_that_is_taken_away_holds_the_photo_that_was_wished(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, file, file_name, **_: files.__setitem__(file_name, file))
    colleague = sit(hire(store, "ana", "specialist"))
    pages = []
    for wished in (False, True):
        send(store, record, in_report=wished)
        colleague.read(record)
        pages.append(len(pypdfium2.PdfDocument(io.BytesIO(files[f"{record}-report.pdf"]()))))
    assert pages[1] == pages[0] + 1
