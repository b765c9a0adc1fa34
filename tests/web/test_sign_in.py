"""Signing in with a name and a password, and making the first owner, on plain pages behind the whole front."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from intake.clinic import Clinic as Settings
from intake.language import load_language
from records import Store, new_token
from records.attempts import FREE
from records.sessions import ABSOLUTE
from tests.records.conftest import CHEAP
from tests.records.examples import NOW
from tests.records.staff import PASSWORD, STAFF_NAME, hire
from tests.web.invited import ORIGIN, OURS
from web.page import PageTexts
from web.plain import Voice
from web.settings import read_settings
from web.sign_in import SignInPages
from web.stack import Front

HERE = "http://127.0.0.1:8501"
LOGIN, WRONG = "ludmila", "not the password at all"
RIGHT = {"login": LOGIN, "password": PASSWORD}
FIRST = {"name": STAFF_NAME, "login": LOGIN, "password": PASSWORD, "again": PASSWORD}
ELSEWHERE = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    "a host beside ours": {"Sec-Fetch-Site": "same-site", "Origin": "https://blog.example.org"},
    "an address typed or a bookmark": {"Sec-Fetch-Site": "none"},
    "an older browser on another site": {"Origin": "https://evil.example"},
    "an older browser on our host without encryption": {"Origin": "http://intake.example.org"},
    "a program": {},
}


TEXTS = {"en": PageTexts("en", "ltr", "title", "opening", "failed", "Sorry.")}


@dataclass
class Clinic:
    """The pages of one clinic, with a clock that a test moves."""

    store: Store
    folder: Path
    now: datetime = NOW
    language: str = "en"

    def browser(self, origin: str = ORIGIN, address: str = "198.51.100.7") -> TestClient:
        """Somebody's browser; it follows no redirect by itself."""
        settings = read_settings({"SMP_DATA": str(self.folder), "SMP_URL": origin}, "127.0.0.1", 8501)
        front = Front(settings, TEXTS, [], Settings())
        language, https = load_language(self.language), origin.startswith("https")
        told = {"clinic": "Scalp Clinic", "phone": "", "colour": "#0F5C5C"}
        voice = Voice.said(language, [language], **told)
        app = Starlette(
            routes=[*SignInPages(self.store, voice, https, lambda: self.now).routes],
            middleware=front.middleware(lambda: 0.0),
            exception_handlers=front.exception_handlers(),
        )
        return TestClient(app, base_url=origin, client=(address, 50_000), follow_redirects=False)

    def code(self) -> str:
        return self.store.codes.issue("owner", self.now)

    def actions(self) -> list[str]:
        return [entry.action for entry in self.store.audit.latest(100)]


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key", CHEAP) as store:
        yield Clinic(store, tmp_path)


def sent(browser: TestClient, fields: dict[str, str], path: str = "/sign-in", **headers: str) -> Any:
    return browser.post(path, data=fields, headers=headers or OURS)


def cookie(answer: Any) -> tuple[str, Any]:
    """The one cookie that an answer sets: its name, and its value with all that is said of it."""
    (line,) = answer.headers.get_list("set-cookie")
    ((name, morsel),) = SimpleCookie(line).items()
    return name, morsel


def wrong(answer: Any) -> str:
    """What the page says is wrong."""
    found = re.search(r'role="alert"[^>]*>(.*?)</(?:p|div|section)>', answer.text, re.DOTALL)
    assert found, answer.text
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", found[1]).split()))


