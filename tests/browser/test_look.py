"""What is drawn can be seen and tapped, in light and in the dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.client import Client
from tests.browser.conftest import Arrive, enter
from tests.browser.looks import SCHEMES, coloured
from tests.browser.person import FORM, Person
from tests.browser.server import Server

WHERE = FORM.questions["wanted_where"]
CROWN = next(option.text for option in WHERE.options if option.id == "crown")
PICTURED = {
    section.id: [option.picture for q in section.questions for option in q.options if option.picture]
    for section in FORM.sections
}
SHOWN = """
async wanted => {
  const cards = document.querySelectorAll('[data-testid=stRadioOption], [data-testid=stCheckbox] label');
  const shown = await Promise.all([...cards].map(async card => {
    const address = getComputedStyle(card).backgroundImage.match(/^url\\("(.+)"\\)$/);
    if (!address) return "";
    const picture = new Image();
    picture.src = address[1];
    await picture.decode();
    return `${address[1].split("/").pop().split(".")[0]} ${picture.naturalWidth}`;
  }));
  return JSON.stringify(shown.filter(one => one)) === JSON.stringify(wanted);
}
"""
"""Does the page show these drawings, each by its name and width? It fails on one that cannot be fetched or read."""


UNSEEN = """
() => {
  const look = (one) => getComputedStyle(one);
  const cards = [...document.querySelectorAll("[data-testid=stRadioOption], [data-testid=stCheckbox] label")];
  const chosen = cards.filter(one => one.querySelector(":checked")), other = cards.find(one => !chosen.includes(one));
  const flat = chosen.filter(one => parseFloat(look(one).borderTopWidth) < 2 + parseFloat(look(other).borderTopWidth));
  const marks = chosen.map(one => one.querySelector("svg") || one.querySelector("div > div > div"));
  const faint = marks.filter(one => {
    const ink = one.matches("svg") ? look(one).stroke : look(one).backgroundColor;
    return ink === look(one.parentElement).backgroundColor;
  });
  const [zone, rest] = [".smp-chosen", "g:not(.smp-chosen, .smp-whole)"]
    .map(one => look(document.querySelector(`.smp-scalp ${one} .smp-zone`)));
  const same = zone.stroke === rest.stroke ? ["the chosen zone"] : [];
  const focused = look(document.activeElement.closest("label")).outlineWidth === "3px" ? [] : ["the focus"];
  return [...flat, ...faint].map(one => one.outerHTML).concat(same, focused, chosen.length ? [] : ["no card"]);
}
"""
"""What is chosen, or has the focus, and looks as if it were not."""


@pytest.fixture
def own_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A program that the test may stop."""
    running = Server(tmp_path_factory.mktemp("data"))
    running.start()
    yield running
    running.stop()


def box(client: Client) -> Locator:
    return client.below(WHERE.text, "checkbox", CROWN)


def zone(client: Client) -> Locator:
    return client.page.locator("[data-zone=crown]")


def test_a_tap_on_the_drawing_is_a_tick_in_the_list_and_back_and_outlives_a_restart(
    own_program: Server, chromium: Browser
) -> None:
    client = enter(chromium, own_program, Person().but(wanted_where=["crown"]), seeded=True).open("look")
    expect(zone(client)).not_to_have_class("smp-chosen")
    with client.answered():
        zone(client).click()
    expect(box(client)).to_be_checked()
    expect(zone(client)).to_have_class("smp-chosen")
    with client.answered():
        zone(client).click()
    expect(box(client)).not_to_be_checked()
    client.tick(WHERE.text, CROWN)
    expect(zone(client)).to_have_class("smp-chosen")
    with client.answered():
        zone(client).click()
    expect(zone(client)).not_to_have_class("smp-chosen")
    own_program.stop()
    client.page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")
    with client.page.expect_websocket():
        own_program.start()
    client.settle()
    zone(client).click()
    expect(zone(client)).to_have_class("smp-chosen")  # which the program says, once it has kept the tick
    client.settle()
    client.open("look")
    expect(box(client)).to_be_checked()
    expect(zone(client)).to_have_class("smp-chosen")
    assert client.alarms == []
    client.page.context.close()


def test_what_is_chosen_is_seen_where_the_system_chooses_the_colours(arrive: Arrive) -> None:
    client = arrive(seeded=True, forced_colors="active").open("look")
    expect(zone(client)).to_have_class("smp-chosen")
    client.page.evaluate("document.querySelector('label:not(:has(:checked)) input').focus()")
    assert client.page.evaluate(UNSEEN) == []


def test_every_option_that_names_a_drawing_shows_it(arrive: Arrive) -> None:
    client = arrive(seeded=True)
    for section, pictures in PICTURED.items():
        if pictures:
            client.open(section)
            for scheme in SCHEMES:
                coloured(client.page, scheme)
                client.page.wait_for_function(SHOWN, arg=[f"{name}-{scheme} 112" for name in pictures])
