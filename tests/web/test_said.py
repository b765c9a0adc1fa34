"""What a client can say by the link once the birth date was given: that something changed, or another day."""

from datetime import timedelta
from html import escape

import pytest
from starlette.testclient import TestClient

from records import ClientWord, Due, Moved, OtherDay, Ref, Visit
from tests.records.examples import NOW
from tests.reports.cases import APIXABAN, IBUPROFEN
from tests.web.invited import OURS, RIGHT, Door

WORD = {"about": "medicines", "words": "I take <b>Xarelto</b> now"}


@pytest.fixture
def visit(clinic: Door) -> Visit:
    return clinic.expect()


@pytest.fixture
def ref(clinic: Door, visit: Visit) -> Ref:
    return Ref(clinic.send(visit))


@pytest.fixture
def link(clinic: Door, visit: Visit, ref: Ref) -> str:
    """The link to a visit whose form `ref` was sent."""
    assert ref
    return clinic.link(visit)


@pytest.fixture
def browser(clinic: Door, link: str) -> TestClient:
    return clinic.inside(link)


def notes(clinic: Door, ref: Ref) -> list[object]:
    return [noted.note for noted in clinic.store.chart.of(ref)]


def test_the_page_holds_the_client_copy(browser: TestClient, link: str) -> None:
    page = browser.get(link).text
    for told in ("You are all set", "Your visit is not cancelled.", "Getting ready, the day, and after"):
        assert told in page


def test_the_page_has_one_filled_button_and_it_is_the_one_that_all_see(browser: TestClient, link: str) -> None:
    page = browser.get(link).text
    filled = [part.partition("</button>")[0] for part in page.split("<button>")[1:]]
    assert (filled, page.count("<button")) == (["Send it"], 3)


def test_what_cannot_wait_stands_above_everything_also_above_the_next_form(clinic: Door) -> None:
    urgent = clinic.expect()
    clinic.expect(NOW + timedelta(days=40))
    clinic.send(urgent, medicines_any="yes", medicines=[APIXABAN, IBUPROFEN | {"last_taken": "2026-11-19"}])
    link = clinic.link(urgent)
    body = clinic.inside(link).get(link).text.partition("<h1>")[2]
    places = [body.index(each) for each in ('smp-box smp-urgent"><h2', "First session, Monday", "/next", "Your list")]
    assert places == sorted(places)


def test_something_changed_is_noted_and_makes_the_record_somebodys_to_do(
    clinic: Door, visit: Visit, ref: Ref, browser: TestClient, link: str
) -> None:
    assert clinic.store.queue.states([visit.draft]) == {visit.draft: "ready"}
    answer = browser.post(f"{link}/word", data=WORD, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "./?word")
    assert notes(clinic, ref) == [ClientWord(about="medicines", words="I take <b>Xarelto</b> now")]
    assert clinic.store.queue.states([visit.draft]) == {visit.draft: "call"}
    assert "Thank you. The clinic will read it before your visit." in browser.get(f"{link}/?word").text


def test_said_twice_it_is_one_note(clinic: Door, ref: Ref, browser: TestClient, link: str) -> None:
    for _ in range(2):
        assert browser.post(f"{link}/word", data=WORD, headers=OURS).status_code == 303
    assert len(notes(clinic, ref)) == 1


@pytest.mark.parametrize(
    "told",
    [{}, {"about": "medicines"}, {**WORD, "words": "  "}, {**WORD, "about": "<b>"}, {**WORD, "words": "x" * 1001}],
)
def test_what_says_nothing_is_asked_for_again_and_stays_as_it_was_typed(
    clinic: Door, ref: Ref, browser: TestClient, link: str, told: dict[str, str]
) -> None:
    answer = browser.post(f"{link}/word", data=told, headers=OURS)
    assert answer.status_code == 422
    assert "Please say what it is about, and write a few words." in answer.text
    assert escape(told.get("words", "").strip()) in answer.text
    assert notes(clinic, ref) == []


def test_what_was_typed_is_never_read_as_markup(browser: TestClient, link: str) -> None:
    page = browser.post(f"{link}/word", data={"words": "</textarea><script>x</script>"}, headers=OURS).text
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script" not in page


def test_a_thousand_signs_of_any_script_fit(clinic: Door, ref: Ref, browser: TestClient, link: str) -> None:
    assert browser.post(f"{link}/word", data={**WORD, "words": "𐍈" * 1000}, headers=OURS).status_code == 303
    assert len(notes(clinic, ref)) == 1


