"""Answers that have grown too old for a visit are gone through at the desk, once, and count again."""

from datetime import timedelta

from records import Answered, Ref, Store
from reports.charting import chart
from reports.kept import Reopened, reopened
from tests.screens.colleague import hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, Clock, Sit

AT = NOW + timedelta(days=35)


def stands(store: Store, ref: Ref) -> Reopened:
    return reopened(store.records.read(ref), store)


def test_what_is_too_old_is_gone_through_with_the_client_and_counts_again(store: Store, sit: Sit, clock: Clock) -> None:
    ref = sent(store, CLIENT, visit={"kind": "first_session", "at": AT.isoformat()})
    ana, record = hire(store, "ana", "specialist"), store.records.read(ref)
    clock.now = AT - timedelta(hours=20)
    note = Answered(answers={"contact": "+44 20 7946 0000"})
    chart(record, store, note, ana, "specialist", stands(store, ref).seen, clock.now)
    assert stands(store, ref).assessment.open

    colleague = sit(ana)
    colleague.read(ref)
    assert "Too old for this visit, so they count as not answered" in colleague.said
    assert "too old for this visit" in colleague.said
    colleague.press("aged")
    assert "Too old for this visit" not in colleague.said
    again = store.chart.of(ref)[-1].note
    assert isinstance(again, Answered)
    assert (again.said_by, "signature" in again.answers) == ("client", False)
    aged = stands(store, ref).assessment
    assert {question for point in aged.open for question in point.questions} == {"two_days"}
