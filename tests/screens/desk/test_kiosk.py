"""The front desk gives a code for the kiosk; what a client would rather say in person becomes somebody's task."""

from datetime import UTC, timedelta

import pytest

from intake.clinic import Clinic, Kiosk
from records import Store
from screens.codes import until
from screens.wiring import Wiring, install
from tests.records.people import person
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.desk.desk import CLIENT, Clock, Sit
from tests.screens.desk.test_front_desk import BORN, expect, open_


@pytest.fixture
def front(store: Store, clock: Clock, sit: Sit) -> Colleague:
    install(Wiring(store, Clinic(kiosk=Kiosk()), clock))
    return sit(hire(store, "mia", "front_desk"))


def test_the_code_of_a_visit_is_told_to_the_client_and_opens_their_form(
    store: Store, clock: Clock, front: Colleague
) -> None:
    visit = expect(store)
    open_(front, visit)
    front.press("kiosk")
    code = store.resuming.code(visit.draft_token, until(clock(), UTC), clock())
    assert code
    assert code in front.said
    assert store.resuming.resume(code, BORN, "the kiosk", clock()).token == visit.draft_token


def test_the_code_stands_on_the_page_of_its_own_visit_alone(store: Store, clock: Clock, front: Colleague) -> None:
    visit, other = expect(store), expect(store, "Ana Ruiz", 5)
    open_(front, visit)
    front.press("kiosk")
    code = store.resuming.code(visit.draft_token, until(clock(), UTC), clock())
    open_(front, other)
    assert str(code) not in front.said


def test_the_trail_says_who_gave_a_code(store: Store, front: Colleague) -> None:
    visit = expect(store)
    open_(front, visit)
    front.press("kiosk")
    given = [entry for entry in store.audit.about(f"visit:{visit.id}") if entry.action == "resume_code.given"]
    assert len(given) == 1
    assert given[0].actor != "client"


@pytest.mark.parametrize("way", ["without a kiosk", "sent already"])
def test_no_code_is_offered_where_it_would_open_nothing(store: Store, clock: Clock, front: Colleague, way: str) -> None:
    visit = expect(store)
    if way == "without a kiosk":
        install(Wiring(store, Clinic(), clock))
    else:
        sent(store, CLIENT, visit.draft_token)
    open_(front, visit)
    assert [button for button in front.app.button if button.key == "kiosk"] == []


@pytest.mark.parametrize(("hours", "given"), [(30, True), (100, False)])
def test_a_form_that_was_sent_has_a_code_while_it_asks_some_things_again(
    store: Store, clock: Clock, front: Colleague, hours: float, given: bool
) -> None:
    visit = expect(store, CLIENT, hours)
    told = {"kind": visit.kind, "at": visit.at.isoformat() if visit.at else None}
    person(store, told, clock() - timedelta(days=9), token=visit.draft_token, full_name=CLIENT, birth_date=str(BORN))
    open_(front, visit)
    assert ("The visit is near, so the form asks some things again." in front.said) is given
    assert bool([button for button in front.app.button if button.key == "kiosk"]) is given
    if given:
        front.press("kiosk")
        code = store.resuming.code(visit.draft_token, until(clock(), UTC), clock(), "ana", lambda _: True)
        assert str(code) in front.said


def test_what_a_client_would_rather_say_in_person_is_somebodys_task(store: Store, sit: Sit) -> None:
    ref = sent(store, CLIENT, other_health={"state": "in_person"})
    queued = store.queue.of(ref)
    assert queued is not None
    assert queued.state == "call"
    ana = sit(hire(store, "ana", "specialist"))
    ana.read(ref)
    assert "rather in person" in ana.said
