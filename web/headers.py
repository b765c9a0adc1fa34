"""What every answer of this server carries: which sources a page may use, and who may keep or embed what it shows."""

from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TWO_YEARS = 63_072_000
CLOSED = ("/_stcore/agent/", "/_stcore/metrics")
"""Streamlit's addresses for programs: an interface that could walk the form, and counts of who is here."""

FOR_FILES = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""All that a script, style or font needs; the rest would be 50 KB more on a first visit of a hundred files."""


def content_security_policy(script_hashes: Iterable[str], websocket_origin: str | None = None) -> str:
    """The policy of every page. `script_hashes` are those of the scripts in the page itself ("sha256-...").

    blob: in script-src is where Streamlit loads our own small component from; its styles are written into the page.
    """
    own_scripts = " ".join(f"'{digest}'" for digest in script_hashes)
    # Safari before 15.4 does not take 'self' to mean the websocket of the same host.
    websocket = f" {websocket_origin}" if websocket_origin else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' blob: {own_scripts}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{websocket}",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def security_headers(policy: str, https: bool) -> dict[str, str]:
    """The headers of every answer; `policy` is the content security policy."""
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    return headers | ({"Strict-Transport-Security": f"max-age={TWO_YEARS}"} if https else {})


class SecurityHeaders:
    """ASGI middleware, outermost: adds the headers, lets nothing but static files be kept, and shuts CLOSED."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if may_be_kept(scope["path"], message["status"], headers.get("content-type", "")):
                    headers.update(FOR_FILES)
                else:
                    headers.update(self.headers)
                    headers["Cache-Control"] = "no-store"
            await send(message)

        if scope["path"].startswith(CLOSED):
            await send_with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send_with_headers({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, send_with_headers)


def may_be_kept(path: str, status: int, media_type: str) -> bool:
    """Whether a browser may keep this answer. A download (a PDF under /media/) is about a person: never.

    Streamlit answers with its first page wherever it finds no file, so the address alone says nothing.
    """
    return path.startswith("/static/") and status in (200, 206, 304) and not media_type.startswith("text/html")
