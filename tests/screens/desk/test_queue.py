"""The queue at the desk: what stands in it, how it is searched, and that an urgent form is overlooked by nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import streamlit as st

from records import Ref, Role, Store
from records.worklist import PAGE
from screens.desk.pages import PAGES
from tests.records.queued import CALM, LETTER, URGENT, send
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import MINUTE, Clock, Sit, actions

DAY = timedelta(days=1)
STOPPED: dict[str, Any] = {"medicine_stopped": "i_stopped"}
WAITS = "1 urgent form has waited for 40 minutes."


def names(colleague: Colleague) -> list[str]:
    """Whom the rows are about, from the top."""
    return [one.label.partition(",")[0] for one in colleague.app.button if str(one.key).startswith("open.")]


def choose(colleague: Colleague, part: str) -> None:
    """A part of the queue."""
    (radio,) = colleague.app.radio
    radio.set_value(part)
    colleague.run()


@pytest.fixture
def ana(store: Store, sit: Sit) -> Callable[[], Colleague]:
    """Ana, a specialist, sits down."""
    account = hire(store, "ana", "specialist")
    return lambda: sit(account)


def test_the_queue_is_a_specialists_first_page_with_what_is_urgent_on_top(
    store: Store, ana: Callable[[], Colleague]
) -> None:
    send(store, "Calm Client", NOW, NOW + 9 * DAY)
    send(store, "Urgent Client", NOW, NOW + 20 * DAY, URGENT)
    colleague = ana()
    assert colleague.heading == "Queue"
    assert names(colleague) == ["Urgent Client", "Calm Client"]
    assert "2 to do · 2 new · 0 waiting for a letter · 0 overdue" in colleague.said


def test_a_row_says_whom_for_which_visit_what_to_do_and_who_has_seen_it(
    store: Store, ana: Callable[[], Colleague], clock: Clock
) -> None:
    ben = hire(store, "ben", "specialist")
    ref = send(store, "Zoë [Quill]*", NOW - DAY, NOW + 9 * DAY, LETTER)
    colleague = ana()
    for told in ("28 Feb 1990 (36)", "Wed 2 Dec, 10:00", "Further session", "Letter awaited", "New: nobody"):
        assert told in colleague.said
    assert "Sent Sun 22 Nov, 10:00, 24 hours ago" in colleague.said
    store.queue.opened(ref, NOW, ben.id)
    clock.now += MINUTE
    colleague.run()
    assert "Opened by Ben, Mon 23 Nov, 10:00" in colleague.said
    assert "New: nobody" not in colleague.said
    (button,) = [one for one in colleague.app.button if one.key == f"open.{ref}"]
    assert button.label.startswith("Zoë \\[Quill\\]\\*")  # nothing that a client typed is read as markdown


def test_what_is_overdue_is_not_called_ready_in_the_same_row(
    store: Store, ana: Callable[[], Colleague], clock: Clock
) -> None:
    send(store, "Zebedee Quillfeather", visit=NOW + 3 * DAY)
    ready, overdue = "<span>Ready</span>", "<span>Overdue</span>"
    colleague = ana()
    assert (ready in colleague.said, overdue in colleague.said) == (True, False)
    assert "To be read and signed" in colleague.said
    clock.now += 2 * DAY
    colleague = ana()
    assert (ready in colleague.said, overdue in colleague.said) == (False, True)
    assert "To be read and signed" in colleague.said


def test_each_part_shows_its_own_and_says_when_it_is_empty(store: Store, ana: Callable[[], Colleague]) -> None:
    send(store, "Letter Client", found=LETTER)
    send(store, "Soon Client", visit=NOW + DAY)
    colleague = ana()
    for part, expected in (("new", ["Soon Client", "Letter Client"]), ("letter", ["Letter Client"])):
        choose(colleague, part)
        assert names(colleague) == expected
    choose(colleague, "overdue")
    assert names(colleague) == ["Soon Client"]
    assert "Overdue</span>" in colleague.said
    choose(colleague, "done")
    assert names(colleague) == []
    assert "Nothing is done yet." in colleague.said


def test_pages_are_turned_and_another_part_begins_at_its_first(store: Store, ana: Callable[[], Colleague]) -> None:
    for number in range(PAGE + 1):
        send(store, f"Client {number:02}", NOW + number * MINUTE)
    colleague = ana()
    assert len(names(colleague)) == PAGE
    colleague.press("next")
    assert names(colleague) == [f"Client {PAGE:02}"]
    assert "Page 2" in colleague.said
    choose(colleague, "new")
    assert names(colleague)[0] == "Client 00"
    colleague.press("next")
    colleague.press("before")
    assert names(colleague)[0] == "Client 00"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("quill", ["Zoë Quill"]),
        ("ZOE", ["Zoë Quill", "Zoë Marsh"]),
        ("2026-12-24", ["Zoë Marsh"]),
        ("24.12.2026", ["Zoë Marsh"]),
        ("23/11/2026", ["Zoë Quill", "Zoë Marsh"]),
        ("2026-02-30", []),
        ("nobody", []),
        ("SMP-AAAA-AAAA", []),
    ],
)
def test_somebody_is_found_by_what_one_knows_of_them(
    store: Store, ana: Callable[[], Colleague], typed: str, found: list[str]
) -> None:
    send(store, "Zoë Quill", NOW, NOW + 2 * DAY)
    send(store, "Zoë Marsh", NOW, NOW.replace(month=12, day=24))
    colleague = ana()
    colleague.type(sought=typed)
    colleague.run()
    assert names(colleague) == found
    assert ("Nothing was found" in colleague.said) == (not found)


def test_a_day_is_chosen_for_its_visits_and_its_sheets(store: Store, ana: Callable[[], Colleague]) -> None:
    send(store, "Today", NOW, NOW + 2 * MINUTE)
    send(store, "Thursday", NOW - 3 * DAY, NOW + 3 * DAY)
    colleague = ana()
    colleague.choose("queue.day", "2026-11-26")
    colleague.run()
    assert names(colleague) == ["Thursday"]
    colleague.choose("queue.day", "2026-11-27")
    colleague.run()
    assert "No visit is on this day, and nothing was sent on it." in colleague.said
    assert "No form is in for a visit on Friday 27 November 2026." in colleague.said


def test_whoever_comes_back_from_a_record_finds_the_queue_as_they_left_it(
    store: Store, ana: Callable[[], Colleague], record: Ref
) -> None:
    send(store, "Somebody Else", NOW)
    colleague = ana()
    colleague.type(sought="quillfeather")
    colleague.run()
    colleague.press(f"open.{record}")
    colleague.open("queue")
    assert names(colleague) == ["Zebedee Quillfeather"]


def test_the_sheets_of_a_day_are_one_pdf_and_taking_it_is_written_down(
    store: Store, sit: Sit, record: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, file, **_: files.append(file))
    account = hire(store, "ana", "specialist")
    with store.records._database.writing() as connection:
        connection.exec_driver_sql("UPDATE queue SET visit_at = '2026-11-23 12:00:00.000000'")
    sit(account)
    assert "sheets.exported" not in actions(store, account)
    assert files[-1]().startswith(b"%PDF-")
    assert actions(store, account)[-1] == "sheets.exported"
    assert str(record) not in str(store.audit.latest(1)[0])


@pytest.mark.parametrize("role", PAGES)
def test_an_urgent_form_that_nobody_opened_in_time_is_red_on_every_page(
    store: Store, sit: Sit, clock: Clock, role: Role
) -> None:
    ref = send(store, "Zebedee Quillfeather", NOW, found=URGENT)
    colleague = sit(hire(store, "ana", role))
    clock.now = NOW + 29 * MINUTE
    for address in PAGES[role]:
        clock.now = max(clock.now, NOW)
        colleague.open(address)
        assert "urgent form has waited" not in colleague.said, address
    clock.now = NOW + 40 * MINUTE
    colleague = sit(hire(store, "ben", role))
    for address in PAGES[role]:
        colleague.app.session_state["record"] = "SMP-AAAA-AAAA"
        colleague.open(address)
        assert WAITS in colleague.said, address
        assert ("Tell a specialist now." in colleague.said) == (role == "front_desk")
    store.queue.opened(ref, clock.now, "a" * 32)
    colleague.open("me")
    assert WAITS not in colleague.said


def test_the_red_line_tells_the_front_desk_no_name_and_counts_all(store: Store, sit: Sit, clock: Clock) -> None:
    send(store, "Zebedee Quillfeather", NOW, found=URGENT)
    send(store, "Mirela Okonkwo", NOW + MINUTE, found=URGENT)
    send(store, "Calm Client", NOW, found=CALM)
    clock.now = NOW + 3 * 60 * MINUTE
    front = sit(hire(store, "mia", "front_desk"))
    assert "2 urgent forms wait, the first for 3 hours. Tell a specialist now." in front.said
    assert [name for name in ("Quillfeather", "Okonkwo") if name in front.said] == []


def test_the_red_line_leads_a_specialist_to_the_form_that_has_waited_longest(
    store: Store, sit: Sit, clock: Clock
) -> None:
    first = sent(store, "Zebedee Quillfeather", **STOPPED)
    clock.now = NOW + 5 * MINUTE
    sent(store, "Mirela Okonkwo", **STOPPED)
    clock.now = NOW + 60 * MINUTE
    ana = sit(hire(store, "ana", "specialist"))
    ana.open("rules")
    assert "2 urgent forms wait, the first for 60 minutes." in ana.said
    ana.press("late.open")
    assert (ana.heading, str(first) in ana.said) == ("Zebedee Quillfeather", True)
    ana.press("late.open")
    assert ana.heading == "Mirela Okonkwo"
    assert "late" not in [str(one.key) for one in ana.app.button]
