"""A letter's way is noted step by step on the record's page, and what comes of it is judged at once."""

import io
from datetime import date
from typing import Any

import pytest
import streamlit as st

from records import Expected, LetterNote, Ref, Store
from records.audit import CLIENT as SENDER
from reports.kept import reopened
from tests.records.pictures import picture
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, Sit, actions

APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
STEP = ".prescriber.step"


@pytest.fixture
def ref(store: Store) -> Ref:
    return sent(store, CLIENT, medicines_any="yes", medicines=[APIXABAN])


@pytest.fixture
def ana(store: Store, sit: Sit, ref: Ref) -> Colleague:
    colleague = sit(hire(store, "ana", "specialist"))
    colleague.read(ref)
    return colleague


def step(colleague: Colleague, name: str, **fields: Any) -> None:
    """Choose what happened, fill in what belongs to it, and note it."""
    colleague.choose(STEP, name)
    colleague.run()
    for field, value in fields.items():
        if field in ("whom", "words"):
            colleague.type(**{f"{name}.{field}": value})
        else:
            colleague.choose(f"{name}.{field}", value)
    colleague.press(f"{name}.note")


def outcome(store: Store, ref: Ref) -> str:
    return reopened(store.records.read(ref), store).assessment.outcome


def notes(store: Store, ref: Ref) -> list[LetterNote]:
    return [one.note for one in store.chart.of(ref) if isinstance(one.note, LetterNote)]


def test_a_letter_was_asked_for_when_the_client_was_told(ana: Colleague) -> None:
    assert "Letter about Apixaban. The person who prescribes it" in ana.said
    assert "told with the form" in ana.said


def test_a_letter_is_chased_from_somebody_by_a_day_and_arrives_with_its_conditions(
    store: Store, ana: Colleague, ref: Ref
) -> None:
    step(ana, "chased", whom="Dr Osei", due="2026-12-07")
    assert "asked 23 Nov 2026, chased 23 Nov 2026, by 7 Dec 2026" in ana.said
    queued = store.queue.of(ref)
    assert queued and queued.due_at and queued.due_at.date() == date(2026, 12, 7)
    assert outcome(store, ref) == "needs_medical_clearance"
    step(ana, "arrived", allows=True, good="2027-03-01", words="INR below 3")
    assert outcome(store, ref) == "suitable_with_precautions"
    assert "Noted, and judged again. START WITH CARE" in ana.said
    assert "The person who prescribes it (Dr Osei), treatment may go on, good until 1 Mar 2027: INR below 3" in ana.said
    assert [note.from_whom for note in notes(store, ref)] == ["Dr Osei", "Dr Osei"]


def test_it_is_asked_for_again_on_a_day_before_the_treatment(store: Store, sit: Sit) -> None:
    visit = {"kind": "first_session", "at": "2026-11-27T14:00"}
    colleague = sit(hire(store, "ben", "specialist"))
    colleague.read(sent(store, CLIENT, visit=visit, medicines_any="yes", medicines=[APIXABAN]))
    colleague.choose(STEP, "chased")
    colleague.run()
    (days,) = [one.options for one in colleague.app.selectbox if str(one.key).endswith("chased.due")]
    assert days == [f"{day} November 2026" for day in ("Monday 23", "Tuesday 24", "Wednesday 25", "Thursday 26")]


def test_a_letter_that_came_must_say_whether_treatment_may_go_on(store: Store, ana: Colleague, ref: Ref) -> None:
    step(ana, "arrived", words="INR below 3")
    assert "Please say whether the letter lets treatment go on." in ana.said
    assert notes(store, ref) == []
    assert "INR below 3" in ana.said


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("declined", {}, "They will not write it. Ask somebody else for it, move the visit, or decide without it"),
        ("not_needed", {}, "It is still asked for by the rules."),
        ("arrived", {"allows": False}, "The letter says not now. Move the visit"),
    ],
)
def test_no_answer_is_a_dead_end(
    store: Store, ana: Colleague, ref: Ref, name: str, fields: dict[str, Any], said: str
) -> None:
    step(ana, name, **fields)
    assert said in ana.said
    assert outcome(store, ref) == "needs_medical_clearance"


def test_whom_the_letter_is_about_stands_beside_the_step(ana: Colleague) -> None:
    before = ana.said.count(f"for {CLIENT}, 12 Apr 1989")
    ana.choose(STEP, "sent")
    ana.run()
    assert ana.said.count(f"for {CLIENT}, 12 Apr 1989") == before + 1


def test_a_scan_is_kept_with_the_record_even_if_nobody_was_invited(
    store: Store, ana: Colleague, ref: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans = [io.BytesIO(picture(size=(8, 8)))]
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: scans.pop() if scans else None)
    step(ana, "arrived", allows=True)
    assert "with its scan" in ana.said
    visit = store.visits.of_record(ref)
    assert visit and visit.name == CLIENT
    (file,) = store.files.of(visit.id)
    assert (file.purpose, notes(store, ref)[0].file) == ("letter", file.id)


def test_a_scan_that_is_no_picture_is_refused_in_a_sentence(
    store: Store, ana: Colleague, ref: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: io.BytesIO(b"no picture"))
    ana.choose(STEP, "arrived")
    ana.run()
    assert "This is neither a picture (JPEG, PNG or WebP) nor a PDF." in ana.said
    visit = store.visits.of_record(ref)
    assert visit and store.files.of(visit.id) == ()


def test_what_the_client_sent_by_the_link_is_found_looked_at_and_can_be_the_letter(
    store: Store, ana: Colleague, ref: Ref
) -> None:
    expected = Expected(kind="consultation", name=CLIENT, birth_date=date(1989, 4, 12))
    visit = store.visits.for_record(ref, expected, NOW, "mia")
    file = store.files.add(visit.id, "letter", picture(size=(8, 8)), NOW, SENDER)
    ana.run()
    ana.press(f"file.{file.id}")
    assert '<img class="smp-sheet" alt="Letter, Mon 23 Nov, 10:00, page 1"' in ana.said
    ana.run()
    assert [entry.action for entry in store.audit.entries()].count("file.viewed") == 1
    step(ana, "arrived", allows=True, file=file.id)
    assert notes(store, ref)[0].file == file.id


def test_the_trail_says_that_a_letter_moved_on_and_not_what_it_says(store: Store, ana: Colleague) -> None:
    step(ana, "declined", whom="Dr Osei", words="too busy")
    account = next(one for one in store.accounts.all() if one.login == "ana")
    assert actions(store, account)[-1] == "record.letter"
    assert not any(text in str(entry) for entry in store.audit.entries() for text in ("Osei", "busy"))
