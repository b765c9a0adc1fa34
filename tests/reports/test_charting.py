"""What is noted at the desk is judged at once: the outcome follows, and so do both PDFs and the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intake.answers import IntakeError
from records import Account, Answered, Conflict, LetterNote, Moved, Note, Place, Record, Remark, Review, Store
from reports.charting import chart
from reports.kept import calendar_of, reopened, report_of
from reports.signing import sign
from tests.reports.cases import APIXABAN
from tests.reports.test_kept import kept_record

SENT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
LATER = SENT + timedelta(days=2)
ANA = Account(
    id="a" * 32, login="ana", issuer="local", name="Ana Ruiz", role="specialist", created_at=SENT, disabled=False
)
RULE = "bt-prescribed-anticoagulant"
LETTER = LetterNote(sender="prescriber", rules=(RULE,), step="asked")
SESSION = {"kind": "first_session", "at": "2026-12-14T10:00"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


@dataclass
class Desk:
    """A record of somebody who takes apixaban, on which Ana notes things."""

    store: Store
    record: Record

    def note(self, note: Note, at: datetime = LATER) -> None:
        chart(self.record, self.store, note, ANA, "Specialist", reopened(self.record, self.store).seen, at)

    @property
    def outcome(self) -> str:
        return reopened(self.record, self.store).assessment.outcome

    @property
    def state(self) -> str:
        queued = self.store.queue.of(self.record.ref)
        return queued.state if queued else ""


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, store.records.read(kept_record(store, SESSION)))


def test_a_letter_that_lets_treatment_go_on_changes_the_outcome_and_the_queue(desk: Desk) -> None:
    assert (desk.outcome, desk.state) == ("needs_medical_clearance", "letter")
    desk.note(LETTER)
    assert (desk.outcome, desk.state) == ("needs_medical_clearance", "letter")
    desk.note(LETTER.model_copy(update={"step": "arrived", "allows": True}))
    assert (desk.outcome, desk.state) == ("suitable_with_precautions", "ready")


@pytest.mark.parametrize("changed", [{"step": "arrived", "allows": False}, {"step": "declined"}])
def test_any_other_letter_changes_nothing(desk: Desk, changed: dict[str, Any]) -> None:
    desk.note(LETTER.model_copy(update=changed))
    assert desk.outcome == "needs_medical_clearance"


def test_a_letter_does_not_clear_a_medicine_that_came_up_after_it(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"step": "arrived", "allows": True}))
    other = {"name": "Warfarin", "advised": "regular", "still": "yes"}
    desk.note(Answered(answers={"medicines": [APIXABAN, other]}), LATER + timedelta(hours=1))
    assert (desk.outcome, desk.state) != ("suitable_with_precautions", "ready")
    assert "prescriber" in {letter.from_ for letter in reopened(desk.record, desk.store).assessment.letters}


def test_a_letter_stays_good_when_something_else_is_answered_after_it(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"step": "arrived", "allows": True}))
    desk.note(Answered(answers={"pain_coping": "usually"}), LATER + timedelta(hours=1))
    assert reopened(desk.record, desk.store).assessment.letters == ()


def test_a_letter_about_something_else_clears_nothing(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"step": "arrived", "allows": True, "rules": ("bt-prescribed-antiplatelet",)}))
    assert desk.outcome == "needs_medical_clearance"


def test_an_answer_given_at_the_desk_is_judged_like_any_other(desk: Desk) -> None:
    told = {"skin_ever": ["raised_scars"], "raised_scars_grew": "beyond"}
    desk.note(Answered(answers={**told}, words="in the room"))
    assert "sk-keloid" in {finding.rule for finding in reopened(desk.record, desk.store).assessment.findings}


def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(IntakeError):
        desk.note(Answered(answers={"skin_now": ["nonsense"]}))
    assert desk.store.chart.of(desk.record.ref) == ()


def test_a_visit_that_moves_is_judged_at_its_new_moment_and_in_the_calendar(desk: Desk) -> None:
    to = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)
    desk.note(Moved(kind="first_session", at=to))
    assert reopened(desk.record, desk.store).intake.visit.at == to
    assert "11 January 2027" in report_of(desk.record, desk.store, "client").visit.line
    calendar = calendar_of(desk.record, desk.store) or b""
    assert b"SEQUENCE:1" in calendar
    assert b"20270111" in calendar
    queued = desk.store.queue.of(desk.record.ref)
    assert queued and queued.visit_at == to


def test_a_note_after_the_visit_is_judged_too(desk: Desk) -> None:
    desk.note(Answered(answers={"skin_now": []}), datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    assert desk.outcome == "needs_medical_clearance"


def test_a_remark_leaves_the_result_as_it_was_sent(desk: Desk) -> None:
    before = reopened(desk.record, desk.store).assessment
    desk.note(Remark(words="nervous"))
    assert reopened(desk.record, desk.store).assessment == before


def test_the_record_itself_stays_as_it_was_sent(desk: Desk) -> None:
    desk.note(Moved(kind="session", at=None))
    assert desk.store.records.read(desk.record.ref) == desk.record
    assert desk.store.verify().faults == []


def test_whoever_has_not_seen_the_last_note_neither_notes_nor_signs(desk: Desk) -> None:
    seen = reopened(desk.record, desk.store).seen
    desk.note(Remark(words="first"))
    with pytest.raises(Conflict):
        chart(desk.record, desk.store, Remark(words="second"), ANA, "Specialist", seen, LATER)
    review = Review(by="Ana Ruiz", role="Specialist", decision="letter")
    with pytest.raises(Conflict):
        sign(desk.record, desk.store, review, LATER, "en", seen=seen)


def test_once_the_letter_is_here_going_on_needs_no_override(desk: Desk) -> None:
    desk.note(LETTER.model_copy(update={"step": "arrived", "allows": True}))
    sign(desk.record, desk.store, Review(by="Ana Ruiz", role="Specialist", decision="with_care"), LATER, "en")
    assert desk.state == "ready"
