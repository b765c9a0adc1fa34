"""Two visits of one person become one, with all that hangs on both; two forms never do."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from records import BothBegun, Expected, SameVisit, Store, UnknownVisit, Visit
from tests.records.examples import NAME, NOW, submission
from tests.records.pictures import picture

FIRST = Expected(kind="session", at=NOW + timedelta(days=10), name=NAME, birth_date=date(1990, 2, 28), phone="1234567")
SECOND = FIRST.model_copy(update={"at": None, "phone": "7654321", "email": "ana@example.org"})


def both(store: Store) -> tuple[Visit, Visit]:
    return store.visits.add(FIRST, NOW, "ana"), store.visits.add(SECOND, NOW, "ana")


def begin(store: Store, visit: Visit) -> None:
    store.drafts.save(visit.draft_token, {"answers": {"full_name": NAME}}, 0, NOW)


def send(store: Store, visit: Visit) -> None:
    store.records.submit(submission(store, id=visit.id, token=visit.draft_token), NOW)


def test_links_and_files_go_along_and_open_as_before(store: Store) -> None:
    keep, drop = both(store)
    token = store.invitations.make(drop.id, NOW, "ana")
    files = [store.files.add(one.id, "letter", picture(size=(8, 8)), NOW, "client") for one in (keep, drop)]
    before = [store.files.read(file.id) for file in files]
    store.visits.merge(keep.id, drop.id, NOW, "bo")
    found = store.invitations.visit_of(token, NOW).visit
    assert found
    assert found.id == keep.id
    assert {file.id for file in store.files.of(keep.id)} == {file.id for file in files}
    assert [store.files.read(file.id) for file in files] == before
    with pytest.raises(UnknownVisit):
        store.visits.get(drop.id)


def test_the_one_that_stays_takes_only_what_it_lacks(store: Store) -> None:
    keep, drop = both(store)
    store.visits.merge(keep.id, drop.id, NOW, "bo")
    assert store.visits.get(keep.id) == keep.model_copy(update={"email": "ana@example.org"})


@pytest.mark.parametrize("how", [begin, send], ids=["begun", "sent"])
@pytest.mark.parametrize("whose", [0, 1])
def test_the_form_that_is_there_is_kept_whichever_visit_stays(store: Store, how: object, whose: int) -> None:
    visits = both(store)
    how(store, visits[whose])  # type: ignore[operator]
    progress = store.invitations.progress(visits[whose])
    store.visits.merge(visits[0].id, visits[1].id, NOW, "bo")
    merged = store.visits.get(visits[0].id)
    assert merged.draft_token == visits[whose].draft_token
    assert store.invitations.progress(merged) == progress
    assert store.visits.of_draft(merged.draft_token) == merged


def test_what_was_sent_waits_for_the_visit_that_stays(store: Store) -> None:
    keep, drop = both(store)
    send(store, drop)
    store.visits.merge(keep.id, drop.id, NOW, "bo")
    ref = store.records.latest_of(drop.draft_token)
    assert ref
    queued = store.queue.of(ref)
    assert queued
    assert queued.visit_at == keep.at


@pytest.mark.parametrize("first", [begin, send], ids=["begun", "sent"])
@pytest.mark.parametrize("second", [begin, send], ids=["begun", "sent"])
def test_two_forms_stay_two_and_nothing_is_changed(store: Store, first: object, second: object) -> None:
    keep, drop = both(store)
    first(store, keep)  # type: ignore[operator]
    second(store, drop)  # type: ignore[operator]
    with pytest.raises(BothBegun, match="Ask a specialist"):
        store.visits.merge(keep.id, drop.id, NOW, "bo")
    assert [store.visits.get(one.id) for one in (keep, drop)] == [keep, drop]


def test_a_visit_is_not_put_together_with_itself_or_with_none(store: Store) -> None:
    keep, _ = both(store)
    with pytest.raises(SameVisit):
        store.visits.merge(keep.id, keep.id, NOW, "bo")
    for pair in ((keep.id, "0" * 32), ("0" * 32, keep.id)):
        with pytest.raises(UnknownVisit):
            store.visits.merge(*pair, NOW, "bo")
    assert store.visits.get(keep.id) == keep


def test_it_is_on_the_trail_and_the_name_leads_to_one(store: Store, raw: Engine) -> None:
    keep, drop = both(store)
    store.visits.merge(keep.id, drop.id, NOW, "bo")
    last = store.audit.about(f"visit:{keep.id}")[-1]
    assert (last.actor, last.action, last.detail) == ("bo", "visit.merged", {"merged": drop.id})
    assert [visit.id for visit in store.visits.find(NAME)] == [keep.id]
    with raw.connect() as connection:
        subjects = set(connection.execute(text("SELECT subject FROM names")).scalars())
    assert subjects == {f"visit:{keep.id}"}
    assert store.verify().faults == []
