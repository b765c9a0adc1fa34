"""Who knows how the form talks with its server and sends what no browser would learns nothing and breaks nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.sync.client import connect

from benchmarks.visitor import Visitor
from records import new_token
from tests.browser.conftest import Arrive
from tests.browser.person import HEALTHY, Person
from tests.browser.server import Server

SECRETS = ["Zebedee Quillfeather", "quillfeather@example.org", "Zzyxorin"]
TOLD = {"full_name": SECRETS[0], "contact": SECRETS[1], "medicines_any": "yes", "medicines": [{"name": SECRETS[2]}]}
DRAFT: dict[str, Any] = Person(told_before={**HEALTHY, **TOLD}).draft
MEGABYTE = 1_000_000


class Attacker(Visitor):
    """A tab of somebody who looks at everything that the server sends."""

    def __init__(self, address: str, cookie: str = "") -> None:
        self.frames: list[ForwardMsg] = []
        super().__init__(address, cookie)

    def _received(self, message: ForwardMsg) -> bool:
        self.frames.append(message)
        return super()._received(message)

    @property
    def seen(self) -> str:
        """All that came, as text."""
        return " ".join(str(frame) for frame in self.frames)

    @property
    def heading(self) -> str:
        """The heading that was sent last."""
        bodies = [frame.delta.new_element.html.body for frame in self.frames]
        return (
            next(body for body in reversed(bodies) if "<h1" in body).partition('smp-title">')[2].partition("</h1>")[0]
        )

    def send(self, *states: WidgetState, page: str = "") -> None:
        """Run the form with widget states of the attacker's own making."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.widget_states.widgets.extend(states)
        self._socket.send(message.SerializeToString())
        while not self._received(ForwardMsg.FromString(bytes(self._socket.recv(20)))):  # type: ignore[arg-type]
            pass


@pytest.fixture
def victim(server: Server) -> Iterator[str]:
    """The token of somebody's draft; whatever the test did, the draft is as it was and the log does not quote it."""
    token = new_token()
    with server.store as store:
        store.drafts.save(token, DRAFT, 0, datetime.now(UTC))
    yield token
    with server.store as store:
        draft = store.drafts.read(token)
    assert draft
    assert draft.content == DRAFT
    assert not [secret for secret in (*SECRETS, token) if secret in "".join(server.printed)]


def forged(token: str) -> dict[str, str]:
    """Cookies that are not the victim's, by what was done to get at theirs."""
    return {
        "guessed": new_token(),
        "one sign changed": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "shortened": token[:-1],
        "longer": token + "A",
        "quoted": f'"{token}"x',
        "with SQL": f"{token}' OR '1'='1",
        "a pattern": "%" * 43,
        "a path": f"../drafts/{token}",
        "empty": "",
    }


@pytest.mark.parametrize("way", forged("x" * 43))
def test_a_cookie_that_is_not_the_victims_opens_an_empty_form(server: Server, victim: str, way: str) -> None:
    with Attacker(server.address, f"smp_draft={forged(victim)[way]}") as attacker:
        assert attacker.heading == "Before your visit"
        assert "continue" in attacker.shown
        assert "again" not in attacker.shown
        assert not [secret for secret in SECRETS if secret in attacker.seen]


def test_a_cookie_that_was_not_made_here_is_never_what_a_draft_is_kept_under(server: Server) -> None:
    planted = "A" * 42
    with Attacker(server.address, f"smp_draft={planted}") as first:
        first.press("continue")
        first.give("full_name", SECRETS[0])
    with Attacker(server.address, f"smp_draft={planted}") as second:
        assert "again" not in second.shown
        assert SECRETS[0] not in second.seen


def test_over_https_a_draft_is_found_by_the_cookie_that_nobody_else_can_plant(tmp_path: Path) -> None:
    program, token = Server(tmp_path, url="https://intake.example.org"), new_token()
    with program.store as store:
        store.drafts.save(token, DRAFT, 0, datetime.now(UTC))
    program.start()
    for name, opens in (("__Host-smp_draft", True), ("smp_draft", False)):
        with Attacker(program.address, f"{name}={token}") as tab:
            assert ("again" in tab.shown) == opens
    program.stop()


@pytest.mark.parametrize(
    "page", ["desk", "visits", "visit", "expect", "day_list", "same", "queue", "record", "accounts", "trail", "me"]
)
def test_pages_of_the_desk_lead_a_client_to_its_door_and_no_further(server: Server, page: str) -> None:
    with Attacker(server.address) as attacker:
        attacker.send(page=page)
        assert attacker.heading == "The desk"


@pytest.mark.parametrize("page", ["admin", "owner", "staff", "../desk", "result/SMP-0000-0000"])
def test_what_is_no_page_is_the_form(server: Server, page: str) -> None:
    with Attacker(server.address) as attacker:
        attacker.send(page=page)
        assert any(frame.WhichOneof("type") == "page_not_found" for frame in attacker.frames)
        assert attacker.heading == "Before your visit"
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", f"/{page}")
    answer = connection.getresponse()
    assert answer.status in (200, 400)
    assert answer.status != 200 or b"Opening your form" in answer.read()


