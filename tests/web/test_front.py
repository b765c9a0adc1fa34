"""What stands in front of Streamlit: headers, cookies, languages and calm answers, on every path."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from intake.clinic import Clinic, Retention
from intake.logo import logo_address
from intake.pictures import addresses, drawings
from web.health import health_route
from web.page import PageTexts
from web.settings import read_settings
from web.stack import Front

ORIGIN = "https://intake.example.org"


def texts(code: str) -> PageTexts:
    return PageTexts(code, "ltr", f"title {code}", f"opening {code}", "failed", f"Sorry ({code}).")


def index(_request: Request) -> Response:
    return HTMLResponse("Streamlit's own index.html")


def broken(_request: Request) -> Response:
    raise RuntimeError("Jane Doe takes apixaban")


def client(tmp_path: Path, url: str = ORIGIN) -> TestClient:
    """A browser before an app that answers as Streamlit does, behind our front."""
    front = Front(
        read_settings({"SMP_DATA": str(tmp_path), "SMP_URL": url}, "127.0.0.1", 8501), LANGUAGES, ["check"], CLINIC
    )
    app = Starlette(
        routes=[
            health_route(lambda: True),
            Route("/media/plan.pdf", lambda _: Response(b"%PDF", media_type="application/pdf")),
            Route("/_stcore/agent/openapi.json", lambda _: JSONResponse({})),
            Route("/broken", broken),
            Route("/oauth2callback", lambda _: RedirectResponse("/", 302)),
            Route("/auth/logout", lambda request: RedirectResponse(request.query_params.get("to", "/"), 302)),
            Route("/elsewhere", lambda _: RedirectResponse("/", 302)),
            Route("/{page}", index),
            Route("/static/{missing}", index),  # as Streamlit does: a file that does not exist is a page
            Route("/", index),
        ],
        middleware=front.middleware(lambda: 0.0),
        exception_handlers=front.exception_handlers(),
    )
    return TestClient(app, base_url=url, raise_server_exceptions=False)


PNG = b"\x89PNG drawn"
CLINIC = Clinic(retention=Retention(drafts=9), logo=f"data:image/png;base64,{b64encode(PNG).decode()}")
LANGUAGES = {code: texts(code) for code in ("en", "pl")}


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[TestClient]:
    with client(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    "path", ["/", "/step", "/healthz", "/media/plan.pdf", "/broken", "/_stcore/metrics", "/static/x.js"]
)
def test_every_answer_carries_the_strict_policy_and_is_not_kept(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


def test_the_policy_names_no_host_but_our_own(browser: TestClient) -> None:
    assert set(re.findall(r"\w+://[^\s;]+", browser.get("/").headers["content-security-policy"])) == {
        "wss://intake.example.org"
    }


def test_only_an_https_installation_asks_browsers_for_https_for_ever(browser: TestClient, tmp_path: Path) -> None:
    assert "strict-transport-security" in browser.get("/").headers
    assert "strict-transport-security" not in client(tmp_path, "http://127.0.0.1:8501").get("/").headers


def test_a_browser_gets_one_random_token_that_scripts_cannot_read(browser: TestClient) -> None:
    first = [
        cookie for cookie in browser.get("/").headers.get_list("set-cookie") if cookie.startswith("__Host-smp_draft=")
    ]
    (cookie,) = first
    assert re.match(r"__Host-smp_draft=[\w-]{43}; ", cookie)
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))
    assert "set-cookie" not in browser.get("/step").headers


def test_a_browser_remembers_its_draft_as_long_as_the_clinic_keeps_it(browser: TestClient) -> None:
    (cookie,) = (one for one in browser.get("/").headers.get_list("set-cookie") if one.startswith("__Host-smp_draft="))
    assert f"Max-Age={9 * 24 * 3600};" in cookie


def test_two_browsers_get_two_tokens(tmp_path: Path) -> None:
    tokens = set()
    for _ in range(2):
        browser = client(tmp_path)
        browser.get("/")
        tokens.add(browser.cookies["__Host-smp_draft"])
    assert len(tokens) == 2


@pytest.mark.parametrize("forged", ["short", "x" * 44, "x" * 42 + ";", "../" * 15])
def test_a_token_that_we_did_not_make_is_replaced(browser: TestClient, forged: str) -> None:
    answer = browser.get("/", headers={"Cookie": f"__Host-smp_draft={forged}"})
    assert "__Host-smp_draft=" in answer.headers["set-cookie"]


def test_over_https_a_token_that_a_neighbouring_host_planted_counts_for_nothing(browser: TestClient) -> None:
    answer = browser.get("/", headers={"Cookie": f"smp_draft={'x' * 43}"})
    assert "__Host-smp_draft=" in answer.headers["set-cookie"]


def test_on_this_machine_alone_the_cookie_needs_no_https(tmp_path: Path) -> None:
    cookies = client(tmp_path, "http://127.0.0.1:8501").get("/").headers["set-cookie"]
    assert "smp_draft=" in cookies
    assert "__Host-" not in cookies


def test_a_link_chooses_the_language_and_the_choice_stays(browser: TestClient) -> None:
    assert '<html lang="pl"' in browser.get("/?lang=pl").text
    assert '<html lang="pl"' in browser.get("/", headers={"Accept-Language": "en"}).text
    assert browser.cookies["smp_lang"] == "pl"


def test_drawings_and_the_logo_are_fetched_once_and_kept(browser: TestClient) -> None:
    light, dark = addresses()["hairline_soft"]
    told = {light: drawings()["hairline_soft"].light, dark: drawings()["hairline_soft"].dark}
    for address, body in {**told, logo_address(CLINIC.logo): PNG}.items():
        answer = browser.get(address)
        assert answer.content == body
        assert answer.headers["content-type"] == ("image/png" if "logo" in address else "image/svg+xml")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_is_the_same_with_and_without_compression(browser: TestClient) -> None:
    plain = browser.get("/", headers={"Accept-Encoding": "identity"})
    packed = browser.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "br"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/oauth2callback?code=x&state=y", "/desk"),
        ("/auth/logout", "/desk"),
        ("/auth/logout?to=https://login.example.org/out", "https://login.example.org/out"),
        ("/elsewhere", "/"),
    ],
)
def test_who_comes_back_from_a_provider_stands_at_the_desk_not_at_the_form(
    browser: TestClient, path: str, leads: str
) -> None:
    assert browser.get(path, follow_redirects=False).headers["location"] == leads


def test_a_fault_shows_one_calm_sentence_and_no_detail(browser: TestClient) -> None:
    answer = browser.get("/broken")
    assert (answer.status_code, answer.text) == (500, "Sorry (en).")


def test_the_interfaces_for_programs_are_shut(browser: TestClient) -> None:
    assert browser.get("/_stcore/agent/openapi.json").status_code == 404
    assert browser.get("/_stcore/metrics").status_code == 404


def test_under_a_foreign_name_nothing_is_answered(browser: TestClient) -> None:
    assert browser.get("/", headers={"Host": "rebound.example.com"}).status_code == 400


def test_static_files_are_kept_for_good_and_travel_compressed(browser: TestClient) -> None:
    page = browser.get("/").text
    style = next(file for file in re.findall(r'href="\.(/static/[^"]+)"', page) if file.endswith(".css"))
    answer = browser.get(style, headers={"Accept-Encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"]
    again = browser.get(style, headers={"Accept-Encoding": "br", "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_healthz_says_whether_the_work_can_be_done() -> None:
    for ready, status in ((True, 200), (False, 503)):
        app = Starlette(routes=[health_route(lambda ready=ready: ready)])  # type: ignore[misc]
        assert TestClient(app).get("/healthz").status_code == status
