"""The kiosk's server side: who sits there sees their own form, and whoever comes after them sees nothing of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
import streamlit as st

from intake.clinic import Clinic, Kiosk
from intake.questionnaire import Questionnaire
from records import Expected, Store, Unavailable, Visit
from rules.content import load_screening
from screens.codes import until
from screens.kiosk.idle import watch
from screens.wiring import Wiring, install
from tests.records.people import person
from tests.records.template import migrated
from tests.screens.desk.desk import Clock
from tests.screens.visitor import Visitor

NAME, BORN = "Jan Novák", date(1988, 3, 27)
TITLE, THANKS, SPEAK = "Before your visit", "Thank you", "Please speak to the desk now"
COVERED = "Are you still there?"
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000", kiosk=Kiosk()), clock))
        yield opened


@pytest.fixture
def questionnaire(store: Store) -> Questionnaire:  # noqa: ARG001 - asked for so that everything is installed
    return load_screening(Clinic()).questionnaire


@pytest.fixture(autouse=True)
def _the_kiosk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page that is opened here is the kiosk's."""
    here = {"smp_kiosk": "1"}
    monkeypatch.setattr(
        st, "context", SimpleNamespace(cookies=here, url="https://intake.example.org/kiosk", ip_address="203.0.113.9")
    )


@pytest.fixture
def sit(questionnaire: Questionnaire) -> Callable[..., Visitor]:
    """Somebody in front of a page of the kiosk that was just loaded."""

    def down(**answers: Any) -> Visitor:
        return Visitor(questionnaire, answers)

    return down


def begin(visitor: Visitor) -> Visitor:
    visitor.press("begin")
    return visitor


def type_code(visitor: Visitor, code: str, born: date = BORN) -> None:
    fields = {"code.typed": code, **{f"code.{part}": str(getattr(born, part)) for part in ("day", "month", "year")}}
    for key, text in fields.items():
        visitor.app.text_input(key=key).set_value(text)
    next(one for one in visitor.app.button if one.label == "Continue my form").click().run()
    assert not visitor.app.exception


def invited(store: Store, clock: Clock) -> tuple[Visit, str]:
    visit = store.visits.add(Expected(kind="first_session", name=NAME, birth_date=BORN), clock(), "ana")
    return visit, code_of(store, visit.draft_token, clock)


def code_of(store: Store, token: str, clock: Clock) -> str:
    code = store.resuming.code(token, until(clock(), UTC), clock())
    assert code
    return code


def token_of(visitor: Visitor) -> str:
    return str(visitor.app.session_state["sitting"].token)


def first_step(visitor: Visitor) -> None:
    visitor.fill()
    visitor.press("continue")