def test_the_right_password_leads_to_the_desk_with_an_open_session(clinic: Clinic) -> None:
    account = hire(clinic.store)
    answer = sent(clinic.browser(), RIGHT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    _, token = cookie(answer)
    assert clinic.store.sessions.see(token.value, NOW) == (account, "open")


@pytest.mark.parametrize(("origin", "name", "secure"), [(ORIGIN, "__Host-smp_desk", True), (HERE, "smp_desk", "")])
def test_no_script_and_no_other_site_gets_at_the_cookie(
    clinic: Clinic, origin: str, name: str, secure: bool | str
) -> None:
    hire(clinic.store)
    called, token = cookie(sent(clinic.browser(origin), RIGHT))
    assert called == name
    assert (token["httponly"], token["samesite"], token["path"]) == (True, "strict", "/")
    assert (token["secure"], token["domain"]) == (secure, "")
    assert int(token["max-age"]) == ABSOLUTE.total_seconds()


def test_each_sign_in_has_a_token_of_its_own_and_none_that_was_planted(clinic: Clinic) -> None:
    hire(clinic.store)
    browser, planted = clinic.browser(), new_token()
    browser.cookies.set("__Host-smp_desk", planted, domain="intake.example.org")
    tokens = {planted, *(cookie(sent(browser, RIGHT))[1].value for _ in range(2))}
    assert len(tokens) == 3
    assert clinic.store.sessions.see(planted, NOW).state == "gone"


def test_a_wrong_password_and_no_such_name_are_answered_alike(clinic: Clinic) -> None:
    hire(clinic.store)
    mistaken = sent(clinic.browser(), {"login": LOGIN, "password": WRONG})
    unknown = sent(clinic.browser(), {"login": "nobody", "password": WRONG})
    assert mistaken.status_code == unknown.status_code == 403
    assert mistaken.text.replace(LOGIN, "") == unknown.text.replace("nobody", "")
    assert wrong(mistaken).endswith("The name or the password is wrong.")
    assert "set-cookie" not in mistaken.headers


def test_somebody_switched_off_is_answered_like_anybody_mistaken(clinic: Clinic) -> None:
    account = hire(clinic.store)
    page = sent(clinic.browser(), {"login": LOGIN, "password": WRONG}).text
    clinic.store.accounts.disable(account.id, NOW, "ana")
    assert sent(clinic.browser(), RIGHT).text == page


def test_after_several_mistakes_the_page_says_how_long_to_wait(clinic: Clinic) -> None:
    hire(clinic.store)
    browser = clinic.browser()
    for _ in range(FREE):
        sent(browser, {"login": LOGIN, "password": WRONG})
    refused = sent(browser, RIGHT)
    assert refused.status_code == 403
    assert wrong(refused).endswith("Too many attempts. Wait 1 second, then try again.")
    clinic.now += timedelta(seconds=1)
    assert sent(browser, RIGHT).status_code == 303


def test_all_addresses_of_one_ipv6_customer_are_slowed_together(clinic: Clinic) -> None:
    for host in range(FREE):
        sent(clinic.browser(address=f"2001:db8::{host + 1}"), {"login": f"guess{host}", "password": WRONG})
    assert "Too many attempts" in wrong(sent(clinic.browser(address="2001:db8::ffff"), RIGHT))
    assert "Too many attempts" not in wrong(sent(clinic.browser(address="2001:db8:0:1::1"), RIGHT))


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/first"])
@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_another_site_sends_is_refused_and_not_counted(clinic: Clinic, headers: dict[str, str], path: str) -> None:
    if path == "/sign-in":
        hire(clinic.store)
        fields, before = RIGHT, len(clinic.actions())
    else:
        fields, before = {**FIRST, "code": clinic.code()}, len(clinic.actions())
    browser = clinic.browser()
    for _ in range(FREE + 1):
        answer = browser.post(path, data=fields, headers=headers)
        assert (answer.status_code, answer.headers.get("set-cookie")) == (403, None)
    assert len(clinic.actions()) == before
    assert sent(browser, fields, path).status_code == 303


def test_an_older_browser_on_our_own_page_may_sign_in(clinic: Clinic) -> None:
    hire(clinic.store)
    assert sent(clinic.browser(), RIGHT, Origin=ORIGIN).status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/first"])
def test_more_than_a_form_can_hold_is_refused(clinic: Clinic, path: str) -> None:
    answer = sent(clinic.browser(), {**FIRST, "code": "x", "login": "x" * 100_000}, path)
    assert answer.status_code == 403
    assert len(answer.content) < 50_000
    assert clinic.store.accounts.all() == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/first"])
def test_no_form_at_all_is_refused(clinic: Clinic, path: str) -> None:
    answer = clinic.browser().post(path, content=b"\xff\x00", headers={**OURS, "Content-Type": "text/plain"})
    assert answer.status_code == 403


def test_the_code_makes_the_first_owner_once(clinic: Clinic) -> None:
    code = clinic.code()
    answer = sent(clinic.browser(), {**FIRST, "code": code}, "/sign-in/first")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    (owner,) = clinic.store.accounts.all()
    assert (owner.name, owner.login, owner.role) == (STAFF_NAME, LOGIN, "owner")
    assert clinic.store.sessions.see(cookie(answer)[1].value, NOW) == (owner, "open")
    again = sent(clinic.browser(), {**FIRST, "code": code, "login": "second"}, "/sign-in/first")
    assert again.status_code == 403
    assert "This code does not work" in wrong(again)
    assert clinic.store.accounts.all() == [owner]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"again": "another long secret"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "A password has 12 to 200 characters."),
        ({"password": LOGIN * 2, "again": LOGIN * 2, "login": LOGIN * 2}, "may not be the login name"),
        ({"name": "  "}, "name"),
        ({"code": "AAAAA-BBBBB-CCCCC-DDDDD"}, "This code does not work"),
    ],
)
def test_a_mistake_is_said_in_a_sentence_and_leaves_the_code_as_good(
    clinic: Clinic, changed: dict[str, str], said: str
) -> None:
    code, browser = clinic.code(), clinic.browser()
    answer = sent(browser, {**FIRST, "code": code, **changed}, "/sign-in/first")
    assert answer.status_code in (400, 403)
    assert said in wrong(answer)
    assert clinic.store.accounts.all() == []
    assert sent(browser, {**FIRST, "code": code}, "/sign-in/first").status_code == 303


