"""A browser that was made the kiosk gets the kiosk's page and no other, until somebody of the desk undoes it."""

import pytest
from starlette.testclient import TestClient

from tests.records.staff import PASSWORD, hire
from tests.web.invited import ORIGIN, OURS, Door

COOKIE, DRAFT, DESK = "__Host-smp_kiosk", "__Host-smp_draft", "__Host-smp_desk"
LANGUAGE = "smp_lang"
NONE_OF_ITS_OWN = ["/", "/you", "/result", "/desk", "/queue", "/sign-in", "/sign-in/first", "/resume", "/media/a.pdf"]
NONE_OF_ITS_OWN += ["/i/" + "A" * 43, "/auth/login", "/oauth2callback", "/kioskx", "/kiosk/device"]


@pytest.fixture
def tablet(clinic: Door) -> TestClient:
    """A browser that was made the kiosk."""
    browser = clinic.browser()
    made = browser.post("/kiosk/device", headers=OURS)
    assert (made.status_code, made.headers["location"]) == (303, "/kiosk")
    return browser


def test_an_ordinary_browser_is_offered_to_become_one(clinic: Door) -> None:
    browser = clinic.browser()
    assert browser.get("/kiosk").headers["location"] == "/kiosk/device"
    page = browser.get("/kiosk/device")
    assert page.status_code == 200
    assert COOKIE not in browser.cookies


def test_another_site_makes_nobody_a_kiosk(clinic: Door) -> None:
    browser = clinic.browser()
    browser.post("/kiosk/device", headers={"Sec-Fetch-Site": "cross-site"})
    assert COOKIE not in browser.cookies


@pytest.mark.parametrize("path", NONE_OF_ITS_OWN)
def test_a_kiosk_is_led_back_to_its_page_from_everywhere(tablet: TestClient, path: str) -> None:
    answer = tablet.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosk")


@pytest.mark.parametrize("path", ["/resume", "/sign-in", "/i/" + "A" * 43])
def test_a_kiosk_sends_no_form_elsewhere(tablet: TestClient, path: str) -> None:
    assert tablet.post(path, headers=OURS).headers["location"] == "/kiosk"


def test_making_it_one_signs_out_who_was_signed_in_and_leaves_no_cookie_of_theirs(clinic: Door) -> None:
    account = hire(clinic.store)
    token = clinic.store.sessions.begin(account, clinic.now)
    browser = clinic.browser()
    browser.cookies.set(DESK, token, domain="intake.example.org")
    browser.get("/")
    assert DRAFT in browser.cookies
    browser.post("/kiosk/device", headers=OURS)
    assert set(browser.cookies) == {COOKIE}
    assert clinic.store.sessions.see(token, clinic.now).state == "gone"


def test_a_kiosk_has_no_draft_and_keeps_nothing(tablet: TestClient) -> None:
    page = tablet.get("/kiosk")
    assert page.status_code == 200
    assert page.headers["clear-site-data"] == '"storage"'
    assert page.headers["cache-control"] == "no-store"
    assert DRAFT not in tablet.cookies


def test_the_cookie_is_hidden_from_scripts(clinic: Door) -> None:
    told = clinic.browser().post("/kiosk/device", headers=OURS).headers.get_list("set-cookie")
    (mine,) = [one for one in told if one.startswith(COOKIE)]
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(mine.split("; "))


def test_the_next_client_is_not_met_in_the_language_of_the_last(tablet: TestClient) -> None:
    assert 'lang="xx"' in tablet.get("/kiosk?lang=xx").text
    assert tablet.cookies[LANGUAGE] == "xx"
    assert 'lang="en"' in tablet.get("/kiosk", headers={"Accept-Language": "xx"}).text
    assert tablet.cookies[LANGUAGE] == "en"


def test_whoever_has_an_account_makes_it_an_ordinary_browser_again(clinic: Door, tablet: TestClient) -> None:
    hire(clinic.store, login="ludmila")
    assert tablet.get("/kiosk/leave").status_code == 200
    refused = tablet.post("/kiosk/leave", data={"login": "ludmila", "password": "not this one"}, headers=OURS)
    assert refused.status_code == 403
    assert tablet.get("/").headers["location"] == "/kiosk"
    left = tablet.post("/kiosk/leave", data={"login": "ludmila", "password": PASSWORD}, headers=OURS)
    assert left.headers["location"] == "/desk"
    assert set(tablet.cookies) & {COOKIE, DESK} == set()
    assert tablet.get("/").status_code == 200
    assert [entry.action for entry in clinic.store.audit.entries()][-1] == "kiosk.left"


def test_another_site_cannot_undo_it(clinic: Door, tablet: TestClient) -> None:
    hire(clinic.store, login="ludmila")
    told = {"login": "ludmila", "password": PASSWORD}
    assert tablet.post("/kiosk/leave", data=told, headers={"Origin": "https://evil.example"}).status_code == 403
    assert COOKIE in tablet.cookies


def test_a_clinic_without_a_kiosk_knows_no_such_browser(plain: Door) -> None:
    browser = plain.browser()
    browser.cookies.set(COOKIE, "1", domain=ORIGIN.removeprefix("https://"))
    assert browser.get("/").status_code == 200
    assert browser.get("/kiosk/leave").text == "Streamlit's own index.html"
