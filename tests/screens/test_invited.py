"""Whoever was invited finds the form filled in as far as the clinic knows, and the result only as long as is safe."""

from datetime import date, datetime, timedelta

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Expected, Store, Visit, new_token
from screens.draft import DraftInHand
from screens.invited import fill_in_what_is_known, result_within_reach
from screens.session import fresh_tab
from tests.records.examples import submission
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

CLINIC = Clinic(zone="Europe/Warsaw")
AT = datetime.fromisoformat("2026-12-03T14:10+01:00")


def expect(store: Store, at: datetime | None = AT) -> Visit:
    expected = Expected(kind="touch_up", at=at, name="Zoë Żuk", birth_date=date(1971, 3, 9))
    return store.visits.add(expected, NOW, "ana")


def opened(store: Store, token: str, now: datetime = NOW, *, fill: bool = True) -> DraftInHand:
    own = fresh_tab()
    draft = DraftInHand.read(store, token, own)
    if fill:
        fill_in_what_is_known(draft, store, CLINIC, now)
    return draft


def test_visit_name_and_birth_date_stand_there_on_the_clinics_clock(store: Store) -> None:
    draft = opened(store, expect(store).draft_token)
    shown = {name: draft.content[name] for name in ("visit", "answers")}
    assert shown == {
        "visit": {"kind": "touch_up", "day": "2026-12-03", "time": "14:10"},
        "answers": {"full_name": "Zoë Żuk", "birth_date": "1971-03-09"},
    }


@pytest.mark.parametrize("at", [None, NOW - timedelta(hours=1)])
def test_a_visit_without_a_moment_to_come_has_none_in_the_form(store: Store, at: datetime | None) -> None:
    assert opened(store, expect(store, at).draft_token).part("visit") == {"kind": "touch_up"}


def test_looking_keeps_nothing_and_the_first_step_keeps_it(store: Store) -> None:
    visit = expect(store)
    draft = opened(store, visit.draft_token)
    assert (draft.begun, store.drafts.read(visit.draft_token)) == (False, None)
    draft.save(NOW)
    kept = store.drafts.read(visit.draft_token)
    assert kept is not None
    assert kept.content["answers"] == {"full_name": "Zoë Żuk", "birth_date": "1971-03-09"}


def test_what_the_client_put_right_stays_so(store: Store) -> None:
    visit = expect(store)
    draft = opened(store, visit.draft_token)
    draft.answers["full_name"] = "Zoë Anna Żuk"
    del draft.part("visit")["day"]
    draft.save(NOW)
    again = opened(store, visit.draft_token)
    assert again.answers["full_name"] == "Zoë Anna Żuk"
    assert "day" not in again.part("visit")


MOVED = datetime.fromisoformat("2026-12-10T09:30+01:00")


def test_a_visit_that_the_clinic_moved_stands_in_a_form_that_was_begun_beside_what_was_typed(store: Store) -> None:
    visit = expect(store)
    draft = opened(store, visit.draft_token)
    draft.answers["full_name"] = "Zoë Anna Żuk"
    draft.save(NOW)
    store.visits.move(visit.id, MOVED, NOW, "ana", "session")
    again = opened(store, visit.draft_token)
    assert again.part("visit") == {"kind": "session", "day": "2026-12-10", "time": "09:30"}
    assert again.answers["full_name"] == "Zoë Anna Żuk"


def test_what_the_client_puts_right_after_a_move_stays_so(store: Store) -> None:
    visit = expect(store)
    opened(store, visit.draft_token).save(NOW)
    store.visits.move(visit.id, MOVED, NOW, "ana")
    draft = opened(store, visit.draft_token)
    draft.part("visit")["time"] = "11:00"
    draft.save(NOW)
    assert opened(store, visit.draft_token).part("visit")["time"] == "11:00"


def test_only_a_form_that_was_begun_says_that_its_visit_was_moved(store: Store) -> None:
    visit = expect(store)
    told = []
    for at in (AT, MOVED, MOVED):
        store.visits.move(visit.id, at, NOW, "ana")
        draft = opened(store, visit.draft_token, fill=False)
        told.append(fill_in_what_is_known(draft, store, CLINIC, NOW))
        draft.save(NOW)
    assert told == [False, True, False]


def test_a_form_begun_before_anybody_noted_what_the_clinic_had_keeps_its_visit(store: Store) -> None:
    visit = expect(store)
    store.drafts.save(visit.draft_token, {"visit": {"kind": "session"}, "answers": {}}, 0, NOW)
    assert opened(store, visit.draft_token).part("visit") == {"kind": "session"}


def test_who_has_the_form_open_reads_that_the_visit_was_moved_and_finds_the_new_moment(
    store: Store, questionnaire: Questionnaire
) -> None:
    visit = expect(store)
    visitor = Visitor(questionnaire, token=visit.draft_token)
    visitor.press("continue")
    visitor.widget("text_input", "full_name").set_value("Zoë Anna Żuk")
    visitor.press("continue")
    store.visits.move(visit.id, MOVED, NOW, "ana")
    visitor.app.run()
    assert "The clinic has moved your visit." in visitor.said
    kept = store.drafts.read(visit.draft_token)
    assert kept
    assert kept.content["visit"] == {"kind": "touch_up", "day": "2026-12-10", "time": "08:30"}
    assert "Zoë Anna Żuk" in str(kept.content["answers"])
    assert visitor.widget("selectbox", "visit.day").value == "2026-12-10"


def test_a_form_that_was_sent_is_not_filled_in_again(store: Store) -> None:
    visit = expect(store)
    store.records.submit(submission(store, token=visit.draft_token), NOW)
    assert opened(store, visit.draft_token).content == {}


def test_whoever_was_not_invited_finds_an_empty_form(store: Store) -> None:
    expect(store)
    assert opened(store, new_token()).content == {}


@pytest.mark.parametrize(("minutes", "shown"), [(30, True), (31, False)])
def test_a_browser_that_knows_an_invited_draft_shows_its_result_for_half_an_hour(
    store: Store, minutes: int, shown: bool
) -> None:
    visit = expect(store)
    ref = store.records.submit(submission(store, token=visit.draft_token), NOW)
    reached = result_within_reach(store, visit.draft_token, NOW + timedelta(minutes=minutes))
    assert reached == (ref if shown else None)


def test_a_browser_of_somebody_not_invited_shows_its_result_as_long_as_it_has_the_cookie(store: Store) -> None:
    token = new_token()
    ref = store.records.submit(submission(store, token=token), NOW)
    assert result_within_reach(store, token, NOW + timedelta(days=13)) == ref
    assert result_within_reach(store, new_token(), NOW) is None
