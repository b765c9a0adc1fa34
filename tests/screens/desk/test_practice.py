"""The owner's page: it names what is to be seen to, opens the record, and lets only an owner take anything out."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import streamlit as st

from records import Ref, Role, Store
from records.export import FORMAT
from tests.screens.colleague import hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, Sit, actions

APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
SOON = {"kind": "first_session", "at": (NOW + timedelta(days=9)).isoformat()}


@pytest.fixture
def letter(store: Store) -> Ref:
    """Of a client whose prescriber is asked for a letter before a session next week."""
    return sent(store, CLIENT, visit=SOON, medicines_any="yes", medicines=[APIXABAN])


def test_an_owner_sees_which_letter_is_open_and_what_a_session_lacks(store: Store, sit: Sit, letter: Ref) -> None:
    account = hire(store, "olga", "owner")
    colleague = sit(account)
    assert colleague.open("practice") == "How it goes"
    for told in (CLIENT, "The person who prescribes it", "the document of identity and the consent to the procedure"):
        assert told in colleague.said
    colleague.choose("open", str(letter))
    colleague.run()
    assert CLIENT in colleague.heading
    assert "practice.viewed" in actions(store, account)


@pytest.mark.parametrize("role", ["front_desk", "specialist"])
@pytest.mark.usefixtures("letter")
def test_nobody_else_finds_the_page(store: Store, sit: Sit, role: Role) -> None:
    colleague = sit(hire(store, "ana", role))
    assert colleague.open("practice") != "How it goes"


def test_too_few_people_make_no_table(store: Store, sit: Sit, letter: Ref) -> None:
    colleague = sit(hire(store, "olga", "owner"))
    colleague.open("practice")
    colleague.press("table_make")
    assert "There are fewer than 5 clients" in colleague.said
    assert str(letter) not in colleague.said


@pytest.mark.parametrize("typed", ["nonsense", "SMP-AAAA-AAAA"])
def test_a_reference_that_is_none_is_refused_in_a_sentence(store: Store, sit: Sit, typed: str) -> None:
    colleague = sit(hire(store, "olga", "owner"))
    colleague.open("practice")
    colleague.type(export_ref=typed)
    colleague.run()
    assert "There is no record with this reference" in colleague.said


def test_everything_about_a_person_is_saved_and_written_down(
    store: Store, sit: Sit, letter: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, file, *, file_name, **_: files.update({file_name: file}))
    account = hire(store, "olga", "owner")
    colleague = sit(account)
    colleague.open("practice")
    colleague.type(export_ref=str(letter).lower())
    colleague.run()
    told = json.loads(files[f"{letter}.json"]())
    assert (told["format"], told["person"]["full_name"]) == (FORMAT, CLIENT)
    assert actions(store, account)[-1] == "record.exported"
