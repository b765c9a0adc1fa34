"""Moving a visit: what it means is shown before it is kept, and the front desk learns nothing but whether to ask."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.clinic import Clinic
from records import Expected, Moved, Ref, Store, Visit
from reports.kept import calendar_of, reopened
from screens.links import LinksBehind
from tests.records.pictures import picture
from tests.screens.colleague import hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.at_record import AtRecord
from tests.screens.desk.desk import CLIENT, Sit, actions

AT = datetime(2026, 12, 14, 10, 0, tzinfo=UTC)
SESSION = {"kind": "first_session", "at": AT.isoformat()}
IBUPROFEN = {"name": "Ibuprofen", "item": "ibuprofen", "advised": "own", "still": "no", "last_taken": "2026-11-23"}
NEW = datetime(2026, 12, 16, 11, 30, tzinfo=UTC)


def expect(store: Store, at: datetime | None = AT) -> Visit:
    expected = Expected(kind="first_session", at=at, name=CLIENT, birth_date=date(1989, 4, 12))
    return store.visits.add(expected, NOW, "mia")


@pytest.fixture
def visit(store: Store) -> Visit:
    return expect(store)


@pytest.fixture
def taker(store: Store, visit: Visit) -> Ref:
    """Who took ibuprofen this morning, invited to a visit in three weeks."""
    return sent(
        store, CLIENT, visit=SESSION, draft=visit.draft_token, medicines_any="yes", medicines=[IBUPROFEN]
    )  # fmt: skip


def choose(at: AtRecord, place: str, moment: datetime) -> None:
    at.choose(f"{place}.to.day", f"{moment:%Y-%m-%d}")
    at.choose(f"{place}.to.time", moment.time())


def test_what_it_would_mean_is_shown_and_nothing_is_kept_yet(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    choose(at, "moving.0", datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert "If it is moved: First session, Tuesday 24 November 2026 at 10:00" in at.said
    assert "DO NOT START YET" in at.said
    assert "Then there is more to look at (1):" in at.said
    assert "You told us you took Ibuprofen" in at.said
    assert store.chart.of(taker) == ()


def test_a_moved_visit_is_judged_again_and_stands_in_queue_list_and_calendar(
    store: Store, sit: Sit, taker: Ref, visit: Visit
) -> None:
    at = AtRecord.ana(store, sit, taker)
    choose(at, "moving.0", NEW)
    at.press("move")
    (noted,) = store.chart.of(taker)
    assert noted.note == Moved(kind="first_session", at=NEW)
    record, queued = store.records.read(taker), store.queue.of(taker)
    assert reopened(record, store).intake.visit.at == NEW
    assert queued and queued.visit_at == NEW
    assert store.visits.get(visit.id).at == NEW
    calendar = calendar_of(record, store) or b""
    assert (b"SEQUENCE:1" in calendar, b"20261216T113000" in calendar) == (True, True)


def test_the_text_to_the_client_is_ready_and_names_no_health(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    choose(at, "moving.0", NEW)
    at.press("move")
    (text,) = [one.value for one in at.colleague.app.code]
    assert text == (
        "Scalp Clinic: your visit on Monday 14 December 2026 at 10:00 was moved. "
        "It is now on Wednesday 16 December 2026 at 11:30. "
        "The link that we sent you shows it, and has the file for your calendar."
    )
    at.press("moved.sent")
    assert not at.colleague.app.code


def test_the_link_shows_the_new_moment_and_has_the_calendar_file_again(
    store: Store, sit: Sit, taker: Ref, visit: Visit
) -> None:
    at = AtRecord.ana(store, sit, taker)
    choose(at, "moving.0", NEW)
    at.press("move")
    behind = LinksBehind(store, Clinic(), lambda: NOW)
    token = store.invitations.make(visit.id, NOW, "mia")
    proof = behind.prove(token, visit.birth_date, "203.0.113.9").proof
    state = behind.state(token, proof, "en")
    assert state and "Wednesday 16 December 2026 at 11:30" in state.lines[0]
    assert "calendar" in state.papers
    _, _, file = behind.paper(token, proof, "calendar", "en") or ("", "", b"")
    assert b"20261216T113000" in file


def test_a_day_without_its_time_is_none(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.choose("moving.0.to.time", None)
    assert "A day needs its time" in at.said
    assert not at.has(".move")


def mia(store: Store, sit: Sit, visit: Visit) -> AtRecord:
    """The front desk, with the visit open."""
    at = AtRecord(sit, hire(store, "mia", "front_desk"), Ref("SMP-0000-0000"))
    at.colleague.app.session_state["visit"] = visit.id
    at.colleague.open("visit")
    return at


@pytest.mark.parametrize(
    ("to", "told"),
    [(NEW, "Bookable as far as we know."), (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "A specialist has to look")],
)
@pytest.mark.usefixtures("taker")
def test_the_front_desk_reads_only_whether_a_specialist_has_to_look(
    store: Store, sit: Sit, visit: Visit, to: datetime, told: str
) -> None:
    at = mia(store, sit, visit)
    choose(at, f"{visit.id}.moving.0", to)
    assert told in at.said
    assert [word for word in ("buprofen", "START", "medicine", "48 hours") if word in at.said] == []


def test_the_front_desk_moves_the_record_with_the_visit(store: Store, sit: Sit, visit: Visit, taker: Ref) -> None:
    at = mia(store, sit, visit)
    choose(at, f"{visit.id}.moving.0", NEW)
    at.press(f"move.{visit.id}")
    assert reopened(store.records.read(taker), store).intake.visit.at == NEW
    assert store.visits.get(visit.id).at == NEW
    assert store.chart.of(taker)[-1].by == "Mia"
    assert "record.moved" in actions(store, at.account)
    assert "It is now on Wednesday 16 December 2026 at 11:30." in at.colleague.app.code[0].value


def test_a_visit_without_a_form_is_moved_by_itself(store: Store, sit: Sit, visit: Visit) -> None:
    at = mia(store, sit, visit)
    at.choose(f"{visit.id}.moving.0.kind", "touch_up")
    choose(at, f"{visit.id}.moving.0", NEW)
    assert "specialist has to look" not in at.said
    at.press(f"move.{visit.id}")
    moved = store.visits.get(visit.id)
    assert (moved.kind, moved.at) == ("touch_up", NEW)


def test_a_visit_is_not_moved_into_the_past(store: Store, sit: Sit, visit: Visit) -> None:
    at = mia(store, sit, visit)
    choose(at, f"{visit.id}.moving.0", NOW - timedelta(hours=1))
    assert "This moment is over." in at.said
    assert not at.has(f"move.{visit.id}")


def test_photos_of_the_scalp_are_not_shown_to_anybody_once_photos_were_refused(
    store: Store, sit: Sit, visit: Visit, taker: Ref
) -> None:
    store.files.add(visit.id, "scalp", picture(), NOW, "client")
    at = AtRecord.ana(store, sit, taker)
    shown = [one.label for one in at.colleague.app.expander]
    assert "Photos and letters (1)" in shown
    at.radio("photos.given", False)
    at.write("photos.signature", CLIENT)
    at.press("photos.sign")
    assert "Photos and letters (1)" not in [one.label for one in at.colleague.app.expander]
    assert "those of the scalp are kept and not shown" in at.said
