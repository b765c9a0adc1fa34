"""A photo stands in the consultation report only if the client wished it, on a page of its own; in the copy never."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import page
import pytest

from intake.language import load_language
from records import PURPOSES, Account, Agreed, Expected, File, Place, Purpose, Record, Review, RoomConsent, Store, Visit
from records.audit import CLIENT
from reports.charting import chart
from reports.kept import reopened, report_of
from reports.matching import match_file
from reports.model import Photo
from reports.pdf import Size, render
from reports.photos import paper_of
from reports.signing import sign
from tests.records.pictures import RED_SQUARE, pdf, picture
from tests.reports.pages import elements, texts, words
from tests.reports.test_kept import kept_record

SENT = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
LATER = SENT + timedelta(hours=1)
ANA = Account(
    id="a" * 32, login="ana", issuer="local", name="Ana Ruiz", role="specialist", created_at=SENT, disabled=False
)
TITLE = "Photo of a medicine, sent by the client Wed 2 Dec, 10:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(*Place.of({"SMP_DATA": str(tmp_path)})) as opened:
        yield opened


@pytest.fixture
def visit(store: Store) -> Visit:
    return store.visits.add(Expected(kind="consultation", name="Ana", birth_date=date(1990, 2, 28)), SENT, "a" * 32)


@pytest.fixture
def record(store: Store, visit: Visit) -> Record:
    return store.records.read(kept_record(store, token=visit.draft_token, medicines_any="no", medicines=None))


def send(
    store: Store, visit: Visit, in_report: bool, purpose: Purpose = "medicine", data: bytes = picture(size=(640, 480))
) -> File:
    agreed = Agreed(store.contents.keep(b"I agree."), in_report)
    return store.files.add(visit.id, purpose, data, SENT, CLIENT, agreed)


def photos(store: Store, record: Record) -> tuple[Photo, ...]:
    return paper_of(record, store, "specialist").photos


def test_only_a_photo_that_was_wished_is_printed_on_a_page_of_its_own(
    store: Store, visit: Visit, record: Record
) -> None:
    before = texts(render(paper_of(record, store, "specialist")))
    send(store, visit, in_report=False)
    store.files.add(visit.id, "medicine", picture(), SENT, "a" * 32)
    assert texts(render(paper_of(record, store, "specialist"))) == before
    send(store, visit, in_report=True)
    made = render(paper_of(record, store, "specialist"))
    assert len(texts(made)) == len(before) + 1
    assert f"{TITLE} The client agreed Wed 2 Dec, 10:00 that it is printed here." in " ".join(texts(made)[-1].split())
    assert [one.alt for one in elements(made) if one.role == "Figure"][-1] == TITLE


def test_a_letter_of_several_pages_is_printed_page_by_page(store: Store, visit: Visit, record: Record) -> None:
    send(store, visit, in_report=True, purpose="letter", data=pdf(RED_SQUARE, RED_SQUARE))
    assert [one.title.partition(", page")[2] for one in photos(store, record)] == [" 1", " 2"]


def test_of_more_pages_than_are_printed_the_last_one_says_where_the_rest_is_read(
    store: Store, visit: Visit, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.photos.MOST", 3)
    more = "read it at the desk"
    send(store, visit, in_report=True, purpose="letter", data=pdf(RED_SQUARE, RED_SQUARE, RED_SQUARE))
    assert [more in one.wish for one in photos(store, record)] == [False] * 3
    send(store, visit, in_report=True)
    assert [more in one.wish for one in photos(store, record)] == [False, False, True]


def test_a_photo_that_was_removed_is_printed_no_more(store: Store, visit: Visit, record: Record) -> None:
    kept = send(store, visit, in_report=True)
    store.files.remove(kept.id, LATER, "a" * 32)
    assert photos(store, record) == ()


def test_the_client_copy_holds_no_photo(store: Store, visit: Visit, record: Record) -> None:
    before = render(paper_of(record, store, "client"))
    send(store, visit, in_report=True)
    assert render(paper_of(record, store, "client")) == before


def test_a_screen_reads_no_photo_to_tell_what_the_report_tells(
    store: Store, visit: Visit, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(store, visit, in_report=True)
    monkeypatch.setattr(store.files, "read", None)
    assert report_of(record, store, "specialist").photos == ()


def test_a_wish_that_was_taken_back_counts_no_more(store: Store, visit: Visit, record: Record) -> None:
    kept = send(store, visit, in_report=True)
    assert len(photos(store, record)) == 1
    store.files.agreements.withdraw(kept.id, SENT, "a" * 32)
    assert photos(store, record) == ()


def test_who_refused_photos_in_the_room_sees_none_of_the_scalp_in_the_report(
    store: Store, visit: Visit, record: Record
) -> None:
    send(store, visit, in_report=True, purpose="scalp")
    send(store, visit, in_report=True)
    assert len(photos(store, record)) == 2
    note = RoomConsent(to="photos", given=False, text=store.contents.keep(b"Photos?"), signature="Ana")
    chart(record, store, note, ANA, "Specialist", reopened(record, store).seen, LATER)
    assert [one.title for one in photos(store, record)] == [TITLE]


def test_what_was_signed_keeps_the_photo_after_the_wish_was_taken_back(
    store: Store, visit: Visit, record: Record
) -> None:
    kept = send(store, visit, in_report=True)
    signed = sign(record, store, Review(by="Ana Ruiz", role="Specialist", decision="refer"), LATER, "en")
    store.files.agreements.withdraw(kept.id, LATER, "a" * 32)
    assert TITLE in words(signed)
    assert store.reviews.papers(record.ref) == (signed,)


def test_a_report_with_a_photo_has_the_same_bytes_each_time_and_is_recognised(
    store: Store, visit: Visit, record: Record
) -> None:
    send(store, visit, in_report=True)
    made = render(paper_of(record, store, "specialist"))
    assert render(paper_of(record, store, "specialist")) == made
    assert match_file(made, store) == record.ref


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("shape", [(2400, 300), (300, 2400), (8, 8)])
def test_a_photo_of_any_shape_passes_pdf_ua_1_and_pdf_a_2a_on_one_page(
    store: Store, visit: Visit, record: Record, shape: tuple[int, int], size: Size
) -> None:
    before = len(texts(render(paper_of(record, store, "specialist"), size)))
    send(store, visit, in_report=True, data=picture(size=shape))
    made = render(paper_of(record, store, "specialist"), size)
    assert len(texts(made)) == before + 1
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert [fault.message for fault in page.validate_pdf_bytes(made, profile=profile).failures] == []


def test_every_purpose_has_a_name_on_paper(store: Store, visit: Visit, record: Record) -> None:
    for purpose in PURPOSES:
        send(store, visit, in_report=True, purpose=purpose, data=picture(size=(8, 8)))
    named = [load_language("en").say(f"reports.photo.{one}") for one in PURPOSES]
    assert sorted(one.title.partition(", sent")[0] for one in photos(store, record)) == sorted(named)
