"""A link opens the form until it was sent, then the state behind the birth date; reading it spends nothing."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from records import Expected, Standing, Store, Visit
from records.invitations import LIFE, PROOF_LIFE
from tests.records.examples import ANSWERS, NAME, NOW, submission

BIRTH_DATE, WRONG, HERE = date(1990, 2, 28), date(1990, 2, 27), "203.0.113.9"
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
OVER = Standing("over")


def expect(store: Store, at: datetime | None = NOW + 10 * DAY) -> Visit:
    expected = Expected(kind="first_session", at=at, name=NAME, birth_date=BIRTH_DATE)
    return store.visits.add(expected, NOW, "ana")


def send(store: Store, visit: Visit, moment: datetime = NOW) -> None:
    store.records.submit(submission(store, id=secrets.token_hex(8), token=visit.draft_token), moment)


@pytest.fixture
def visit(store: Store) -> Visit:
    return expect(store)


@pytest.fixture
def token(store: Store, visit: Visit) -> str:
    return store.invitations.make(visit.id, NOW, "ana")


@pytest.fixture
def sent(store: Store, visit: Visit, token: str) -> str:
    """The token of a visit whose form was sent."""
    send(store, visit)
    return token


def everything(raw: Engine) -> list[object]:
    """All rows of the database."""
    tables = ("visits", "invitations", "drafts", "records", "attempts", "audit")
    with raw.connect() as connection:
        return [row for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]


def test_a_link_opens_the_form_of_its_visit(store: Store, visit: Visit, token: str) -> None:
    assert len(token) == 43
    assert store.invitations.visit_of(token, NOW) == Standing("form", visit)


def test_reading_a_link_changes_nothing_at_all(store: Store, raw: Engine, visit: Visit, token: str) -> None:
    before = everything(raw)
    for each in (token, "x" * 43, "short"):
        for moment in (NOW, NOW + 40 * DAY):
            store.invitations.visit_of(each, moment)
            store.invitations.proven(each, "1.x", moment)
    assert everything(raw) == before
    assert store.invitations.open(token, NOW) == visit


def test_another_link_kills_none_before_it(store: Store, visit: Visit, token: str) -> None:
    again = store.invitations.make(visit.id, NOW + DAY, "ana")
    assert again != token
    for each in (token, again, token):
        assert store.invitations.open(each, NOW + DAY) == visit


@pytest.mark.parametrize(("after", "state"), [(LIFE, "form"), (LIFE + SECOND, "over")])
def test_a_form_opens_for_30_days_to_the_second(store: Store, token: str, after: timedelta, state: str) -> None:
    assert store.invitations.visit_of(token, NOW + after).state == state
    assert bool(store.invitations.open(token, NOW + after)) == (state == "form")


def test_a_newer_link_lives_its_own_30_days(store: Store, visit: Visit, token: str) -> None:
    again = store.invitations.make(visit.id, NOW + 20 * DAY, "ana")
    assert store.invitations.visit_of(token, NOW + 31 * DAY) == OVER
    assert store.invitations.visit_of(again, NOW + 31 * DAY) == Standing("form", visit)


@pytest.mark.parametrize(("at", "ends"), [(NOW + 10 * DAY, NOW + 40 * DAY), (None, NOW + 33 * DAY)])
def test_a_state_opens_until_30_days_after_the_visit_or_the_sending(
    store: Store, at: datetime | None, ends: datetime
) -> None:
    visit = expect(store, at)
    token = store.invitations.make(visit.id, NOW, "ana")
    send(store, visit, NOW + 3 * DAY)
    assert store.invitations.visit_of(token, ends) == Standing("sent", visit)
    assert store.invitations.visit_of(token, ends + SECOND) == OVER


def test_a_visit_that_moves_takes_the_end_of_its_links_along(store: Store, visit: Visit, sent: str) -> None:
    store.visits.move(visit.id, NOW + 60 * DAY, NOW, "ana")
    assert store.invitations.visit_of(sent, NOW + 90 * DAY).state == "sent"


def test_a_link_that_never_was_stands_as_one_that_is_over(store: Store, sent: str) -> None:
    late = NOW + 90 * DAY
    assert {store.invitations.visit_of(each, late) for each in (sent, "x" * 43, "", "a/b", "ż" * 43)} == {OVER}
    assert {store.invitations.prove(each, BIRTH_DATE, each, late) for each in (sent, "x" * 43)} == {
        ("over", DAY * 0, "")
    }


def test_an_edited_token_opens_nothing(store: Store, token: str) -> None:
    for place in range(43):
        edited = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        # The text of a token counts, not the bits that it stands for: the last sign has two to spare.
        assert store.invitations.visit_of(edited, NOW) == OVER


def test_a_form_that_was_sent_is_not_opened_again(store: Store, sent: str) -> None:
    assert store.invitations.open(sent, NOW) is None


def test_the_first_opening_is_noted_and_every_one_is_on_the_trail(
    store: Store, raw: Engine, visit: Visit, token: str
) -> None:
    for hours in (1, 2):
        store.invitations.open(token, NOW + timedelta(hours=hours))
    told = [(one.actor, one.action) for one in store.audit.about(f"visit:{visit.id}")][1:]
    assert told == [("ana", "invitation.made"), ("client", "invitation.opened"), ("client", "invitation.opened")]
    with raw.connect() as connection:
        (opened,) = connection.execute(text("SELECT opened_at FROM invitations")).scalars()
    assert "11:00" in str(opened)


def test_the_birth_date_opens_the_state_for_half_an_hour(store: Store, visit: Visit, sent: str) -> None:
    answer = store.invitations.prove(sent, BIRTH_DATE, HERE, NOW)
    assert (answer.outcome, answer.wait) == ("proven", timedelta())
    assert store.invitations.proven(sent, answer.proof, NOW + PROOF_LIFE) == visit
    assert store.invitations.proven(sent, answer.proof, NOW + PROOF_LIFE + SECOND) is None


def test_the_birth_date_is_the_one_that_the_client_gave(store: Store) -> None:
    misheard = Expected(kind="consultation", name=NAME, birth_date=WRONG)
    visit = store.visits.add(misheard, NOW, "ana")
    token = store.invitations.make(visit.id, NOW, "ana")
    send(store, visit)
    assert store.invitations.prove(token, BIRTH_DATE, HERE, NOW).outcome == "proven"
    assert store.invitations.prove(token, WRONG, HERE, NOW).outcome == "wrong"


def test_before_it_was_sent_no_birth_date_opens_a_state(store: Store, token: str) -> None:
    assert store.invitations.prove(token, BIRTH_DATE, HERE, NOW).outcome == "over"


FORGERIES: dict[str, Callable[[str], str]] = {
    "nothing": lambda _: "",
    "no seal": lambda proof: proof.partition(".")[0],
    "a later end": lambda proof: f"{int(proof.partition('.')[0]) + 3600}.{proof.partition('.')[2]}",
    "another seal": lambda proof: proof[:-1] + ("0" if proof[-1] != "0" else "1"),
    "other digits": lambda proof: "²" + proof,
    "no number": lambda proof: "x" + proof,
    "a number without end": lambda proof: "9" * 400 + proof,
    "other letters": lambda proof: proof + "ż",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_proof_proves_nothing(store: Store, sent: str, forgery: str) -> None:
    proof = store.invitations.prove(sent, BIRTH_DATE, HERE, NOW).proof
    assert store.invitations.proven(sent, FORGERIES[forgery](proof), NOW) is None


def test_the_proof_of_one_link_proves_nothing_about_another(store: Store, visit: Visit, sent: str) -> None:
    proof = store.invitations.prove(sent, BIRTH_DATE, HERE, NOW).proof
    sisters = store.invitations.make(visit.id, NOW, "ana")
    other = expect(store)
    others = store.invitations.make(other.id, NOW, "ana")
    send(store, other)
    assert store.invitations.proven(sisters, proof, NOW) is None
    assert store.invitations.proven(others, proof, NOW) is None


def test_a_proof_is_worth_nothing_once_the_link_is_over(store: Store, visit: Visit, sent: str) -> None:
    late = NOW + 10 * DAY + LIFE
    proof = store.invitations.prove(sent, BIRTH_DATE, HERE, late).proof
    assert store.invitations.proven(sent, proof, late) == visit
    assert store.invitations.proven(sent, proof, late + SECOND) is None


def test_guesses_at_a_birth_date_get_slower_and_the_right_one_waits_too(store: Store, sent: str) -> None:
    for address in ("a", "b"):
        assert store.invitations.prove(sent, WRONG, address, NOW) == ("wrong", timedelta(), "")
    assert store.invitations.prove(sent, WRONG, "c", NOW) == ("wrong", SECOND, "")
    assert store.invitations.prove(sent, BIRTH_DATE, "d", NOW) == ("wait", SECOND, "")
    assert store.invitations.prove(sent, WRONG, "e", NOW + SECOND) == ("wrong", 2 * SECOND, "")
    assert store.invitations.prove(sent, BIRTH_DATE, "f", NOW + 3 * SECOND).outcome == "proven"


def test_a_wait_is_not_prolonged_by_asking_again(store: Store, sent: str) -> None:
    for _ in range(5):
        store.invitations.prove(sent, WRONG, secrets.token_hex(4), NOW)
    waits = {store.invitations.prove(sent, BIRTH_DATE, "z", NOW).wait for _ in range(5)}
    assert waits == {SECOND}


def test_many_guesses_in_the_same_moment_are_no_way_around_the_wait(store: Store, sent: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda each: store.invitations.prove(sent, WRONG, f"a{each}", NOW).outcome, range(24)))
    assert told.count("wrong") == 3
    assert told.count("wait") == 21


def test_guessing_tokens_from_one_address_gets_slower(store: Store, sent: str) -> None:
    for _ in range(3):
        assert store.invitations.prove(secrets.token_urlsafe(32), BIRTH_DATE, HERE, NOW).outcome == "over"
    assert store.invitations.prove(sent, BIRTH_DATE, HERE, NOW) == ("wait", SECOND, "")
    assert store.invitations.prove(sent, BIRTH_DATE, "elsewhere", NOW).outcome == "proven"


def test_both_the_right_and_the_wrong_date_are_on_the_trail(store: Store, visit: Visit, sent: str) -> None:
    store.invitations.prove(sent, WRONG, HERE, NOW)
    store.invitations.prove(sent, BIRTH_DATE, HERE, NOW)
    told = [(one.actor, one.action) for one in store.audit.about(f"visit:{visit.id}")][-2:]
    assert told == [("client", "invitation.refused"), ("client", "invitation.proved")]


def test_no_token_and_no_birth_date_is_kept_in_the_clear_or_logged(
    store: Store, raw: Engine, visit: Visit, sent: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    store.invitations.prove(sent, WRONG, HERE, NOW)
    proof = store.invitations.prove(sent, BIRTH_DATE, HERE, NOW).proof
    again = store.invitations.make(visit.id, NOW, "ana")
    store.invitations.open(again, NOW)
    told = "".join(map(str, everything(raw))) + caplog.text + "".join(str(one.__dict__) for one in caplog.records)
    secret = (sent, again, proof, visit.draft_token, "1990-02", HERE, NAME)
    assert [one for one in secret if one in told] == []


def test_the_right_date_starts_anew(store: Store, sent: str) -> None:
    for _ in range(2):
        store.invitations.prove(sent, WRONG, secrets.token_hex(4), NOW)
    store.invitations.prove(sent, BIRTH_DATE, HERE, NOW)
    told = [store.invitations.prove(sent, WRONG, secrets.token_hex(4), NOW).wait for _ in range(3)]
    assert told == [timedelta(), timedelta(), SECOND]


def test_how_far_a_form_is_says_nothing_of_what_stands_in_it(store: Store) -> None:
    visit = expect(store)
    told = [store.invitations.progress(visit)]
    token = store.invitations.make(visit.id, NOW, "ana")
    told.append(store.invitations.progress(visit))
    store.invitations.open(token, NOW)
    told.append(store.invitations.progress(visit))
    store.drafts.save(visit.draft_token, ANSWERS, 0, NOW)
    told.append(store.invitations.progress(visit))
    store.records.submit(submission(store, token=visit.draft_token), NOW)
    told.append(store.invitations.progress(visit))
    assert told == ["not_sent", "sent", "opened", "begun", "in"]
