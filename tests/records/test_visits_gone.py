"""With a person's record goes what is kept about their visit; a visit that came to nothing goes after its days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from records import Expected, Store, Visit
from tests.records.examples import NAME, NOW, submission
from tests.records.pictures import picture

TABLES = ("visits", "invitations", "files")


def expect(store: Store, at: int | None = None) -> Visit:
    """Somebody expected in so many days, with a link and a photo."""
    moment = None if at is None else NOW + timedelta(days=at)
    expected = Expected(kind="session", at=moment, name=NAME, birth_date=date(1990, 2, 28))
    visit = store.visits.add(expected, NOW, "ana")
    store.invitations.make(visit.id, NOW, "ana")
    store.files.add(visit.id, "scalp", picture(size=(8, 8)), NOW, "client")
    return visit


def counts(raw: Engine) -> list[int]:
    with raw.connect() as connection:
        return [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES]


def test_an_erased_record_takes_its_visit_with_links_and_files_along(store: Store, raw: Engine) -> None:
    visit, _ = expect(store), expect(store)
    ref = store.records.submit(submission(store, token=visit.draft_token), NOW)
    store.records.erase(ref, NOW, "ana", "asked")
    assert counts(raw) == [1, 1, 1]
    assert store.verify().faults == []


def test_a_visit_stays_for_as_long_as_one_of_its_records_does(store: Store, raw: Engine) -> None:
    visit = expect(store)
    refs = [store.records.submit(submission(store, id=one, token=visit.draft_token), NOW) for one in ("one", "two")]
    store.records.erase(refs[0], NOW, "ana", "asked")
    assert counts(raw) == [1, 1, 1]
    store.records.erase(refs[1], NOW, "ana", "asked")
    assert counts(raw) == [0, 0, 0]


@pytest.mark.parametrize(
    ("at", "day", "left"), [(None, 100, 1), (None, 101, 0), (20, 120, 1), (20, 121, 0), (-5, 100, 1)]
)
def test_a_visit_without_a_form_goes_after_its_days(
    store: Store, raw: Engine, at: int | None, day: int, left: int
) -> None:
    expect(store, at)
    assert store.visits.purge(100, NOW + timedelta(days=day)) == 1 - left
    assert counts(raw) == [left] * 3


def test_a_visit_whose_form_was_sent_goes_with_its_record_only(store: Store, raw: Engine) -> None:
    store.records.submit(submission(store, token=expect(store).draft_token), NOW)
    assert store.visits.purge(100, NOW + timedelta(days=1000)) == 0
    assert counts(raw) == [1, 1, 1]


def test_a_dry_run_only_counts(store: Store, raw: Engine) -> None:
    expect(store)
    assert store.visits.purge(100, NOW + timedelta(days=101), dry_run=True) == 1
    assert counts(raw) == [1, 1, 1]
