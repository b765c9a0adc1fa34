"""/resume opens a draft to whoever has its code and knows the birth date, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from intake.language import load_language
from records import Visit
from tests.web.invited import NAME, OURS, RIGHT, WRONG, Door

DRAFT = "__Host-smp_draft"


def code_of(clinic: Door, visit: Visit) -> str:
    code = clinic.store.resuming.code(visit.draft_token, clinic.now + timedelta(hours=8), clinic.now)
    assert code
    return code


def typed(browser: TestClient, code: str, **born: str) -> Any:
    return browser.post("/resume", data={"code": code, **(born or RIGHT)}, headers=OURS)


def test_the_code_and_the_birth_date_bring_the_draft_to_this_browser(clinic: Door) -> None:
    visit = clinic.expect()
    code, browser = code_of(clinic, visit), clinic.browser()
    assert browser.get("/resume").status_code == 200
    answer = typed(browser, code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.cookies[DRAFT] == visit.draft_token


def test_the_page_names_nobody_and_holds_no_token(clinic: Door) -> None:
    visit = clinic.expect()
    code = code_of(clinic, visit)
    page = clinic.browser().get("/resume").text
    assert [told for told in (NAME, code, visit.draft_token) if told in page] == []


@pytest.mark.parametrize(("days", "status"), [(8, 303), (1, 422)], ids=["near", "not near"])
def test_a_form_that_was_sent_is_opened_while_it_asks_some_things_again(clinic: Door, days: int, status: int) -> None:
    visit = clinic.expect()
    clinic.send(visit)
    clinic.now += timedelta(days=days)
    end = clinic.now + timedelta(hours=8)
    code = clinic.store.resuming.code(visit.draft_token, end, clinic.now, "ana", lambda _: True)
    assert code
    browser = clinic.browser()
    assert typed(browser, code).status_code == status
    assert browser.cookies.get(DRAFT) == (visit.draft_token if status == 303 else None)


@pytest.mark.parametrize("wrong", ["the code", "the birth date"])
def test_a_wrong_pair_opens_nothing_and_does_not_say_which_was_wrong(clinic: Door, wrong: str) -> None:
    code, browser = code_of(clinic, clinic.expect()), clinic.browser()
    answer = typed(browser, "000-000") if wrong == "the code" else typed(browser, code, **WRONG)
    assert answer.status_code == 422
    assert load_language("en").say("web.resume.wrong") in answer.text
    assert DRAFT not in browser.cookies


def test_what_was_typed_stays_in_the_fields(clinic: Door) -> None:
    answer = typed(clinic.browser(), '"><b>7K3', day="31", month="2", year="1990")
    assert answer.status_code == 422
    assert 'value="&quot;&gt;&lt;b&gt;7K3"' in answer.text
    assert 'value="31"' in answer.text


def test_a_code_works_once(clinic: Door) -> None:
    code = code_of(clinic, clinic.expect())
    assert [typed(clinic.browser(), code).status_code for _ in range(2)] == [303, 422]


def test_guessing_gets_slow(clinic: Door) -> None:
    code = code_of(clinic, clinic.expect())
    for _ in range(3):
        typed(clinic.browser(), "000-000")
    answer = typed(clinic.browser(), code)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert typed(clinic.browser("203.0.113.50"), code).status_code == 303


def test_another_site_resumes_nothing(clinic: Door) -> None:
    browser, code = clinic.browser(), code_of(clinic, clinic.expect())
    answer = browser.post("/resume", data={"code": code, **RIGHT}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert DRAFT not in browser.cookies


def test_too_much_is_refused_unread(clinic: Door) -> None:
    assert typed(clinic.browser(), "x" * 100_000).status_code == 422
