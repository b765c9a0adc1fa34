"""Making a browser the clinic's kiosk, and letting it be an ordinary one again.

The cookie that says so grants nothing: it only takes away. Where it is, the browser gets the kiosk's page and no other
(pages.py), so it needs no secret, and anybody may make their own browser a kiosk. The way back needs an account at the
desk.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from records import RecordsError, Store
from web.body import TooLarge, discard, read_form
from web.pages import DEVICE, KIOSK, KIOSK_SECONDS, kiosk_cookie
from web.plain import Voice, field, page
from web.rate import source_of
from web.sameorigin import from_our_page
from web.sign_in import DESK, desk_cookie

LEAVE = "/kiosk/leave"


class KioskPages:
    """The routes of /kiosk/, in the clinic's own language."""

    def __init__(self, store: Store, voice: Voice, https: bool, now: Callable[[], datetime]) -> None:
        self._store, self._voice, self._https, self._now = store, voice, https, now

    @property
    def routes(self) -> list[Route]:
        return [
            Route(DEVICE, self._offer, methods=["GET"]),
            Route(DEVICE, self._make, methods=["POST"]),
            Route(LEAVE, self._door, methods=["GET"]),
            Route(LEAVE, self._leave, methods=["POST"]),
        ]

    async def _offer(self, _request: Request) -> Response:
        voice = self._voice
        body = (
            f"<p>{voice.text('kiosk.intro')}</p><p>{voice.text('kiosk.undone')}</p>"
            f'<form method="post" action="{DEVICE}"><button>{voice.text("kiosk.make")}</button></form>'
        )
        return HTMLResponse(page(voice, "kiosk.heading", body, title="kiosk.heading", client=False))

    async def _make(self, request: Request) -> Response:
        """From now on a kiosk: whoever was signed in here is signed out, and no cookie of theirs is left."""
        await discard(request)
        if not from_our_page(request, self._https):
            return await self._offer(request)
        signed_in = request.cookies.get(desk_cookie(self._https))
        if signed_in:
            await asyncio.to_thread(self._store.sessions.end, signed_in, self._now())
        response = RedirectResponse(KIOSK, 303)
        for name in request.cookies:
            response.delete_cookie(name, secure=self._https, httponly=True)
        mine = kiosk_cookie(self._https)
        response.set_cookie(mine, "1", max_age=KIOSK_SECONDS, httponly=True, samesite="lax", secure=self._https)
        return response

    async def _door(self, _request: Request) -> Response:
        return self._drawn()

    async def _leave(self, request: Request) -> Response:
        """An ordinary browser again, for who has an account; they are not signed in by it."""
        if not from_our_page(request, self._https):
            await discard(request)
            return self._drawn(self._voice.say("web.sign_in.foreign"), 403)
        try:
            given = (await read_form(request)).fields
        except TooLarge:
            await discard(request)
            given = {}
        try:
            await asyncio.to_thread(self._prove, request, given.get("login", ""), given.get("password", ""))
        except RecordsError as error:
            return self._drawn(str(error), 403)
        response = RedirectResponse(DESK, 303)
        response.delete_cookie(kiosk_cookie(self._https), secure=self._https, httponly=True)
        return response

    def _prove(self, request: Request, login: str, password: str) -> None:
        """Raises RecordsError."""
        address = source_of(request.client.host if request.client else "")
        account = self._store.accounts.check(login, password, address, self._now())
        self._store.audit.note(self._now(), account.id, "kiosk.left")

    def _drawn(self, wrong: str = "", status: int = 200) -> Response:
        voice = self._voice
        fields = field(voice, "sign_in.login", "login") + field(voice, "sign_in.password", "password", "password")
        body = (
            f'<p class="help">{voice.text("kiosk.leave_intro")}</p><form method="post" action="{LEAVE}">{fields}'
            f'<button>{voice.text("kiosk.leave")}</button></form><a href="{KIOSK}">{voice.text("kiosk.back")}</a>'
        )
        return HTMLResponse(page(voice, "kiosk.leave", body, wrong, title="kiosk.leave", client=False), status)
