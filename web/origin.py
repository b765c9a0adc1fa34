"""Pages of other sites can neither open a form here nor send anything, whatever browser they run in."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ASKING = ("GET", "HEAD", "OPTIONS")
OURS = ("same-origin", "none")
"""What a browser says of a request (Sec-Fetch-Site) that one of our pages makes, or somebody at their keyboard."""
REFUSED = 1008


class SameOrigin:
    """ASGI middleware: refuses websockets and everything that is more than asking when another site's page sends it.

    Streamlit has a check of its own, which also lets pages of other ports of this machine in, and asks a third
    party's server for the address of this machine when it is in doubt. What sends no Origin is no browser, and has
    nobody's cookies.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else Headers()
        if scope["type"] == "websocket" and not _is_own(headers):
            await receive()
            await send({"type": "websocket.close", "code": REFUSED})
        # Origin would say "null" for our own forms, because our pages tell browsers to send no referrer.
        elif (
            scope["type"] == "http"
            and scope["method"] not in ASKING
            and headers.get("sec-fetch-site", OURS[0]) not in OURS
        ):
            await PlainTextResponse("This was sent by another site.", status_code=403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
