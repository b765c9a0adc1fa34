"""Signing in with a provider of OpenID Connect, a real one on this machine, in a real browser."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from records import Account, Role, new_token
from records.audit import COMMAND
from tests.browser.conftest import PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.moments import now
from tests.browser.server import Server

NAME = "Ben Achterberg"
SECRETS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "a long secret that only this test knows"

[auth.keycloak]
client_id = "smp-intake"
client_secret = "the provider takes any"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""
COOKIE = "_streamlit_user"
LOOK = "https://cdn.jsdelivr.net/"
"""From where the provider's own pages want their look; nothing is fetched from there."""
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Program(Server):
    """The program with a provider in its secrets, which lie where a clinic keeps them: outside the program."""

    def tell(self, issuer: str) -> None:
        self._secrets.write_text(SECRETS.format(address=self.address, issuer=issuer), encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"STREAMLIT_SECRETS_FILES": str(self._secrets)}

    @property
    def _secrets(self) -> Path:
        return self.data / "secrets.toml"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider who proves to be whoever says so; its issuer."""
    with warnings.catch_warnings(record=True):  # of what it imports
        from oidc_provider_mock import run_server_in_thread  # type: ignore[import-untyped]

    with run_server_in_thread() as provider:
        yield f"http://localhost:{provider.server_port}"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory, issuer: str) -> Iterator[Program]:
    running = Program(tmp_path_factory.mktemp("clinic"))
    running.tell(issuer)
    running.start()
    yield running
    running.stop()


class Visitor(Desk):
    """Somebody at the door who has an account with the provider."""

    def prove(self, subject: str) -> None:
        """Through the door to the provider, and back."""
        page = self.page
        self.open("desk")
        page.get_by_role("button", name=say("door_provider", provider="Keycloak")).click()
        page.get_by_placeholder("sub").fill(subject)
        with page.expect_navigation(url=f"{self.address}/desk", wait_until="commit"):
            page.get_by_role("button", name="Authorize").click()
        self.at(re.compile(".*"))


@pytest.fixture
def visitor(clinic: Program, issuer: str, chromium: Browser) -> Iterator[Visitor]:
    context = chromium.new_context()
    context.route(f"{LOOK}**", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser = Visitor(page, clinic.address)
    yield browser
    context.close()
    theirs = tuple(f"another host: {address}" for address in (issuer, LOOK))
    assert [alarm for alarm in browser.alarms if not alarm.startswith(theirs)] == []


def hire(clinic: Program, issuer: str, role: Role = "specialist") -> tuple[Account, str]:
    """Somebody new, and by what the provider knows them."""
    subject = new_token()
    with clinic.store as store:
        return store.accounts.add(NAME, role, subject, issuer=issuer, moment=now(), actor=COMMAND), subject


def test_whom_the_provider_proves_is_at_the_desk_until_they_sign_out(
    clinic: Program, issuer: str, visitor: Visitor
) -> None:
    (account, subject), page = hire(clinic, issuer), visitor.page
    visitor.prove(subject)
    visitor.at(say("page.queue"))
    expect(page.get_by_role("link", name=say("page.queue"))).to_be_visible()
    expect(page.get_by_role("link", name=say("page.accounts"))).to_have_count(0)

    # Signed out here, the cookie of 30 days that Streamlit has set opens nothing.
    visitor.follow(say("page.me"))
    visitor.click(say("sign_out"), say("over"))
    assert COOKIE in {one["name"] for one in page.context.cookies()}
    for address in ("desk", "queue"):
        visitor.open(address)
        visitor.at(say("over"))

    # To sign in again they are asked by the provider, and are at the desk again.
    page.get_by_role("button", name=say("again"), exact=True).click()
    with page.expect_navigation(url=f"{clinic.address}/desk", wait_until="commit"):
        page.get_by_role("button", name="End session").click()
    visitor.at(say("door"))
    assert COOKIE not in {one["name"] for one in page.context.cookies()}
    visitor.prove(subject)
    visitor.at(say("page.queue"))
    with clinic.store as store:
        begun = [one for one in store.audit.about(f"account:{account.id}") if one.action == "session.begun"]
    assert len(begun) == 2
    assert NAME not in "".join(clinic.printed)


def test_whom_the_clinic_does_not_know_reads_what_an_owner_needs(issuer: str, visitor: Visitor) -> None:
    visitor.prove("nobody-here")
    visitor.at(say("stranger"))
    expect(visitor.page.get_by_role("main")).to_contain_text(say("stranger_issuer", issuer=issuer))
    expect(visitor.page.get_by_role("main")).to_contain_text(say("stranger_subject", subject="nobody-here"))


def test_who_is_switched_off_is_out_at_the_next_click(clinic: Program, issuer: str, visitor: Visitor) -> None:
    account, subject = hire(clinic, issuer, "front_desk")
    visitor.prove(subject)
    visitor.at(say("page.visits"))
    with clinic.store as store:
        store.accounts.disable(account.id, now(), COMMAND)
    visitor.page.get_by_role("link", name=say("page.me")).click()
    visitor.at(say("stranger"))


def test_whoever_denies_or_forges_stands_at_the_door(clinic: Program, issuer: str, visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("desk")
    page.get_by_role("button", name=say("door_provider", provider="Keycloak")).click()
    with page.expect_navigation(url=f"{clinic.address}/desk", wait_until="commit"):
        page.get_by_role("button", name="Deny").click()
    visitor.at(say("door"))
    _, subject = hire(clinic, issuer)
    forged = f'{{"is_logged_in":true,"iss":"{issuer}","sub":"{subject}","iat":1,"origin":"{clinic.address}"}}'
    page.context.add_cookies([{"name": COOKIE, "value": forged.replace('"', "%22"), "url": clinic.address}])
    with page.expect_navigation(url=f"{clinic.address}/desk", wait_until="commit"):
        page.goto(f"{clinic.address}/oauth2callback?code=forged&state=forged")
    visitor.at(say("door"))
