"""Signing in with a name and a password: plain pages, because only an answer to a request can set a hidden cookie.

A failed attempt says how long to wait and never which of the two was wrong. The token is new with every sign-in, so a
cookie that somebody planted before is worth nothing after it.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from records import RecordsError, Store
from web.body import TooLarge, discard, read_form
from web.pages import own_cookie
from web.plain import Voice, field, page
from web.rate import source_of
from web.sameorigin import from_our_page

SECONDS = 10 * 3600
"""As long as a session lasts at most; what counts is the row in our database."""
SIGN_IN, FIRST, DESK = "/sign-in", "/sign-in/first", "/desk"


def desk_cookie(https: bool) -> str:
    """The name of the cookie with the session's token."""
    return own_cookie("smp_desk", https)


class SignInPages:
    """The routes of /sign-in, in the clinic's own language."""

    def __init__(self, store: Store, voice: Voice, https: bool, now: Callable[[], datetime]) -> None:
        self._store, self._voice, self._https, self._now = store, voice, https, now

    @property
    def routes(self) -> list[Route]:
        return [
            Route(SIGN_IN, self._form, methods=["GET"]),
            Route(SIGN_IN, self._sign_in, methods=["POST"]),
            Route(FIRST, self._first_form, methods=["GET"]),
            Route(FIRST, self._first, methods=["POST"]),
        ]

    async def _form(self, _request: Request) -> Response:
        return await asyncio.to_thread(self._drawn)

    async def _sign_in(self, request: Request) -> Response:
        given = await self._given(request)
        if given is None:
            return self._drawn(self._voice.say("web.sign_in.foreign"), status=403)

        def signed_in() -> str:
            moment = self._now()
            account = self._store.accounts.check(given["login"], given["password"], _address(request), moment)
            return self._store.sessions.begin(account, moment)

        return await self._entered(signed_in, self._drawn)

    async def _first_form(self, _request: Request) -> Response:
        return await asyncio.to_thread(self._first_drawn)

    async def _first(self, request: Request) -> Response:
        given = await self._given(request)
        if given is None:
            return self._first_drawn(self._voice.say("web.sign_in.foreign"), status=403)
        if given["password"] != given["again"]:
            return self._first_drawn(self._voice.say("web.sign_in.differs"), status=400)

        def made() -> str:
            moment = self._now()
            account = self._store.codes.first_owner(
                given["code"], given["name"], given["login"], given["password"], moment, _address(request)
            )
            return self._store.sessions.begin(account, moment)

        return await self._entered(made, self._first_drawn)

    async def _given(self, request: Request) -> dict[str, str] | None:
        """The fields of a form of ours; None for what another site sent."""
        if not from_our_page(request, self._https):
            await discard(request)
            return None
        try:
            given = (await read_form(request)).fields
        except TooLarge:
            await discard(request)
            given = {}
        return {name: given.get(name, "") for name in ("login", "password", "again", "code", "name")}

    async def _entered(self, prove: Callable[[], str], drawn: Callable[..., Response]) -> Response:
        """To the desk with the cookie of a new session, or the form again with what is wrong."""
        try:
            token = await asyncio.to_thread(prove)
        except RecordsError as error:
            return drawn(str(error), status=403)
        response = RedirectResponse(DESK, status_code=303)
        response.set_cookie(
            desk_cookie(self._https), token, max_age=SECONDS, httponly=True, samesite="strict", secure=self._https
        )
        return response

    def _drawn(self, wrong: str = "", status: int = 200) -> Response:
        voice = self._voice
        more = "" if self._store.accounts.has_owner() else f'<a href="{FIRST}">{voice.text("sign_in.to_first")}</a>'
        fields = [
            field(voice, "sign_in.login", "login", complete="username"),
            field(voice, "sign_in.password", "password", "password", "current-password"),
        ]
        return self._page("title", "intro", SIGN_IN, fields, wrong, status, more)

    def _first_drawn(self, wrong: str = "", status: int = 200) -> Response:
        voice = self._voice
        fields = [
            field(voice, "sign_in.code", "code"),
            field(voice, "sign_in.name", "name", complete="name"),
            field(voice, "sign_in.login", "login", complete="username"),
            field(voice, "sign_in.password_new", "password", "password", "new-password"),
            field(voice, "sign_in.again", "again", "password", "new-password"),
        ]
        return self._page("first", "first_intro", FIRST, fields, wrong, status)

    def _page(
        self, heading: str, intro: str, target: str, fields: list[str], wrong: str, status: int, more: str = ""
    ) -> Response:
        voice = self._voice
        body = (
            f'<p class="help">{voice.text(f"sign_in.{intro}")}</p>'
            f'<form method="post" action="{target}">{"".join(fields)}'
            f"<button>{voice.text('sign_in.go')}</button></form>{more}"
        )
        key = f"sign_in.{heading}"
        return HTMLResponse(page(voice, key, body, wrong, title=key, client=False), status)


def _address(request: Request) -> str:
    return source_of(request.client.host if request.client else "")
