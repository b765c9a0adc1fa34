"""The front desk sees who is expected and how far their form is, sends it, and never sees what stands in it."""

from datetime import date, timedelta
from typing import Any

import pytest
import streamlit as st

from records import Account, Expected, Store, Visit
from records.audit import CLIENT, COMMAND
from screens.desk.pages import PAGES
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CONTACT, DOOR, Clock, Sit, actions
from tests.screens.visitor import Visitor

NAME, BORN = "Zebedee Quillfeather", date(1988, 3, 27)
ANSWERS = (CONTACT, "sunburn", "soft", "shaved", "scalp_oil")
"""What a planted record holds and no page of the front desk may."""


@pytest.fixture
def mia(store: Store) -> Account:
    return hire(store, "mia", "front_desk")


@pytest.fixture
def front(sit: Sit, mia: Account) -> Colleague:
    return sit(mia)


def expect(store: Store, name: str = NAME, hours: float | None = 3, **told: Any) -> Visit:
    """Somebody expected in so many hours; None: without a moment."""
    at = None if hours is None else NOW + timedelta(hours=hours)
    expected = Expected(kind="first_session", at=at, name=name, birth_date=BORN, **told)
    return store.visits.add(expected, NOW, COMMAND)


def open_(front: Colleague, visit: Visit) -> None:
    front.app.session_state["visit"] = visit.id
    front.open("visit")


def shown(front: Colleague) -> str:
    """All that the page holds, its addresses and copied texts too."""
    links = [element.proto.url for element in front.app.get("link_button")]
    return "\n".join([front.said, *links, *(one.value for one in front.app.code)])


def test_visits_stand_under_the_day_they_are_on(store: Store, front: Colleague) -> None:
    for name, hours in (("Ana", 3), ("Ben", 27), ("Cleo", 200), ("Dora", None)):
        expect(store, name, hours)
    front.open("visits")
    order = ("Today", "Ana", "Tomorrow", "Ben", "Later", "Cleo", "No day yet", "Dora")
    places = [front.said.index(f">{word}<") for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [("ana", None, {"Ana Ruiz", "Ana Roth"}), ("", "2026-11-24", {"Ana Roth"}), ("ana", "2026-11-23", {"Ana Ruiz"}),
     ("nobody", None, set())],
)  # fmt: skip
def test_a_visit_is_found_by_name_and_by_day(
    store: Store, front: Colleague, name: str, day: str | None, found: set[str]
) -> None:
    people = {"Ana Ruiz": 3, "Ana Roth": 27, "Ben Hall": 3.5}
    for person, hours in people.items():
        expect(store, person, hours)
    front.open("visits")
    front.type(**{"visits.name": name})
    if day:
        front.choose("visits.day", day)
    front.run()
    assert {person for person in people if f">{person}<" in front.said} == found


def test_a_long_list_is_drawn_in_parts(store: Store, front: Colleague) -> None:
    for number in range(35):
        expect(store, f"Person {number}")
    front.open("visits")
    assert len([one for one in front.app.button if str(one.key).startswith("open.")]) == 30
    front.press("visits.further")
    assert len([one for one in front.app.button if str(one.key).startswith("open.")]) == 35


