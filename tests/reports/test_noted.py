"""Whatever was noted at the clinic is told to the specialist in words, beside what the client wrote."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from records import Answered, Drawn, IdSeen, Moved, Note, PatchTest, Remark, RoomConsent
from reports.kept import report_of
from reports.model import Answer
from reports.pdf import render
from tests.reports.pages import words
from tests.reports.test_charting import LETTER, Desk, desk, store

__all__ = ["desk", "store"]

AGREED = b"I was told what is done."
HASH = sha256(AGREED).hexdigest()
SIGNED = "Daniel Moreau"
DRAWN = Drawn(drawn=[[100, 200, 300, 100, 500, 300]])
NOTES: dict[str, tuple[Note, str]] = {
    "an answer": (
        Answered(answers={"skin_now": ["sunburn"]}, said_by="helper", words="her son"),
        "Does any of this fit your scalp now? Sunburn · said by a helper: her son",
    ),
    "not sure": (
        Answered(answers={"tattoo_trouble": {"state": "not_sure"}}),
        "Has a tattoo anywhere on you healed badly, become raised or itched for weeks? not sure · said by the client",
    ),
    "a letter": (
        LETTER.model_copy(update={"step": "arrived", "allows": True, "valid_until": date(2027, 3, 1)}),
        "Letter, The person who prescribes it: arrived 3 Dec 2026, treatment may go on, good until 1 Mar 2027",
    ),
    "identity": (IdSeen(document="passport"), "ID seen: passport"),
    "a test placed": (PatchTest(step="placed"), "Patch test placed"),
    "a test that is well": (PatchTest(step="read", well=True), "Patch test read, and well"),
    "a test that is not": (PatchTest(step="read", well=False, words="red"), "Patch test read, and not well: red"),
    "a test refused": (PatchTest(step="refused", signature=SIGNED), f"Patch test refused, signed {SIGNED}"),
    "consent": (
        RoomConsent(to="procedure", given=True, text=HASH, signature=SIGNED),
        f"Consent to the procedure, signed {SIGNED}",
    ),
    "a drawn consent": (
        RoomConsent(to="procedure", given=True, text=HASH, signature=DRAWN),
        f"Consent to the procedure, signed {SIGNED} by hand",
    ),
    "a test refused by hand": (
        PatchTest(step="refused", signature=DRAWN),
        f"Patch test refused, signed {SIGNED} by hand",
    ),
    "no photos": (
        RoomConsent(to="photos", given=False, text=HASH, signature=SIGNED),
        f"No consent to photos, signed {SIGNED}",
    ),
    "moved": (
        Moved(kind="session", at=datetime(2027, 1, 11, 10, 0, tzinfo=UTC)),
        "Visit moved: Session, Monday 11 January 2027 at 10:00",
    ),
    "no moment": (Moved(kind="session", at=None), "Visit moved: Session, no date yet"),
    "a remark": (Remark(words="nervous"), "nervous"),
}


@pytest.mark.parametrize(("note", "said"), NOTES.values(), ids=list(NOTES))
def test_each_kind_of_note_is_told_with_who_and_when_and_only_to_the_specialist(
    desk: Desk, note: Note, said: str
) -> None:
    desk.store.contents.keep(AGREED)
    desk.note(note)
    (told,) = report_of(desk.record, desk.store, "specialist").noted
    assert (told.when, told.who, told.what) == ("Thu 3 Dec, 10:00", "Ana Ruiz", said)
    assert report_of(desk.record, desk.store, "client").noted == ()


def answer(desk: Desk, question: str) -> Answer:
    told = report_of(desk.record, desk.store, "specialist")
    return next(one for section in told.answers for one in section.answers if one.question == question)


def test_an_answer_that_was_noted_stands_beside_what_the_client_wrote(desk: Desk) -> None:
    desk.note(Answered(answers={"skin_now": ["sunburn"]}, words="in the room"))
    told = answer(desk, "Does any of this fit your scalp now?")
    assert (told.answer, told.was) == ("Sunburn", "None of these")
    assert told.noted == "noted by Ana Ruiz, Thu 3 Dec, 10:00, said by the client: in the room"
    assert answer(desk, "Do you drink alcohol on most days?").noted == ""


def test_what_was_noted_is_printed_and_kept_from_the_client(desk: Desk) -> None:
    desk.note(Answered(answers={"skin_now": ["sunburn"]}, words="in the room"))
    desk.note(Remark(words="quietly nervous"))
    printed = {reader: words(render(report_of(desk.record, desk.store, reader))) for reader in ("specialist", "client")}
    assert "the client wrote: None of these" in printed["specialist"]
    assert [text for text in ("quietly nervous", "in the room") if text not in printed["specialist"]] == []
    assert [text for text in ("quietly nervous", "in the room") if text in printed["client"]] == []
