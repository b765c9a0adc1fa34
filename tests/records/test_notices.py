"""What is told to somebody who is not at the desk: everything once, an urgent form that nobody opens once more."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from records import Notice, Store
from records.notices import LEASE
from tests.records.conftest import CHEAP
from tests.records.examples import NOW, SIGN_OFF
from tests.records.queued import URGENT, send

MINUTE = timedelta(minutes=1)
PATIENCE = 30 * MINUTE
ANA = "a" * 32


def told(notice: Notice | None) -> tuple[int, int, int] | None:
    """How many are new, urgent, late."""
    return notice and (notice.new, notice.urgent, notice.late)


def tell(store: Store, moment: datetime) -> tuple[int, int, int] | None:
    """Take what is to be told, and say that it was sent."""
    notice = store.notices.take(moment, PATIENCE)
    if notice:
        store.notices.sent(notice, moment)
    return told(notice)


def test_what_came_is_told_once(store: Store) -> None:
    send(store, "calm")
    send(store, "urgent", found=URGENT)
    assert tell(store, NOW) == (2, 1, 0)
    assert tell(store, NOW + MINUTE) is None
    send(store, "another", NOW)  # as a form does, it says the minute that was before the notice
    assert tell(store, NOW + 2 * MINUTE) == (1, 0, 0)


def test_an_urgent_form_that_nobody_opens_in_time_is_told_once_more(store: Store) -> None:
    send(store, "calm")
    send(store, "urgent", found=URGENT)
    tell(store, NOW)
    assert tell(store, NOW + PATIENCE - MINUTE) is None
    assert tell(store, NOW + PATIENCE) == (0, 1, 1)
    assert tell(store, NOW + 2 * PATIENCE) is None


def test_what_somebody_opened_or_is_done_with_is_not_told(store: Store) -> None:
    opened, done = send(store, "opened", found=URGENT), send(store, "done", found=URGENT)
    store.queue.opened(opened, NOW, ANA)
    store.reviews.sign(store.records.read(done), SIGN_OFF, 1, b"%PDF", NOW)
    assert tell(store, NOW) is None
    assert tell(store, NOW + PATIENCE) is None


def test_what_waited_while_the_program_was_down_is_told_in_one_notice(store: Store) -> None:
    send(store, "urgent", found=URGENT)
    assert tell(store, NOW + 2 * PATIENCE) == (1, 1, 1)
    assert tell(store, NOW + 9 * PATIENCE) is None


def test_a_notice_that_was_not_sent_is_taken_again_after_a_while_and_not_before(store: Store) -> None:
    send(store, "urgent", found=URGENT)
    assert told(store.notices.take(NOW, PATIENCE)) == (1, 1, 0)
    assert store.notices.take(NOW + LEASE - MINUTE, PATIENCE) is None
    assert tell(store, NOW + LEASE) == (1, 1, 0)


@pytest.mark.parametrize("sends", [True, False])
def test_another_process_or_a_new_start_tells_nothing_twice(
    store: Store, url: str, key_file: Path, sends: bool
) -> None:
    send(store, "urgent", found=URGENT)
    notice = store.notices.take(NOW, PATIENCE)
    assert notice
    if sends:
        store.notices.sent(notice, NOW)
    with Store.open(url, key_file, CHEAP) as other:
        assert other.notices.take(NOW + MINUTE, PATIENCE) is None
        assert told(other.notices.take(NOW + LEASE, PATIENCE)) == (None if sends else (1, 1, 0))


def test_that_it_was_told_is_on_the_trail_with_numbers_only(store: Store) -> None:
    send(store, "urgent", found=URGENT)
    tell(store, NOW)
    (entry,) = store.audit.latest(1)
    assert (entry.action, entry.actor, entry.subject) == ("notice.sent", "program", "")
    assert entry.detail == {"new": 1, "urgent": 1, "late": 0}
