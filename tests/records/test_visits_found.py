"""Visits are found by name, counted in one look, reached anew, and forgotten with their names."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, event, text

from records import Expected, Store, UnknownVisit
from tests.records.examples import NAME, NOW, submission

EXPECTED = Expected(kind="session", at=NOW + timedelta(days=10), name=NAME, birth_date=date(1990, 2, 28))


def test_a_visit_is_found_by_words_of_its_name_those_without_a_moment_first(store: Store) -> None:
    dated = store.visits.add(EXPECTED, NOW, "ana")
    later = store.visits.add(EXPECTED.model_copy(update={"at": NOW + timedelta(days=20)}), NOW, "ana")
    undated = store.visits.add(EXPECTED.model_copy(update={"at": None}), NOW, "ana")
    store.visits.add(EXPECTED.model_copy(update={"name": "Ana Roth"}), NOW, "ana")
    assert store.visits.find("brien zdzislawa") == (undated, later, dated)
    assert store.visits.find("zdzis") == store.visits.find("") == ()


def test_a_visit_is_no_record_and_a_record_no_visit(store: Store) -> None:
    visit = store.visits.add(EXPECTED, NOW, "ana")
    ref = store.records.submit(submission(store, token=visit.draft_token), NOW)
    assert store.records.find(NAME) == [ref]
    assert store.visits.find(NAME) == (visit,)


def test_visits_of_an_earlier_version_are_found_at_the_next_start(url: str, key_file: Path, raw: Engine) -> None:
    with Store.open(url, key_file) as store:
        visit = store.visits.add(EXPECTED, NOW, "ana")
    with raw.begin() as connection:
        connection.execute(text("DELETE FROM names"))
    with Store.open(url, key_file) as store:
        assert store.visits.find("brien") == (visit,)


def test_the_name_of_a_visit_goes_with_it(store: Store, raw: Engine) -> None:
    store.visits.add(EXPECTED, NOW, "ana")
    assert store.visits.purge(100, NOW + timedelta(days=200)) == 1
    with raw.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM names")).scalar_one() == 0


def test_a_whole_list_is_one_look(store: Store) -> None:
    visits = [store.visits.add(EXPECTED, NOW, "ana") for _ in range(5)]
    store.invitations.make(visits[1].id, NOW, "ana")
    store.invitations.open(store.invitations.make(visits[2].id, NOW, "ana"), NOW)
    store.drafts.save(visits[3].draft_token, {"answers": {}}, 0, NOW)
    store.records.submit(submission(store, token=visits[4].draft_token), NOW)
    asked: list[str] = []
    engine = store.visits._database.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    progress = store.invitations.progresses(visits)
    assert [progress[one.id] for one in visits] == ["not_sent", "sent", "opened", "begun", "in"]
    assert len([one for one in asked if "FROM visits" in one]) == 1


def test_how_to_reach_somebody_is_changed_and_nothing_else(store: Store, raw: Engine) -> None:
    visit = store.visits.add(EXPECTED, NOW, "ana")
    store.visits.reach(visit.id, "020 7946 0000", "ana@example.org", "de", NOW, "bo")
    told = {"phone": "020 7946 0000", "email": "ana@example.org", "language": "de"}
    assert store.visits.get(visit.id) == visit.model_copy(update=told)
    assert store.audit.about(f"visit:{visit.id}")[-1].action == "visit.reached"
    with raw.connect() as connection:
        body = bytes(connection.execute(text("SELECT body FROM visits")).scalar_one())
    assert b"7946" not in body


def test_what_cannot_be_is_not_taken(store: Store) -> None:
    visit = store.visits.add(EXPECTED, NOW, "ana")
    with pytest.raises(ValidationError):
        store.visits.reach(visit.id, "x" * 201, "", "en", NOW, "bo")
    with pytest.raises(UnknownVisit):
        store.visits.reach("0" * 32, "", "", "en", NOW, "bo")
    assert store.visits.get(visit.id) == visit
