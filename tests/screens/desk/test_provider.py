"""Whom a provider proves has the desk of their account here, and no longer than their session here."""

from datetime import datetime
from typing import Any

import pytest

from records import Store
from screens.desk.pages import PAGES
from tests.screens.colleague import Colleague, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import ISSUER, MINUTE, Clock


def known(subject: str = "subject-7", signed_in: datetime = NOW) -> dict[str, Any]:
    """What Streamlit says of whom a provider has proved."""
    return {"iss": ISSUER, "sub": subject, "iat": int(signed_in.timestamp())}


def test_whom_a_provider_proves_is_at_the_desk_with_an_account_here(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    assert Colleague(monkeypatch, user=known()).heading == "Queue"


@pytest.mark.parametrize("user", [known("somebody"), {**known(), "iss": "https://other.example.org"}])
def test_whom_the_clinic_does_not_know_reads_what_an_owner_needs(
    store: Store, monkeypatch: pytest.MonkeyPatch, user: dict[str, Any]
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    stranger = Colleague(monkeypatch, user=user)
    assert {stranger.open(address) for address in PAGES["owner"]} == {"You have no account here"}
    assert f"Issuer: {user['iss']}" in stranger.said
    assert f"Subject: {user['sub']}" in stranger.said


def test_after_signing_out_the_providers_cookie_opens_nothing_and_a_new_sign_in_does(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    colleague = Colleague(monkeypatch, user=known())
    colleague.open("me")
    colleague.press("sign_out")
    assert colleague.heading == "You are signed out"
    clock.now += MINUTE
    assert Colleague(monkeypatch, user=known()).heading == "You are signed out"
    assert Colleague(monkeypatch, user=known(signed_in=clock.now)).heading == "Queue"


def test_a_providers_account_that_is_switched_off_is_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    account = hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    colleague = Colleague(monkeypatch, user=known())
    store.accounts.disable(account.id, NOW, "ana")
    colleague.run()
    assert colleague.heading == "You have no account here"


def test_the_cookie_of_a_session_that_is_over_keeps_nobody_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    old = store.sessions.begin(hire(store, "ben", "specialist"), NOW)
    store.sessions.end(old, NOW)
    hire(store, "subject-7", "specialist", None, issuer=ISSUER)
    assert Colleague(monkeypatch, old, known()).heading == "Queue"


@pytest.mark.parametrize("button", ["sign_out", "sign_out_everywhere"])
def test_signing_out_leaves_nobody_elses_session_open_in_this_browser(
    store: Store, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    hire(store, "subject-7", "owner", None, issuer=ISSUER)
    Colleague(monkeypatch, user=known())
    ben = store.sessions.begin(hire(store, "ben", "front_desk"), NOW)
    colleague = Colleague(monkeypatch, ben, known())
    assert colleague.heading == "Visits"
    colleague.open("me")
    colleague.press(button)
    assert colleague.heading == "You are signed out"
