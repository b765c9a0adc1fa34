"""Files of a visit are kept sealed, at most twenty, each within reach of its own visit alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine, text

import records.files
from records import Expected, File, NotTaken, Purpose, Store, Tampered, UnknownFile, UnknownVisit, Visit
from records.audit import CLIENT
from tests.records.examples import LATER, NAME, NOW, SIGN_OFF, submission
from tests.records.pictures import RED_SQUARE, exif, pdf, picture

SMALL = picture(size=(8, 8))


def expect(store: Store) -> Visit:
    return store.visits.add(Expected(kind="session", name=NAME, birth_date=date(1990, 2, 28)), NOW, "ana")


def add(store: Store, visit: Visit, data: bytes = SMALL, hours: int = 0) -> File:
    return store.files.add(visit.id, "letter", data, NOW + timedelta(hours=hours), CLIENT)


@pytest.fixture
def visit(store: Store) -> Visit:
    return expect(store)


def test_a_photo_reads_back_as_it_was_made_anew(store: Store, visit: Visit) -> None:
    kept = add(store, visit, picture(exif=exif(6)))
    assert (kept.visit_id, kept.purpose, kept.media_type, kept.created_at) == (visit.id, "letter", "image/jpeg", NOW)
    made = Image.open(BytesIO(store.files.read(kept.id)))
    assert (made.format, made.size, dict(made.getexif())) == ("JPEG", (300, 400), {})


def test_a_photo_outlives_the_master_key_it_was_kept_under(
    store: Store, visit: Visit, url: str, tmp_path: Path
) -> None:
    kept = add(store, visit)
    before = store.files.read(kept.id)
    store.keys.rotate(tmp_path / "new.key", NOW, "command")
    with Store.open(url, tmp_path / "new.key") as opened:
        assert opened.files.read(kept.id) == before


@pytest.mark.usefixtures("apart")
def test_what_somebody_sent_is_decoded_outside_the_program(
    store: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", lambda *_: pytest.fail("decoded here"))
    assert add(store, visit).media_type == "image/jpeg"


def test_a_document_reads_back_as_a_document(store: Store, visit: Visit) -> None:
    kept = add(store, visit, pdf(RED_SQUARE))
    assert kept.media_type == "application/pdf"
    assert store.files.read(kept.id).startswith(b"%PDF-")


def test_the_files_of_a_visit_are_its_own_the_first_one_first(store: Store, visit: Visit) -> None:
    later, first = add(store, visit, hours=2), add(store, visit, hours=1)
    add(store, expect(store))
    assert store.files.of(visit.id) == (first, later)


def test_a_visit_has_at_most_so_many_files(store: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records.files.MOST_FILES == 20
    monkeypatch.setattr(records.files, "MOST_FILES", 2)
    for _ in range(2):
        add(store, visit)
    with pytest.raises(NotTaken, match="many"):
        add(store, visit)
    assert len(store.files.of(visit.id)) == 2
    add(store, expect(store))


def test_files_sent_at_once_are_not_more_either(store: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records.files, "MOST_FILES", 1)

    def one_more(_: int) -> bool:
        try:
            add(store, visit)
        except NotTaken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one_more, range(4))) == 1


def test_what_is_refused_leaves_nothing(store: Store, visit: Visit) -> None:
    with pytest.raises(NotTaken):
        add(store, visit, b"<html>")
    assert store.files.of(visit.id) == ()
    assert [one.action for one in store.audit.about(f"visit:{visit.id}")] == ["visit.added"]


def test_a_file_that_was_added_is_on_the_trail(store: Store, visit: Visit) -> None:
    kept = add(store, visit)
    last = store.audit.about(f"visit:{visit.id}")[-1]
    assert (last.actor, last.action, last.detail) == ("client", "file.added", {"file": kept.id})


def test_nothing_is_kept_for_a_visit_that_is_not_known(store: Store) -> None:
    with pytest.raises(UnknownVisit):
        store.files.add("0" * 32, "letter", SMALL, NOW, CLIENT)


def test_an_unknown_file_is_said_so(store: Store) -> None:
    with pytest.raises(UnknownFile):
        store.files.read("0" * 32)


def test_a_file_does_not_open_under_another_visit_or_in_anothers_place(store: Store, raw: Engine, visit: Visit) -> None:
    mine, theirs = add(store, visit), add(store, expect(store))
    with raw.begin() as connection:
        connection.execute(text("UPDATE files SET visit_id = :to WHERE id = :id"), {"to": visit.id, "id": theirs.id})
    with pytest.raises(Tampered):
        store.files.read(theirs.id)
    assert store.files.read(mine.id)


def test_a_file_that_was_changed_around_the_program_is_named_and_the_others_are_not(
    store: Store, raw: Engine, visit: Visit
) -> None:
    changed, _ = add(store, visit), add(store, visit)
    assert store.verify().faults == []
    with raw.begin() as connection:
        connection.execute(text("UPDATE files SET body = wrapped_key WHERE id = :id"), {"id": changed.id})
    assert [changed.id in str(fault) for fault in store.verify().faults] == [True]


def test_a_file_that_was_taken_away_around_the_program_is_missed(store: Store, raw: Engine, visit: Visit) -> None:
    gone, _, moved = add(store, visit), add(store, visit), add(store, other := expect(store))
    store.visits.merge(visit.id, other.id, LATER, "ana")
    with raw.begin() as connection:
        for one in (gone, moved):
            connection.execute(text("DELETE FROM files WHERE id = :id"), {"id": one.id})
    assert sorted(str(fault).split()[2] for fault in store.verify().faults) == sorted([gone.id, moved.id])


def test_a_file_that_went_as_it_should_is_not_missed(store: Store, visit: Visit) -> None:
    store.files.remove(add(store, visit).id, LATER, "ana")
    add(store, expect(store))
    assert store.visits.purge(1, NOW + timedelta(days=30), dry_run=False)
    assert store.verify().faults == []


def test_pictures_are_sealed_in_the_row(store: Store, raw: Engine, visit: Visit) -> None:
    kept = add(store, visit)
    with raw.connect() as connection:
        row = connection.execute(text("SELECT * FROM files")).one()
    body = b"".join(bytes(cell) for cell in row if isinstance(cell, bytes | memoryview))
    assert b"JFIF" in store.files.read(kept.id)
    assert b"JFIF" not in body


@pytest.mark.parametrize(
    ("purpose", "done"), [("letter", False), ("medicine", False), ("scalp", True), ("other", True)]
)
def test_a_letter_or_a_photo_of_a_medicine_makes_a_record_that_was_done_with_somebodys_to_do(
    store: Store, visit: Visit, purpose: Purpose, done: bool
) -> None:
    earlier, ref = (
        store.records.submit(submission(store, id=f"{at:%d}", token=visit.draft_token), at) for at in (NOW, LATER)
    )
    store.reviews.sign(store.records.read(ref), SIGN_OFF, 1, b"%PDF-", NOW)
    store.files.add(visit.id, purpose, SMALL, NOW, CLIENT)
    stands, before = store.queue.of(ref), store.queue.of(earlier)
    assert stands and before
    assert (stands.state, stands.done, before.done) == ("ready", done, True)
