"""What a clinic is set to is noted when that differs from the last start: from what to what, when, and whose it is."""

from datetime import timedelta

import pytest

from intake.clinic import Clinic
from intake.content import body
from records import Store
from records.audit import COMMAND, PROGRAM
from records.settled import Change
from rules.content import parts
from tests.records.examples import NOW
from tests.rules.conftest import the_screening

LATER = NOW + timedelta(days=1)
BEFORE, AFTER = body(Clinic()), body(Clinic(letter_days=10))


def noted(store: Store) -> list[tuple[str, str, str]]:
    return [(change.part, change.before, change.after) for change in store.settled.changes()]


def test_another_setting_is_noted_with_both_hashes_by_the_program(store: Store) -> None:
    store.settled.note({"settings": BEFORE}, None, NOW)
    store.settled.note({"settings": AFTER}, None, LATER)
    keys = Clinic().fingerprint, Clinic(letter_days=10).fingerprint
    assert store.settled.changes()[0] == Change("settings", LATER, *keys, "")
    entry = store.audit.latest(1)[0]
    assert (entry.actor, entry.action, entry.subject) == (PROGRAM, "settings.changed", "settings")
    assert entry.detail == {"before": keys[0], "after": keys[1], "by": ""}


def test_what_it_was_can_still_be_read(store: Store) -> None:
    store.settled.note({"settings": BEFORE}, None, NOW)
    store.settled.note({"settings": AFTER}, None, LATER)
    change = store.settled.changes()[0]
    assert [store.contents.read(key) for key in (change.before, change.after)] == [BEFORE, AFTER]


def test_the_same_again_is_not_noted(store: Store) -> None:
    for _ in range(3):
        store.settled.note(parts(the_screening()), None, NOW)
    assert sorted(part for part, _, _ in noted(store)) == ["medicines", "questionnaire", "rulebook", "settings"]


def test_what_is_set_back_is_a_change_too(store: Store) -> None:
    for told in (BEFORE, AFTER, BEFORE):
        store.settled.note({"settings": told}, None, NOW)
    assert len(noted(store)) == 3
    assert noted(store)[0][1:] == noted(store)[1][:0:-1]


def test_another_rulebook_is_noted_by_itself(store: Store) -> None:
    store.settled.note({"settings": BEFORE, "rulebook": b"[1]"}, None, NOW)
    store.settled.note({"settings": BEFORE, "rulebook": b"[2]"}, None, LATER)
    assert [entry.action for entry in store.audit.latest(1)] == ["rulebook.changed"]
    assert [(change.part, change.at) for change in store.settled.changes() if change.before] == [("rulebook", LATER)]


@pytest.mark.parametrize("name", ["Olga Marsh", " olga marsh ", "olga"])
def test_who_answers_for_it_is_found_by_name_or_sign_in_name(store: Store, name: str) -> None:
    olga = store.accounts.add("Olga Marsh", "owner", "olga", moment=NOW, actor=COMMAND)
    store.settled.note({"settings": BEFORE, "rulebook": b"[1]"}, name, NOW)
    assert {change.part: change.by for change in store.settled.changes()} == {"settings": olga.id, "rulebook": ""}


@pytest.mark.parametrize("name", ["Somebody", "Mia", "", " ", "subject-7"])
def test_a_name_that_fits_no_account_or_several_is_nobodys(
    store: Store, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    for login in ("mia", "mia2"):
        store.accounts.add("Mia", "owner", login, moment=NOW, actor=COMMAND)
    store.accounts.add("Ben", "owner", "subject-7", issuer="https://login.example.org", moment=NOW, actor=COMMAND)
    store.settled.note({"settings": BEFORE}, None, NOW)
    # The sign-in name of one is the name of both: which one is meant, nobody can say.
    store.settled.note({"settings": AFTER}, name, LATER)
    assert store.settled.changes()[0].by == ""
    assert ("fits no account" in caplog.text) == bool(name)


def test_no_name_enters_the_trail_or_what_is_kept(store: Store) -> None:
    store.accounts.add("Olga Marsh", "owner", "olga", moment=NOW, actor=COMMAND)
    clinic = Clinic(changed_by="Olga Marsh")
    store.settled.note({"settings": body(clinic)}, clinic.changed_by, NOW)
    assert b"Olga" not in store.contents.read(clinic.fingerprint)
    assert "Olga" not in str(list(store.audit.entries()))


def test_the_trail_stays_whole(store: Store) -> None:
    store.settled.note(parts(the_screening()), "Olga", NOW)
    store.settled.note({"settings": AFTER}, "Olga", LATER)
    assert store.verify().faults == []


def test_whoever_answers_is_no_part_of_what_is_assessed() -> None:
    assert Clinic(changed_by="Olga Marsh").fingerprint == Clinic().fingerprint
