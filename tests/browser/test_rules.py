"""An owner looks a rule up in a real browser: it is found while they type, and its sources lead out of the desk."""

import pytest
from playwright.sync_api import Browser, expect

from records.audit import COMMAND
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.ruler import faults
from tests.browser.server import Server

OWNER, PASSWORD = "Ruth Vane", "green ink dries slowly"
RULE = "bt-nsaid-own"


@pytest.fixture(scope="module")
def owner(server: Server) -> str:
    """The sign-in name of an owner."""
    with server.store as store:
        store.accounts.add(OWNER, "owner", "ruth", PASSWORD, moment=now(), actor=COMMAND)
    return "ruth"


def test_a_rule_is_found_while_it_is_typed_and_read(server: Server, owner: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    desk, wrong = Desk(page, server.address), dict[str, list[str]]()
    desk.enter(owner, PASSWORD)
    desk.follow(say("page.rules"))
    wrong["rules"] = faults(page)

    # No key ends the word: the list follows what is typed.
    page.get_by_label(say("rules_search")).press_sequentially("nurofen")
    expect(page.get_by_role("button", name=say("rules_read", rule=RULE))).to_have_count(1)
    expect(page.get_by_role("button", name=say("rules_read", rule="ex-under-18"))).to_have_count(0)
    expect(page.get_by_label(say("rules_search"))).to_be_focused()

    desk.click(say("rules_read", rule=RULE), RULE)
    wrong["rule"] = faults(page)
    source = page.get_by_role("link", name="ALPH", exact=True)
    expect(source).to_have_attribute("target", "_blank")
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    assert RULE not in page.url + page.title()

    desk.follow(say("page.settings"))
    expect(page.get_by_text(say("settings_first")).first).to_be_visible()
    wrong["settings"] = faults(page)
    context.close()
    assert desk.alarms == []
    assert {name: found for name, found in wrong.items() if found} == {}