FORGERIES = {
    "a number for a choice": WidgetState(int_value=1),
    "a huge number for a choice": WidgetState(int_value=2**62),
    "a text that is no option": WidgetState(string_value="'; DROP TABLE drafts; --"),
    "a tick for a choice": WidgetState(bool_value=True),
    "bytes for a choice": WidgetState(bytes_value=b"\xff\x00"),
    "json for a choice": WidgetState(json_value='{"__class__": "os"}'),
    "no json for a choice": WidgetState(json_value="{"),
    "a press for a choice": WidgetState(trigger_value=True),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_message_ends_that_run_only_and_tells_nobody_anything(
    server: Server, victim: str, forgery: str
) -> None:
    with Attacker(server.address) as attacker, Attacker(server.address, f"smp_draft={victim}") as other:
        attacker.press("continue")
        names = [name for name, kind, _ in attacker.shown.values() if kind == "radio"]
        state = WidgetState()
        state.CopyFrom(FORGERIES[forgery])
        state.id = names[0]
        begun = len(attacker.frames)
        attacker.send(state)
        told = " ".join(map(str, attacker.frames[begun:]))
        assert not [word for word in ("Traceback", "TypeError", "ValueError", "site-packages") if word in told]
        other.press("continue")
        assert other.heading != "Something went wrong on our side"
        attacker.send()
        assert attacker.heading
    assert "Traceback" not in "".join(server.printed)


@pytest.mark.parametrize("junk", [b"", b"\x00", b"\xff" * 5000, b"{}"], ids=["nothing", "a zero", "noise", "json"])
def test_a_message_that_is_none_disturbs_nobody(server: Server, victim: str, junk: bytes) -> None:
    with Attacker(server.address) as attacker, Attacker(server.address, f"smp_draft={victim}") as other:
        attacker._socket.send(junk)
        other.press("continue")
        assert other.shown


def test_a_message_beyond_the_limit_closes_its_own_line_only(server: Server, victim: str) -> None:
    with Attacker(server.address) as attacker, Attacker(server.address, f"smp_draft={victim}") as other:
        with pytest.raises(ConnectionClosed):
            attacker._socket.send(bytes(13 * MEGABYTE))
            while attacker._socket.recv(20):
                pass
        other.press("continue")
        assert other.shown


@pytest.mark.parametrize("origin", ["https://evil.example.com", "http://localhost:1", "null"])
def test_another_sites_page_cannot_open_a_form_with_the_victims_cookie(
    server: Server, victim: str, origin: str
) -> None:
    with pytest.raises((InvalidStatus, InvalidMessage, ConnectionClosed)):
        connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
            additional_headers={"Cookie": f"smp_draft={victim}", "Origin": origin},
        ).recv(20)


def test_the_line_that_somebody_lost_is_not_given_to_whoever_asks_for_one(server: Server, victim: str) -> None:
    """Streamlit takes up a lost session by an id in the third protocol; without the id there is none to take up."""
    with Attacker(server.address, f"smp_draft={victim}") as lost:
        lost.press("continue")
    message = BackMsg()
    message.rerun_script.query_string = ""
    seen = ""
    with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN", "0" * 36],  # type: ignore[list-item]
    ) as socket:
        socket.send(message.SerializeToString())
        while "script_finished" not in (frame := str(ForwardMsg.FromString(bytes(socket.recv(20))))):  # type: ignore[arg-type]
            seen += frame
    assert not [secret for secret in SECRETS if secret in seen]


BODIES = [("POST", "/"), ("POST", "/healthz"), ("PUT", "/_stcore/upload_file/a/b"), ("POST", "/media/a.pdf")]


@pytest.mark.parametrize(("method", "path"), BODIES, ids=[path for _, path in BODIES])
def test_a_body_that_nobody_asked_for_is_refused_before_it_is_read(server: Server, method: str, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest(method, path)
    connection.putheader("Content-Length", str(500 * MEGABYTE))
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.endheaders()
    assert connection.getresponse().status in (400, 403, 404, 405, 413)
    connection.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"), ("GET", "/result"), ("GET", "/healthz"), ("GET", "/static/nothing.js"), ("GET", "/static/a/b"),
        ("GET", "/static"), ("GET", "/static/"), ("GET", "/static/%2e%2e/x"), ("GET", "/media/nothing.pdf"),
        ("GET", "/_stcore/health"), ("GET", "/_stcore/host-config"), ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/agent/openapi.json"), ("GET", "/component/a/b"), ("GET", "/auth/login"),
        ("PUT", "/_stcore/upload_file/a/b"), ("POST", "/"), ("OPTIONS", "/"), ("TRACE", "/"),
    ],
)  # fmt: skip
def test_no_answer_can_be_framed_kept_or_read_by_another_site(server: Server, method: str, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, path, headers={"Origin": "https://evil.example.com"})
    answer = connection.getresponse()
    assert "frame-ancestors 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert b"Traceback" not in answer.read()


def test_a_static_file_may_be_kept_but_not_sniffed_or_taken_by_another_site(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/")
    page = connection.getresponse().read().decode()
    file = page.partition('src="./static/')[2].partition('"')[0]
    connection.request("GET", f"/static/{file}")
    answer = connection.getresponse()
    answer.read()
    assert "immutable" in (answer.getheader("Cache-Control") or "")
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"


def test_the_token_is_in_no_address_and_no_page(arrive: Arrive, server: Server) -> None:
    client = arrive(seeded=True)
    asked: list[str] = []
    client.page.on("request", lambda request: asked.append(request.url))
    client.go_on()
    token = next(cookie["value"] for cookie in client.page.context.cookies() if cookie["name"] == "smp_draft")
    assert token not in client.page.content()
    assert token not in "".join(chain(asked, server.printed))
