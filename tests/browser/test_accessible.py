"""Everybody can use every page: no WCAG A or AA violation and targets for a thumb, at each size, light and dark."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.browser.client import FORM, HEALTHY, Client, now, say
from tests.browser.conftest import PATIENCE, seed
from tests.browser.server import Server

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIZES = {"phone": (390, 844), "tablet": (810, 1080), "kiosk": (1080, 1920)}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
GROUND = {"light": "rgb(251, 250, 247)", "dark": "rgb(22, 25, 26)"}
TARGET = 44
TARGETS = (
    "button, [data-testid=stTextInputRootElement], [data-testid=stSelectbox] [role=group],"
    " label:has(input[type=radio]), label:has(input[type=checkbox])"
)

MUCH = {
    "medicines_any": "yes",
    "medicines": [
        {"name": "Apixaban", "advised": "regular", "still": "yes"},
        {"name": "little white pill", "advised": "own", "still": "sometimes", "last_taken": "2026-11"},
    ],
    "scalp_past": ["smp_tattoo"],
    "smp_date": "2020",
    "smp_by": "here",
    "smp_healing": [],
    "heart_blood": ["high_pressure"],
    "heart_symptoms": [],
    "pressure_tablets": "yes",
    "pressure_at_hand": "yes",
    "pressure_top": 130,
    "pressure_bottom": 80,
    "two_days": ["supplement"],
    "supplement_name": "garlic",
    "supplement_last": {"state": "not_sure"},
    "supplement_advised": "own",
}


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    context.close()


def violations(page: Page, light: Literal["light", "dark"], options: dict[str, Any]) -> list[str]:
    """What axe finds once the page has taken these colours."""
    page.emulate_media(color_scheme=light)
    page.wait_for_function(
        "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground", arg=GROUND[light]
    )
    return [
        f"{light}, {one['id']}: {node['html'][:160]}"
        for one in Axe().run(page, options=options).response["violations"]
        for node in one["nodes"]
    ]


def faults(page: Page) -> list[str]:
    """What axe and a ruler find on the page as it stands; dark, only colours can differ."""
    found = violations(page, "dark", COLOURS) + violations(page, "light", WCAG)
    small = page.locator(TARGETS).evaluate_all(
        """(all, least) => all.map(one => [one, one.getBoundingClientRect()])
             .filter(([one, box]) => box.width && !one.closest('[data-testid=stHeader], .smp-hidden')
                                     && one.innerText !== 'Skip to main content' && box.height < least - 0.5)
             .map(([one, box]) => `${Math.round(box.height)} px high: ${one.outerHTML.slice(0, 160)}`)""",
        TARGET,
    )
    return [*found, *small]


def visit() -> dict[str, str]:
    soon = now() + timedelta(hours=30)
    return {"kind": "first_session", "day": f"{soon:%Y-%m-%d}", "time": "10:00"}


def showing(what: str, **more: Any) -> dict[str, Any]:
    """A draft whose step on medicines shows something else than its questions."""
    return {"showing": {"step": "medicines", "what": what, **more}}


def test_no_page_shuts_anybody_out(page: Page, server: Server) -> None:
    client = Client(page, server.address)
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if found := faults(page):
            wrong[name] = found

    client.open()
    look("landing")
    client.press(say("start"))
    client.press(say("continue"))
    assert client.errors.count()
    look("error summary")
    draft = {"answers": {**HEALTHY, **MUCH}, "visit": visit()}
    seed(page.context, server, draft)
    for section in FORM.sections:
        client.open(section.id)
        assert client.title == section.title
        look(section.id)
    signed = {**draft["answers"], "medicine_stopped": "i_stopped", "medicine_stopped_which": "warfarin"}
    seed(page.context, server, {**draft, "answers": signed, **showing("urgent", rules=["bt-client-stopped-own"])})
    client.open("medicines")
    assert client.title == say("urgent")
    look("urgent")
    disputed = {**HEALTHY, "named_thinners": ["apixaban"], "medicines": MUCH["medicines"], "bleeding_with_medicine": []}
    seed(page.context, server, {**draft, "answers": disputed, **showing("check", check="nothing_but_named")})
    client.open("medicines")
    assert client.title == say("contradiction")
    look("contradiction")
    seed(
        page.context,
        server,
        {"answers": {**HEALTHY, "skin_now": ["darker"], "tan_date": "2026-11-20"}, "visit": visit()},
    )
    client.open("check_and_send")
    client.press(say("send"))
    look("result")
    assert wrong == {}
    assert client.alarms == []
