"""An old phone gets the form or a kind page, and a phone that is used as phones are loses nothing."""

from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Arrive
from tests.browser.moments import now
from tests.browser.person import FORM, Person
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.test_nothing_is_lost import KEEP_SOCKETS
from tests.browser.tongues import IN_EACH_LANGUAGE

NO_LOOK_BEHIND = """
window.RegExp = new Proxy(RegExp, {
  construct(made, told, as) {
    if (/\\(\\?<[=!]/.test(String(told[0]))) {
      window.smpRefused = true;
      throw new SyntaxError("Invalid regular expression: invalid group specifier name");
    }
    return Reflect.construct(made, told, as);
  },
});
"""
MINUTE = 60_000
NO_MODULES = "delete HTMLScriptElement.prototype.noModule;"
TAKES = Person().coming("first_session", now() + timedelta(days=20)).but(
    medicines_any="yes", named_thinners=["apixaban"], medicines=[], bleeding_with_medicine=[]
)  # fmt: skip


def kind_words(page: Page) -> None:
    """What somebody reads whose browser cannot run the form: what to try, and whom to ask."""
    told = ENGLISH.say("web.failed", clinic="the clinic", phone="").strip()
    expect(page.locator("body")).to_contain_text(told.partition(",")[0])


def test_without_scripts_there_are_kind_words(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(viewport={"width": PHONE["width"], "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.address)
    kind_words(page)
    context.close()


def test_a_browser_from_before_modules_shows_kind_words_and_not_an_endless_opening(
    chromium: Browser, server: Server
) -> None:
    context = chromium.new_context(viewport={"width": PHONE["width"], "height": 844})
    page = context.new_page()
    page.add_init_script(NO_MODULES)
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))  # it reads none
    page.goto(server.address)
    kind_words(page)
    expect(page.locator("#smp-failed")).to_be_visible()
    expect(page.locator("#smp-opening")).to_be_hidden()
    context.close()


def test_a_browser_without_look_behind_gets_the_form(arrive: Arrive) -> None:
    client = arrive()
    client.page.add_init_script(NO_LOOK_BEHIND)
    client.start().walk(until="look")
    assert client.title == "The look you want"
    assert client.page.evaluate("window.smpRefused"), "nothing was refused: the script of this test has no effect"


@IN_EACH_LANGUAGE
def test_a_phone_that_locks_turns_loses_its_line_and_reloads_among_the_medicines_loses_nothing(arrive: Arrive) -> None:
    client = arrive(TAKES, seeded=True)
    page = client.page
    page.add_init_script(KEEP_SOCKETS)
    client.go_on()
    assert client.section and client.section.id == "medicines"
    for name in ("medicines_any", "named_thinners"):
        client.answer(name, TAKES.answers[name])
    client.medicine("Apixaban", "regular", "yes")

    def expect_all() -> None:
        for part, value in (("advised", "regular"), ("still", "yes")):
            group = client.below("Apixaban", "radiogroup", client.say(f"medicine_{part}"))
            expect(group.get_by_role("radio", name=client.say(f"medicine_{part}_{value}"), exact=True)).to_be_checked()
        taken = FORM.questions["named_thinners"]
        named = client.option(taken, "apixaban")
        expect(client.below(client.words(taken), "checkbox", named)).to_be_checked()

    # It locks: the browser freezes the page, and thaws it.
    devtools = page.context.new_cdp_session(page)
    for state in ("frozen", "active"):
        devtools.send("Page.setWebLifecycleState", {"state": state})
    expect_all()
    # It turns, and back.
    page.set_viewport_size({"width": 844, "height": 390})
    expect_all()
    page.set_viewport_size({"width": 390, "height": 844})
    # It loses its line in a lift: nobody can tap in vain, and what was told comes back with the line.
    page.context.set_offline(True)
    page.evaluate("() => smpSockets.at(-1).close()")
    still = client.below("Apixaban", "radiogroup", client.say("medicine_still"))
    sometimes = still.get_by_role("radio", name=client.say("medicine_still_sometimes"), exact=True)
    expect(sometimes).to_be_disabled()
    if client.language is not ENGLISH:  # which is told with the long tests
        page.wait_for_timeout(MINUTE)
    page.context.set_offline(False)
    expect(sometimes).to_be_enabled()
    client.settle()
    expect_all()
    client.choose(client.say("medicine_still"), client.say("medicine_still_sometimes"), below="Apixaban")
    page.reload()
    page.wait_for_selector("h1")
    client.settle()
    expect(sometimes).to_be_checked()
    client.choose(client.say("medicine_still"), client.say("medicine_still_yes"), below="Apixaban")
    expect_all()
