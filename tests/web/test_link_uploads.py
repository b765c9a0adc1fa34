"""Photos and letters arrive through a link whose birth date was given, and are counted while they stream in."""

import asyncio
import tempfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from records import PURPOSES, Agreement, Visit
from tests.records.pictures import exif, picture
from tests.web.invited import OURS, Door
from web.body import DISCARDED

PHOTO = picture(exif=exif(6))


@pytest.fixture
def visit(clinic: Door) -> Visit:
    expected = clinic.expect()
    clinic.send(expected)
    return expected


@pytest.fixture
def link(clinic: Door, visit: Visit) -> str:
    return clinic.link(visit)


@pytest.fixture
def browser(clinic: Door, link: str) -> TestClient:
    return clinic.inside(link)


def upload(
    browser: TestClient, link: str, data: bytes, purpose: str = "medicine", name: str = "photo.jpg", **ticked: str
) -> Any:
    """Send a file; whoever says nothing else agrees, and does not wish it in the report."""
    fields = {"purpose": purpose, **(ticked or {"agree": "yes"})}
    return browser.post(f"{link}/files", headers=OURS, data=fields, files={"file": (name, data)})


def test_a_photo_is_kept_and_the_client_is_thanked(clinic: Door, visit: Visit, browser: TestClient, link: str) -> None:
    answer = upload(browser, link, PHOTO)
    assert (answer.status_code, answer.headers["location"]) == (303, "./?kept")
    (file,) = clinic.store.files.of(visit.id)
    assert (file.purpose, file.media_type) == ("medicine", "image/jpeg")
    page = browser.get(f"{link}/?kept").text
    assert "Thank you. It has arrived." in page
    assert "A photo of a medicine, Friday 20 November 2026 at 10:00" in page


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "photo.jpg", "No file arrived."),
        (b"<html><script>alert(1)</script>", "photo.jpg", "neither a picture"),
        (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "photo.png", "neither a picture"),
        (b"<svg onload=alert(1)>", "drawing.svg", "neither a picture"),
        (PHOTO[:900], "photo.jpg", "cannot be read"),
    ],
)
def test_what_is_something_else_is_refused_with_the_reason(
    clinic: Door, visit: Visit, browser: TestClient, link: str, data: bytes, name: str, why: str
) -> None:
    answer = upload(browser, link, data, name=name)
    assert answer.status_code == 422
    assert why in answer.text
    assert 'role="alert"' in answer.text
    assert clinic.store.files.of(visit.id) == ()


def test_what_a_file_is_called_and_said_to_be_counts_for_nothing(
    clinic: Door, visit: Visit, browser: TestClient, link: str
) -> None:
    name = "../../<script>.pdf"
    answer = browser.post(
        f"{link}/files",
        headers=OURS,
        data={"purpose": "letter", "agree": "yes"},
        files={"file": (name, PHOTO, "application/pdf")},
    )
    assert answer.status_code == 303
    assert [file.media_type for file in clinic.store.files.of(visit.id)] == ["image/jpeg"]


@pytest.mark.parametrize("purpose", ["", "avatar", "<script>"])
def test_a_purpose_that_is_not_on_the_list_is_asked_for_again(
    clinic: Door, visit: Visit, browser: TestClient, link: str, purpose: str
) -> None:
    answer = upload(browser, link, PHOTO, purpose=purpose)
    assert (answer.status_code, "Please say what it is." in answer.text) == (422, True)
    assert "<script>" not in answer.text
    assert clinic.store.files.of(visit.id) == ()


def agreed(clinic: Door, visit: Visit) -> Agreement:
    """What was agreed to with the one file of a visit."""
    (file,) = clinic.store.files.of(visit.id)
    found = clinic.store.files.agreements.of(file.id)
    assert found
    assert found.at == clinic.now
    return found


def wording(clinic: Door, visit: Visit) -> list[str]:
    """The lines of it."""
    return clinic.store.contents.read(agreed(clinic, visit).text).decode().split("\n")


@pytest.mark.parametrize("ticked", [{"report": "yes"}, {"agreed": "yes"}])
def test_a_photo_whose_sender_does_not_agree_is_not_kept_and_what_was_chosen_stays(
    clinic: Door, visit: Visit, browser: TestClient, link: str, ticked: dict[str, str]
) -> None:
    answer = upload(browser, link, PHOTO, "scalp", **ticked)
    assert answer.status_code == 422
    assert "We keep nothing that you do not agree to." in answer.text
    assert 'value="scalp" checked' in answer.text
    assert ('name="report" value="yes" checked' in answer.text) == ("report" in ticked)
    assert clinic.store.files.of(visit.id) == ()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_was_agreed_to_is_kept_as_the_page_said_it_for_that_purpose(
    clinic: Door, visit: Visit, browser: TestClient, link: str, purpose: str
) -> None:
    page = unescape(browser.get(link).text)
    upload(browser, link, PHOTO, purpose=purpose)
    lines = wording(clinic, visit)
    assert len(lines) == 2
    assert lines[0] in page.partition(f'name="purpose" value="{purpose}"')[2].partition("</label>")[0]
    assert lines[1] in page
    assert not agreed(clinic, visit).in_report


