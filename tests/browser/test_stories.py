"""What the product promises to people, from the first tap to both PDFs."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from icalendar import Calendar

from intake.language import Language
from intake.questionnaire import FURTHER
from tests.browser.client import Client
from tests.browser.conftest import Arrive
from tests.browser.moments import hours, now
from tests.browser.person import FORM, Person
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE
from tests.browser.tongues import told as reads
from tests.reports.pages import spoken, words
from tests.wording import wording

SOON = hours(now(), 17).replace(minute=0)
LATER = now().replace(hour=14, minute=0) + timedelta(days=20)
MISSPELT = {
    "en": ("elequis 5mg", "apixaban"),
    "es": ("apixavan 5 mg", "apixabán"),
    "ar": ("إليكويز 5 ملغ", "أبيكسابان"),
}
"""What somebody types who reads the language, and what the program asks whether they meant it."""
ALL_SET, TALK_FIRST, TODAY = "all_set", "talk_first", "today"
MOMENT = re.compile(r"after \w+day|not before", re.IGNORECASE)


class Told(NamedTuple):
    """What one person was told on the screen, on paper, and what the specialist reads."""

    language: Language
    screen: str
    client: str
    specialist: str
    assessment: dict[str, Any]

    def both(self, english: str, **values: str) -> bool:
        """Does the client read this on the screen and on paper, in their language?"""
        wanted = reads(self.language, english, **values)
        return bool(wanted.search(self.screen) and wanted.search(self.client))


def face(client: Client, name: str) -> str:
    return client.language.say(f"reports.face.{name}")


def printed(pdf: bytes) -> str:
    """Its words as they stand, then as they are read aloud: what runs from right to left is only told in its order."""
    return " ".join([words(pdf), *spoken(pdf).split()])


def end(client: Client, clinic: Server, folder: Path) -> Told:
    """The result on the screen and both PDFs of it."""
    ref, saved = client.download()
    out = folder / "consultation.pdf"
    made = clinic.command("reports", "render", "--record", ref, "-o", str(out), "--for", "specialist", "--lang", "en")
    assert made.returncode == 0, made.stderr
    with clinic.store as store:
        (record,) = [store.records.read(one) for one in store.records.refs() if str(one) == ref]
    screen, copy, specialist = " ".join(client.text.split()), printed(saved), printed(out.read_bytes())
    told = Told(client.language, screen, copy, specialist, dict(record.assessment))
    for text in (told.screen, told.client):
        assert not wording(client.language.code).frightening(text)
    assert client.person.answers["full_name"] in told.client
    assert client.person.answers["full_name"] in told.specialist
    return told


def entry(name: str, advised: str, still: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "advised": advised, "still": still, **more}


def takes(named: list[str], *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What somebody answers who takes these."""
    return {"medicines_any": "yes", "named_thinners": named, "medicines": list(entries), **more}


@pytest.mark.parametrize("kind", [FURTHER[0], *(pytest.param(kind, marks=pytest.mark.soak) for kind in FURTHER[1:])])
def test_a_further_session_of_somebody_who_told_nothing_here_before_takes_12_steps_and_45_taps_at_most(
    arrive: Arrive, kind: str
) -> None:
    client = arrive(Person().coming(kind, SOON).but(wanted_where=["whole_scalp"])).start().finish()
    assert client.title == face(client, ALL_SET)
    assert len(client.seen) <= 12
    assert client.taps <= 45


