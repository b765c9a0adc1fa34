"""One running program and one browser for all tests of a worker; a new person for each test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from intake.language import Language
from records import new_token
from tests.browser.client import Client
from tests.browser.person import Person
from tests.browser.screen import ENGLISH
from tests.browser.server import Server

CHROMIUM = "/usr/bin/chromium-headless-shell"
"""The same pages and scripts without a window that nobody sees: a page costs a third less to open."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 390, "height": 844}
MANY_LANGUAGES = """
phone: "+44 20 7946 0018"
languages: [en, es, fr, de, ar]
draft_languages: [es, fr, de, ar]
kiosk: {}
"""

Arrive = Callable[..., Client]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program, shared by all tests that leave it running."""
    running = Server(tmp_path_factory.mktemp("data"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program of a clinic that offers every language, knowingly."""
    folder = tmp_path_factory.mktemp("abroad")
    (folder / "clinic.yaml").write_text(MANY_LANGUAGES, encoding="utf-8")
    running = Server(folder, clinic=folder / "clinic.yaml")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def language() -> Language:
    """The one that whoever arrives has set their browser to; a test may name others (tongues.py)."""
    return ENGLISH


@pytest.fixture
def clinic(language: Language, request: pytest.FixtureRequest) -> Server:
    """A program that speaks the language: for English, the one with no settings at all."""
    chosen: Server = request.getfixturevalue("server" if language is ENGLISH else "abroad")
    return chosen


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def enter(
    browser: Browser, server: Server, person: Person, seeded: bool, language: Language = ENGLISH, **options: Any
) -> Client:
    """A person with a browser of their own; `seeded`, with a draft of what they share with somebody healthy."""
    chosen: dict[str, Any] = {"viewport": PHONE, "locale": language.tag, **options}
    context: BrowserContext = browser.new_context(**chosen)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    client = Client(page, server.address, person)
    client.language = language
    if seeded:
        seed(context, server, person.draft)
        client.given = {*person.draft["answers"], "visit"}
    return client


def seed(context: BrowserContext, server: Server, draft: dict[str, Any]) -> str:
    """Keep a draft for this browser; the token that its cookie holds."""
    token = new_token()
    context.add_cookies([{"name": "smp_draft", "value": token, "url": server.address}])
    with server.store as store:
        store.drafts.save(token, draft, 0, datetime.now(UTC))
    return token


@pytest.fixture
def arrive(clinic: Server, chromium: Browser, language: Language) -> Iterator[Arrive]:
    """Let somebody open the form; after the test nothing ran, asked or complained that should not have."""
    clients: list[Client] = []

    def arrived(person: Person | None = None, seeded: bool = False, **options: Any) -> Client:
        clients.append(enter(chromium, clinic, person or Person(), seeded, language, **options))
        return clients[-1]

    yield arrived
    for client in clients:
        client.page.context.close()
    assert [alarm for client in clients for alarm in client.alarms] == []
