"""A clinic whose links are served as the program serves them, over a real store, with a clock that a test moves."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from intake.answers import read_intake
from intake.clinic import Clinic, Kiosk
from intake.language import load_language
from records import Expected, Store, Submission, Visit
from rules.content import load_screening, parts
from screens.links import LinksBehind
from tests.records.examples import NOW
from web.page import PageTexts
from web.plain import Voice
from web.routes import our_routes
from web.settings import read_settings
from web.stack import Front

ORIGIN = "https://intake.example.org"
NAME, BIRTH_DATE = "Zebedee Quillfeather", date(1971, 3, 9)
HEALTHY: dict[str, Any] = json.loads((Path(__file__).parents[1] / "rules/healthy.json").read_text(encoding="utf-8"))
OURS = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says about a form of our own page."""
RIGHT = {"day": "9", "month": "3", "year": "1971"}
WRONG = {"day": "8", "month": "3", "year": "1971"}
CLINIC = Clinic(name="Scalp & Co", phone="020 7946 0000", languages=("en", "xx"), kiosk=Kiosk())


@dataclass
class Door:
    """The clinic, as its links see it."""

    store: Store
    app: Starlette
    now: datetime = NOW

    def expect(self, at: datetime | None = NOW + timedelta(days=10), language: str = "en") -> Visit:
        expected = Expected(kind="first_session", at=at, name=NAME, birth_date=BIRTH_DATE, language=language)
        return self.store.visits.add(expected, self.now, "ana")

    def link(self, visit: Visit) -> str:
        """The path of a new link."""
        return f"/i/{self.store.invitations.make(visit.id, self.now, 'ana')}"

    def send(self, visit: Visit, **changed: Any) -> str:
        """Send the form of a visit, of somebody healthy but for what is `changed`; its reference."""
        screening = load_screening(CLINIC)
        answers = {**HEALTHY, "full_name": NAME, "birth_date": str(BIRTH_DATE), **changed}
        told = {"assessed_at": self.now.isoformat(), "answers": answers}
        told["visit"] = {"kind": visit.kind, "at": visit.at.isoformat() if visit.at else None}
        assessment = screening.assess(read_intake(told, screening.questionnaire, CLINIC))
        submission = Submission(
            id=secrets.token_hex(8),
            draft_token=visit.draft_token,
            answers=told,
            identity={"full_name": NAME, "birth_date": str(BIRTH_DATE)},
            assessment=assessment.model_dump(mode="json", by_alias=True),
            consents=[],
            contents={part: self.store.contents.keep(text) for part, text in parts(screening).items()},
        )
        return str(self.store.records.submit(submission, self.now))

    def browser(self, address: str = "198.51.100.7", **headers: str) -> TestClient:
        """Somebody else's browser, at `address`; it follows no redirect by itself."""
        return TestClient(
            self.app, base_url=ORIGIN, headers=headers, client=(address, 50_000), follow_redirects=False,
            raise_server_exceptions=True,
        )  # fmt: skip

    def inside(self, link: str) -> TestClient:
        """A browser in which the birth date was given."""
        browser = self.browser()
        assert browser.post(link, data=RIGHT, headers=OURS).status_code == 303
        return browser


def door(store: Store, folder: Path, clinic: Clinic = CLINIC) -> Door:
    """Our addresses behind the whole front, before something that answers as Streamlit does."""
    languages = [load_language(code) for code in clinic.languages]
    named = {"clinic": clinic.name, "phone": clinic.phone}
    texts = {one.code: PageTexts.said(one, **named) for one in languages}
    front = Front(
        read_settings({"SMP_DATA": str(folder), "SMP_URL": ORIGIN}, "127.0.0.1", 8501), texts, ["check"], clinic
    )
    colour = clinic.primary_colour
    voices = {one.code: Voice.said(one, languages, **named, colour=colour) for one in languages}

    def index(_request: Request) -> Response:
        return HTMLResponse("Streamlit's own index.html")

    opened = Door(store, Starlette())
    behind = LinksBehind(store, clinic, lambda: opened.now)
    opened.app = Starlette(
        routes=[
            *our_routes(store, clinic, behind, voices, True, lambda: opened.now),
            Route("/", index),
            Route("/{page:path}", index),
        ],
        middleware=front.middleware(lambda: 0.0),
        exception_handlers=front.exception_handlers(),
    )
    return opened
