"""Everybody can use every page of the form: nothing that axe, a ruler or the accessibility tree finds shuts anyone out.

English is walked once; on every page the window and the colours change. The other language is looked at on some pages.
All that can be asked, at every size, in both colours and both languages, is for the long tests.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from intake.language import load_language
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.looks import SCHEMES, SIZES, sized
from tests.browser.names import nameless
from tests.browser.ruler import COLOURS, WCAG, lost, moving, small, violations
from tests.browser.server import Server
from tests.browser.sheet import clinic
from tests.browser.tour import Tour, everything

Faults = dict[str, dict[str, list[str]]]
"""What was found: by kind, then by page."""
LANGUAGES = ("en", "ar")
ELSEWHERE = {"landing", "errors", "you", "medicines", "hair_loss", "urgent", "result talk first"}
"""The pages that are looked at in the other language too: each kind of field and of text; the rest is much the same."""
ZOOMED = (640, 400)
"""What a window of 1280 by 800 has left at 200 %."""


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("accessible")
    running = Server(folder, clinic=clinic(folder, "ar"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    context.close()


def kinds(page: Page) -> dict[str, Callable[[], list[str]]]:
    """The thin look: axe on a phone, the ruler at each size."""

    def at(size: str) -> list[str]:
        return [f"{size}, {one}" for one in lost(page, *SIZES[size]) + small(page)]

    return {
        "WCAG": lambda: violations(page, "dark", COLOURS) + violations(page, "light", WCAG),
        "width": lambda: [one for size in SIZES for one in at(size)] + lost(page, *ZOOMED),
        "motion": lambda: moving(page),
        "names": lambda: nameless(page),
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_shuts_anybody_out(page: Page, bilingual: Server, code: str) -> None:
    tour = Tour(page, bilingual, load_language(code), only=None if code == "en" else ELSEWHERE)
    found: Faults = defaultdict(dict)
    seen = set()
    for stop in tour.stops():
        seen.add(stop)
        for kind, look in kinds(page).items():
            sized(page, PHONE["width"], PHONE["height"])
            if faults := look():
                found[kind][stop] = faults
    assert found == {}
    assert seen >= ELSEWHERE
    assert tour.client.alarms == []


@pytest.mark.soak
@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_can_be_asked_shuts_nobody_out_at_any_size_in_any_colour(
    page: Page, bilingual: Server, code: str
) -> None:
    found: Faults = defaultdict(dict)
    for stop in Tour(page, bilingual, load_language(code), everything()).stops():
        for size, (width, height) in SIZES.items():
            faults = lost(page, width, height) + small(page)
            faults += [one for scheme in SCHEMES for one in violations(page, scheme, WCAG)]
            if faults:
                found[stop][size] = faults
        if faults := moving(page) + nameless(page):
            found[stop]["everywhere"] = faults
    assert found == {}