def test_no_number_at_the_kiosk_leads_away_from_it_while_nothing_can_be_saved(
    store: Store, sit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> NoReturn:
        raise Unavailable("the database is away")

    visitor = begin(sit())
    monkeypatch.setattr(type(store.drafts), "save", away)
    first_step(visitor)
    assert "We cannot save right now" in visitor.said
    assert "020 7946 0000" in visitor.said
    assert "tel:" not in visitor.said


def test_a_new_form_begins_empty_and_is_kept_under_a_token_of_its_own(
    store: Store, sit: Callable[..., Visitor]
) -> None:
    first, second = begin(sit()), begin(sit())
    assert token_of(first) != token_of(second)
    first_step(first)
    assert store.drafts.read(token_of(first)) is not None
    assert NAME not in second.said
    assert all(not box.value for box in second.app.text_input)


def test_a_number_is_words_there_because_no_link_leads_away(sit: Callable[..., Visitor]) -> None:
    visitor = begin(sit(medicine_stopped="i_stopped", medicine_stopped_which="warfarin"))
    visitor.walk_to("medicines")
    visitor.fill()
    visitor.press("continue")
    assert "999" in visitor.said
    assert "tel:" not in visitor.said


def test_a_page_that_is_loaded_anew_knows_nothing_of_who_sat_there(sit: Callable[..., Visitor]) -> None:
    first_step(begin(sit()))
    after = sit()
    assert after.heading == TITLE
    assert NAME not in after.said


def test_the_code_of_the_desk_opens_the_form_of_the_visit(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visit, code = invited(store, clock)
    visitor = sit()
    type_code(visitor, code.lower())
    assert token_of(visitor) == visit.draft_token
    assert visitor.widget("text_input", "full_name").value == NAME


@pytest.mark.parametrize("born", [date(1988, 3, 26), date(1990, 1, 1)])
def test_a_wrong_pair_opens_nothing_and_says_so(
    store: Store, clock: Clock, sit: Callable[..., Visitor], born: date
) -> None:
    _, code = invited(store, clock)
    visitor = sit()
    type_code(visitor, code, born)
    assert "do not fit together" in visitor.said
    assert visitor.app.text_input(key="code.typed").value == code
    assert visitor.heading == TITLE


def test_after_the_first_step_the_code_stands_on_each_page_and_brings_the_form_back(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    token = token_of(visitor)
    code = code_of(store, token, clock)
    assert code in visitor.said
    visitor.press("stop")
    assert visitor.heading == TITLE
    again = sit()
    type_code(again, code)
    assert token_of(again) == token


def test_who_goes_on_with_their_phone_leaves_a_code_and_nothing_else(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    assert NAME in repr(visitor.app.session_state)
    code = code_of(store, token_of(visitor), clock)
    visitor.press("to_phone")
    assert code in visitor.said
    assert "https://intake.example.org/resume" in visitor.said
    assert NAME not in visitor.said
    assert NAME not in repr(visitor.app.session_state)
    assert token_of(visitor) == ""


def test_a_form_that_was_gone_on_with_on_a_phone_is_not_shown_here_any_more(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    code = code_of(store, token_of(visitor), clock)
    clock.now += SECOND
    assert store.resuming.resume(code, BORN, "a phone", clock()).outcome == "opened"
    visitor.app.run()
    assert visitor.heading == TITLE


@pytest.mark.parametrize(("after", "there"), [(timedelta(seconds=90), True), (timedelta(seconds=116), False)])
def test_a_sitting_ends_by_the_servers_clock_whatever_the_page_says(
    clock: Clock, sit: Callable[..., Visitor], after: timedelta, there: bool
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    clock.now += after
    visitor.app.run()
    assert (visitor.heading != TITLE) is there


def told(visitor: Visitor, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says something of itself."""
    heard = [what]

    def hear(settings: Kiosk, held: Any, take: Callable[[Any], None]) -> None:
        watch(settings, held, take)
        if heard:
            take(heard.pop())

    with monkeypatch.context() as patch:
        patch.setattr("screens.kiosk.kiosk.watch", hear)
        visitor.app.run()
    assert not visitor.app.exception


def test_a_covered_page_holds_no_answer_and_more_time_brings_it_back(
    clock: Clock, sit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    before = visitor.heading
    told(visitor, "away", monkeypatch)
    assert visitor.heading == COVERED
    assert [one for kind in ("text_input", "radio", "checkbox") for one in visitor.app.get(kind)] == []
    clock.now += 29 * SECOND
    visitor.press("more")
    assert visitor.heading == before


def test_a_covered_page_is_over_half_a_minute_later(
    clock: Clock, sit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = begin(sit())
    first_step(visitor)
    told(visitor, "away", monkeypatch)
    clock.now += 56 * SECOND
    visitor.press("more")
    assert visitor.heading == TITLE


def test_the_end_that_the_page_tells_is_the_end(sit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = begin(sit())
    first_step(visitor)
    told(visitor, "gone", monkeypatch)
    assert visitor.heading == TITLE
    assert visitor.app.session_state["sitting"].left


def test_after_sending_there_is_thanks_and_no_result(store: Store, sit: Callable[..., Visitor]) -> None:
    visitor = begin(sit())
    token = token_of(visitor)
    while visitor.heading not in (THANKS, SPEAK):
        visitor.fill()
        visitor.press("continue")
    assert visitor.heading == THANKS
    assert store.records.latest_of(token) is not None
    assert visitor.app.get("download_button") == []
    assert token_of(visitor) == ""
    visitor.press("done")
    assert visitor.heading == TITLE


def test_who_comes_again_has_given_their_birth_date_with_the_code_and_leaves_nothing_of_before(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    person(store, at=clock() - timedelta(days=9), full_name=NAME, birth_date=str(BORN), contact="novak@example.org")
    _visit, code = invited(store, clock)
    visitor = sit()
    type_code(visitor, code)
    assert visitor.heading == "You"
    assert "novak@example.org" in visitor.said
    visitor.press("stop")
    assert "novak@example.org" not in visitor.said
    assert str(BORN) not in repr(visitor.app.session_state)
    assert "recognised" not in visitor.app.session_state


def test_a_birth_date_that_fits_the_code_alone_opens_nothing_of_before(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    person(store, at=clock() - timedelta(days=9), full_name=NAME, birth_date=str(BORN), contact="novak@example.org")
    visit, _ = invited(store, clock)
    other: Any = {"answers": {"birth_date": "1988-03-26"}, "before": {"ref": "", "sent": False}}
    store.drafts.save(visit.draft_token, other, 0, clock())
    visitor = sit()
    type_code(visitor, code_of(store, visit.draft_token, clock), date(1988, 3, 26))
    assert visitor.heading == "Good to see you again"
    assert "novak@example.org" not in visitor.said
    assert [entry.action for entry in store.audit.about(f"visit:{visit.id}")].count("earlier.refused") == 1


def sent_for(store: Store, clock: Clock, hours: float = 30) -> tuple[Visit, str]:
    """A visit in so many hours, whose form was sent nine days ago, and the code that the desk gives for it."""
    at = clock() + timedelta(hours=hours)
    expected = Expected(kind="first_session", at=at, name=NAME, birth_date=BORN)
    visit = store.visits.add(expected, clock(), "ana")
    told = {"kind": visit.kind, "at": at.isoformat()}
    known: Any = {"full_name": NAME, "signature": NAME, "contact": "novak@example.org"}
    person(
        store, told, clock() - timedelta(days=9), token=visit.draft_token, birth_date=str(BORN), two_days=None, **known
    )
    made = store.resuming.code(visit.draft_token, until(clock(), UTC), clock(), "ana", lambda _: True)
    assert made
    return visit, made


def test_a_form_that_was_sent_and_asks_again_is_one_page_at_the_kiosk_and_ends_without_a_result(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visit, code = sent_for(store, clock)
    first = store.records.latest_of(visit.draft_token)
    visitor = sit()
    type_code(visitor, code)
    assert visitor.heading == TITLE
    assert "novak@example.org" in visitor.said
    visitor.widget("checkbox", "changed.none below").check().run()
    visitor.fill()
    visitor.press("continue")
    assert visitor.heading == THANKS
    assert store.records.latest_of(visit.draft_token) != first
    assert "novak@example.org" not in visitor.said + repr(visitor.app.session_state)
    assert visitor.app.get("download_button") == []


@pytest.mark.parametrize(("hours", "born"), [(30, date(1988, 3, 26)), (100, BORN)], ids=["another day", "not near"])
def test_a_form_that_was_sent_opens_neither_with_another_birth_date_nor_before_it_asks_again(
    store: Store, clock: Clock, sit: Callable[..., Visitor], hours: float, born: date
) -> None:
    _visit, code = sent_for(store, clock, hours)
    visitor = sit()
    type_code(visitor, code, born)
    assert "do not fit together" in visitor.said
    assert "novak@example.org" not in visitor.said


def test_a_form_that_was_sent_and_asks_nothing_is_not_begun_again(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    visit, _ = sent_for(store, clock, hours=100)
    visitor = sit()
    visitor.app.session_state["sitting"].token = visit.draft_token
    visitor.app.run()
    assert visitor.heading == TITLE
    assert token_of(visitor) == ""


def test_a_new_form_at_the_kiosk_never_starts_from_anything(
    store: Store, clock: Clock, sit: Callable[..., Visitor]
) -> None:
    person(store, at=clock() - timedelta(days=9), full_name=NAME, birth_date=str(BORN))
    visitor = begin(sit())
    first_step(visitor)
    assert visitor.heading == "The look you want"
    assert "you said" not in visitor.said
