"""Links that clinics send: /i/<token>. A GET shows a page and spends nothing, because mail programs and previews fetch
links too; only the button, a POST, opens the form, through a cookie and a clean address.

After the form was sent, the same link opens the state of the visit to whoever knows the birth date.
"""

import asyncio
import math
from collections.abc import Callable, Mapping
from datetime import date

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from intake.typed_day import PARTS, day_in
from web.behind import Behind
from web.body import WORDS, Sent, TooLarge, discard, read_form
from web.language import chosen_language
from web.linkpage import birth_date_page, form_page, over_page, refusal_page, state_page, wait_sentence
from web.pages import LANGUAGE_COOKIE, LANGUAGE_SECONDS, draft_cookie
from web.plain import Voice
from web.rate import source_of
from web.sameorigin import from_our_page
from web.saypage import weekdays_in
from web.uploadpage import AGREE, REPORT

LINKS = "/i/"
PROOF_COOKIE = "smp_link"
PROOF_SECONDS = 1800
_NOBODYS_DAY = date(1, 1, 1)
_DONE = {"kept": "link_upload_done", "word": "link_word_done", "day": "link_other_done"}
"""What the address says was just done, and the key of the thanks for it."""


class Links:
    """The routes of one installation; `voices` by language code, the clinic's own first."""

    def __init__(self, behind: Behind, voices: Mapping[str, Voice], https: bool, draft_days: int) -> None:
        self.behind, self.voices, self.https, self.draft_seconds = behind, voices, https, draft_days * 24 * 3600
        # Uploads wait for each other here: in worker threads, of which there are few, they would hold up everybody.
        self._keeping = asyncio.Semaphore(1)

    def routes(self) -> list[Route]:
        return [
            Route("/i/{token}", self.page),
            Route("/i/{token}/", self.page),
            Route("/i/{token}", self.pressed, methods=["POST"]),
            Route("/i/{token}/files", self.sent, methods=["POST"]),
            Route("/i/{token}/word", self.word, methods=["POST"]),
            Route("/i/{token}/day", self.day, methods=["POST"]),
            Route("/i/{token}/next", self.next, methods=["POST"]),
            Route("/i/{token}/near", self.near, methods=["POST"]),
            Route("/i/{token}/{name}", self.paper),
            Route("/i/{rest:path}", self.nothing),
        ]

    async def page(self, request: Request) -> Response:
        """GET: the page with the button, the question for the birth date, or the state where that was answered."""
        token = request.path_params["token"]
        state, language = await asyncio.to_thread(self.behind.look, token)
        voice = self._voice(request, language)
        if state == "form":
            response: Response = HTMLResponse(form_page(voice, _address(token)))
        elif state == "over":
            response = HTMLResponse(over_page(voice), 404)
        else:
            response = await self._state(request, voice)
        if request.query_params.get("lang") == voice.code:
            self._keep_cookie(response, LANGUAGE_COOKIE, voice.code, LANGUAGE_SECONDS)
        return response

    async def pressed(self, request: Request) -> Response:
        """POST: open the form, or look at a birth date."""
        token = request.path_params["token"]
        state, language = await asyncio.to_thread(self.behind.look, token)
        voice = self._voice(request, language)
        if refused := await self._foreign(request, voice):
            return refused
        try:
            fields = (await read_form(request)).fields
        except TooLarge:
            await discard(request)
            fields = {}
        draft = await asyncio.to_thread(self.behind.open, token) if state == "form" else None
        if draft:
            return self._to_the_form(draft, voice.code)
        return await self._birth_date(request, voice, state, fields)

    async def sent(self, request: Request) -> Response:
        """POST of a file. Nothing of it is taken in before the proof has been looked at."""
        token, proof, voice, refused = await self._asked(request)
        if refused:
            return refused
        try:
            form = await read_form(request, file=True)
        except TooLarge:
            await discard(request)
            return await self._state(request, voice, wrong="file_too_large", status=413)
        except ClientDisconnect:
            return Response(status_code=400)
        refusal = await self._kept(token, proof, voice, form)
        if refusal:
            return await self._state(request, voice, wrong=refusal, status=422, said="kept", typed=form.fields)
        return _seen_again("kept")

    async def _kept(self, token: str, proof: str, voice: Voice, form: Sent) -> str:
        """Keep a file that its sender agrees to; the key of the sentence that says why not, "" when it was kept."""
        purpose, wished = form.fields.get("purpose", ""), REPORT in form.fields
        if purpose not in self.behind.purposes:
            return "file_what"
        if AGREE not in form.fields:
            return "file_agree"
        async with self._keeping:
            return await asyncio.to_thread(self.behind.keep, token, proof, purpose, form.file, wished, voice.code)

    async def word(self, request: Request) -> Response:
        """POST: something has changed."""

        def say(token: str, proof: str, fields: dict[str, str]) -> str:
            return self.behind.word(token, proof, fields.get("about", ""), fields.get("words", ""))

        return await self._said(request, "word", say)

    async def day(self, request: Request) -> Response:
        """POST: another day would suit."""

        def say(token: str, proof: str, fields: dict[str, str]) -> str:
            start = day_in(fields)
            if start is None and any(fields.get(part, "").strip() for part, _ in PARTS):
                return "link_other_wrong"
            parts = [one for one in self.behind.parts if one in fields]
            return self.behind.other_day(token, proof, weekdays_in(fields), parts, str(start or ""))

        return await self._said(request, "day", say)

    async def next(self, request: Request) -> Response:
        """POST: open the form of the next visit."""
        return await self._form(request, self.behind.open_next)

    async def near(self, request: Request) -> Response:
        """POST: open the form of this visit again, for what is asked when it is near."""
        return await self._form(request, self.behind.open_near)

    async def _form(self, request: Request, way: Callable[[str, str], str | None]) -> Response:
        token, proof, voice, refused = await self._asked(request)
        if refused:
            return refused
        await discard(request)
        draft = await asyncio.to_thread(way, token, proof)
        return self._to_the_form(draft, voice.code) if draft else await self._state(request, voice)

    async def paper(self, request: Request) -> Response:
        """GET of what can be saved."""
        token, proof = request.path_params["token"], request.cookies.get(PROOF_COOKIE, "")
        _, language = await asyncio.to_thread(self.behind.look, token)
        spoken = self._voice(request, language).code
        made = await asyncio.to_thread(self.behind.paper, token, proof, request.path_params["name"], spoken)
        if made is None:
            return await self.nothing(request)
        name, media_type, body = made
        return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    async def nothing(self, request: Request) -> Response:
        """GET of what no link is."""
        return HTMLResponse(over_page(self._voice(request, "")), 404)

    async def _asked(self, request: Request) -> tuple[str, str, Voice, Response | None]:
        """Token, proof and voice of what only who gave the birth date may do; the refusal of everybody else."""
        token, proof = request.path_params["token"], request.cookies.get(PROOF_COOKIE, "")
        _, language = await asyncio.to_thread(self.behind.look, token)
        voice = self._voice(request, language)
        refused = await self._foreign(request, voice)
        if refused is None and not await asyncio.to_thread(self.behind.proven, token, proof):
            await discard(request)
            refused = await self._state(request, voice, wrong="link_again", status=403)
        return token, proof, voice, refused

    async def _said(self, request: Request, name: str, say: Callable[[str, str, dict[str, str]], str]) -> Response:
        """Note what a form of the page says; what was typed stays there where it could not be."""
        token, proof, voice, refused = await self._asked(request)
        if refused:
            return refused
        try:
            fields = (await read_form(request, most=WORDS)).fields
        except TooLarge:
            await discard(request)
            fields = {}
        refusal = await asyncio.to_thread(say, token, proof, fields)
        if refusal:
            return await self._state(request, voice, wrong=refusal, status=422, said=name, typed=fields)
        return _seen_again(name)

    async def _birth_date(self, request: Request, voice: Voice, state: str, fields: dict[str, str]) -> Response:
        token = request.path_params["token"]
        given = day_in(fields)
        if given is None and state == "sent":
            wrong = voice.say("web.link_no_day")
            return HTMLResponse(birth_date_page(voice, _address(token), wrong, fields), 422)
        address = source_of(request.client.host if request.client else "")
        answer = await asyncio.to_thread(self.behind.prove, token, given or _NOBODYS_DAY, address)
        if answer.outcome == "proven":
            response = RedirectResponse("?", 303)  # this very address, without its token standing in it
            response.set_cookie(
                PROOF_COOKIE, answer.proof, max_age=PROOF_SECONDS, path=LINKS.rstrip("/"), httponly=True,
                samesite="strict", secure=self.https,
            )  # fmt: skip
            return response
        if answer.wait:
            wrong = wait_sentence(voice, answer.wait)
            page = birth_date_page(voice, _address(token), wrong) if state == "sent" else refusal_page(voice, wrong)
            return HTMLResponse(page, 429, {"Retry-After": str(math.ceil(answer.wait.total_seconds()))})
        if answer.outcome == "over":
            return HTMLResponse(over_page(voice), 404)
        return HTMLResponse(birth_date_page(voice, _address(token), voice.say("web.link_wrong")), 422)

    async def _state(
        self,
        request: Request,
        voice: Voice,
        wrong: str = "",
        status: int = 200,
        said: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> Response:
        """The state for whoever has proven the birth date, else the question for it; `wrong` is a key."""
        token, proof = request.path_params["token"], request.cookies.get(PROOF_COOKIE, "")
        state = await asyncio.to_thread(self.behind.state, token, proof, voice.code)
        told = voice.say(f"web.{wrong}") if wrong else ""
        if state is None:
            return HTMLResponse(birth_date_page(voice, _address(token), told), status)
        done = "" if wrong else next((key for name, key in _DONE.items() if name in request.query_params), "")
        page = state_page(voice, _address(token), state, self.behind.purposes, told, done, said, typed)
        return HTMLResponse(page, status)

    async def _foreign(self, request: Request, voice: Voice) -> Response | None:
        if from_our_page(request, self.https):
            return None
        await discard(request)
        return HTMLResponse(refusal_page(voice, voice.say("web.link_foreign")), 403)

    def _to_the_form(self, draft: str, language: str) -> Response:
        response = RedirectResponse("/", 303)
        self._keep_cookie(response, draft_cookie(self.https), draft, self.draft_seconds)
        self._keep_cookie(response, LANGUAGE_COOKIE, language, LANGUAGE_SECONDS)
        return response

    def _keep_cookie(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=self.https)

    def _voice(self, request: Request, language: str) -> Voice:
        """What the visitor chose here or in the form, else the language of the visit."""
        before, accept = request.cookies.get(LANGUAGE_COOKIE) or language, request.headers.get("accept-language", "")
        return self.voices[chosen_language(list(self.voices), request.query_params.get("lang"), before, accept)]


def _address(token: str) -> str:
    """The link's own path; pages are made for real tokens only, which need no quoting."""
    return f"{LINKS}{token}"


def _seen_again(done: str) -> Response:
    """The page once more, from where the form was sent to, so that no token stands in the address."""
    return RedirectResponse(f"./?{done}", 303)