def test_another_day_is_asked_for_by_ticks_and_the_visit_stays(
    clinic: Door, visit: Visit, ref: Ref, browser: TestClient, link: str
) -> None:
    told = {"weekday0": "on", "weekday4": "on", "morning": "on", "day": "3", "month": "12", "year": "2026"}
    answer = browser.post(f"{link}/day", data=told, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "./?day")
    (wish,) = notes(clinic, ref)
    assert isinstance(wish, OtherDay)
    assert (wish.weekdays, wish.parts, str(wish.from_day)) == ((0, 4), ("morning",), "2026-12-03")
    assert clinic.store.visits.get(visit.id).at == visit.at
    assert clinic.store.queue.states([visit.draft]) == {visit.draft: "move"}


def test_a_day_that_is_none_is_asked_for_again_and_the_ticks_stay(browser: TestClient, link: str) -> None:
    answer = browser.post(f"{link}/day", data={"weekday2": "on", "day": "31", "month": "2"}, headers=OURS)
    assert answer.status_code == 422
    assert "There is no such day." in answer.text
    assert 'name="weekday2" value="on" checked' in answer.text


@pytest.mark.parametrize("way", ["word", "day", "next", "near"])
def test_without_the_birth_date_nothing_can_be_said(clinic: Door, ref: Ref, link: str, way: str) -> None:
    answer = clinic.browser().post(f"{link}/{way}", data=WORD, headers=OURS)
    assert answer.status_code == 403
    assert "all set" not in answer.text
    assert notes(clinic, ref) == []


@pytest.mark.parametrize("way", ["word", "day", "next", "near"])
def test_another_page_cannot_say_it_for_the_client(
    clinic: Door, ref: Ref, browser: TestClient, link: str, way: str
) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert browser.post(f"{link}/{way}", data=WORD, headers=foreign).status_code == 403
    assert notes(clinic, ref) == []


def test_after_twenty_notes_the_client_is_asked_to_phone(
    clinic: Door, ref: Ref, browser: TestClient, link: str
) -> None:
    for number in range(20):
        assert browser.post(f"{link}/word", data={**WORD, "words": str(number)}, headers=OURS).status_code == 303
    answer = browser.post(f"{link}/word", data=WORD, headers=OURS)
    assert answer.status_code == 422
    assert "Please phone us." in answer.text
    assert len(notes(clinic, ref)) == 20


def test_the_form_of_the_next_visit_is_opened_from_the_page_of_this_one(
    clinic: Door, browser: TestClient, link: str
) -> None:
    assert "Open the form for it" not in browser.get(link).text
    later = clinic.expect(at=NOW + timedelta(days=40))
    page = browser.get(link).text
    assert "Your next visit: Wednesday 30 December 2026 at 10:00" in page
    answer = browser.post(f"{link}/next", headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert later.draft_token in answer.headers["set-cookie"]


def test_near_its_visit_the_form_is_opened_again_for_what_it_asks_then(
    clinic: Door, visit: Visit, browser: TestClient, link: str
) -> None:
    opens = "Your visit is near, so we ask some things again."
    assert opens not in browser.get(link).text
    assert browser.post(f"{link}/near", headers=OURS).status_code == 200
    clinic.now = NOW + timedelta(days=8)
    browser = clinic.inside(link)
    assert opens in browser.get(link).text
    answer = browser.post(f"{link}/near", headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visit.draft_token in answer.headers["set-cookie"]


def test_a_visit_that_was_moved_is_told_as_it_is_now(clinic: Door, ref: Ref, browser: TestClient, link: str) -> None:
    record, at = clinic.store.records.read(ref), NOW + timedelta(days=20)
    moved = Moved(kind="first_session", at=at)
    clinic.store.chart.add(record, moved, "Ana", "specialist", 1, Due("ready", False, at), NOW, "ana")
    assert "Thursday 10 December 2026 at 10:00" in browser.get(link).text


def test_a_link_proven_for_one_person_says_nothing_for_another(clinic: Door, link: str, ref: Ref) -> None:
    other = clinic.expect()
    clinic.send(other)
    stranger = clinic.inside(clinic.link(other))
    assert stranger.post(f"{link}/word", data=WORD, headers=OURS).status_code == 403
    assert notes(clinic, ref) == []
    assert stranger.post(link, data=RIGHT, headers=OURS).status_code == 303