def test_who_wishes_it_in_the_report_agrees_to_that_too_and_nothing_is_ticked_beforehand(
    clinic: Door, visit: Visit, browser: TestClient, link: str
) -> None:
    page = unescape(browser.get(link).text)
    assert " checked" not in page.partition("<body")[2]
    upload(browser, link, PHOTO, agree="yes", report="yes")
    assert wording(clinic, visit)[2] in page
    assert agreed(clinic, visit).in_report


def test_what_was_agreed_to_is_kept_in_the_language_of_the_page(
    clinic: Door, visit: Visit, browser: TestClient, link: str
) -> None:
    browser.get(f"{link}?lang=xx")
    upload(browser, link, PHOTO)
    assert all(line.startswith("⟦") for line in wording(clinic, visit))


def test_what_is_kept_is_what_this_page_said_though_another_tab_speaks_another_language_by_then(
    clinic: Door, visit: Visit, browser: TestClient, link: str
) -> None:
    page = browser.get(f"{link}?lang=xx").text
    browser.get(f"{link}?lang=en")
    address = unescape(page.partition('enctype="multipart/form-data"')[0].rpartition('action="')[2].partition('"')[0])
    browser.post(address, headers=OURS, data={"purpose": "letter", "agree": "yes"}, files={"file": PHOTO})
    assert all(line.startswith("⟦") for line in wording(clinic, visit))


def test_one_file_too_many_is_refused(browser: TestClient, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.files.MOST_FILES", 1)
    upload(browser, link, PHOTO)
    assert "20 files" in upload(browser, link, PHOTO).text


def test_a_file_larger_than_10_mb_is_refused(clinic: Door, visit: Visit, browser: TestClient, link: str) -> None:
    answer = upload(browser, link, PHOTO + bytes(10_000_000))
    assert answer.status_code == 413
    assert "larger than 10 MB" in answer.text
    assert clinic.store.files.of(visit.id) == ()


@pytest.mark.parametrize(
    "body",
    [
        {"content": b"no form at all", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"no form at all", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"purpose=medicine", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"files": [("file", ("a", PHOTO)), ("file", ("b", PHOTO))], "data": {"purpose": "letter", "agree": "yes"}},
        {"files": {"file": PHOTO}, "data": {f"f{each}": "x" for each in range(50)}},
        {"files": {"file": PHOTO}, "data": {"purpose": "x" * 100_000}},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    clinic: Door, visit: Visit, browser: TestClient, link: str, body: dict[str, Any]
) -> None:
    answer = browser.post(f"{link}/files", **{**body, "headers": OURS | body.get("headers", {})})
    assert answer.status_code == 422
    assert clinic.store.files.of(visit.id) == ()


class Endless:
    """A form that goes on and on; counts what was taken of it."""

    def __init__(self, most: int) -> None:
        self.taken, self.most = 0, most

    def __iter__(self) -> Iterator[bytes]:
        yield (
            b'--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nletter\r\n'
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        )
        while self.taken < self.most:
            self.taken += 1_000_000
            yield bytes(1_000_000)


def stream(clinic: Door, link: str, cookie: str, form: Endless) -> int:
    """Send a form piece by piece, as a network does, and stop when nobody takes more; the answer's status."""
    pieces, statuses = iter(form), []
    scope = {
        "type": "http", "method": "POST", "path": f"{link}/files", "query_string": b"", "root_path": "",
        "scheme": "https", "server": ("intake.example.org", 443), "client": ("198.51.100.7", 1), "http_version": "1.1",
        "headers": [
            (b"host", b"intake.example.org"), (b"sec-fetch-site", b"same-origin"), (b"cookie", cookie.encode()),
            (b"content-type", b"multipart/form-data; boundary=x"),
        ],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(clinic.app(scope, receive, send))
    return int(statuses[0])


def test_a_form_without_end_is_cut_off(clinic: Door, browser: TestClient, link: str) -> None:
    form = Endless(10 * DISCARDED)
    assert stream(clinic, link, f"smp_link={browser.cookies['smp_link']}", form) == 413
    assert form.taken < DISCARDED + 15_000_000


def test_without_the_birth_date_a_file_is_not_even_looked_at(
    clinic: Door, visit: Visit, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.links.read_form", None)
    assert stream(clinic, link, "", Endless(3_000_000)) == 403
    assert upload(clinic.browser(), link, PHOTO).status_code == 403
    assert clinic.store.files.of(visit.id) == ()


def test_what_arrives_never_lies_unsealed_on_the_disk(
    clinic: Door, browser: TestClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rolled(_: object) -> None:
        raise AssertionError("written to a temporary file")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rolled)
    assert upload(browser, link, picture("PNG", size=(60, 40)) + bytes(9_900_000)).status_code == 303
    assert stream(clinic, link, f"smp_link={browser.cookies['smp_link']}", Endless(20_000_000)) == 413
