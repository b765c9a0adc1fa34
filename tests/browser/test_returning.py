"""Somebody who comes again, in a real browser: asked for the birth date, shown what they told, and soon through."""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from records import Expected, Store, Visit
from records.audit import COMMAND
from tests.browser.client import Client
from tests.browser.conftest import Arrive
from tests.browser.moments import hours, now
from tests.browser.person import FORM, HEALTHY, Person
from tests.browser.screen import say
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE
from tests.records.people import person

DAYS = 45
MOST_TAPS = 9
"""To give the birth date; that nothing has changed; scalp and skin now, the healing, a medicine stopped, the last two
days; to agree and to send. Dates and names are typed, and a wish is optional."""
ANSWERS: dict[str, Any] = {
    "medicines_any": "yes",
    "medicines": [{"name": "levothyroxine", "advised": "regular", "still": "yes"}],
}


def who_was_here(store: Store, name: str, kind: Any, at: datetime) -> Visit:
    """A visit of somebody who sent a form some days ago."""
    ago = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=DAYS)
    person(store, at=ago, full_name=name, signature=name, **ANSWERS)
    born = date.fromisoformat(HEALTHY["birth_date"])
    return store.visits.add(Expected(kind=kind, at=at, name=name, birth_date=born), datetime.now(UTC), COMMAND)


def arrived(arrive: Arrive, clinic: Server, name: str, kind: str, at: datetime) -> tuple[Client, Visit]:
    """They come by their visit's draft, and give their birth date; of a name that nobody else came under."""
    name = f"{name} {secrets.token_hex(4)}"
    with clinic.store as store:
        visit = who_was_here(store, name, kind, at)
    client = arrive(Person().but(signature=name))
    cookie = {"name": "smp_draft", "value": visit.draft_token, "url": clinic.address}
    client.page.context.add_cookies([cookie])  # type: ignore[list-item]
    client.open()
    assert client.title == client.say("again")
    assert "levothyroxine" not in client.page.content()
    for part, value in zip(("year", "month", "day"), HEALTHY["birth_date"].split("-"), strict=True):
        client.page.get_by_role("textbox", name=client.say(part), exact=True).fill(value)
    return client.continue_(), visit


def told(clinic: Server, visit: Visit) -> Any:
    with clinic.store as store:
        ref = store.records.latest_of(visit.draft_token)
        assert ref
        return store.records.read(ref)


@IN_EACH_LANGUAGE
def test_a_further_session_of_somebody_healthy_is_one_page_of_few_taps(arrive: Arrive, clinic: Server) -> None:
    client, visit = arrived(arrive, clinic, "Olu Further", "session", hours(now(), 30))
    assert client.title == client.say("one_page")
    client.nothing_has_changed().press(client.say("send"))
    assert client.title == client.language.say("reports.face.all_set")
    assert client.taps <= MOST_TAPS
    record = told(clinic, visit)
    assert record.answers["answers"]["medicines"] == ANSWERS["medicines"]
    assert {"medicines", "allergies", "heart_blood"} <= record.answers["as_before"].keys()
    assert {"two_days", "scalp_now", "medicine_stopped", "signature"}.isdisjoint(record.answers["as_before"])


@IN_EACH_LANGUAGE
def test_who_comes_again_confirms_a_step_with_one_tap_and_changes_one_answer(arrive: Arrive, clinic: Server) -> None:
    client, visit = arrived(arrive, clinic, "Ines Again", "first_session", now() + timedelta(days=10))
    assert client.section == FORM.sections[0]
    client.press(client.say("all_still_true"))
    assert client.section == FORM.sections[1]
    question = FORM.questions["hair_worn"]
    client.choose(client.words(question), client.say("told_change"))
    very_short = client.page.get_by_role("radio", name=client.option(question, question.options[1].id), exact=True)
    with client.answered():
        very_short.locator("xpath=ancestor::label").click()
    client.press(client.say("all_still_true"))
    assert client.section == FORM.sections[2]
    with clinic.store as store:
        draft = store.drafts.read(visit.draft_token)
    assert draft
    kept: Any = draft.content
    assert kept["answers"]["hair_worn"] == question.options[1].id
    assert {"hairline_taste", "wanted_where"} <= kept["as_before"].keys()
    assert "hair_worn" not in kept["as_before"]


def test_a_day_that_is_none_is_told_in_a_line_that_takes_the_focus(arrive: Arrive, clinic: Server) -> None:
    with clinic.store as store:
        visit = who_was_here(store, "Kay Misread", "session", hours(now(), 30))
    client = arrive()
    seeded = {"name": "smp_draft", "value": visit.draft_token, "url": clinic.address}
    client.page.context.add_cookies([seeded])  # type: ignore[list-item]
    client.open()
    for part, value in {"day": "45", "month": "13", "year": "1901"}.items():
        client.page.get_by_role("textbox", name=say(part), exact=True).fill(value)
    client.continue_()
    expect(client.page.locator(".smp-errors")).to_have_text([say("birth_date_wrong")])
    assert client.title == say("again")