def test_whoever_is_expected_gets_a_link_at_once_and_is_not_expected_twice(store: Store, front: Colleague) -> None:
    for _ in range(2):
        front.open("expect")
        front.type(**{"visit.name": NAME, "visit.day": "27", "visit.month": "3", "visit.year": "1988"})
        front.type(**{"visit.phone": "020 7946 0000"})
        front.press("Add and make a link")
        assert front.heading == NAME
        assert "sms:+442079460000" in shown(front)
    (visit,) = store.visits.undated(NOW)
    assert (visit.name, visit.birth_date, visit.phone) == (NAME, BORN, "020 7946 0000")
    assert store.invitations.progress(visit) == "sent"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"visit.phone": "ask her"}, "This is no phone number."),
        ({"visit.email": "ana"}, "This is no email address."),
        ({"visit.month": "13"}, "Please look again"),
        ({"visit.year": "2030"}, "Please look again"),
        ({"visit.name": " "}, "Please look again"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_stays_typed(
    store: Store, front: Colleague, typed: dict[str, str], said: str
) -> None:
    front.open("expect")
    front.type(**({"visit.name": NAME, "visit.day": "27", "visit.month": "3", "visit.year": "1988"} | typed))
    front.press("Add and make a link")
    assert said in front.said
    assert next(iter(typed.values())) in front.said
    assert store.visits.undated(NOW) == ()


def test_a_link_is_shown_until_its_page_is_left_and_never_again(store: Store, front: Colleague) -> None:
    visit = expect(store, email="ana@example.org")
    open_(front, visit)
    front.press("link")
    front.run()
    link = front.app.code[0].value.partition("/i/")[2]
    assert len(link) == 43
    assert store.invitations.visit_of(link, NOW).visit == visit
    assert "mailto:ana@example.org?subject=" in shown(front)
    front.open("visits")
    open_(front, visit)
    assert link not in shown(front)
    assert front.app.get("link_button") == front.app.get("code") == []


def test_what_is_sent_names_the_clinic_and_nothing_of_health(store: Store, front: Colleague) -> None:
    visit = expect(store)
    open_(front, visit)
    front.press("link")
    text = front.app.code[0].value
    assert text.startswith("Hello, this is Scalp Clinic.")
    assert not [word for word in (NAME, "scalp micro", "health", "1988", "treatment") if word in text]
    assert "whatsapp://send?text=Hello" in shown(front)
    assert "so you choose who gets it" in front.said


def test_no_page_of_the_front_desk_holds_an_answer(store: Store, front: Colleague) -> None:
    visit, twin = expect(store), expect(store, hours=5)
    sent(store, NAME, visit.draft_token, contact=CONTACT, skin_now=["sunburn"])
    store.drafts.save(twin.draft_token, {"answers": {"contact": CONTACT, "skin_now": ["sunburn"]}}, 0, NOW)
    for one in (visit, twin):
        front.app.session_state["visit"] = one.id
        front.app.session_state["pair"] = (visit.id, twin.id)
        for address in PAGES["owner"]:
            front.open(address)
            assert not [told for told in ANSWERS if told in shown(front).lower()], address
    open_(front, visit)
    assert "no answer of it is shown here" in front.said


def test_the_states_are_those_of_the_form_and_then_of_the_record(store: Store, front: Colleague) -> None:
    unsent, begun, come = expect(store, "Ana"), expect(store, "Ben"), expect(store, "Cleo")
    store.drafts.save(begun.draft_token, {"answers": {}}, 0, NOW)
    sent(store, "Cleo", come.draft_token, medicines_any={"state": "not_sure"})
    for visit, word in ((unsent, "Not sent"), (begun, "Half done"), (come, "Call before the visit")):
        open_(front, visit)
        assert f">{word}<" in front.said


def test_starting_on_this_device_signs_out_first(store: Store, front: Colleague, mia: Account) -> None:
    visit = expect(store)
    open_(front, visit)
    front.press("device")
    assert front.heading == "Opening the form"
    assert NAME not in shown(front)
    assert actions(store, mia)[-3:] == ["form.handed_over", "invitation.made", "session.ended"]
    for address in PAGES["owner"]:
        assert front.open(address) == DOOR


@pytest.fixture
def form(store: Store, front: Colleague, monkeypatch: pytest.MonkeyPatch) -> Visitor:  # noqa: ARG001
    """A tab with the form of a visit, in the browser in which somebody of the front desk is signed in."""
    from rules.content import load_screening
    from screens.wiring import installed

    visit = expect(store)
    visitor = Visitor(load_screening(installed().clinic).questionnaire, {"full_name": NAME}, visit.draft_token)
    visitor.app.run()
    return visitor


def test_what_is_entered_for_a_client_is_sent_in_ones_name_and_not_shown_again(
    store: Store, form: Visitor, mia: Account
) -> None:
    form.walk()
    assert form.heading == "The form is sent"
    (ref,) = store.records.refs()
    assert f"Reference: {ref}" in form.said
    assert not [told for told in ("jan@example.org", "all set", "Good to know") if told in form.said]
    submitted = next(one for one in store.audit.entries() if one.action == "record.submitted")
    assert submitted.actor == mia.id
    assert form.app.get("download_button") == []


def test_who_types_a_form_for_a_client_finds_nothing_of_what_they_told_before(store: Store, form: Visitor) -> None:
    (visit,) = store.visits.find(NAME)
    sent(store, NAME, birth_date=visit.birth_date.isoformat(), contact=CONTACT)
    form.app.run()
    form.press("continue")
    assert form.heading == "You"
    assert form.widget("text_input", "birth_date.year").value == str(visit.birth_date.year)
    assert CONTACT not in form.said


def test_a_form_that_the_client_has_begun_is_closed_to_the_desk(store: Store, form: Visitor) -> None:
    (visit,) = store.visits.find(NAME)
    told = {"answers": {"full_name": NAME, "contact": CONTACT}, "visit": {"kind": "first_session"}}
    store.drafts.save(visit.draft_token, told, 0, NOW)  # type: ignore[arg-type]
    form.app.run()
    assert form.heading.startswith("This form is the client")
    assert CONTACT not in form.said
    assert store.drafts.read(visit.draft_token).content == told  # type: ignore[union-attr]


def test_a_form_that_one_has_begun_is_ones_own_until_the_client_looks_at_it(
    store: Store, form: Visitor, front: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    (visit,) = store.visits.find(NAME)
    form.press("continue")
    form.fill()
    form.press("continue")
    assert form.heading == "The look you want"
    open_(front, visit)
    assert any(str(one.key) == "enter" for one in front.app.button)

    monkeypatch.setattr(type(st.context), "cookies", {})
    client = Visitor(form.questionnaire, {"full_name": NAME}, visit.draft_token)
    client.press("continue")
    assert client.heading == "The look you want"
    front.run()
    assert "The client has begun the form elsewhere" in front.said
    assert not any(str(one.key) == "enter" for one in front.app.button)
    form.app.run()
    assert form.heading.startswith("This form is the client")


def test_entering_for_a_client_is_on_the_trail(store: Store, front: Colleague, mia: Account) -> None:
    visit = expect(store)
    open_(front, visit)
    front.press("enter")
    (link,) = [element.proto.url for element in front.app.get("link_button")]
    assert store.invitations.visit_of(link.partition("/i/")[2], NOW).visit == visit
    assert actions(store, mia)[-2:] == ["form.opened_for", "invitation.made"]


def test_one_person_entered_twice_is_offered_and_put_together(store: Store, front: Colleague) -> None:
    first = expect(store)
    second = expect(store, "QUILLFEATHER, Zebedee", None, phone="020 7946 0000")
    front.open("visits")
    assert "seems to be entered twice" in front.said
    front.press("Compare")
    assert front.said.count("27 Mar 1988") == 2
    front.press(f"keep.{first.id}")
    assert front.heading == NAME
    assert store.visits.find("quillfeather") == (first.model_copy(update={"phone": "020 7946 0000"}),)
    assert second.id != first.id


def test_two_visits_of_one_person_are_no_double(store: Store, front: Colleague) -> None:
    expect(store)
    expected = Expected(kind="consultation", at=NOW + timedelta(days=9), name=NAME, birth_date=BORN)
    store.visits.add(expected, NOW, COMMAND)
    expect(store, "Another Quillfeather")
    front.open("visits")
    assert "entered twice" not in front.said


def test_two_forms_are_not_put_together(store: Store, front: Colleague) -> None:
    first, second = expect(store), expect(store, hours=None)
    for one in (first, second):
        store.drafts.save(one.draft_token, {"answers": {}}, 0, NOW)
    front.app.session_state["pair"] = (first.id, second.id)
    front.open("same")
    front.press(f"keep.{first.id}")
    assert "so they stay two" in front.said
    assert len(store.visits.find(NAME)) == 2


def test_phone_and_email_are_changed_later(store: Store, front: Colleague, mia: Account) -> None:
    visit = expect(store)
    open_(front, visit)
    front.type(**{f"{visit.id}.phone": "+44 20 7946 0000", f"{visit.id}.email": "ana@example.org"})
    front.press("Change")
    kept = store.visits.get(visit.id)
    assert (kept.phone, kept.email) == ("+44 20 7946 0000", "ana@example.org")
    assert "visit.reached" in actions(store, mia)


def test_a_client_in_their_own_browser_sends_in_their_own_name(store: Store, clock: Clock) -> None:  # noqa: ARG001
    from rules.content import load_screening
    from screens.wiring import installed

    Visitor(load_screening(installed().clinic).questionnaire).walk()
    submitted = next(one for one in store.audit.entries() if one.action == "record.submitted")
    assert submitted.actor == CLIENT
