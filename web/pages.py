"""Serves the first page in the visitor's language, and gives each browser the random token of its draft."""

import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs

import brotli
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.assets import takes_brotli
from web.language import chosen_language

LANGUAGE_COOKIE = "smp_lang"
LANGUAGE_SECONDS = 365 * 24 * 3600
OUR_OWN = ("/sign-in", "/i/")
"""Where pages lie that are made here, not by Streamlit."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def draft_cookie(https: bool) -> str:
    """The name of the cookie with the draft's token."""
    return own_cookie("smp_draft", https)


def own_cookie(name: str, https: bool) -> str:
    """A cookie's whole name. Over https only this very host can set one of this name: neither a neighbour under the
    same domain nor somebody on the line can plant a token that they know."""
    return f"__Host-{name}" if https else name


class Pages:
    """ASGI middleware: wherever Streamlit answers with its index.html, the visitor gets ours."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, str], https: bool, draft_days: int) -> None:
        """`pages` has the finished HTML by language code; the first is the clinic's own language.

        The token of a draft is remembered as long as the draft is kept, `draft_days` days.
        """
        self.app = app
        self.pages = {code: (page.encode(), brotli.compress(page.encode())) for code, page in pages.items()}
        self.https, self.draft_seconds = https, draft_days * 24 * 3600

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(OUR_OWN):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                replaced = message["status"] == 200 and kind.startswith("text/html")
                if replaced:
                    await self._page(scope)(scope, receive, send)
            if not replaced:
                await send(message)

        await self.app(scope, receive, send_ours)

    def _page(self, scope: Scope) -> Response:
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [None])[-1]
        before = cookies.get(LANGUAGE_COOKIE)
        language = chosen_language(list(self.pages), asked, before, headers.get("accept-language", ""))
        plain, compressed = self.pages[language]
        response = HTMLResponse(plain, headers={"Vary": "Accept-Encoding, Accept-Language, Cookie"})
        if takes_brotli(headers):
            response.body = compressed
            response.headers.update({"Content-Encoding": "br", "Content-Length": str(len(compressed))})
        if before != language:
            self._set(response, LANGUAGE_COOKIE, language, LANGUAGE_SECONDS)
        if not _TOKEN.fullmatch(cookies.get(draft_cookie(self.https), "")):
            self._set(response, draft_cookie(self.https), secrets.token_urlsafe(32), self.draft_seconds)
        return response

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=self.https)