def test_the_way_to_the_code_is_shown_while_there_is_no_owner(clinic: Clinic) -> None:
    browser = clinic.browser()
    assert 'href="/sign-in/first"' in browser.get("/sign-in").text
    hire(clinic.store, role="owner")
    assert 'href="/sign-in/first"' not in browser.get("/sign-in").text


def test_no_secret_comes_back_on_a_page_or_stands_in_the_log(clinic: Clinic, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    typed = {"code": "ZZZZZ-YYYYY", "name": "Zebedee", "login": "quillfeather", "password": WRONG, "again": WRONG}
    browser = clinic.browser()
    pages = [sent(browser, typed, path).text for path in ("/sign-in", "/sign-in/first")]
    sent(browser, {**typed, "code": clinic.code()}, "/sign-in/first")
    sent(browser, typed)
    assert not [page for page in pages for secret in (WRONG, typed["code"]) if secret in page]
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert "session.begun" in logged
    assert not [told for told in typed.values() if told in logged]


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/first"])
def test_the_pages_fit_the_policy_and_are_not_kept(clinic: Clinic, path: str) -> None:
    answer = clinic.browser().get(path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/first"])
@pytest.mark.parametrize("language", ["en", "xx"])
def test_the_pages_say_their_language_and_name_every_field(clinic: Clinic, path: str, language: str) -> None:
    clinic.language = language
    spoken, page = load_language(language), clinic.browser().get(path).text
    assert f'<html lang="{language}" dir="{spoken.direction}">' in page
    fields = re.findall(r"<input\b[^>]*>", page)
    assert len(fields) == (2 if path == "/sign-in" else 5)
    for field in fields:
        id = re.search(r'id="([^"]+)"', field)
        labelled = id and re.search(rf'<label\b[^>]*for="{id[1]}"[^>]*>[^<]+', page)
        assert labelled or re.search(rf"<label\b[^>]*>[^<]+{re.escape(field)}", page), field


def test_what_was_typed_is_never_read_as_markup(clinic: Clinic) -> None:
    answer = sent(clinic.browser(), {"login": '"><script>alert(1)</script>', "password": "<img src=x>"})
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
