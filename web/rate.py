"""A limit on how often one address may open a websocket; each one is a session that holds memory for minutes."""

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

CONNECTIONS = 120
"""Per address and WINDOW. A whole clinic may stand behind one address, and phones reconnect whenever they wake."""
WINDOW = 60.0
"""Seconds."""
ADDRESSES = 10_000
"""Addresses remembered at most, so that the memory of this limit is itself limited."""
TRY_AGAIN_LATER = 1013


class ConnectLimit:
    """ASGI middleware: a websocket beyond the limit is closed before Streamlit sees it."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float], connections: int = CONNECTIONS) -> None:
        """`clock` gives seconds that never go back."""
        self.app = app
        self.clock = clock
        self.connections = connections
        self._recent: OrderedDict[str, deque[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._admitted((scope.get("client") or ("",))[0]):
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        await self.app(scope, receive, send)

    def _admitted(self, address: str) -> bool:
        now = self.clock()
        source = source_of(address)
        recent = self._recent.setdefault(source, deque())
        self._recent.move_to_end(source)
        while recent and now - recent[0] >= WINDOW:
            recent.popleft()
        if len(self._recent) > ADDRESSES:
            self._recent.popitem(last=False)
        if len(recent) >= self.connections:
            return False
        recent.append(now)
        return True


def source_of(address: str) -> str:
    """Who an address belongs to: an IPv6 customer has a whole /64 and could use a new address each time."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address
