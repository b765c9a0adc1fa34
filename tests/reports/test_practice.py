"""The owner sees how it goes: what is counted is what happened, and whoever needs something is named."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intake.clinic import Clinic
from records import (
    Expected,
    IdSeen,
    LetterNote,
    Moved,
    Note,
    Override,
    PatchTest,
    Place,
    Ref,
    Review,
    RoomConsent,
    Store,
)
from reports.charting import chart
from reports.kept import reopened
from reports.practice import Decisions, Forms, Practice, practice
from reports.signing import sign
from tests.reports.test_charting import ANA
from tests.reports.test_kept import NOW as SENT
from tests.reports.test_kept import kept_record

NOW = SENT + timedelta(days=20)
SINCE = SENT - timedelta(days=10)
RULE = "bt-prescribed-anticoagulant"
SESSION = {"kind": "first_session", "at": "2026-12-14T10:00"}
LETTER = LetterNote(sender="prescriber", rules=(RULE,), step="asked")
Counted = Callable[[], Practice]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


@pytest.fixture
def counted(store: Store) -> Counted:
    return lambda: practice(store, Clinic(), SINCE, NOW)


def note(store: Store, ref: Ref, *notes: Note, at: datetime = SENT + timedelta(days=1)) -> None:
    record = store.records.read(ref)
    for one in notes:
        chart(record, store, one, ANA, "Specialist", reopened(record, store).seen, at)


def decide(store: Store, ref: Ref, **how: Any) -> None:
    sign(store.records.read(ref), store, Review(by="Ana", role="Specialist", **how), SENT + timedelta(days=2), "en")


def test_a_clinic_without_anybody_counts_nothing(counted: Counted) -> None:
    assert counted() == Practice(0, Forms(0, 0, 0, 0, 0), Decisions(0, 0, 0, 0, 0, 0), (), (), (), ())


@pytest.mark.parametrize(
    ("visit_at", "forms"),
    [
        (SENT + timedelta(days=2), Forms(1, 1, 1, 0, 0)),
        (SENT + timedelta(hours=2), Forms(1, 1, 0, 1, 0)),
        (NOW + timedelta(days=1), Forms(0, 0, 0, 0, 0)),
    ],
)
def test_a_form_is_in_before_the_day_or_at_the_door(
    store: Store, counted: Counted, visit_at: datetime, forms: Forms
) -> None:
    expected = Expected(kind="consultation", at=visit_at, name="Ana", birth_date=date(1990, 1, 1))
    visit = store.visits.add(expected, SENT - timedelta(days=3), ANA.id)
    store.invitations.make(visit.id, SENT - timedelta(days=3), ANA.id)
    kept_record(store, token=visit.draft_token)
    assert counted().forms == forms


def test_a_visit_whose_form_never_came_counts_as_never(store: Store, counted: Counted) -> None:
    store.visits.add(Expected(kind="session", at=SENT, name="Bo", birth_date=date(1990, 1, 1)), SENT, ANA.id)
    assert counted().forms == Forms(1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("how", "decisions"),
    [
        ({"decision": "with_care", "overrides": (Override(rule=RULE, reason="Phoned."),)}, {"treated": 1}),
        ({"decision": "move", "move_to": NOW}, {"moved": 1}),
        ({"decision": "letter"}, {"letter": 1}),
        ({"decision": "refer"}, {"referred": 1}),
        ({"decision": "no"}, {"declined": 1}),
        ({}, {"undecided": 1}),
    ],
)
def test_what_was_decided_is_counted(
    store: Store, counted: Counted, how: dict[str, Any], decisions: dict[str, int]
) -> None:
    ref = kept_record(store, SESSION)
    if how:
        decide(store, ref, **how)
    assert counted().decisions == Decisions(0, 0, 0, 0, 0, 0)._replace(**decisions)


def test_somebody_whose_visit_was_moved_was_not_turned_away(store: Store, counted: Counted) -> None:
    ref = kept_record(store, SESSION)
    note(store, ref, Moved(kind="first_session", at=NOW + timedelta(days=9)))
    assert (counted().decisions.moved, counted().decisions.undecided) == (1, 0)


def test_a_letter_is_open_since_it_was_asked_for_until_it_is_here(store: Store, counted: Counted) -> None:
    ref = kept_record(store, SESSION)
    assert [(one.ref, one.sender, one.since) for one in counted().letters] == [(ref, "prescriber", SENT)]
    note(store, ref, LETTER)
    assert [one.since for one in counted().letters] == [SENT + timedelta(days=1)]
    note(store, ref, LETTER.model_copy(update={"step": "arrived", "allows": True}))
    assert counted().letters == ()


def test_a_letter_that_was_declined_is_awaited_no_longer(store: Store, counted: Counted) -> None:
    note(store, kept_record(store, SESSION), LETTER.model_copy(update={"step": "declined"}))
    assert counted().letters == ()


def test_a_session_without_id_and_consent_is_named_until_both_are_there(store: Store, counted: Counted) -> None:
    ref = kept_record(store, SESSION)
    assert [(one.ref, one.lacks) for one in counted().missing] == [(ref, ("id", "consent"))]
    note(store, ref, IdSeen(document="passport"))
    assert [one.lacks for one in counted().missing] == [("consent",)]
    note(store, ref, RoomConsent(to="procedure", given=True, text=store.contents.keep(b"I agree."), signature="Daniel"))
    assert counted().missing == ()


@pytest.mark.parametrize(
    ("done", "lacks"),
    [
        (PatchTest(step="offered"), True),
        (PatchTest(step="refused", signature="D. Moreau"), False),
        (PatchTest(step="read", well=True), False),
    ],
)
def test_a_patch_test_that_is_asked_for_lacks_until_it_was_read_or_refused(
    store: Store, counted: Counted, done: PatchTest, lacks: bool
) -> None:
    scar: dict[str, Any] = {"skin_ever": ["raised_scars"], "raised_scars_grew": "beyond"}
    note(store, kept_record(store, SESSION, **scar), done)
    assert ("patch_test" in counted().missing[0].lacks) is lacks


@pytest.mark.parametrize("how", [{"decision": "no"}, {"decision": "refer"}])
def test_a_session_that_was_called_off_lacks_nothing(store: Store, counted: Counted, how: dict[str, Any]) -> None:
    decide(store, kept_record(store, SESSION), **how)
    assert counted().missing == ()


def test_what_is_found_most_stands_first(store: Store, counted: Counted) -> None:
    for _ in range(2):
        kept_record(store, SESSION)
    kept_record(store, SESSION, skin_ever=["raised_scars"], raised_scars_grew="beyond")
    found = dict(counted().found)
    assert (found[RULE], found["sk-keloid"]) == (3, 1)
    assert counted().found[0][0] == RULE


def test_what_is_overruled_stands_with_its_reasons(store: Store, counted: Counted) -> None:
    for reason in ("Phoned the doctor.", "Seen last year."):
        how = {"decision": "with_care", "overrides": (Override(rule=RULE, reason=reason),)}
        decide(store, kept_record(store, SESSION), **how)
    (overruled,) = counted().overruled
    assert (overruled.rule, overruled.times, set(overruled.reasons)) == (
        RULE, 2, {"Phoned the doctor.", "Seen last year."},
    )  # fmt: skip


def test_only_the_time_that_was_asked_for_counts(store: Store) -> None:
    kept_record(store, SESSION)
    assert practice(store, Clinic(), SENT + timedelta(days=1), NOW).records == 0


def test_a_record_that_was_erased_is_not_counted(store: Store, counted: Counted) -> None:
    store.records.erase(kept_record(store, SESSION), NOW, ANA.id, "asked")
    assert counted() == Practice(0, Forms(0, 0, 0, 0, 0), Decisions(0, 0, 0, 0, 0, 0), (), (), (), ())
