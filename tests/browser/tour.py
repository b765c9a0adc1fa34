"""Every page of a client's form, one after another, each as somebody finds it there, in any language."""

from collections.abc import Container, Iterator
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from intake.language import Language
from intake.questionnaire import NOT_SURE, Question
from tests.browser.client import Client
from tests.browser.conftest import seed
from tests.browser.moments import now
from tests.browser.person import FORM, HEALTHY
from tests.browser.screen import ENGLISH
from tests.browser.server import Server

APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
MUCH: dict[str, Any] = {
    "medicines_any": "yes",
    "medicines": [
        APIXABAN,
        {"name": "little white pill", "advised": "own", "still": "sometimes", "last_taken": "2026-11"},
    ],
    "scalp_past": ["smp_tattoo"],
    "smp_date": "2020",
    "smp_by": "here",
    "smp_healing": [],
    "healing": ["scabs", "sore", "reaction"],
    "scabs_left": "flakes",
    "reaction_what": ["itch"],
    "healing_since": {"state": "not_sure"},
    "healing_signs": [],
    "change_wish": ["spot"],
    "change_words": "The left temple",
    "heart_blood": ["high_pressure"],
    "heart_symptoms": [],
    "pressure_tablets": "yes",
    "pressure_at_hand": "yes",
    "pressure_top": 130,
    "pressure_bottom": 80,
    "two_days": ["supplement"],
    "supplement_name": "garlic",
    "supplement_last": {"state": "not_sure"},
    "supplement_advised": "own",
}
"""What makes every kind of field appear somewhere."""
STOPPED = {"medicine_stopped": "i_stopped", "medicine_stopped_which": "warfarin"}
FURTHER = {"scalp_history": "session"}
"""The steps that ask more before some visits, and one before which they do."""
DISPUTED = {"medicines": [APIXABAN], "named_thinners": ["apixaban"], "bleeding_with_medicine": []}


def everything() -> dict[str, Any]:
    """Somebody who ticks every box and says yes to all: nothing that can be asked stays hidden."""
    told = {question.id: _most(question) for question in FORM.questions.values() if question.id not in HEALTHY}
    lists = {q.id: _most(q) for q in FORM.questions.values() if q.type in ("choices", "zones")}
    return {**HEALTHY, **told, **lists, "medicines_any": "yes", "medicines": MUCH["medicines"]}


def _most(question: Question) -> Any:
    match question.type:
        case "choices" | "zones":
            return [option.id for option in question.options] + ([NOT_SURE] if question.not_sure else [])
        case "choice":
            return question.options[0].id
        case "number":
            return question.minimum
        case "date":
            return f"{now().year - 1}" if question.tense == "past" else f"{now().year + 1}"
        case "yes_no" | "consent":
            return "yes"
        case _:
            return "Maria"


def visit(kind: str = "first_session") -> dict[str, str]:
    """So near that the last two days are asked about."""
    soon = now() + timedelta(hours=30)
    return {"kind": kind, "day": f"{soon:%Y-%m-%d}", "time": "10:00"}


class Tour:
    """Leads one browser page from stop to stop; `answers` are those of the person whose steps are shown.

    `only` names the stops to make after the first page, and what is wrong with the second; without it, all are made.
    """

    def __init__(
        self,
        page: Page,
        server: Server,
        language: Language = ENGLISH,
        answers: dict[str, Any] | None = None,
        only: Container[str] | None = None,
    ) -> None:
        self.page, self.server, self.language = page, server, language
        self.client = Client(page, server.address)
        self.answers = answers or {**HEALTHY, **MUCH}
        self._only = only

    def stops(self) -> Iterator[str]:
        """The name of each page, once it stands in the browser."""
        yield from self._before()
        yield from self.steps()
        yield from self._between()
        yield from self._after()

    def _before(self) -> Iterator[str]:
        self.client.open(f"?lang={self.language.code}")
        yield "landing"
        self._press("start")
        self._press("continue")
        expect(self.page.locator(".smp-errors")).to_be_visible()
        yield "errors"

    def steps(self) -> Iterator[str]:
        """Each section, answered."""
        for section in FORM.sections:
            if self._made(section.id):
                self._seed(self.answers, visit=visit(FURTHER.get(section.id, "first_session")))
                self._open(section.id, self._content(f"sections.{section.id}.title", section.title))
                yield section.id

    def _between(self) -> Iterator[str]:
        if self._made("urgent"):
            urgent = {"step": "medicines", "what": "urgent", "rules": ["bt-client-stopped-own"]}
            self._seed({**self.answers, **STOPPED}, showing=urgent)
            self._open("medicines", self._say("urgent"))
            yield "urgent"
        if self._made("contradiction"):
            check = {"step": "medicines", "what": "check", "check": "nothing_but_named"}
            self._seed({**HEALTHY, **DISPUTED}, showing=check)
            self._open("medicines", self._say("contradiction"))
            yield "contradiction"

    def _after(self) -> Iterator[str]:
        if self._made("ended"):
            section, way = next((one, one.exits[0]) for one in FORM.sections if one.exits)
            self._seed({**HEALTHY, "birth_date": f"{now().year - 15}-06-01"})
            self.client.open(section.id)
            self._press("continue")
            self._stands(self._content(f"exits.{way.id}.title", way.title))
            yield "ended"
        results: dict[str, dict[str, Any]] = {
            "all set": {"skin_now": ["darker"], "tan_date": f"{now() - timedelta(days=8):%Y-%m-%d}"},
            "talk first": {**DISPUTED, "medicines_any": "yes"},
            "today": STOPPED,
        }
        for name, told in results.items():
            if self._made(f"result {name}"):
                self._seed({**HEALTHY, **told}, told={"bt-client-stopped-own": f"{now():%Y-%m-%dT%H:%M}"})
                self.client.open(FORM.sections[-1].id)
                self._press("send")
                expect(self.page.get_by_role("button", name=self._say("download"), exact=True)).to_be_visible()
                yield f"result {name}"

    def _made(self, stop: str) -> bool:
        return self._only is None or stop in self._only

    def _say(self, key: str) -> str:
        return self.language.say(f"screens.{key}")

    def _content(self, key: str, source: str) -> str:
        return str(self.language.content(key, source))

    def _press(self, key: str) -> None:
        self.client.press(self._say(key))

    def _seed(self, answers: dict[str, Any], **more: Any) -> None:
        seed(self.page.context, self.server, {"visit": visit(), "answers": answers, **more})

    def _open(self, path: str, title: str) -> None:
        self.client.open(path)
        self._stands(title)

    def _stands(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text([title])
        self.client.settle()
