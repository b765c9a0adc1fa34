"""A session rests after fifteen minutes, ends after ten hours, and ends at once for whoever signs out."""

from datetime import timedelta

import pytest

from records import Account, Ref, Store
from records.sessions import ABSOLUTE, IDLE, PINS
from screens.desk.pages import PAGES
from tests.screens.colleague import hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, DOOR, MINUTE, PIN, Clock, Sit, actions

LOCKED, WRONG_PIN = "The desk is locked", "918273"
SECOND = timedelta(seconds=1)


@pytest.fixture
def pinned(store: Store) -> Account:
    """A specialist with a PIN."""
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, NOW, account.id)
    return account


def test_after_fifteen_idle_minutes_only_the_pin_is_asked_for(
    store: Store, sit: Sit, pinned: Account, clock: Clock, record: Ref
) -> None:
    colleague = sit(pinned)
    colleague.open("queue")
    clock.now += IDLE - SECOND
    colleague.run()
    assert colleague.heading == "Queue"
    clock.now += IDLE
    colleague.press(f"open.{record}")
    assert colleague.heading == LOCKED
    assert {colleague.open(address) for address in PAGES["owner"]} == {LOCKED}
    assert CLIENT not in colleague.said
    assert "record.viewed" not in actions(store, pinned)


@pytest.mark.usefixtures("record")
def test_the_pin_brings_one_back_to_where_one_was(
    store: Store,
    sit: Sit,
    pinned: Account,
    clock: Clock,
) -> None:
    colleague = sit(pinned)
    colleague.open("queue")
    clock.now += IDLE
    colleague.run()
    colleague.type(pin=PIN)
    colleague.press("Unlock")
    assert colleague.heading == "Queue"
    assert "session.unlocked" in actions(store, pinned)


def test_the_third_wrong_pin_signs_out(sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    clock.now += IDLE
    colleague.run()
    for attempt in range(PINS):
        assert colleague.heading == LOCKED
        colleague.type(pin=WRONG_PIN)
        colleague.press("Unlock")
        assert ("This is not your PIN." in colleague.said) == (attempt < PINS - 1)
    assert colleague.heading == DOOR
    colleague.run()
    assert colleague.heading == DOOR


def test_one_may_sign_out_instead_of_typing_the_pin(store: Store, sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    clock.now += IDLE
    colleague.run()
    colleague.press("sign_out")
    assert colleague.heading == DOOR
    assert actions(store, pinned)[-1] == "session.ended"


def test_without_a_pin_fifteen_idle_minutes_sign_out(store: Store, sit: Sit, clock: Clock) -> None:
    colleague = sit(hire(store, "ana", "specialist"))
    clock.now += IDLE
    colleague.run()
    assert colleague.heading == DOOR


def test_after_ten_hours_one_is_signed_out_however_busy(sit: Sit, pinned: Account, clock: Clock) -> None:
    colleague = sit(pinned)
    while clock.now + 10 * MINUTE < NOW + ABSOLUTE:
        clock.now += 10 * MINUTE
        colleague.run()
        assert colleague.heading == "Queue"
    clock.now = NOW + ABSOLUTE
    colleague.run()
    assert colleague.heading == DOOR


def test_signing_out_ends_this_browser_and_everywhere_all_of_them(store: Store, sit: Sit) -> None:
    account = hire(store, "ana", "specialist")
    here, there, elsewhere = sit(account), sit(account), sit(account)
    here.open("me")
    here.press("sign_out")
    assert here.heading == DOOR
    there.open("me")
    assert there.heading == "My account"
    there.press("sign_out_everywhere")
    for one in (there, elsewhere):
        one.run()
        assert one.heading == DOOR


def test_one_locks_the_desk_from_every_page_when_one_has_a_pin(store: Store, sit: Sit, pinned: Account) -> None:
    colleague = sit(pinned)
    colleague.open("visits")
    colleague.press("lock")
    assert colleague.heading == LOCKED
    colleague.type(pin=PIN)
    colleague.press("Unlock")
    assert colleague.heading == "Visits"
    assert actions(store, pinned)[-2:] == ["session.locked", "session.unlocked"]


def test_without_a_pin_nothing_offers_to_lock(store: Store, sit: Sit) -> None:
    assert "Lock" not in sit(hire(store, "ana", "specialist")).said.split("\n")
