"""Serves the first page in the visitor's language, and gives each browser the random token of its draft."""

import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs

import brotli
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.assets import takes_brotli
from web.language import chosen_language

LANGUAGE_COOKIE = "smp_lang"
LANGUAGE_SECONDS = 365 * 24 * 3600
KIOSK, DEVICE = "/kiosk", "/kiosk/device"
KIOSK_SECONDS = 365 * 24 * 3600
OUR_OWN = ("/sign-in", "/i/", "/resume", "/kiosk/")
"""Where pages lie that are made here, not by Streamlit."""
SHUT_AT_THE_KIOSK = ("/sign-in", "/i/", "/resume", "/auth/", "/oauth2callback", "/media/", DEVICE)
"""What a kiosk is never led to: the desk's door, other people's forms, files to save."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def draft_cookie(https: bool) -> str:
    """The name of the cookie with the draft's token."""
    return own_cookie("smp_draft", https)


def kiosk_cookie(https: bool) -> str:
    """The name of the cookie that makes a browser the clinic's kiosk."""
    return own_cookie("smp_kiosk", https)


def own_cookie(name: str, https: bool) -> str:
    """A cookie's whole name. Over https only this very host can set one of this name: neither a neighbour under the
    same domain nor somebody on the line can plant a token that they know."""
    return f"__Host-{name}" if https else name


class Pages:
    """ASGI middleware: wherever Streamlit answers with its index.html, the visitor gets ours."""

    def __init__(
        self, app: ASGIApp, pages: Mapping[str, str], https: bool, draft_days: int, kiosk: bool = False
    ) -> None:
        """`pages` has the finished HTML by language code; the first is the clinic's own language.

        The token of a draft is remembered as long as the draft is kept, `draft_days` days. `kiosk`: has the clinic one?
        """
        self.app = app
        self.pages = {code: (page.encode(), brotli.compress(page.encode())) for code, page in pages.items()}
        self.https, self.draft_seconds, self.kiosk = https, draft_days * 24 * 3600, kiosk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._at_the_kiosk(scope) and scope["path"].startswith(SHUT_AT_THE_KIOSK):
            await RedirectResponse(KIOSK, 303)(scope, receive, send)
            return
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

    def _at_the_kiosk(self, scope: Scope) -> bool:
        return self.kiosk and kiosk_cookie(self.https) in _cookies(scope)

    def _page(self, scope: Scope) -> Response:
        """A kiosk has one page, and whatever is loaded there begins anew: in the clinic's language unless another was
        asked for, with no draft and nothing kept in the browser."""
        at_the_kiosk = self._at_the_kiosk(scope)
        if self.kiosk and at_the_kiosk is not (scope["path"] == KIOSK):
            return RedirectResponse(KIOSK if at_the_kiosk else DEVICE, 303)
        headers = Headers(scope=scope)
        cookies = _cookies(scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [None])[-1]
        before = cookies.get(LANGUAGE_COOKIE)
        preferred = ("", "") if at_the_kiosk else (before, headers.get("accept-language", ""))
        language = chosen_language(list(self.pages), asked, *preferred)
        plain, compressed = self.pages[language]
        response = HTMLResponse(plain, headers={"Vary": "Accept-Encoding, Accept-Language, Cookie"})
        if takes_brotli(headers):
            response.body = compressed
            response.headers.update({"Content-Encoding": "br", "Content-Length": str(len(compressed))})
        if before != language:
            self._set(response, LANGUAGE_COOKIE, language, LANGUAGE_SECONDS)
        if at_the_kiosk:
            self._set(response, kiosk_cookie(self.https), "1", KIOSK_SECONDS)
            response.delete_cookie(draft_cookie(self.https), secure=self.https, httponly=True)
            response.headers["Clear-Site-Data"] = '"storage"'
        elif not _TOKEN.fullmatch(cookies.get(draft_cookie(self.https), "")):
            self._set(response, draft_cookie(self.https), secrets.token_urlsafe(32), self.draft_seconds)
        return response

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=self.https)


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))
