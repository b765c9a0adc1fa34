"""What a client said by their link waits on the record until somebody has seen to it."""

from datetime import date, timedelta

import pytest

from records import ClientWord, Moved, OtherDay, Ref, SeenTo, Store, asked_day
from reports.charting import chart, client_says
from reports.kept import reopened, report_of
from tests.screens.colleague import hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, MINUTE, Sit

DAYS = timedelta(days=1)
WORD = ClientWord(about="medicines", words="I take [Xarelto](x) now")
DAY = OtherDay(weekdays=(0, 4), parts=("morning",), from_day=date(2026, 12, 3))


@pytest.fixture
def ref(store: Store) -> Ref:
    return sent(store, CLIENT)


def tell(store: Store, ref: Ref, note: ClientWord | OtherDay) -> None:
    assert client_says(store.records.read(ref), store, note, "client", NOW + MINUTE)


def state(store: Store, ref: Ref) -> tuple[str, bool]:
    queued = store.queue.of(ref)
    assert queued
    return queued.state, queued.done


def test_a_word_stands_on_the_record_until_it_was_seen_to(store: Store, sit: Sit, ref: Ref) -> None:
    tell(store, ref, WORD)
    assert state(store, ref) == ("call", False)
    ana = sit(hire(store, "ana", "specialist"))
    ana.read(ref)
    assert "The client says that something has changed (medicines): “I take [Xarelto](x) now”" in ana.said
    ana.type(**{".word.1": "Phoned: it is rivaroxaban, added above"})
    ana.press("word.seen.1")
    assert store.chart.of(ref)[-1].note == SeenTo(of=1, words="Phoned: it is rivaroxaban, added above")
    assert "The client told you since" not in ana.said
    assert state(store, ref) == ("ready", False)


def test_a_word_is_asked_about_before_everything_else_and_nobody_may_start(store: Store, ref: Ref) -> None:
    tell(store, ref, WORD)
    report = report_of(store.records.read(ref), store, "specialist")
    assert report.asks[0].startswith("The client says that something has changed")
    assert report.status
    assert report.status.word == "DO NOT START YET"


def test_another_day_makes_the_visit_to_be_moved_and_says_which(store: Store, ref: Ref) -> None:
    tell(store, ref, DAY)
    assert state(store, ref) == ("move", False)
    report = report_of(store.records.read(ref), store, "specialist")
    assert "The client asks for another day: Monday / Friday, in the morning, from 3 Dec 2026 on" in [
        one.what for one in report.noted
    ]


def test_a_wish_for_another_day_is_over_once_the_visit_was_moved(store: Store, ref: Ref) -> None:
    tell(store, ref, DAY)
    record, ana = store.records.read(ref), hire(store, "ana", "specialist")
    moved = Moved(kind="first_session", at=NOW + 9 * DAYS)
    chart(record, store, moved, ana, "specialist", reopened(record, store).seen, NOW + 2 * MINUTE)
    assert asked_day(store.chart.of(ref)) is None
    assert state(store, ref) == ("ready", False)
