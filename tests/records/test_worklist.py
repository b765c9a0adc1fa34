"""The queue as a specialist reads it: in which order, which of it, page by page, and found by what they know."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from records import Expected, Filter, Listed, Moved, Store, Tampered, due, new_token
from records.worklist import PAGE
from tests.records.examples import BORN, NOW, SIGN_OFF
from tests.records.queued import CALM, LETTER, URGENT, send

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA = "a" * 32


def names(listed: Listed) -> list[str]:
    return [row.name for row in listed.rows]


def test_urgent_forms_come_first_then_what_must_be_done_before_which_visit(store: Store) -> None:
    for name, sent, visit, found in [
        ("undated, later", HOUR, None, CALM),
        ("undated", 0 * HOUR, None, CALM),
        ("far", 0 * HOUR, 9 * DAY, CALM),
        ("urgent, undated", 3 * HOUR, None, URGENT),
        ("near, later", 2 * HOUR, 5 * DAY, LETTER),
        ("near", HOUR, 5 * DAY, CALM),
        ("urgent, dated", 4 * HOUR, 30 * DAY, URGENT),
    ]:
        send(store, name, NOW + sent, NOW + visit if visit else None, found)
    assert names(store.worklist.page("todo", 0, NOW)) == [
        "urgent, dated", "urgent, undated", "near", "near, later", "far", "undated", "undated, later",
    ]  # fmt: skip


@pytest.fixture
def mixed(store: Store) -> Store:
    """One of each: opened, awaited, soon, past, chased, done."""
    opened = send(store, "opened")
    store.queue.opened(opened, NOW, ANA)
    send(store, "letter", found=LETTER)
    send(store, "soon", visit=NOW + 47 * HOUR)
    send(store, "not so soon", visit=NOW + 48 * HOUR)
    send(store, "past", visit=NOW - DAY)
    done = store.records.read(send(store, "done", visit=NOW + HOUR))
    store.reviews.sign(done, SIGN_OFF, 1, b"%PDF", NOW)
    return store


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("todo", {"opened", "letter", "soon", "not so soon", "past"}),
        ("new", {"letter", "soon", "not so soon", "past"}),
        ("letter", {"letter"}),
        ("overdue", {"soon", "past"}),
        ("done", {"done"}),
    ],
)
def test_each_part_of_the_queue_holds_what_its_name_says(mixed: Store, which: Filter, expected: set[str]) -> None:
    listed = mixed.worklist.page(which, 0, NOW)
    assert set(names(listed)) == expected
    if which != "done":
        assert mixed.worklist.counts(NOW)[which] == len(expected)


def test_a_letter_is_overdue_from_the_day_on_which_it_is_to_be_asked_for_again(store: Store, raw: Engine) -> None:
    send(store, "awaited", found=LETTER)
    chase = datetime(2026, 12, 3, tzinfo=UTC)
    with raw.begin() as connection:
        connection.execute(text("UPDATE queue SET due_at = :at"), {"at": "2026-12-03 00:00:00.000000"})
    before, after = (store.worklist.page("overdue", 0, at) for at in (chase - HOUR, chase))
    assert (names(before), names(after)) == ([], ["awaited"])
    assert after.rows[0].due_at == chase


def test_what_is_overdue_says_so_in_every_part(mixed: Store) -> None:
    rows = mixed.worklist.page("todo", 0, NOW).rows
    assert {row.name for row in rows if row.overdue} == {"soon", "past"}


def test_pages_hold_each_form_once_and_say_whether_there_are_more(store: Store) -> None:
    for number in range(2 * PAGE + 1):
        send(store, f"client {number}", NOW, NOW + DAY)  # all alike: the order must still be one
    pages = [store.worklist.page("todo", number, NOW) for number in range(4)]
    assert [(len(page.rows), page.more) for page in pages] == [(PAGE, True), (PAGE, True), (1, False), (0, False)]
    assert len({row.ref for page in pages for row in page.rows}) == 2 * PAGE + 1


def test_what_is_done_with_comes_by_when_it_was_sent_the_last_one_first(store: Store) -> None:
    for hours in (1, 3, 2):
        record = store.records.read(send(store, f"sent {hours}", NOW + hours * HOUR, NOW - hours * DAY))
        store.reviews.sign(record, SIGN_OFF, 1, b"%PDF", NOW)
    assert names(store.worklist.page("done", 0, NOW)) == ["sent 3", "sent 2", "sent 1"]


def test_a_row_says_who_opened_it_first(store: Store) -> None:
    ref = send(store, "opened")
    store.queue.opened(ref, NOW + HOUR, ANA)
    store.queue.opened(ref, NOW + 2 * HOUR, "b" * 32)
    (row,) = store.worklist.page("todo", 0, NOW).rows
    assert (row.opened_by, row.opened_at) == (ANA, NOW + HOUR)


def test_the_kind_is_that_of_the_visit_that_the_clinic_expects(store: Store) -> None:
    visit = store.visits.add(Expected(kind="touch_up", name="expected", birth_date=BORN), NOW, ANA)
    send(store, "expected", token=visit.draft_token)
    send(store, "of their own")
    assert {row.name: row.kind for row in store.worklist.page("todo", 0, NOW).rows} == {
        "expected": "touch_up",
        "of their own": "session",
    }


def test_a_visit_that_moved_stands_at_its_new_moment_and_kind(store: Store) -> None:
    record = store.records.read(send(store, "moved", visit=NOW + DAY))
    to = NOW + 9 * DAY
    store.chart.add(record, Moved(kind="first_session", at=to), "Ana", "Specialist", 1, due(CALM, to), NOW, ANA)
    (row,) = store.worklist.page("todo", 0, NOW).rows
    assert (row.visit_at, row.kind) == (to, "first_session")


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("quill", []),
        ("Zoë QUILL", ["Zoë Quill"]),
        ("zoe", ["Zoë Quill", "Zoë Marsh"]),
        ("", []),
        ("margaret", ["Margaret Hill"]),  # also eight signs of a reference
        ("SMP-AAAA-AAAA", []),
    ],
)
def test_a_name_is_found_by_whole_words(store: Store, sought: str, found: list[str]) -> None:
    for number, name in enumerate(("Zoë Quill", "Margaret Hill", "Zoë Marsh")):
        send(store, name, NOW + number * HOUR)
    if sought == "quill":
        found = ["Zoë Quill"]
    assert names(store.worklist.found(sought, None, 0, NOW)) == found


def test_a_reference_is_found_as_somebody_reads_it_out_also_when_it_is_done_with(store: Store) -> None:
    ref = send(store, "done")
    store.reviews.sign(store.records.read(ref), SIGN_OFF, 1, b"%PDF", NOW)
    send(store, "another")
    assert names(store.worklist.found(f" {str(ref).lower()} ", None, 0, NOW)) == ["done"]


def test_a_day_finds_its_visits_and_what_was_sent_on_it(store: Store) -> None:
    send(store, "visit", NOW - 9 * DAY, NOW)
    send(store, "sent", NOW)
    send(store, "day after", NOW + DAY, NOW + DAY)
    send(store, "day before", NOW - DAY)
    start = NOW.replace(hour=0)
    assert names(store.worklist.found("", (start, start + DAY), 0, NOW)) == ["visit", "sent"]
    assert names(store.worklist.found("sent", (start, start + DAY), 0, NOW)) == ["sent"]
    assert names(store.worklist.found("before", (start, start + DAY), 0, NOW)) == []


def test_only_the_names_that_are_shown_are_opened(store: Store, raw: Engine) -> None:
    for hours in range(PAGE + 1):
        send(store, f"client {hours:02}", NOW + hours * HOUR)
    last = f"client {PAGE:02}"
    its_row = "SELECT record_id FROM queue ORDER BY submitted_at DESC LIMIT 1"
    with raw.begin() as connection:
        junk = {"junk": b"junk"}
        connection.execute(text(f"UPDATE record_keys SET wrapped_key = :junk WHERE record_id = ({its_row})"), junk)
    assert last not in names(store.worklist.page("todo", 0, NOW))
    with pytest.raises(Tampered):
        store.worklist.page("todo", 1, NOW)


def test_a_form_of_somebody_who_was_erased_is_in_no_part_of_it(store: Store) -> None:
    ref = send(store, "erased", token=new_token())
    store.records.erase(ref, NOW, ANA, "asked")
    assert store.worklist.page("todo", 0, NOW).rows == store.worklist.found("erased", None, 0, NOW).rows == ()
    assert store.worklist.counts(NOW)["todo"] == 0


@pytest.mark.usefixtures("store")
def test_the_first_page_comes_out_of_an_index_without_sorting(raw: Engine) -> None:
    order = "rank, visit_at, submitted_at"
    query = f"SELECT record_id FROM queue WHERE done = {{}} ORDER BY {order} LIMIT 21"
    with raw.begin() as connection:
        if raw.dialect.name == "sqlite":
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {query.format(0)}")).all()
        else:
            connection.execute(text("SET enable_seqscan = off"))
            plan = connection.execute(text(f"EXPLAIN {query.format('false')}")).all()
    told = str(plan)
    assert "ix_queue_order" in told
    assert "TEMP B-TREE" not in told and "Sort" not in told
