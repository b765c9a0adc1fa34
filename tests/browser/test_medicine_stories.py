"""What becomes of a medicine that somebody names, from the first tap to both PDFs."""

import re
from datetime import datetime, timedelta

import pytest

from intake.language import Language
from tests.browser.conftest import Arrive
from tests.browser.moments import LATER, SOON, hours, now
from tests.browser.outcome import ALL_SET, TALK_FIRST, TODAY, end, entry, face, takes
from tests.browser.person import Person
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE
from tests.browser.tongues import told as reads

MISSPELT = {
    "en": ("elequis 5mg", "apixaban"),
    "es": ("apixavan 5 mg", "apixabán"),
    "ar": ("إليكويز 5 ملغ", "أبيكسابان"),
}
"""What somebody types who reads the language, and what the program asks whether they meant it."""
MOMENT = re.compile(r"after \w+day|not before", re.IGNORECASE)


@IN_EACH_LANGUAGE
def test_apixaban_from_a_cardiologist_is_kept_and_needs_a_letter_and_no_moment(arrive: Arrive, clinic: Server) -> None:
    person = Person().coming("first_session", LATER).but(
        heart_blood=["rhythm"], heart_symptoms=[], bleeding_now=[], rhythm_kind=["irregular"], heart_team="yes",
        **takes(["apixaban"], entry("Eliquis", "regular", "yes", last_taken=f"{hours(now(), -24):%Y-%m-%d} morning")),
    )  # fmt: skip
    client = arrive(person).start().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    assert told.assessment["outcome"] == "needs_medical_clearance"
    assert told.assessment["letters"]
    assert told.assessment["bookable"] is False
    assert told.assessment["not_before"] is None
    assert told.both("Please keep taking it just as you do now")
    assert not MOMENT.search(told.screen + told.client)
    for line in ("Letter about {about}", "We are not asking you to change any medicine."):
        assert reads(client.language, line).search(told.client)
    assert "DO NOT START YET" in told.specialist
    assert not MOMENT.search(told.specialist)


