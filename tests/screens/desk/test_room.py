"""In the room: the ID, the patch test, and consents that both sign; a refusal is kept and respected."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.clinic import Clinic
from intake.language import load_language
from records import Drawn, IdSeen, PatchTest, Ref, RoomConsent, Store
from reports.kept import reopened, report_of
from reports.room import missing
from screens.desk import client_signs
from screens.wiring import Wiring, install
from tests.records.conftest import CHEAP
from tests.screens.colleague import sent
from tests.screens.desk.at_record import AtRecord
from tests.screens.desk.desk import CLIENT, MINUTE, Clock, Sit

SESSION = {"kind": "first_session", "at": "2026-12-14T10:00"}


@pytest.fixture
def healthy(store: Store) -> Ref:
    return sent(store, CLIENT, visit=SESSION)


def consent(at: AtRecord, to: str, given: bool, name: str = CLIENT) -> None:
    """Choose what the client says, type their name and sign."""
    at.radio(f"{to}.given", given)
    at.write(f"{to}.signature", name)
    at.press(f"{to}.sign")


def labels(at: AtRecord) -> str:
    return " | ".join(one.label for one in at.colleague.app.expander)


def test_the_id_is_noted_by_its_kind_and_by_whom(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.press("id_note")
    assert "Choose which document you saw." in at.refused
    at.choose("document", "passport")
    at.press("id_note")
    (noted,) = store.chart.of(healthy)
    assert (noted.note, noted.by) == (IdSeen(document="passport"), "Ana")
    assert "ID seen: passport (Ana, Mon 23 Nov, 10:00)" in labels(at)
    assert "The ID was not looked at." not in at.said


@pytest.mark.parametrize("to", ["procedure", "photos"])
@pytest.mark.parametrize("given", [True, False])
def test_a_consent_is_kept_with_the_words_that_were_shown(
    store: Store, sit: Sit, healthy: Ref, to: str, given: bool
) -> None:
    at = AtRecord.ana(store, sit, healthy)
    shown = load_language("en").say(f"consents.{to}", clinic="Scalp Clinic")
    assert shown.splitlines()[-1] in at.said
    consent(at, to, given)
    (noted,) = store.chart.of(healthy)
    assert isinstance(noted.note, RoomConsent)
    assert (noted.note.to, noted.note.given, noted.note.signature, noted.by) == (to, given, CLIENT, "Ana")
    assert store.contents.read(noted.note.text).decode() == shown


def test_a_consent_keeps_its_words_when_the_clinic_changes_them(
    store: Store, sit: Sit, healthy: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AtRecord.ana(store, sit, healthy)
    consent(at, "photos", given=True)
    monkeypatch.setitem(load_language("en").texts, "consents.photos", "Other words.")
    told = report_of(store.records.read(healthy), store, "specialist").consents[-1]
    assert told.text.endswith("I agree to the photos.")
    assert f"signed {CLIENT}; with Ana, Specialist" in told.given


@pytest.mark.parametrize("name", ["", "Somebody Else", "Zebedee"])
def test_only_the_client_of_this_form_signs(store: Store, sit: Sit, healthy: Ref, name: str) -> None:
    at = AtRecord.ana(store, sit, healthy)
    consent(at, "procedure", given=True, name=name)
    assert f"The client signs as {CLIENT}" in at.refused
    assert store.chart.of(healthy) == ()


STROKES = [[100, 200, 300, 100, 500, 300], [600, 200, 600, 200]]


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[[AtRecord, str, Any], None]:
    """Choose to draw; what is on the sheet comes from a browser, and here from the test."""

    def drawn(at: AtRecord, name: str, strokes: Any) -> None:
        monkeypatch.setattr(client_signs, "sheet", lambda *_: strokes)
        at.radio(f"{name}.way", "drawn")

    return drawn


@pytest.mark.parametrize("to", ["procedure", "photos"])
def test_a_drawn_signature_is_as_good_as_a_typed_one(
    store: Store, sit: Sit, healthy: Ref, draw: Callable[..., None], to: str
) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio(f"{to}.given", True)
    draw(at, f"{to}.signature", STROKES)
    assert f"{CLIENT} signs here." in at.said
    at.press(f"{to}.sign")
    (noted,) = store.chart.of(healthy)
    assert isinstance(noted.note, RoomConsent)
    assert (noted.note.to, noted.note.signature) == (to, Drawn(drawn=[*STROKES]))
    assert f"signed {CLIENT} by hand; with Ana, Specialist." in at.said
    assert f'alt="The signature of {CLIENT}, drawn by hand"' in at.said


@pytest.mark.parametrize("strokes", [[], [[5, 5, 5, 5]], [[0, 0, 10**6, 0]], "a name", {"drawn": STROKES}])
def test_what_is_no_signature_is_told_in_one_sentence_and_signs_nothing(
    store: Store, sit: Sit, healthy: Ref, draw: Callable[..., None], strokes: Any
) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio("procedure.given", True)
    draw(at, "procedure.signature", strokes)
    at.press("procedure.sign")
    assert "This is too little, or too much, for a signature." in at.refused
    assert store.chart.of(healthy) == ()


def test_a_test_is_refused_by_hand_too(store: Store, sit: Sit, tested: Ref, draw: Callable[..., None]) -> None:
    at = AtRecord.ana(store, sit, tested)
    at.choose("test.step", "refused")
    draw(at, "test.signature", [])
    at.press("test.note")
    assert "This is too little, or too much, for a signature." in at.refused
    draw(at, "test.signature", STROKES)
    at.press("test.note")
    assert f"Patch test refused, signed {CLIENT} by hand (Ana, " in labels(at)
    (told,) = report_of(store.records.read(tested), store, "specialist").consents[-1:]
    assert told.text == f"Patch test refused, signed {CLIENT} by hand"
    assert told.strokes == (((100, 200), (300, 100), (500, 300)), ((600, 200), (600, 200)))


def test_a_name_is_the_same_in_small_letters(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    consent(at, "procedure", given=True, name=f"  {CLIENT.lower()} ")
    assert len(store.chart.of(healthy)) == 1


def test_who_refuses_the_procedure_is_not_treated_until_they_agree(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    consent(at, "procedure", given=False)
    queued = store.queue.of(healthy)
    assert queued and queued.state == "call"
    assert "DO NOT START YET" in at.said
    for decision in ("start", "with_care"):
        at.radio("decision", decision)
        at.sign()
        assert "The client did not consent to the procedure." in at.refused
    assert store.reviews.of(healthy) == ()
    consent(at, "procedure", given=True)
    at.sign()
    assert [one.review.decision for one in store.reviews.of(healthy)] == ["with_care"]


def test_who_refuses_photos_has_a_badge_and_is_treated_all_the_same(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    assert "NO PHOTOS" not in at.said
    consent(at, "photos", given=False)
    assert "NO PHOTOS" in at.said
    at.radio("decision", "start")
    at.sign()
    assert [one.review.decision for one in store.reviews.of(healthy)] == ["start"]


def test_a_refusal_after_the_signature_asks_for_another_one(store: Store, sit: Sit, healthy: Ref, clock: Clock) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio("decision", "start")
    at.sign()
    clock.now += MINUTE
    consent(at, "procedure", given=False)
    assert "Changed since it was signed" in at.said
    queued = store.queue.of(healthy)
    assert queued and queued.state == "call"


@pytest.fixture
def tested(store: Store) -> Ref:
    """Somebody for whom a rule asks for a test spot."""
    ref = sent(store, CLIENT, visit=SESSION, skin_ever=["raised_scars"], raised_scars_grew="beyond")
    assert "sk-keloid" in [one.rule for one in reopened(store.records.read(ref), store).assessment.findings]
    return ref


def test_a_test_that_is_well_meets_what_asked_for_it(store: Store, sit: Sit, tested: Ref) -> None:
    at = AtRecord.ana(store, sit, tested)
    assert "The patch test was not read." in at.said
    at.choose("test.step", "placed")
    at.press("test.note")
    at.choose("test.step", "read")
    at.press("test.note")
    assert "Say whether it is well" in at.refused
    at.radio("test.well", True)
    at.press("test.note")
    record = store.records.read(tested)
    assert ("sk-keloid", "test") in reopened(record, store).met
    assert "The patch test was not read." not in at.said
    assert "Patch test read, and well (Ana" in labels(at)


def test_a_reaction_stays_and_going_on_needs_a_reason(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.choose("test.step", "read")
    at.radio("test.well", False)
    at.write("test.words", "red and itching")
    at.press("test.note")
    assert "START WITH CARE" in at.said
    assert "Patch test read, and not well: red and itching" in at.said
    at.radio("decision", "with_care")
    at.sign()
    assert "The patch test showed a reaction." in at.refused
    at.write("decide.0.note", "Without the cream.")
    at.sign()
    assert [one.review.decision for one in store.reviews.of(healthy)] == ["with_care"]


def test_a_refused_test_is_signed_by_the_client(store: Store, sit: Sit, tested: Ref) -> None:
    at = AtRecord.ana(store, sit, tested)
    at.choose("test.step", "refused")
    at.press("test.note")
    assert f"The client signs as {CLIENT}" in at.refused
    at.write("test.signature", CLIENT)
    at.press("test.note")
    (noted,) = store.chart.of(tested)
    assert isinstance(noted.note, PatchTest)
    assert (noted.note.step, noted.note.signature, noted.note.rules) == ("refused", CLIENT, ("sk-keloid",))


@pytest.fixture
def strict(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A clinic that tests everybody."""
    with Store.open(f"sqlite:///{tmp_path / 'strict.sqlite'}", tmp_path / "strict.key", CHEAP) as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000", patch_test="everyone"), clock))
        yield opened


def test_where_everybody_is_tested_the_test_is_missing_until_it_was_read(strict: Store) -> None:
    made = reopened(strict.records.read(sent(strict, CLIENT, visit=SESSION)), strict)
    assert "patch_test" in missing(made.screening, made.assessment, made.kept.chart)
