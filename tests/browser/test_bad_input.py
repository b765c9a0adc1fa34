"""A mistake gets one plain line; nothing that was typed is lost, and nothing of it is ever run."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.client import Client
from tests.browser.conftest import Arrive, seed
from tests.browser.moments import now
from tests.browser.person import FORM, HEALTHY, Person
from tests.browser.screen import ENGLISH, say
from tests.browser.server import Server
from tests.reports.pages import words

FIRST = FORM.sections[0]
NAME = FORM.questions["full_name"].text
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)> ![pixel](https://example.org/p.png) **bold**"


def lines(client: Client) -> list[str]:
    return client.errors.all_inner_texts()


@pytest.mark.parametrize(
    ("birth", "key", "values"),
    [
        ("1990-2-30", "screens.birth_date_wrong", {}),
        (f"{now().year + 4}-1-1", "intake.error.date_future", {}),
        ("1690-1-1", "intake.error.date_early", {"year": 1900}),
    ],
    ids=["a day that does not exist", "a day to come", "a day too long ago"],
)
def test_an_impossible_birth_date_is_one_line_and_stays_to_be_put_right(
    arrive: Arrive, birth: str, key: str, values: dict[str, Any]
) -> None:
    client = arrive(seeded=True).open(FIRST.id)
    client.answer("birth_date", birth)
    client.continue_()
    (line,) = lines(client)
    assert ENGLISH.say(key, **values) in line
    for part, typed in zip(("year", "month", "day"), birth.split("-"), strict=True):
        expect(client.page.get_by_role("textbox", name=say(part))).to_have_value(typed)
    expect(client.page.get_by_role("textbox", name=NAME)).to_have_value(HEALTHY["full_name"])


def test_every_required_answer_that_is_missing_is_named_in_the_words_of_its_question(arrive: Arrive) -> None:
    client = arrive(Person()).start().continue_()
    asked = [question for question in FIRST.questions if question.required and not question.visible_when]
    kinds = {"yes_no": "choice"}
    wanted = [f"{one.text} {say(f'missing_{kinds.get(one.type, one.type)}')}" for one in asked]
    assert lines(client) == [*wanted, f"{say('visit')} {say('missing_choice')}"]


def test_a_text_of_a_hundred_thousand_characters_is_not_taken_and_harms_nothing(arrive: Arrive) -> None:
    client = arrive(Person(), seeded=True).open(FIRST.id)
    client.page.get_by_role("textbox", name=NAME).fill("x" * 100_000)
    client.page.keyboard.press("Tab")
    client.open(FIRST.id)
    # A field is empty for the moment before its value arrives.
    expect(client.page.get_by_role("textbox", name=NAME)).to_have_value(HEALTHY["full_name"])
    assert client.continue_().section == FORM.sections[1]


def test_a_medicine_of_a_hundred_thousand_characters_is_kept_short(arrive: Arrive) -> None:
    client = arrive(Person().but(medicines_any="yes"), seeded=True).go_on()
    client.answer_step()
    box = client.page.get_by_role("combobox", name=say("medicine_name"), exact=True)
    with client.answered():
        box.click()
        box.fill("x" * 100_000)
        client.page.get_by_role("option").filter(has_text="x" * 100).first.click()
    client.page.get_by_role("combobox", name=say("medicine_more"), exact=True).wait_for()
    assert "x" * 100 in client.text
    assert "x" * 1000 not in client.text


@pytest.mark.parametrize("typed", [MARKUP, "Zoë 👩🏽‍🦱 O'Brien-Жук محمد"], ids=["markup", "emoji and scripts"])
def test_what_was_typed_is_shown_as_it_is_and_nothing_of_it_runs(arrive: Arrive, typed: str) -> None:
    client = arrive(Person().but(full_name=typed), seeded=True).go_on().walk()
    assert client.title == FORM.sections[-1].title
    assert typed in client.text
    assert client.page.locator("img[src*='example.org'], main script").count() == 0


def test_a_visit_in_the_past_is_one_plain_line_and_stays_to_be_put_right(arrive: Arrive, server: Server) -> None:
    over = now() - timedelta(days=3)
    client = arrive(Person())
    visit = {"kind": "first_session", "day": f"{over:%Y-%m-%d}", "time": "10:00"}
    seed(client.page.context, server, {**client.person.draft, "visit": visit})
    client.open(FIRST.id).continue_()
    (line,) = lines(client)
    assert ENGLISH.say("intake.error.visit_past") in line
    expect(client.page.get_by_role("combobox", name=say("visit_day"))).to_have_value(ENGLISH.date(over.date()))


def test_a_visit_that_passed_while_the_draft_waited_is_told_before_anything_is_sent(
    arrive: Arrive, server: Server
) -> None:
    person = Person().coming("first_session", now() - timedelta(days=2))
    client = arrive(person, seeded=True)
    with server.store as store:
        before = store.records.refs()
    client.open(FORM.sections[-1].id)
    client.page.get_by_role("heading", name=FIRST.title, exact=True).wait_for()
    client.page.wait_for_selector(".smp-errors")
    client.settle()
    (line,) = lines(client)
    assert ENGLISH.say("intake.error.visit_past") in line
    client.pick(say("visit_day"), ENGLISH.date((now() + timedelta(days=20)).date()))
    client.continue_().finish()
    assert client.page.get_by_role("button", name=say("download")).is_visible()
    with server.store as store:
        assert len(store.records.refs()) == len(before) + 1


def test_markup_in_a_medicine_is_told_as_it_was_typed_up_to_the_pdf(arrive: Arrive) -> None:
    typed = "<b onclick=alert(1)>pill</b> [tap](javascript:alert(2))"
    person = Person().but(medicines_any="yes", medicines=[{"name": typed, "advised": "not_sure", "still": "yes"}])
    client = arrive(person, seeded=True).go_on().finish()
    assert typed in client.text
    _, saved = client.download()
    assert "".join(typed.split()) in "".join(words(saved).split())
