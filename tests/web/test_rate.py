"""One address cannot open sessions without end, and does not lock anybody else out."""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from web.rate import ADDRESSES, TRY_AGAIN_LATER, WINDOW, ConnectLimit


class Door:
    """A limit of three with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.limit = ConnectLimit(self._app, lambda: self.now, connections=3)

    async def _app(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    def knock(self, address: str, kind: str = "websocket") -> Message:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        asyncio.run(self.limit({"type": kind, "client": (address, 1)}, receive, send))
        return sent[0]


OPEN: Message = {"type": "websocket.accept"}
CLOSED: Message = {"type": "websocket.close", "code": TRY_AGAIN_LATER}


def test_a_fourth_connection_in_the_window_is_refused() -> None:
    door = Door()
    assert [door.knock("203.0.113.7") for _ in range(4)] == [OPEN, OPEN, OPEN, CLOSED]


def test_after_the_window_the_address_is_welcome_again() -> None:
    door = Door()
    for _ in range(4):
        door.knock("203.0.113.7")
    door.now = WINDOW
    assert door.knock("203.0.113.7") == OPEN


def test_another_address_is_not_affected() -> None:
    door = Door()
    for _ in range(4):
        door.knock("203.0.113.7")
    assert door.knock("203.0.113.8") == OPEN


def test_an_ipv6_customer_cannot_change_address_to_get_round_it() -> None:
    door = Door()
    assert [door.knock(f"2001:db8::{n}") for n in range(4)][-1] == CLOSED


def test_pages_are_not_counted() -> None:
    door = Door()
    assert [door.knock("203.0.113.7", kind="http") for _ in range(9)] == [OPEN] * 9


def test_the_memory_of_the_limit_is_limited() -> None:
    limit = Door().limit
    for n in range(ADDRESSES + 50):
        limit._admitted(f"client-{n}")
    assert len(limit._recent) == ADDRESSES
