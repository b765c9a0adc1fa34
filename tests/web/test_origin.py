"""Another site's page can neither open a form here nor send anything."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from web.origin import REFUSED, SameOrigin

HOST = "https://intake.example.org"


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


async def page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("done")


@pytest.fixture
def browser() -> TestClient:
    routes = [WebSocketRoute("/stream", socket), Route("/", page, methods=["GET", "POST", "PUT", "DELETE"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SameOrigin)]), base_url=HOST)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example.com", "https://example.org", "https://intake.example.org.evil.com",
        "https://intake.example.org:444", "http://localhost:3000", "http://127.0.0.1", "null", "",
    ],
)  # fmt: skip
def test_a_websocket_of_another_origin_is_refused(browser: TestClient, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        browser.websocket_connect("/stream", headers={"Origin": origin, "Host": "intake.example.org"}),
    ):
        pass
    assert refused.value.code == REFUSED


@pytest.mark.parametrize("headers", [{"Origin": HOST}, {}], ids=["our page", "no browser"])
def test_our_own_websocket_opens(browser: TestClient, headers: dict[str, str]) -> None:
    with browser.websocket_connect("/stream", headers={"Host": "intake.example.org", **headers}):
        pass


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200), (None, 200)]
)
def test_what_another_site_sends_is_refused(browser: TestClient, method: str, site: str | None, status: int) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    assert browser.request(method, "/", headers=headers).status_code == status


def test_a_link_from_another_site_opens(browser: TestClient) -> None:
    assert browser.get("/", headers={"Sec-Fetch-Site": "cross-site"}).text == "done"
