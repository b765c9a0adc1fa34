"""What was decided is printed, signed and kept byte for byte; nothing grave is signed over without a reason."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import page
import pytest
from typer.testing import CliRunner

from records import (
    Account,
    ConsentTo,
    Decision,
    Drawn,
    IdSeen,
    Moved,
    Note,
    Override,
    PatchTest,
    Place,
    Record,
    Review,
    RoomConsent,
    Store,
)
from reports.__main__ import app
from reports.charting import chart
from reports.kept import reopened, report_of
from reports.pdf import render
from reports.signing import SigningError, sign
from reports.weighing import SigningFault, faults, urgent_rules
from tests.reports.cases import APIXABAN
from tests.reports.pages import elements, texts, words
from tests.reports.test_kept import kept_record

NOW = datetime(2026, 12, 2, 15, 30, tzinfo=UTC)
RULE = "bt-prescribed-anticoagulant"
LETTER = Review(by="Ana Ruiz", role="specialist", decision="letter", note="Phoned the cardiologist.")
START = Review(by="Ana Ruiz", role="specialist", decision="start")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


@pytest.fixture
def record(store: Store) -> Record:
    """Of somebody who takes apixaban."""
    return store.records.read(kept_record(store))


def test_the_decision_its_name_and_its_time_stand_in_the_pdf_that_is_kept(store: Store, record: Record) -> None:
    paper = sign(record, store, LETTER, NOW, "en")
    assert store.reviews.papers(record.ref) == (paper,)
    printed = words(paper)
    assert "☑ wait for a letter Ana Ruiz, specialist, Wednesday 2 December 2026 at 15:30" in printed
    assert "Note Phoned the cardiologist." in printed


def test_the_signed_pdf_is_accessible_and_archival(store: Store, record: Record) -> None:
    paper = sign(record, store, LETTER, NOW, "en")
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert page.validate_pdf_bytes(paper, profile=profile).failures == []


def test_what_was_signed_stands_on_every_later_report_and_never_on_the_clients(store: Store, record: Record) -> None:
    sign(record, store, LETTER, NOW, "en")
    assert "Ana Ruiz" in words(render(report_of(record, store, "specialist")))
    assert "Ana Ruiz" not in words(render(report_of(record, store, "client")))


def test_going_on_against_something_grave_needs_a_reason(store: Store, record: Record) -> None:
    with pytest.raises(SigningError, match=f"{RULE}: going on against this needs a reason"):
        sign(record, store, START, NOW, "en")
    assert store.reviews.of(record.ref) == ()


STOPPED = {**APIXABAN, "still": "no", "ended_by": "self", "last_taken": "2026-11-20"}


@pytest.fixture
def urgent(store: Store) -> Record:
    """Of somebody who stopped apixaban by themselves."""
    return store.records.read(kept_record(store, medicines=[STOPPED]))


@pytest.mark.parametrize("decision", get_args(Decision))
def test_what_is_urgent_needs_a_word_whatever_is_decided(store: Store, urgent: Record, decision: Decision) -> None:
    move_to = NOW + timedelta(days=30) if decision == "move" else None
    review = Review(by="Ana Ruiz", role="specialist", decision=decision, move_to=move_to)
    with pytest.raises(SigningError) as refused:
        sign(urgent, store, review, NOW, "en")
    first = reopened(urgent, store).assessment.urgent[0].rule
    assert SigningFault("urgent", first) in refused.value.faults
    assert f"{first}: this is urgent: say as its override what was done about it" in refused.value.lines
    assert store.reviews.of(urgent.ref) == ()


def test_what_was_done_about_something_urgent_is_printed(store: Store, urgent: Record) -> None:
    done = "Phoned her doctor together: she takes it again."
    rules = urgent_rules(reopened(urgent, store).assessment)
    answered = tuple(Override(rule=rule, reason=done) for rule in rules)
    review = LETTER.model_copy(update={"overrides": answered})
    assert done in words(sign(urgent, store, review, NOW, "en"))


ANA = Account(
    id="a" * 32, login="ana", issuer="local", name="Ana Ruiz", role="specialist", created_at=NOW, disabled=False
)
CARE = Review(
    by="Ana Ruiz", role="specialist", decision="with_care", overrides=(Override(rule=RULE, reason="It came by phone."),)
)


def note(store: Store, record: Record, *notes: Note, at: datetime = NOW - timedelta(hours=1)) -> None:
    for one in notes:
        chart(record, store, one, ANA, "Specialist", reopened(record, store).seen, at)


def consent(store: Store, to: ConsentTo, given: bool) -> RoomConsent:
    text = store.contents.keep(f"I agree to the {to} at The Clinic.".encode())
    return RoomConsent(to=to, given=given, text=text, signature="Daniel Moreau")


def test_a_refused_procedure_is_never_signed_as_going_on(store: Store, record: Record) -> None:
    note(store, record, consent(store, "procedure", given=False))
    with pytest.raises(SigningError) as refused:
        sign(record, store, CARE, NOW, "en")
    assert refused.value.faults == (SigningFault("refused"),)
    sign(record, store, LETTER, NOW, "en")


def test_who_agrees_after_all_is_treated(store: Store, record: Record) -> None:
    note(store, record, consent(store, "procedure", given=False), consent(store, "procedure", given=True))
    sign(record, store, CARE, NOW, "en")


@pytest.mark.parametrize(("days", "note", "wrong"), [(3, "", True), (3, "It was faxed.", False), (30, "", False)])
def test_moving_to_before_the_letter_is_expected_needs_a_note(
    store: Store, record: Record, days: int, note: str, wrong: bool
) -> None:
    review = Review(by="Ana Ruiz", role="specialist", decision="move", move_to=NOW + timedelta(days=days), note=note)
    found = reopened(record, store)
    assert faults(review, found.assessment, found.kept.chart) == ((SigningFault("early"),) if wrong else ())


def test_a_reaction_needs_a_note(store: Store, record: Record) -> None:
    note(store, record, PatchTest(step="read", well=False))
    with pytest.raises(SigningError) as refused:
        sign(record, store, CARE, NOW, "en")
    assert refused.value.faults == (SigningFault("reaction"),)
    sign(record, store, CARE.model_copy(update={"note": "Without the cream."}), NOW, "en")


def test_what_was_signed_by_hand_in_the_room_is_printed_as_it_was_drawn(store: Store, record: Record) -> None:
    drawn = Drawn(drawn=[[100, 200, 300, 100, 500, 300], [600, 200, 600, 200]])
    agreed = consent(store, "procedure", given=True).model_copy(update={"signature": drawn})
    note(store, record, PatchTest(step="refused", signature=drawn), agreed)
    paper = sign(record, store, CARE, NOW, "en")
    printed = words(paper)
    assert "Patch test refused, signed Daniel Moreau by hand Wed 2 Dec, 14:30; with Ana Ruiz, Specialist" in printed
    assert "Agreed in the room Wed 2 Dec, 14:30, signed Daniel Moreau by hand; with Ana Ruiz, Specialist." in printed
    figures = [one.alt for one in elements(paper) if one.role == "Figure"]
    assert figures.count("The signature of Daniel Moreau, drawn by hand") == 2
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert page.validate_pdf_bytes(paper, profile=profile).failures == []


def test_the_room_is_printed_with_who_and_when_and_the_pdf_stays_valid(store: Store, record: Record) -> None:
    asked = consent(store, "procedure", given=True)
    well, no_photos = PatchTest(step="read", well=True), consent(store, "photos", given=False)
    note(store, record, IdSeen(document="passport"), well, asked, no_photos)
    paper = sign(record, store, CARE, NOW, "en")
    first, *rest = (" ".join(text.split()) for text in texts(paper))
    assert "☑ ID seen: passport (Ana Ruiz, Wed 2 Dec, 14:30) · NO PHOTOS" in first
    assert "☑ Patch test read, and well (Ana Ruiz, Wed 2 Dec, 14:30)" in first
    assert "☑ Consent to the procedure, signed Daniel Moreau" in first
    assert "DECISION" in first and "Notes" in first
    whole = " ".join(rest)
    assert "I agree to the procedure at The Clinic." in whole
    assert "Refused in the room Wed 2 Dec, 14:30, signed Daniel Moreau; with Ana Ruiz, Specialist." in whole
    assert f"Wording {asked.text[:8]}" in whole
    assert asked.text not in whole
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert page.validate_pdf_bytes(paper, profile=profile).failures == []


def test_a_report_made_after_something_was_noted_says_that_its_signature_is_older(store: Store, record: Record) -> None:
    sign(record, store, LETTER, NOW, "en")
    outdated = "Changed since it was signed on Wed 2 Dec, 15:30: sign again (amend)."
    assert outdated not in words(render(report_of(record, store, "specialist")))
    note(store, record, Moved(kind="session", at=NOW + timedelta(days=20)), at=NOW + timedelta(hours=1))
    first = " ".join(texts(render(report_of(record, store, "specialist")))[0].split())
    assert outdated in first
    assert outdated not in words(render(report_of(record, store, "client")))
    again = LETTER.model_copy(update={"reason": "The visit has moved."})
    assert outdated not in words(sign(record, store, again, NOW + timedelta(hours=2), "en"))


def test_an_override_is_printed_with_its_reason(store: Store, record: Record) -> None:
    reason = "The letter came by post: steady for two years."
    paper = sign(
        record, store, START.model_copy(update={"overrides": (Override(rule=RULE, reason=reason),)}), NOW, "en"
    )
    assert f"Because: {reason}" in words(paper)


def test_only_what_was_found_can_be_overridden(store: Store, record: Record) -> None:
    other = LETTER.model_copy(update={"overrides": (Override(rule="sk-keloid", reason="none"),)})
    with pytest.raises(SigningError, match="sk-keloid: this record has no such finding"):
        sign(record, store, other, NOW, "en")


def test_an_amendment_is_printed_below_what_was_signed_first(store: Store, record: Record) -> None:
    first = sign(record, store, LETTER, NOW, "en")
    moved = Review(
        by="Bo Lind", role="owner", decision="move", move_to=NOW + timedelta(days=30), reason="The letter takes longer."
    )
    printed = words(sign(record, store, moved, NOW + timedelta(hours=1), "en"))
    places = [printed.index(text) for text in ("Sign-off", "Phoned the cardiologist", "Amendment 1", "takes longer")]
    assert places == sorted(places)
    assert "☑ move to Friday 1 January 2027 at 15:30" in printed
    assert store.reviews.papers(record.ref)[0] == first


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.setenv("SMP_DATA", str(folder))
    result = CliRunner().invoke(app, list(args))
    return result.exit_code, result.stderr.strip()


def test_the_command_signs_and_gives_the_very_bytes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    made, again = tmp_path / "made.pdf", tmp_path / "again.pdf"
    who = ("--record", str(record.ref), "--by", "Ana Ruiz", "--role", "specialist")
    assert run(tmp_path, monkeypatch, "sign", *who, "--decision", "letter", "-o", str(made)) == (0, "")
    assert run(tmp_path, monkeypatch, "signed", "--record", str(record.ref), "-o", str(again)) == (0, "")
    assert made.read_bytes() == again.read_bytes()
    assert run(tmp_path, monkeypatch, "match", str(again)) == (0, "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--decision", "start"), f"{RULE}: going on against this needs a reason"),
        (("--decision", "start", "--override", RULE), "reason: "),
        (("--decision", "perhaps"), "decision"),
        (("--decision", "move"), "names the new moment"),
        (("--decision", "letter", "--amends", "later"), "nothing to amend"),
    ],
)
def test_what_cannot_be_signed_is_one_plain_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record, options: tuple[str, ...], said: str
) -> None:
    who = ("--record", str(record.ref), "--by", "Ana Ruiz", "--role", "specialist", "-o", str(tmp_path / "x.pdf"))
    code, error = run(tmp_path, monkeypatch, "sign", *who, *options)
    assert code == 1
    assert said in error
    assert len(error.splitlines()) == 1


def test_a_paper_that_was_never_signed_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    code, error = run(tmp_path, monkeypatch, "signed", "--record", str(record.ref), "-o", str(tmp_path / "x.pdf"))
    assert (code, error) == (1, f"{record.ref}: signed 0 times, so there is no number 1")
