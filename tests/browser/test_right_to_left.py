"""What only a page that runs from right to left can break: an order, a way, a drawing."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Arrive, enter
from tests.browser.hands import FOCUSED
from tests.browser.moments import now
from tests.browser.person import FORM, Person
from tests.browser.server import Server
from tests.browser.test_signature import SIGNATURE, draw, strokes
from tests.browser.tongues import ARABIC

AT = (now() + timedelta(days=20)).replace(hour=14, minute=10)
MOVES = {"ArrowLeft": "not_sure", "ArrowRight": "yes", "ArrowDown": "not_sure", "ArrowUp": "yes"}
"""Where each leads from "no", which stands between "yes" at the right and "not sure" at the left."""
LEFT_EDGES = """(one, parts) => {
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    let from = 0;
    const edges = [];
    for (const part of parts) {
      const start = node.data.indexOf(part, from);
      if (start < 0) break;
      from = start + part.length;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, from);
      edges.push(range.getBoundingClientRect().left);
    }
    if (edges.length === parts.length) return edges;
  }
  return [];
}"""
"""How far from the left each part of a text stands: parts that follow each other within one node."""

pytestmark = pytest.mark.parametrize("language", [pytest.param(ARABIC, id="ar")])


def from_the_right(places: list[float]) -> bool:
    return len(places) > 1 and places == sorted(places, reverse=True)


def left(one: Locator) -> float:
    box = one.bounding_box()
    assert box
    return box["x"]


def test_a_date_is_read_and_reached_by_keyboard_from_right_to_left(arrive: Arrive) -> None:
    client = arrive(Person().coming("first_session", AT), seeded=True).open(FORM.sections[0].id)
    page = client.page
    parts = [page.get_by_role("textbox", name=client.say(part), exact=True) for part in ("day", "month", "year")]
    assert from_the_right([left(one) for one in parts])
    parts[0].focus()
    for one in parts:
        assert one.evaluate(FOCUSED)
        page.keyboard.press("Tab")


def test_the_moment_of_a_visit_and_a_telephone_number_keep_their_order(arrive: Arrive) -> None:
    client = arrive(Person().coming("first_session", AT), seeded=True).go_on().finish()
    page = client.page
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    main = page.get_by_role("main")
    day = [ARABIC.weekday(AT.weekday()), str(AT.day), ARABIC.month(AT).split()[0], str(AT.year)]
    *date, hour, minute = main.evaluate(LEFT_EDGES, [*day, "14", "10"])
    assert from_the_right([*date, minute])
    assert hour < minute
    number = client.open("").page.locator("body").evaluate(LEFT_EDGES, ["+44", "20", "7946", "0018"])
    assert number == sorted(number)


@pytest.mark.parametrize("browser", ["ar", "en"])
def test_an_arrow_key_goes_to_the_option_at_that_side_whatever_the_browser_is_set_to(
    chromium: Browser, clinic: Server, browser: str
) -> None:
    client = enter(chromium, clinic, Person().but(medicines_any="no"), True, ARABIC, locale=browser)
    client.open(f"?lang={ARABIC.code}").open("medicines")
    question = FORM.questions["medicines_any"]
    group = client.page.get_by_role("radiogroup", name=client.words(question))
    options = {
        name: group.get_by_role("radio", name=client.say(name), exact=True) for name in ("yes", "no", "not_sure")
    }
    assert from_the_right([left(one.locator("xpath=ancestor::label")) for one in options.values()])
    for key, reached in MOVES.items():
        client.choose(client.words(question), client.say("no"))
        with client.answered():
            client.page.keyboard.press(key)
        expect(options[reached]).to_be_checked()
    assert client.alarms == []
    client.page.context.close()


def test_a_signature_is_drawn_and_kept_as_the_hand_went(arrive: Arrive) -> None:
    client = arrive(seeded=True).go_on()
    client.given.add(SIGNATURE.id)
    client.answer_step()
    client.choose(client.say("sign_how"), client.say("sign_drawn"), below=client.words(SIGNATURE))
    draw(client, (0.1, 0.2), (0.3, 0.2))
    (drawn,) = strokes(client.page)
    places = [int(one) for one in drawn.split()[::2]]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (100, 300)
    client.open(FORM.sections[-1].id)
    sheet, ink = (client.page.locator(one).bounding_box() for one in (".smp-pad svg", ".smp-pad polyline"))
    assert sheet and ink
    assert 0.05 < (ink["x"] - sheet["x"]) / sheet["width"] < 0.15