@IN_EACH_LANGUAGE
def test_a_healthy_man_is_all_set_within_12_steps_and_45_taps(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
    # The longest way of somebody healthy: the session is so close that the last two days are asked about too.
    person = Person().coming("first_session", SOON).but(wanted_where=["whole_scalp"])
    client = arrive(person).start().finish()
    assert client.title == face(client, ALL_SET)
    assert len(client.seen) <= 12
    assert client.taps <= 45
    told = end(client, clinic, tmp_path)
    assert told.assessment["outcome"] == "suitable"
    assert told.assessment["findings"] == []
    assert told.both("You are all set")
    assert "No rule found anything." in told.specialist
    assert client.language.say("reports.client.noticed") not in told.screen + told.client


@IN_EACH_LANGUAGE
def test_apixaban_from_a_cardiologist_is_kept_and_needs_a_letter_and_no_moment(
    arrive: Arrive, clinic: Server, tmp_path: Path
) -> None:
    person = Person().coming("first_session", LATER).but(
        heart_blood=["rhythm"], heart_symptoms=[], bleeding_now=[], rhythm_kind=["irregular"], heart_team="yes",
        **takes(["apixaban"], entry("Eliquis", "regular", "yes", last_taken=f"{hours(now(), -24):%Y-%m-%d} morning")),
    )  # fmt: skip
    client = arrive(person).start().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic, tmp_path)
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


@IN_EACH_LANGUAGE
def test_ibuprofen_of_ones_own_twenty_hours_before_waits_to_the_minute(
    arrive: Arrive, clinic: Server, tmp_path: Path
) -> None:
    taken = hours(SOON, -20)
    person = Person().coming("first_session", SOON).but(
        **takes(["ibuprofen"], entry("ibuprofen", "own", "no", ended_by="self", last_taken=f"{taken:%Y-%m-%dT%H:%M}")),
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic, tmp_path)
    earliest = hours(taken, 48)
    assert told.assessment["outcome"] == "defer"
    assert datetime.fromisoformat(told.assessment["not_before"]) == earliest
    assert told.assessment["bookable"] is True
    assert told.both("Your visit is not cancelled")
    after = client.language.short_moment(earliest)
    assert told.both("A good time for your session is after {not_before}", not_before=after)
    assert f"not before {ENGLISH.short_moment(earliest)}" in told.specialist


def test_the_same_told_ten_days_ahead_as_a_habit_is_a_precaution_with_its_moment(
    arrive: Arrive, clinic: Server, tmp_path: Path
) -> None:
    at = now().replace(hour=10, minute=0) + timedelta(days=10)
    person = Person().coming("first_session", at).but(
        **takes(["ibuprofen"], entry("ibuprofen", "own", "sometimes", ended_by="self", last_taken=f"{now():%Y-%m-%d}")),
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title.startswith(face(client, ALL_SET))
    told = end(client, clinic, tmp_path)
    assert told.assessment["outcome"] == "suitable_with_precautions"
    leave_out = hours(at, -48)
    assert told.both("please leave {entry} out from {leave_out_from}", entry="ibuprofen",
        leave_out_from=client.language.short_moment(leave_out),
    )  # fmt: skip


@IN_EACH_LANGUAGE
def test_apixaban_with_ones_own_ibuprofen_shows_both_demands_and_asks_a_pharmacist_today(
    arrive: Arrive, clinic: Server, tmp_path: Path
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
    told = end(client, clinic, tmp_path)
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
    arrive: Arrive, clinic: Server, tmp_path: Path
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
    told = end(client, clinic, tmp_path)
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
    arrive: Arrive, clinic: Server, tmp_path: Path, unsure: str, said: str
) -> None:
    person = Person().coming("first_session", LATER).but(**{unsure: {"state": "not_sure"}})
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic, tmp_path)
    assert told.assessment["open"]
    assert told.assessment["bookable"] is False
    assert told.assessment["outcome"] in ("needs_medical_clearance", "defer")
    assert told.both(said)
    assert "not sure" in told.specialist


def test_an_allergy_to_lidocaine_bars_the_product_and_not_the_person(
    arrive: Arrive, clinic: Server, tmp_path: Path
) -> None:
    person = (
        Person()
        .coming("first_session", LATER)
        .but(allergies=["numbing"], numbing_reaction="rash", numbing_product="lidocaine")
    )
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title.startswith(face(client, ALL_SET))
    told = end(client, clinic, tmp_path)
    assert told.assessment["outcome"] == "suitable_with_precautions"
    assert {finding["applies_to"] for finding in told.assessment["findings"]} == {"product"}
    assert told.both("We will not use that kind")
    allergies = told.specialist[told.specialist.index("NUMBING / ALLERGIES") : told.specialist.index("DECISION")]
    assert "lidocaine" in allergies.lower()


