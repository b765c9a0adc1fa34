"""Signing with a finger is as good as typing a name."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from records import Ref
from tests.browser.client import Client
from tests.browser.conftest import Arrive
from tests.browser.fields import Hand
from tests.browser.person import FORM, Person
from tests.browser.ruler import faults
from tests.browser.screen import say
from tests.browser.server import Server
from tests.browser.tongues import IN_EACH_LANGUAGE
from tests.browser.tongues import told as reads
from tests.reports.pages import spoken, words

SIGNATURE = FORM.sections[-1].questions[-1]


def draw(hand: Hand, *corners: tuple[float, float], finger: bool = False) -> None:
    """One stroke from corner to corner, in parts of the sheet's width and height, with a finger or a mouse."""
    page, sheet = hand.page, hand.page.locator(".smp-pad svg")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box
    places = [(box["x"] + across * box["width"], box["y"] + down * box["height"]) for across, down in corners]
    if finger:
        device = page.context.new_cdp_session(page)
        with hand.answered():
            for kind, points in [
                ("touchStart", places[:1]),
                *(("touchMove", [one]) for one in places),
                ("touchEnd", []),
            ]:
                touched = {"type": f"{kind}", "touchPoints": [{"x": x, "y": y} for x, y in points]}
                device.send("Input.dispatchTouchEvent", touched)
        return
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    with hand.answered():
        page.mouse.up()


def strokes(page: Page) -> list[str]:
    return [str(one.get_attribute("points")) for one in page.locator(".smp-pad polyline").all()]


@pytest.fixture
def signing(arrive: Arrive) -> Client:
    """A healthy client, all answers given, in front of the last step, who wants to draw."""
    client = arrive(seeded=True, has_touch=True).go_on().walk()
    assert client.section == FORM.sections[-1]
    for question in FORM.sections[-1].questions[:-1]:
        client.answer(question.id, "yes")
    client.choose(client.say("sign_how"), client.say("sign_drawn"), below=client.words(SIGNATURE))
    return client


@IN_EACH_LANGUAGE
def test_a_drawn_signature_outlives_a_turned_phone_and_a_reload_and_stands_in_the_pdf(
    signing: Client, clinic: Server
) -> None:
    page = signing.page
    draw(signing, (0.1, 0.5), (0.3, 0.2), (0.5, 0.8), finger=True)
    draw(signing, (0.6, 0.3), (0.9, 0.6), finger=True)
    draw(signing, (0.8, 0.2), finger=True)
    assert faults(page) == []
    drawn = strokes(page)
    assert len(drawn) == 3
    assert drawn[-1] == "800 80 800 80", "a tap is a dot: some names have them"

    page.set_viewport_size({"width": 844, "height": 390})
    assert strokes(page) == drawn
    page.reload()
    expect(page.locator(".smp-pad polyline")).to_have_count(3)
    signing.settle()
    assert strokes(page) == drawn

    signing.press(signing.say("send"))
    ref, pdf = signing.download()
    assert reads(signing.language, "Signed by hand: {name}").search(words(pdf) + spoken(pdf))
    with clinic.store as store:
        answers: Any = store.records.read(Ref(ref)).answers["answers"]
    kept = answers[SIGNATURE.id]
    assert [",".join(map(str, stroke)) for stroke in kept["drawn"]] == [one.replace(" ", ",") for one in drawn]


@IN_EACH_LANGUAGE
def test_who_draws_types_and_draws_again_finds_both_as_they_were(signing: Client) -> None:
    page, asked = signing.page, signing.words(SIGNATURE)
    name = page.get_by_role("textbox", name=asked, exact=True)

    def sign(way: str) -> None:
        signing.choose(signing.say("sign_how"), signing.say(f"sign_{way}"), below=asked)

    draw(signing, (0.1, 0.5), (0.9, 0.5))
    drawn = strokes(page)
    sign("typed")
    expect(name).to_have_value("")
    signing.type(asked, "Daniel Moreau")
    sign("drawn")
    expect(page.locator(".smp-pad polyline")).to_have_count(1)
    assert strokes(page) == drawn
    signing.open(FORM.sections[-1].id)
    expect(page.locator(".smp-pad polyline")).to_have_count(1)
    sign("typed")
    expect(name).to_have_value("Daniel Moreau")


def test_a_dot_is_no_signature_and_can_be_cleared(signing: Client) -> None:
    draw(signing, (0.5, 0.5), (0.52, 0.5))
    signing.press(say("send"))
    expect(signing.errors).to_contain_text("This is too little")
    with signing.answered():
        signing.page.get_by_role("button", name=say("sign_clear"), exact=True).click()
    expect(signing.page.locator(".smp-pad polyline")).to_have_count(0)
    draw(signing, (0.1, 0.5), (0.9, 0.5))
    signing.press(say("send"))
    expect(signing.page.get_by_role("button", name=say("download"))).to_be_visible()


@IN_EACH_LANGUAGE
def test_who_helps_says_so_at_the_start_and_at_the_end_the_client_signs(arrive: Arrive) -> None:
    helped = {"for_whom": "helping", "helper_name": "Ama Nováková", "helper_relation": "sister"}
    client = arrive(Person().but(**helped), seeded=True).open(FORM.sections[0].id)
    client.answer_step()
    client.continue_()
    client.open(FORM.sections[-1].id)
    named = client.person.answers["full_name"]
    client.person = client.person.but(signature=helped["helper_name"])
    client.sign_and_send()
    expect(client.errors).to_contain_text([client.say("sign_client", client=named)])
    client.type(client.words(SIGNATURE), named)
    client.press(client.say("send"))
    _, pdf = client.download()
    wanted = reads(client.language, "{helper} helped with the form. {name} signed it.", name=named)
    assert wanted.search(words(pdf) + spoken(pdf))