@IN_EACH_LANGUAGE
def test_ibuprofen_of_ones_own_twenty_hours_before_waits_to_the_minute(arrive: Arrive, clinic: Server) -> None:
    taken = hours(SOON, -20)
    person = Person().coming("first_session", SOON).but(
        **takes(["ibuprofen"], entry("ibuprofen", "own", "no", ended_by="self", last_taken=f"{taken:%Y-%m-%dT%H:%M}")),
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    earliest = hours(taken, 48)
    assert told.assessment["outcome"] == "defer"
    assert datetime.fromisoformat(told.assessment["not_before"]) == earliest
    assert told.assessment["bookable"] is True
    assert told.both("Your visit is not cancelled")
    after = client.language.short_moment(earliest)
    assert told.both("A good time for your session is after {not_before}", not_before=after)
    assert f"not before {ENGLISH.short_moment(earliest)}" in told.specialist


def test_the_same_told_ten_days_ahead_as_a_habit_is_a_precaution_with_its_moment(
    arrive: Arrive, clinic: Server
) -> None:
    at = now().replace(hour=10, minute=0) + timedelta(days=10)
    person = Person().coming("first_session", at).but(
        **takes(["ibuprofen"], entry("ibuprofen", "own", "sometimes", ended_by="self", last_taken=f"{now():%Y-%m-%d}")),
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title.startswith(face(client, ALL_SET))
    told = end(client, clinic)
    assert told.assessment["outcome"] == "suitable_with_precautions"
    leave_out = hours(at, -48)
    assert told.both("please leave {entry} out from {leave_out_from}", entry="ibuprofen",
        leave_out_from=client.language.short_moment(leave_out),
    )  # fmt: skip


@IN_EACH_LANGUAGE
def test_apixaban_with_ones_own_ibuprofen_shows_both_demands_and_asks_a_pharmacist_today(
    arrive: Arrive, clinic: Server
) -> None:
    taken = hours(SOON, -20)
    person = Person().coming("first_session", SOON).but(
        **takes(
            ["apixaban", "ibuprofen"],
            entry("apixaban", "regular", "yes"),
            entry("ibuprofen", "own", "sometimes", ended_by="self", last_taken=f"{taken:%Y-%m-%dT%H:%M}"),
        ),
        bleeding_with_medicine=[],
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().walk()
    urgent = client.read_urgent()
    assert "999" in urgent
    for wanted in ("ask a pharmacist or doctor today", "Keep taking the medicine against clots just as you do now"):
        assert reads(client.language, wanted).search(urgent)
    client.finish()
    assert client.title == face(client, TODAY)
    told = end(client, clinic)
    assert told.assessment["outcome"] == "defer"
    assert told.assessment["bookable"] is False
    assert told.assessment["letters"]
    assert datetime.fromisoformat(told.assessment["not_before"]) == hours(taken, 48)
    assert told.both("ask a pharmacist or doctor today")
    banner = told.specialist[: told.specialist.index("DECISION")]
    assert banner.index("ask a pharmacist or doctor today") < banner.index("DO NOT START YET")
    assert "letter about apixaban (keep taking)" in banner
    assert f"not before {ENGLISH.short_moment(hours(taken, 48))}" in banner


@IN_EACH_LANGUAGE
def test_warfarin_stopped_alone_three_days_ago_is_urgent_at_once_and_never_suitable(
    arrive: Arrive, clinic: Server
) -> None:
    person = (
        Person().coming("first_session", LATER).but(medicine_stopped="i_stopped", medicine_stopped_which="warfarin")
    )
    assert person.answers["medicines_any"] == "no"
    assert person.answers["named_thinners"] == []
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    client.continue_()
    urgent = client.read_urgent()
    assert "999" in urgent
    assert reads(client.language, "Please phone them, or a pharmacist, today").search(urgent)
    assert reads(client.language, "Do not take extra tablets").search(urgent)
    client.finish()
    assert client.title == face(client, TODAY)
    told = end(client, clinic)
    assert told.assessment["outcome"] == "defer"
    assert "prescriber_spoken_to" in told.assessment["until"]
    assert told.assessment["bookable"] is False
    assert told.assessment["not_before"] is None
    assert told.both("Do not take extra tablets")
    assert "Do not take extra tablets" in told.specialist
    assert "warfarin" in told.specialist


@pytest.mark.parametrize(
    ("unsure", "said"),
    [("named_thinners", "send us a photo of your tablet boxes"), ("medicines_any", "Do you take anything regularly?")],
)
def test_not_sure_about_a_blood_thinner_is_never_plainly_suitable(
    arrive: Arrive, clinic: Server, unsure: str, said: str
) -> None:
    person = Person().coming("first_session", LATER).but(**{unsure: {"state": "not_sure"}})
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic)
    assert told.assessment["open"]
    assert told.assessment["bookable"] is False
    assert told.assessment["outcome"] in ("needs_medical_clearance", "defer")
    assert told.both(said)
    assert "not sure" in told.specialist


@IN_EACH_LANGUAGE
def test_a_misspelt_anticoagulant_counts_once_the_client_has_confirmed_it(
    arrive: Arrive, clinic: Server, language: Language
) -> None:
    typed, name = MISSPELT[language.code]
    meant = entry(typed, "regular", "yes", meant=f"{name} (Eliquis, Eliban)")
    person = Person().coming("first_session", LATER).but(**takes(["apixaban"], meant, bleeding_with_medicine=[]))
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    assert client.say("medicine_meant") in client.text
    told = end(client.finish(), clinic)
    assert told.assessment["letters"] == [{"from": "prescriber", "because": ["bt-prescribed-anticoagulant"]}]
    assert "md-unrecognised" not in {one["rule"] for one in told.assessment["open"]}
    assert told.both("Please keep taking it just as you do now")
    assert typed in told.specialist


def test_of_a_line_with_one_medicine_denied_only_the_other_counts(arrive: Arrive, clinic: Server) -> None:
    both = entry("no aspirin, clopidogrel 75 mg", "regular", "yes")
    person = Person().coming("first_session", LATER).but(**takes(["clopidogrel"], both, bleeding_with_medicine=[]))
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    assert client.say("medicine_read_taken", names="clopidogrel") in client.text
    assert client.say("medicine_read_denied", names="aspirin") in client.text
    told = end(client.finish(), clinic)
    found = {one["rule"] for one in told.assessment["findings"]}
    assert "bt-prescribed-antiplatelet" in found
    assert not {name for name in found if "aspirin" in name}
    assert told.assessment["open"] == []


def test_a_name_that_nobody_knows_is_asked_of_the_specialist(arrive: Arrive, clinic: Server) -> None:
    unknown = entry("Zzyxorin", "not_sure", "yes")
    person = Person().coming("first_session", LATER).but(medicines_any="yes", medicines=[unknown])
    told = end(arrive(person, seeded=True).go_on().finish(), clinic)
    assert [one["rule"] for one in told.assessment["open"]] == ["md-unrecognised"]
    assert "Zzyxorin" in told.specialist[told.specialist.index("ASK") :][:200]
