"""What the product promises to people, from the first tap to both PDFs; of medicines: test_medicine_stories.py."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from intake.questionnaire import FURTHER
from tests.browser.conftest import Arrive
from tests.browser.moments import LATER, SOON, now
from tests.browser.outcome import ALL_SET, TALK_FIRST, end, entry, face, takes
from tests.browser.person import FORM, Person
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE
from tests.browser.tongues import told as reads
from tests.wording import wording


@pytest.mark.parametrize("kind", [FURTHER[0], *(pytest.param(kind, marks=pytest.mark.soak) for kind in FURTHER[1:])])
def test_a_further_session_of_somebody_who_told_nothing_here_before_takes_12_steps_and_45_taps_at_most(
    arrive: Arrive, kind: str
) -> None:
    client = arrive(Person().coming(kind, SOON).but(wanted_where=["whole_scalp"])).start().finish()
    assert client.title == face(client, ALL_SET)
    assert len(client.seen) <= 12
    assert client.taps <= 45


@IN_EACH_LANGUAGE
def test_a_healthy_man_is_all_set_within_12_steps_and_45_taps(arrive: Arrive, clinic: Server) -> None:
    # The longest way of somebody healthy: the session is so close that the last two days are asked about too.
    person = Person().coming("first_session", SOON).but(wanted_where=["whole_scalp"])
    client = arrive(person).start().finish()
    assert client.title == face(client, ALL_SET)
    assert len(client.seen) <= 12
    assert client.taps <= 45
    told = end(client, clinic)
    assert told.assessment["outcome"] == "suitable"
    assert told.assessment["findings"] == []
    assert told.both("You are all set")
    assert "No rule found anything." in told.specialist
    assert client.language.say("reports.client.noticed") not in told.screen + told.client


@IN_EACH_LANGUAGE
def test_a_visit_goes_into_the_phones_calendar_and_says_nothing_about_health(arrive: Arrive) -> None:
    person = Person().coming("first_session", LATER).but(
        **takes(["ibuprofen"], entry("ibuprofen", "own", "sometimes", ended_by="self")),
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().finish()
    file, visit = client.calendar(), client.language.say("reports.calendar.visit")
    events: list[Any] = Calendar.from_ical(file).walk("VEVENT")
    starts = {str(one["summary"]): one["dtstart"].dt for one in events}
    assert starts.pop(visit) == LATER
    assert [title for title in starts if not title.startswith(f"{visit}: ")] == []
    for step in ("The day before", "The first 3 days"):
        assert [title for title in starts if reads(client.language, step).search(title)]
    assert "ibuprofen" not in file.decode().lower()


def test_a_sunburnt_scalp_waits_and_the_visit_stands(arrive: Arrive, clinic: Server) -> None:
    person = (
        Person()
        .coming("first_session", LATER)
        .but(skin_now=["sunburn"], sunburn_state="red_sore", sunburn_date=f"{now() - timedelta(days=2):%Y-%m-%d}")
    )
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    assert told.assessment["outcome"] == "defer"
    for text in (told.screen, told.client):
        assert "sunburn" in text.lower()
    assert told.both("Your visit is not cancelled")
    assert "sunburn" in told.specialist.lower()


def turning_18(on: date) -> dict[str, Any]:
    birth = on.replace(year=on.year - 18) if (on.month, on.day) != (2, 29) else on.replace(year=on.year - 18, day=28)
    return {"birth_date": f"{birth:%Y-%m-%d}", "hairline_height": "together"}


@IN_EACH_LANGUAGE
def test_who_turns_18_the_day_after_the_visit_is_sent_home_kindly_and_nothing_is_kept(
    arrive: Arrive, clinic: Server
) -> None:
    person = Person().coming("first_session", LATER).but(**turning_18(LATER.date() + timedelta(days=1)))
    client = arrive(person).start()
    with clinic.store as store:
        records = store.records.refs()
    client.answer_step()
    token = next(cookie["value"] for cookie in client.page.context.cookies() if cookie["name"] == "smp_draft")
    with clinic.store as store:
        assert store.drafts.read(token)
    client.continue_()
    (way,) = FORM.sections[0].exits
    assert client.title == client.language.content(f"exits.{way.id}.title", way.title)
    assert reads(client.language, "We have not kept anything you wrote").search(client.text)
    assert not wording(client.language.code).frightening(client.text)
    with clinic.store as store:
        assert store.drafts.read(token) is None
        assert store.records.refs() == records


def test_who_turns_18_on_the_day_goes_on(arrive: Arrive, clinic: Server) -> None:
    person = Person().coming("first_session", LATER).but(**turning_18(LATER.date()))
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, ALL_SET)
    assert end(client, clinic).assessment["outcome"] == "suitable"


def test_new_bald_patches_are_talked_about(arrive: Arrive, clinic: Server) -> None:
    person = (
        Person()
        .coming("first_session", LATER)
        .but(
            hair_loss_kind=["patches"],
            hair_loss_change="fast_or_patches",
            loss_named_by="nobody",
            dermatologist_seen="never",
            loss_since=f"{now() - timedelta(days=90):%Y-%m}",
            loss_last_change=f"{now():%Y-%m}",
            regrowth="no",
            loss_with=[],
        )
    )
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    assert told.assessment["outcome"] in ("needs_medical_clearance", "defer")
    assert told.assessment["bookable"] is False
    assert told.both("bald patches")
    assert told.both("This is not a no")
    assert "patches" in told.specialist


@IN_EACH_LANGUAGE
def test_contradicting_answers_are_asked_about_and_not_guessed(arrive: Arrive, clinic: Server) -> None:
    person = Person().coming("first_session", LATER).but(
        named_thinners=["apixaban"], medicines=[entry("apixaban", "regular", "yes")], bleeding_with_medicine=[]
    )  # fmt: skip
    assert person.answers["medicines_any"] == "no"
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    client.continue_()
    (asked,) = [check.ask for check in FORM.checks if check.id == "nothing_but_named"]
    assert client.title == client.say("contradiction")
    assert client.language.content("checks.nothing_but_named.ask", asked) in client.text
    client.press(client.say("talk_about_it"))
    client.finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    assert "nothing_but_named" in {point["rule"] for point in told.assessment["open"]}
    assert told.assessment["bookable"] is False
    assert asked in told.specialist


def test_what_contradicts_itself_can_be_put_right_at_once(arrive: Arrive) -> None:
    person = Person().but(
        named_thinners=["apixaban"], medicines=[entry("apixaban", "regular", "yes")], bleeding_with_medicine=[]
    )
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    client.continue_()
    client.press(client.say("change_this")).answer("medicines_any", "yes")
    client.continue_()
    assert client.title == "Allergies and comfort"


def test_an_allergy_to_lidocaine_bars_the_product_and_not_the_person(arrive: Arrive, clinic: Server) -> None:
    person = (
        Person()
        .coming("first_session", LATER)
        .but(allergies=["numbing"], numbing_reaction="rash", numbing_product="lidocaine")
    )
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title.startswith(face(client, ALL_SET))
    told = end(client, clinic)
    assert told.assessment["outcome"] == "suitable_with_precautions"
    assert {finding["applies_to"] for finding in told.assessment["findings"]} == {"product"}
    assert told.both("We will not use that kind")
    allergies = told.specialist[told.specialist.index("NUMBING / ALLERGIES") : told.specialist.index("DECISION")]
    assert "lidocaine" in allergies.lower()
