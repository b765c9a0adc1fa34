"""A specialist decides and signs: nothing urgent or grave is passed over, nothing that was typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from records import LetterNote, Moved, Ref, Remark, Review, Store
from reports.charting import chart
from reports.kept import reopened
from reports.signing import sign
from tests.screens.colleague import hire, sent
from tests.screens.desk.at_record import AtRecord
from tests.screens.desk.desk import CLIENT, MINUTE, PIN, Clock, Sit, actions

SESSION = {"kind": "first_session", "at": "2026-12-14T10:00"}
APIXABAN = {"name": "Apixaban", "item": "apixaban", "advised": "regular", "still": "yes"}
RULE = "bt-prescribed-anticoagulant"
REASON = "The letter came by phone: steady for two years."


@pytest.fixture
def taker(store: Store) -> Ref:
    """Somebody who takes apixaban."""
    return sent(store, CLIENT, visit=SESSION, medicines_any="yes", medicines=[APIXABAN])


@pytest.fixture
def healthy(store: Store) -> Ref:
    return sent(store, CLIENT, visit=SESSION)


@pytest.fixture
def stopper(store: Store) -> Ref:
    """Somebody who stopped it by themselves, which is urgent."""
    stopped = {**APIXABAN, "still": "no", "ended_by": "self", "last_taken": "2026-11-20"}
    return sent(store, CLIENT, visit=SESSION, medicines_any="yes", medicines=[stopped])


def signed(store: Store, ref: Ref) -> list[str]:
    return [one.review.decision for one in store.reviews.of(ref)]


def test_a_decision_is_signed_in_the_name_of_the_account(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio("decision", "with_care")
    assert "You sign: start with care" in at.said
    assert f"For {CLIENT}, born" in at.said
    at.sign()
    (one,) = store.reviews.of(healthy)
    assert (one.review.by, one.review.role, one.review.decision) == ("Ana", "Specialist", "with_care")
    assert "Signed." in at.said
    assert actions(store, at.account)[-1] == "record.signed"
    assert not at.has("decision")


def test_the_report_as_it_was_signed_stands_among_the_papers(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio("decision", "no")
    at.sign()
    assert "Sign-off as signed. Ana, Specialist" in at.said


@pytest.mark.parametrize("decision", ["start", "with_care"])
def test_going_on_against_something_grave_is_refused_in_its_words_and_nothing_is_lost(
    store: Store, sit: Sit, taker: Ref, decision: str
) -> None:
    at = AtRecord.ana(store, sit, taker)
    assert at.chosen(f"{RULE}.choice") is None
    at.radio("decision", decision)
    at.write("decide.0.note", "Spoke to her for long.")
    at.sign()
    assert "You told us you take Apixaban" in at.refused
    assert "Override it with a reason" in at.refused
    assert signed(store, taker) == []
    assert (at.chosen("decision"), at.holds("decide.0.note")) == (decision, "Spoke to her for long.")


def test_an_override_needs_its_reason_and_then_it_is_signed(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "with_care")
    at.radio(f"{RULE}.choice", "override")
    at.sign()
    assert "Say why you do not follow it" in at.refused
    at.write(f"{RULE}.reason", REASON)
    at.sign()
    (one,) = store.reviews.of(taker)
    assert [(each.rule, each.reason) for each in one.review.overrides] == [(RULE, REASON)]
    assert REASON in at.said


def test_to_follow_what_was_found_no_reason_is_asked(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "letter")
    at.sign()
    assert signed(store, taker) == ["letter"]


@pytest.mark.parametrize("decision", ["start", "letter", "refer", "no"])
def test_what_is_urgent_is_answered_whatever_is_decided(store: Store, sit: Sit, stopper: Ref, decision: str) -> None:
    at = AtRecord.ana(store, sit, stopper)
    at.radio("decision", decision)
    at.sign()
    assert "Say below it what was done about it" in at.refused
    assert signed(store, stopper) == []


def test_what_was_done_about_something_urgent_is_signed_with_it(store: Store, sit: Sit, stopper: Ref) -> None:
    at = AtRecord.ana(store, sit, stopper)
    urgent = reopened(store.records.read(stopper), store).assessment.urgent[0].rule
    at.radio("decision", "no")
    at.write(f"{urgent}.reason", "Phoned her doctor together.")
    at.sign()
    (one,) = store.reviews.of(stopper)
    assert (urgent, "Phoned her doctor together.") in [(each.rule, each.reason) for each in one.review.overrides]


def test_what_was_typed_survives_a_note_and_another_page(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "with_care")
    at.radio(f"{RULE}.choice", "override")
    at.write(f"{RULE}.reason", REASON)
    at.choose("document", "passport")
    at.press("id_note")
    assert "ID seen: passport" in str([one.label for one in at.colleague.app.expander])
    at.colleague.open("visits")
    at.colleague.open("record")
    assert (at.chosen("decision"), at.holds(f"{RULE}.reason")) == ("with_care", REASON)


def test_who_has_a_pin_signs_with_it_and_a_wrong_one_signs_nothing(store: Store, sit: Sit, healthy: Ref) -> None:
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, datetime.now(UTC), account.id)
    at = AtRecord(sit, account, healthy)
    at.radio("decision", "refer")
    for _ in range(4):
        at.sign("111222")
    assert "Too many attempts" in at.refused
    at = AtRecord(sit, account, healthy)
    assert signed(store, healthy) == []


def test_after_a_wrong_pin_the_right_one_signs(store: Store, sit: Sit, healthy: Ref) -> None:
    account = hire(store, "ana", "specialist")
    store.accounts.set_pin(account.id, PIN, datetime.now(UTC), account.id)
    at = AtRecord(sit, account, healthy)
    at.radio("decision", "refer")
    at.sign("111222")
    assert "This is not your PIN. Nothing was signed." in at.refused
    at.sign(PIN)
    assert signed(store, healthy) == ["refer"]


def test_whom_a_provider_signs_in_ticks_that_it_is_them(store: Store, sit: Sit, healthy: Ref) -> None:
    account = hire(store, "ana", "specialist", password=None, issuer="https://login.example.org")
    at = AtRecord(sit, account, healthy)
    at.radio("decision", "refer")
    at.press("Sign")
    assert "Tick that you are Ana" in at.refused
    next(one for one in at.colleague.app.checkbox if str(one.key).endswith("i_am")).set_value(True)
    at.press("Sign")
    assert signed(store, healthy) == ["refer"]


def test_nothing_is_signed_before_a_decision(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.sign()
    assert "Choose what you decide." in at.refused


def test_an_amendment_says_why_and_keeps_what_was_signed(store: Store, sit: Sit, healthy: Ref, clock: Clock) -> None:
    at = AtRecord.ana(store, sit, healthy)
    at.radio("decision", "no")
    at.sign()
    clock.now += MINUTE
    at.press("amend")
    at.radio("decision", "with_care")
    at.sign()
    assert "Say why you amend" in at.refused
    at.write("decide.1.reason", "She brought the report of her doctor.")
    at.sign()
    assert signed(store, healthy) == ["no", "with_care"]
    assert "Amendment 1" in at.said
    assert "She brought the report" in at.said
    assert len(store.reviews.papers(healthy)) == 2
    assert "Amendment 1 as signed" in at.said


def test_two_who_sign_at_once_the_second_is_told_and_loses_nothing(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "letter")
    at.write("decide.0.note", "Asked her for it.")
    at.write("secret", "x")
    review = Review(by="Bo Lind", role="Owner", decision="no")
    sign(store.records.read(taker), store, review, datetime(2026, 11, 23, 10, 1, tzinfo=UTC), "en")
    at.press("Sign")
    assert "Bo Lind" in at.said
    assert not at.has("decision")
    at.press("seen")
    at.press("amend")
    assert (at.chosen("decision"), at.holds("decide.0.note")) == ("letter", "Asked her for it.")


def move_to(at: AtRecord) -> datetime:
    app = at.colleague.app
    day = next(one for one in app.selectbox if str(one.key).endswith("move.day")).value
    time = next(one for one in app.selectbox if str(one.key).endswith("move.time")).value
    return datetime.fromisoformat(f"{day}T{time}")


def test_a_visit_is_moved_to_the_earliest_moment_that_can_be_offered(store: Store, sit: Sit, taker: Ref) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "move")
    expected = reopened(store.records.read(taker), store).assessment.expected
    assert expected
    offered, told = move_to(at), datetime.fromisoformat(expected).replace(tzinfo=None)
    assert told <= offered < told + timedelta(hours=10)
    at.sign()
    (one,) = store.reviews.of(taker)
    assert one.review.move_to and one.review.move_to.replace(tzinfo=None) == offered


def test_earlier_than_the_rules_wait_for_needs_a_note(store: Store, sit: Sit) -> None:
    ibuprofen = {"name": "Ibuprofen", "item": "ibuprofen", "advised": "own", "still": "no", "last_taken": "2026-11-23"}
    ref = sent(store, CLIENT, visit={**SESSION, "at": "2026-11-24T10:00"}, medicines_any="yes", medicines=[ibuprofen])
    assert reopened(store.records.read(ref), store).assessment.not_before
    at = AtRecord.ana(store, sit, ref)
    at.radio("decision", "move")
    at.choose("decide.0.move.day", "2026-11-24")
    at.sign()
    assert "before the moment that the rules wait for" in at.refused
    at.write("decide.0.note", "She took one half only.")
    at.sign()
    assert signed(store, ref) == ["move"]


@pytest.mark.parametrize(
    ("note", "outdated"),
    [
        (Moved(kind="session", at=None), True),
        (LetterNote(sender="prescriber", rules=(RULE,), step="asked"), True),
        (Remark(words="nervous"), False),
    ],
)
def test_what_is_noted_after_the_signature_asks_for_another_one(
    store: Store, sit: Sit, taker: Ref, clock: Clock, note: Moved | LetterNote | Remark, outdated: bool
) -> None:
    at = AtRecord.ana(store, sit, taker)
    at.radio("decision", "letter")
    at.sign()
    clock.now += MINUTE
    record = store.records.read(taker)
    chart(record, store, note, at.account, "Specialist", reopened(record, store).seen, clock.now)
    at.colleague.run()
    at.press("seen")
    assert ("Changed since it was signed" in at.said) == outdated


def test_what_is_missing_is_named_and_stands_in_nobodys_way(store: Store, sit: Sit, healthy: Ref) -> None:
    at = AtRecord.ana(store, sit, healthy)
    assert "The ID was not looked at." in at.said
    assert "The client was not asked to agree to the procedure." in at.said
    assert "The patch test was not read." not in at.said
    at.radio("decision", "with_care")
    at.sign()
    assert signed(store, healthy) == ["with_care"]
