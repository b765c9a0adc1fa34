"""/resume: going on with a form that was begun on another device, by its code and the birth date.

The code comes from the kiosk, from the other device or from the desk. The address is the same for everybody and holds
nothing, so it may stand on a shared screen as a code to scan. Plain HTML without a script.
"""

import asyncio
import math
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from intake.typed_day import day_in
from web.behind import Behind
from web.birthdate import day_fields
from web.body import TooLarge, discard, read_form
from web.language import chosen_language
from web.pages import LANGUAGE_COOKIE, LANGUAGE_SECONDS, draft_cookie
from web.plain import Voice, field, page
from web.rate import source_of
from web.sameorigin import from_our_page

RESUME = "/resume"


class ResumePages:
    """The routes of /resume; `voices` by language code, the clinic's own first."""

    def __init__(self, behind: Behind, voices: Mapping[str, Voice], https: bool, draft_days: int) -> None:
        self._behind, self._voices, self._https = behind, voices, https
        self._draft_seconds = draft_days * 24 * 3600

    @property
    def routes(self) -> list[Route]:
        return [Route(RESUME, self._form, methods=["GET"]), Route(RESUME, self._resume, methods=["POST"])]

    async def _form(self, request: Request) -> Response:
        voice = self._voice(request)
        response = HTMLResponse(_drawn(voice))
        if request.query_params.get("lang") == voice.code:
            self._keep_cookie(response, LANGUAGE_COOKIE, voice.code, LANGUAGE_SECONDS)
        return response

    async def _resume(self, request: Request) -> Response:
        voice = self._voice(request)
        if not from_our_page(request, self._https):
            await discard(request)
            return HTMLResponse(_drawn(voice, voice.say("web.resume.foreign")), 403)
        try:
            fields = (await read_form(request)).fields
        except TooLarge:
            await discard(request)
            fields = {}
        born = day_in(fields)
        if born is None:
            return HTMLResponse(_drawn(voice, voice.say("web.link_no_day"), fields), 422)
        address = source_of(request.client.host if request.client else "")
        found = await asyncio.to_thread(self._behind.resume, fields.get("code", ""), born, address)
        if found.outcome == "opened":
            response = RedirectResponse("/", 303)
            self._keep_cookie(response, draft_cookie(self._https), found.token, self._draft_seconds)
            return response
        if found.outcome == "wait":
            wait = found.wait.total_seconds()
            wrong = voice.counted("web.resume.wait", math.ceil(wait / 60))
            return HTMLResponse(_drawn(voice, wrong), 429, {"Retry-After": str(math.ceil(wait))})
        return HTMLResponse(_drawn(voice, voice.say("web.resume.wrong"), fields), 422)

    def _voice(self, request: Request) -> Voice:
        before, accept = request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", "")
        return self._voices[chosen_language(list(self._voices), request.query_params.get("lang"), before, accept)]

    def _keep_cookie(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=self._https)


def _drawn(voice: Voice, wrong: str = "", typed: Mapping[str, str] | None = None) -> str:
    """The page; `wrong` is the finished sentence about the pair that was typed last."""
    code = field(voice, "resume.code", "code", value=(typed or {}).get("code", "")[:20])
    body = (
        f'<p class="help">{voice.text("resume.intro")}</p><form method="post" action="{RESUME}">{code}'
        f"<fieldset><legend>{voice.text('link_birth_date')}</legend>"
        f'<p class="help">{voice.text("link_birth_date_help")}</p>'
        f'<div class="date">{day_fields(voice, typed, bool(wrong))}</div></fieldset>'
        f"<button>{voice.text('link_continue')}</button></form>"
    )
    return page(voice, "resume.heading", body, wrong)