def test_a_sunburnt_scalp_waits_and_the_visit_stands(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
    person = (
        Person()
        .coming("first_session", LATER)
        .but(skin_now=["sunburn"], sunburn_state="red_sore", sunburn_date=f"{now() - timedelta(days=2):%Y-%m-%d}")
    )
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, TALK_FIRST)
    told = end(client, clinic, tmp_path)
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


def test_who_turns_18_on_the_day_goes_on(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
    person = Person().coming("first_session", LATER).but(**turning_18(LATER.date()))
    client = arrive(person, seeded=True).go_on().finish()
    assert client.title == face(client, ALL_SET)
    assert end(client, clinic, tmp_path).assessment["outcome"] == "suitable"


def test_new_bald_patches_are_talked_about(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
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
    told = end(client, clinic, tmp_path)
    assert told.assessment["outcome"] in ("needs_medical_clearance", "defer")
    assert told.assessment["bookable"] is False
    assert told.both("bald patches")
    assert told.both("This is not a no")
    assert "patches" in told.specialist


@IN_EACH_LANGUAGE
def test_contradicting_answers_are_asked_about_and_not_guessed(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
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
    told = end(client, clinic, tmp_path)
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


@IN_EACH_LANGUAGE
def test_a_misspelt_anticoagulant_counts_once_the_client_has_confirmed_it(
    arrive: Arrive, clinic: Server, language: Language, tmp_path: Path
) -> None:
    typed, name = MISSPELT[language.code]
    meant = entry(typed, "regular", "yes", meant=f"{name} (Eliquis, Eliban)")
    person = Person().coming("first_session", LATER).but(**takes(["apixaban"], meant, bleeding_with_medicine=[]))
    client = arrive(person, seeded=True).go_on()
    client.answer_step()
    assert client.say("medicine_meant") in client.text
    told = end(client.finish(), clinic, tmp_path)
    assert told.assessment["letters"] == [{"from": "prescriber", "because": ["bt-prescribed-anticoagulant"]}]
    assert "md-unrecognised" not in {one["rule"] for one in told.assessment["open"]}
    assert told.both("Please keep taking it just as you do now")
    assert typed in told.specialist


def test_of_a_line_with_one_medicine_denied_only_the_other_counts(
    arrive: Arrive, clinic: Server, tmp_path: Path
) -> None:
    both = entry("no aspirin, clopidogrel 75 mg", "regular", "yes")
    person = Person().coming("first_session", LATER).but(**takes(["clopidogrel"], both, bleeding_with_medicine=[]))
    client = arrive(person).start().walk(until="medicines")
    client.answer_step()
    assert client.say("medicine_read_taken", names="clopidogrel") in client.text
    assert client.say("medicine_read_denied", names="aspirin") in client.text
    told = end(client.finish(), clinic, tmp_path)
    found = {one["rule"] for one in told.assessment["findings"]}
    assert "bt-prescribed-antiplatelet" in found
    assert not {name for name in found if "aspirin" in name}
    assert told.assessment["open"] == []


def test_a_name_that_nobody_knows_is_asked_of_the_specialist(arrive: Arrive, clinic: Server, tmp_path: Path) -> None:
    unknown = entry("Zzyxorin", "not_sure", "yes")
    person = Person().coming("first_session", LATER).but(medicines_any="yes", medicines=[unknown])
    told = end(arrive(person).start().finish(), clinic, tmp_path)
    assert [one["rule"] for one in told.assessment["open"]] == ["md-unrecognised"]
    assert "Zzyxorin" in told.specialist[told.specialist.index("ASK") :][:200]
