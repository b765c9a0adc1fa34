"""What a link does for its client, and for whoever else gets hold of it, guesses, edits or forges."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.records.examples import NOW
from tests.web.invited import BIRTH_DATE, NAME, ORIGIN, OURS, RIGHT, WRONG, Door

DAY = timedelta(days=1)
ELSEWHERE: dict[str, dict[str, str]] = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "another site that names us": {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    "a host beside ours": {"Sec-Fetch-Site": "same-site", "Origin": "https://blog.example.org"},
    "an address typed or a bookmark": {"Sec-Fetch-Site": "none"},
    "an older browser on another site": {"Origin": "https://evil.example"},
    "an older browser on a page that hides": {"Origin": "null"},
    "an older browser on our host without encryption": {"Origin": "http://intake.example.org"},
    "a program": {},
}


def test_whoever_fetches_a_link_spends_nothing(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    trail = len(list(clinic.store.audit.verify()))
    preview = clinic.browser()
    for _ in range(3):
        assert preview.get(link).status_code == 200
        assert preview.head(link).status_code == 200
    assert len(list(clinic.store.audit.verify())) == trail
    assert preview.cookies == {}
    assert clinic.browser().post(link, headers=OURS).status_code == 303


def test_the_page_of_a_link_says_who_sent_it_and_nothing_of_whom_it_is_for(clinic: Door) -> None:
    page = clinic.browser().get(clinic.link(clinic.expect())).text
    assert "Scalp &amp; Co" in page
    assert not [told for told in (NAME, "Zebedee", "1971", "session", "December") if told in page]


def test_the_page_needs_no_script_and_fits_the_policy(clinic: Door) -> None:
    answer = clinic.browser().get(clinic.link(clinic.expect()))
    assert "<script" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_speaks_the_language_of_the_visit(clinic: Door) -> None:
    page = clinic.browser(**{"Accept-Language": "en"}).get(clinic.link(clinic.expect(language="xx"))).text
    assert '<html lang="xx" dir="ltr">' in page
    assert "⟦Before your visit⟧" in page


def test_the_button_opens_the_form_at_a_clean_address_through_a_cookie(clinic: Door) -> None:
    visit = clinic.expect(language="xx")
    answer = clinic.browser().post(clinic.link(visit), headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    draft, language = sorted(answer.headers.get_list("set-cookie"))
    assert draft.startswith(f"__Host-smp_draft={visit.draft_token}; ")
    assert language.startswith("smp_lang=xx; ")
    for cookie in (draft, language):
        assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))


def test_a_link_that_was_sent_again_leaves_the_first_one_good(clinic: Door) -> None:
    visit = clinic.expect()
    links = [clinic.link(visit) for _ in range(3)]
    for link in (links[0], links[2], links[0]):
        answer = clinic.browser().post(link, headers=OURS)
        assert visit.draft_token in answer.headers["set-cookie"]


@pytest.mark.parametrize("whence", ELSEWHERE)
@pytest.mark.parametrize("way", ["", "/files"])
def test_a_form_that_another_page_sends_is_refused(clinic: Door, whence: str, way: str) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    browser = clinic.browser()
    if way:
        clinic.send(visit)
        browser = clinic.inside(link)
    answer = browser.post(link + way, headers=ELSEWHERE[whence], files={"file": b"x"} if way else None)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert visit.draft_token not in answer.text
    assert clinic.store.files.of(visit.id) == ()


def test_an_older_browser_that_names_our_page_is_served(clinic: Door) -> None:
    assert clinic.browser().post(clinic.link(clinic.expect()), headers={"Origin": ORIGIN}).status_code == 303


def test_under_a_foreign_name_no_link_is_answered(clinic: Door) -> None:
    assert clinic.browser().get(clinic.link(clinic.expect()), headers={"Host": "evil.example"}).status_code == 400


def test_after_30_days_a_link_is_like_one_that_never_was(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.now = NOW + 30 * DAY
    assert clinic.browser().get(link).status_code == 200
    clinic.now += timedelta(seconds=1)
    never = f"/i/{'x' * 43}"
    for method in ("GET", "POST"):
        answers = [clinic.browser("a").request(method, each, headers=OURS) for each in (link, never)]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].text == answers[1].text
        assert dict(answers[0].headers) == dict(answers[1].headers)


@pytest.mark.parametrize("token", ["", "short", "x" * 44, "%2e%2e%2fetc", "a/b/c", "<script>", "ż" * 43, "x" * 5000])
def test_what_is_no_token_opens_nothing(clinic: Door, token: str) -> None:
    clinic.expect()
    browser = clinic.browser()
    for answer in (browser.get(f"/i/{token}"), browser.post(f"/i/{token}", headers=OURS)):
        assert answer.status_code in (404, 405)
        assert "<script>" not in answer.text


def test_after_sending_the_link_asks_for_the_birth_date_and_tells_nothing(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    page = clinic.browser().get(link).text
    assert "Your date of birth" in page
    assert "First session" not in page
    assert clinic.browser().post(link, headers=OURS).status_code == 422
    assert visit.draft_token not in str(clinic.browser().post(link, data=RIGHT, headers=OURS).headers)


def test_with_the_birth_date_it_opens_the_state(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    answer = clinic.browser().post(link, data=RIGHT, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "?")
    (cookie,) = answer.headers.get_list("set-cookie")
    assert all(part in cookie for part in ("smp_link=", "HttpOnly", "SameSite=strict", "Secure", "Path=/i", "=1800"))
    page = clinic.inside(link).get(link).text
    for told in (
        "First session, Monday 30 November 2026 at 10:00",
        "Your visit is not cancelled.",
        "Your answers, Friday 20 November 2026 at 10:00",
        "Save my copy as a PDF",
        "Add my visit to my calendar",
        "Send us a photo or a letter",
    ):
        assert told in page


def test_the_state_closes_half_an_hour_after_the_birth_date(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    browser = clinic.inside(link)
    clinic.now += timedelta(minutes=30)
    assert "First session" in browser.get(link).text
    clinic.now += timedelta(seconds=1)
    assert "Your date of birth" in browser.get(link).text
    assert browser.get(f"{link}/copy").status_code == 404


def test_the_state_shows_where_the_visit_was_moved_to_and_no_calendar_of_the_old_moment(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    clinic.store.visits.move(visit.id, NOW + 12 * DAY, NOW, "ana")
    page = clinic.inside(link).get(link).text
    assert "Wednesday 2 December 2026 at 10:00" in page
    assert "calendar" not in page
    assert "Save my copy" in page


def test_a_visit_that_is_over_is_not_said_to_stand(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    clinic.now += 20 * DAY
    assert "not cancelled" not in clinic.inside(link).get(link).text


def test_the_copy_and_the_calendar_can_be_saved_and_that_is_on_the_trail(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    ref = clinic.send(visit)
    browser = clinic.inside(link)
    copy, calendar = browser.get(f"{link}/copy"), browser.get(f"{link}/calendar")
    assert copy.content.startswith(b"%PDF-")
    assert copy.headers["content-disposition"] == f'attachment; filename="{ref}.pdf"'
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert copy.headers["cache-control"] == calendar.headers["cache-control"] == "no-store"
    assert [one.action for one in clinic.store.audit.about(f"visit:{visit.id}")][-2:] == [
        "copy.saved",
        "calendar.saved",
    ]


@pytest.mark.parametrize("name", ["copy", "calendar", "files", "files/1", "../copy", "visit", "copy/x"])
def test_without_the_birth_date_nothing_can_be_saved(clinic: Door, name: str) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    assert clinic.browser().get(f"{link}/{name}").status_code in (404, 405)


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"day": "31", "month": "2", "year": "1971"}, {"day": "9", "month": "3", "year": "71"},
        {"day": "９", "month": "3", "year": "1971"}, {"day": "-9", "month": "3", "year": "1971"},
        {"day": "9" * 3000, "month": "3", "year": "1971"}, {"day": "9" * 9000, "month": "3", "year": "1971"},
    ],
)  # fmt: skip
def test_what_is_no_day_is_said_so_and_counts_as_no_guess(clinic: Door, typed: dict[str, str]) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    for _ in range(5):
        answer = clinic.browser().post(link, data=typed, headers=OURS)
        assert answer.status_code == 422
        assert "There is no such day." in answer.text
    clinic.inside(link)


def test_guessing_a_birth_date_is_told_to_wait_and_when_to_try_again(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    told = [clinic.browser(f"192.0.2.{each}").post(link, data=WRONG, headers=OURS) for each in range(3)]
    assert [one.status_code for one in told] == [422, 422, 429]
    assert "This is not the date of birth that we have." in told[0].text
    assert "Please try again in a minute." in told[2].text
    right = clinic.browser("192.0.2.9").post(link, data=RIGHT, headers=OURS)
    assert (right.status_code, right.headers["retry-after"]) == (429, "1")
    assert "set-cookie" not in right.headers
    clinic.now += timedelta(seconds=1)
    clinic.inside(link)


def test_a_long_wait_is_told_in_minutes(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    for _ in range(14):
        clinic.browser("192.0.2.1").post(link, data=WRONG, headers=OURS)
        clinic.now += timedelta(minutes=15)
    clinic.browser("192.0.2.1").post(link, data=WRONG, headers=OURS)
    assert "in 15 minutes" in clinic.browser("192.0.2.2").post(link, data=RIGHT, headers=OURS).text


def test_guessing_tokens_is_slowed_by_the_address_it_comes_from(clinic: Door) -> None:
    guesses = [clinic.browser(f"2001:db8::{each}").post(f"/i/{each * 43}", headers=OURS).status_code for each in "abcd"]
    assert guesses == [404, 404, 404, 429]


def test_one_persons_proof_opens_nobody_elses_state_copy_or_files(clinic: Door) -> None:
    mine, theirs = clinic.expect(), clinic.expect()
    links = [clinic.link(visit) for visit in (mine, theirs)]
    for visit in (mine, theirs):
        clinic.send(visit)
    browser = clinic.inside(links[0])
    cookie = {"Cookie": f"smp_link={browser.cookies['smp_link']}"}
    stranger = clinic.browser(**cookie)
    assert "First session" in stranger.get(links[0]).text
    assert "Your date of birth" in stranger.get(links[1]).text
    assert stranger.get(f"{links[1]}/copy").status_code == 404
    assert stranger.post(f"{links[1]}/files", headers=OURS, files={"file": b"x"}).status_code == 403


def test_a_cookie_kept_from_before_opens_nothing_once_the_link_is_over(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    clinic.now = NOW + 40 * DAY
    browser = clinic.inside(link)
    clinic.now += timedelta(seconds=1)
    assert browser.get(link).status_code == 404
    assert browser.get(f"{link}/copy").status_code == 404
    assert browser.post(f"{link}/files", headers=OURS, files={"file": b"x"}).status_code == 403


def test_a_cookie_of_the_draft_is_no_proof(clinic: Door) -> None:
    visit = clinic.expect()
    link = clinic.link(visit)
    clinic.send(visit)
    for forged in (visit.draft_token, "", "1.2", "9999999999." + "0" * 64):
        assert "First session" not in clinic.browser(Cookie=f"smp_link={forged}").get(link).text


def test_no_token_name_or_date_is_logged_or_in_an_address(clinic: Door, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    visit = clinic.expect()
    link = clinic.link(visit)
    browser = clinic.browser()
    heard = [browser.get(link), browser.post(link, headers=OURS)]
    clinic.send(visit)
    heard += [browser.post(link, data=WRONG, headers=OURS), browser.post(link, data=RIGHT, headers=OURS)]
    heard += [browser.get(link), browser.get(f"{link}/copy")]
    # The test's own browser logs what it asks for; a real one does not.
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    logged = "".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    secret = [link.removeprefix("/i/"), visit.draft_token, browser.cookies["smp_link"], NAME, str(BIRTH_DATE), "1971"]
    assert ours
    assert [one for one in secret if one in logged] == []
    locations = " ".join(one.headers.get("location", "") for one in heard)
    assert [one for one in secret if one in locations] == []
    assert [one for one in heard if "1971" in str(one.request.url)] == []
