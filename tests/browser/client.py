"""A client in front of the form: reads the words on the screen, taps, types, and goes on."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from intake import questionnaire
from intake.condition import Test
from intake.instant import PARTS_OF_DAY
from intake.language import load_language
from intake.questionnaire import NOT_SURE, Question, Section

HERE = ZoneInfo("Europe/London")
ENGLISH = load_language("en")
FORM = questionnaire.load()
DRAWN = """
async () => {
  await scheduler.postTask(() => {}, { priority: "background" });
  if (document.querySelector("[data-testid=stSkeleton]")) return false;
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED";
}
"""
FOCUSED = """
() => document.activeElement === (document.querySelector(".smp-errors") ?? document.querySelector("h1"))
"""
HEALTHY: dict[str, Any] = json.loads((Path(__file__).parents[1] / "rules/healthy.json").read_text(encoding="utf-8"))


def now() -> datetime:
    """The present minute on the clinic's wall."""
    return datetime.now(HERE).replace(second=0, microsecond=0)


def hours(moment: datetime, elapsed: float) -> datetime:
    """So many hours after a moment as they pass, which is not what the wall shows in the night the clocks change."""
    return (moment.astimezone(UTC) + timedelta(hours=elapsed)).astimezone(HERE)


def say(key: str, **values: Any) -> str:
    """A text of the screens."""
    return ENGLISH.say(f"screens.{key}", **values)


def asked_before(question: Question, kind: str) -> bool:
    """May it be asked before a visit of this kind?"""
    when = question.visible_when
    return not (isinstance(when, Test) and when.fact == "visit_kind") or kind in (when.is_ or ())


@dataclass(frozen=True)
class Person:
    """Somebody healthy who comes for a first session, except for what is said otherwise; answers are raw, by id."""

    answers: Mapping[str, Any] = field(default_factory=lambda: HEALTHY)
    kind: str = "first_session"
    at: datetime | None = None
    told_before: Mapping[str, Any] = field(default_factory=lambda: HEALTHY)

    def but(self, **answers: Any) -> Self:
        """The same person, who still has to answer these."""
        told = {name: raw for name, raw in self.told_before.items() if name not in answers}
        return replace(self, answers={**self.answers, **answers}, told_before=told)

    def coming(self, kind: str, at: datetime | None) -> Self:
        """The same person with this visit."""
        return replace(self, kind=kind, at=at)

    @property
    def draft(self) -> dict[str, Any]:
        """What the program keeps when this person has answered all that they share with somebody healthy."""
        unsigned = {q.id for q in FORM.sections[-1].questions}
        answers = {name: raw for name, raw in self.told_before.items() if name not in unsigned}
        booked = {"day": f"{self.at:%Y-%m-%d}", "time": f"{self.at:%H:%M}"} if self.at else {}
        return {"answers": answers, "visit": {"kind": self.kind, **booked}}


class Client:
    """One person with one browser page. Counts `taps` (choices and buttons) and the steps seen."""

    language = ENGLISH
    """The one that they read the form in."""

    def __init__(self, page: Page, address: str, person: Person | None = None) -> None:
        self.page, self.address, self.person = page, address, person or Person()
        self.taps = 0
        self.seen: list[str] = []
        self.given: set[str] = set()
        self.alarms: list[str] = []
        page.on("websocket", self._connected)
        page.on("dialog", lambda dialog: self.alarms.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: self.alarms.append(f"error: {error}"))
        page.on("request", self._requested)
        page.on("console", self._said)

    def _connected(self, socket: WebSocket) -> None:
        self._socket = socket

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.alarms.append(f"another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.alarms.append(message.text)

    # words

    def say(self, key: str, **values: Any) -> str:
        """A text of the screens."""
        return self.language.say(f"screens.{key}", **values)

    def words(self, question: Question, part: str = "text") -> str:
        """A text of a question."""
        return str(self.language.content(f"questions.{question.id}.{part}", getattr(question, part) or ""))

    def option(self, question: Question, name: str) -> str:
        source = next(option.text for option in question.options if option.id == name)
        return str(self.language.content(f"questions.{question.id}.options.{name}", source))

    def called(self, section: Section) -> str:
        return str(self.language.content(f"sections.{section.id}.title", section.title))

    # what stands on the screen

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()

    @property
    def errors(self) -> Locator:
        return self.page.get_by_role("alert").get_by_role("listitem")

    @property
    def section(self) -> Section | None:
        """The step whose questions are on the screen."""
        return next((section for section in FORM.sections if self.called(section) == self.title), None)

    def below(self, words: str, role: Any, name: str) -> Locator:
        """The first thing with that role and name below the words on the screen."""
        place = f"xpath=//*[self::h2 or self::p or self::div][normalize-space()={_quoted(words)}]/following::*"
        return self.page.get_by_role(role, name=name, exact=True).and_(self.page.locator(place)).first

    def settle(self) -> None:
        """Wait until the program has nothing more to show and all that it sent is drawn.

        What has arrived may wait for the browser while the page still says that nothing runs, hence the last task; and
        a kind of field that is new to this browser is fetched first.
        """
        self.page.wait_for_function(DRAWN)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Do something that the program answers, and wait for the answer; what it was still about is waited for first,
        since the end of that would pass for the answer."""
        self.settle()
        with self._socket.expect_event("framereceived", _ends_a_run):
            yield
        self.settle()

    def listen(self) -> None:
        """Wait for the next thing that the program sends."""
        self._socket.wait_for_event("framereceived")

    # ways

    def open(self, path: str = "") -> Self:
        self.page.goto(f"{self.address}/{path}", wait_until="commit")
        self.page.wait_for_selector("h1")
        self.settle()
        return self

    def start(self) -> Self:
        self.open()
        self.press(self.say("start"))
        return self

    def press(self, name: str) -> Self:
        """Press a button that leads to another page, and arrive there; or to what is wrong with this one."""
        self.taps += 1
        # The page before has to know that it is shown: only then is another one new to it.
        self.page.wait_for_function("() => window.smpShown !== undefined")
        with self.answered():
            self._push(self.page.get_by_role("button", name=name, exact=True).first)
        # What is new takes the focus; until then a tap might meet a page that is still moving.
        self.page.wait_for_function(FOCUSED)
        return self

    def _push(self, button: Locator) -> None:
        button.click()

    def continue_(self) -> Self:
        return self.press(self.say("continue"))

    def back(self) -> Self:
        return self.press(self.say("back"))

    def walk(self, until: str | None = None) -> Self:
        """Answer step after step, until the section `until` is open or something else than a step is shown."""
        while (section := self.section) and section.id != until and section.id != FORM.sections[-1].id:
            self.answer_step()
            self.continue_()
            if self.errors.count():
                raise AssertionError(f"{section.id}: {self.errors.all_inner_texts()}")
        return self

    def go_on(self) -> Self:
        """Come back to a draft and go on where it stopped."""
        self.open()
        return self.press(self.say("go_on"))

    def read_urgent(self) -> str:
        """Read what cannot wait, and go on."""
        assert self.title == self.say("urgent"), self.text
        told = self.text
        self.press(self.say("have_read"))
        return told

    def finish(self) -> Self:
        """From where the form is to the result."""
        return self.walk().sign_and_send()

    def sign_and_send(self) -> Self:
        assert self.section == FORM.sections[-1], self.text
        self.answer_step()
        return self.press(self.say("send"))

    def download(self) -> tuple[str, bytes]:
        """Save the client's PDF; the reference in its name, and its bytes."""
        with self.page.expect_download() as saved:
            self.page.get_by_role("button", name=self.say("download"), exact=True).click()
        assert saved.value.suggested_filename.endswith(".pdf")
        return saved.value.suggested_filename.removesuffix(".pdf"), saved.value.path().read_bytes()

    def calendar(self) -> bytes:
        """Save the calendar file."""
        with self.page.expect_download() as saved:
            self.page.get_by_role("button", name=self.say("calendar"), exact=True).click()
        assert saved.value.suggested_filename.endswith(".ics")
        return saved.value.path().read_bytes()

    # answers

    def answer_step(self) -> None:
        """Answer the questions of this step that the person has an answer to."""
        section = self.section
        assert section, self.text
        self.seen.append(section.id)
        for question in section.questions:
            told = question.id in self.person.answers and question.id not in self.given
            if told and asked_before(question, self.person.kind):
                self.answer(question.id, self.person.answers[question.id])
        if section == FORM.sections[0] and "visit" not in self.given:
            self.visit(self.person.kind, self.person.at)

    def nothing_has_changed(self) -> Self:
        """On the one page of somebody who comes again: say so, and answer what is asked anew."""
        self.tick(self.say("changed_help"), self.say("changed_nothing"))
        for question in FORM.questions.values():
            asked = self.page.get_by_role("heading", name=self.words(question), exact=True).count()
            if asked and question.required and question.id in self.person.answers:
                self.answer(question.id, self.person.answers[question.id])
        return self

    def answer(self, question_id: str, raw: Any) -> Self:
        """Give one answer; `raw` has the shape that the program keeps."""
        question = FORM.questions[question_id]
        self.given.add(question_id)
        match question.type:
            case "choices" | "zones":
                for name in self._ticks(question, raw):
                    self.tick(self.words(question), name)
            case "consent":
                self.tick(self.words(question), self.say("agree"))
            case _ if isinstance(raw, dict):
                self._say_state(question, raw["state"])
            case "yes_no":
                self.choose(self.words(question), self.say(raw))
            case "choice":
                self.choose(self.words(question), self.option(question, raw))
            case "medicines":
                for entry in raw:
                    self.medicine(**entry)
            case "date" if question.id == "birth_date":
                for part, value in zip(("year", "month", "day"), raw.split("-"), strict=True):
                    self.type(self.say(part), value.lstrip("0"))
            case "date":
                listed = question.tense == "past" and question.finest not in ("year", "month")
                self.when(self.words(question), raw, recent=listed)
            case "text" | "signature" | "number":
                self.type(self.words(question), str(raw))
            case other:
                raise NotImplementedError(other)
        return self

    def _ticks(self, question: Question, raw: Any) -> list[str]:
        if isinstance(raw, dict):
            return [self.say("not_sure_one" if raw["state"] == "not_sure" else "in_person")]
        return [self.say("not_sure_one") if one == NOT_SURE else self.option(question, one) for one in raw] or [
            self.words(question, "none")
        ]

    def _say_state(self, question: Question, state: str) -> None:
        if question.type in ("yes_no", "choice"):
            self.choose(self.words(question), self.say(state))
        else:
            self.tick(self.words(question), self.say(state))

    def tick(self, under: str, name: str) -> None:
        """Tick a box in the list under these words."""
        self.taps += 1
        box = self.below(under, "checkbox", name)
        with self.answered():
            box.locator("xpath=ancestor::label").click()
        expect(box).to_be_checked()

    def choose(self, question: str, name: str, below: str = "") -> None:
        """Choose one of a question; where the question stands more than once, the one below the words `below`."""
        self.taps += 1
        group = self.below(below or question, "radiogroup", question)
        radio = group.get_by_role("radio", name=name, exact=True)
        with self.answered():
            radio.locator("xpath=ancestor::label").click()
        expect(radio).to_be_checked()

    def type(self, name: str, text: str) -> None:
        """Type into a field and leave it."""
        box = self.page.get_by_role("textbox", name=name, exact=True)
        self.settle()
        if box.input_value() == text:
            return
        with self.answered():
            box.fill(text)
            box.blur()

    def pick(self, name: str, text: str, below: str = "") -> None:
        """Choose from a list that opens, typing until it stands there; what is not in it is typed."""
        box = self.below(below, "combobox", name) if below else self.page.get_by_role("combobox", name=name, exact=True)
        with self.answered():
            # Until the list has narrowed, its first option is another one. A slash would end Playwright's own pattern.
            named = re.escape(text).replace("/", r"\/")
            listed = self.page.get_by_role("option", name=re.compile(f"^(Add: )?{named}$", re.IGNORECASE))
            for patience in (3_000, 10_000, 30_000):
                # A page that was still arriving closes the list: whoever sees that opens it again.
                box.click()
                box.fill(text)
                with suppress(PlaywrightTimeout):
                    listed.first.wait_for(timeout=patience)
                    break
            listed.first.click()

    def when(self, name: str, raw: str, recent: bool, below: str = "") -> None:
        """Say when something was or will be, as coarsely as `raw` does."""
        day, rest = raw[:10], raw[11:]
        today = now().date()
        near = len(day) == len("2026-01-01") and timedelta() <= today - date.fromisoformat(day) < timedelta(days=7)
        if recent and near:
            back = (today - date.fromisoformat(day)).days
            key = {0: "today", 1: "yesterday"}.get(back, "day_before")
            self.pick(name, self.say(key, date=self.language.date(date.fromisoformat(day))), below)
        else:
            if recent:
                self.pick(name, self.say("older"), below)
            for part, value in zip(("year", "month", "day"), day.split("-"), strict=False):
                text = self.language.month(date(2026, int(value), 1)).split()[0] if part == "month" else value
                self.pick(f"{name} {self.say(part)}", text, below)
        if rest:
            self.pick(f"{name} {self.say('time')}", self.say(rest) if rest in PARTS_OF_DAY else rest, below)

    def visit(self, kind: str, at: datetime | None) -> Self:
        self.given.add("visit")
        self.choose(self.say("visit"), self.say(f"visit_{kind}"))
        if at:
            self.pick(self.say("visit_day"), self.language.date(at.date()))
            self.pick(self.say("time"), f"{at:%H:%M}")
        return self

    def medicine(
        self,
        name: str,
        advised: str,
        still: str,
        ended_by: str | None = None,
        last_taken: str | None = None,
        meant: str | None = None,
    ) -> Self:
        """Add a medicine and answer its questions; `meant` is what the client says yes to when the program guesses."""
        label = re.compile(f"^({self.say('medicine_name')}|{self.say('medicine_more')})$")
        self.pick(str(self.page.get_by_role("combobox", name=label).get_attribute("aria-label")), name)
        if meant:
            self.choose(self.say("medicine_meant"), meant, below=name)
        for part, value in (("advised", advised), ("still", still), ("ended_by", ended_by)):
            if value:
                self.choose(self.say(f"medicine_{part}"), self.say(f"medicine_{part}_{value}"), below=name)
        if last_taken:
            self.when(self.say("medicine_last"), last_taken, recent=True, below=name)
        return self


def _ends_a_run(frame: str | bytes) -> bool:
    """Is this what the program sends when the page is as the newest answers make it?"""
    assert isinstance(frame, bytes)
    message = ForwardMsg.FromString(frame)
    if message.WhichOneof("type") != "script_finished":
        return False
    return bool(message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY)


def _quoted(text: str) -> str:
    """A string of XPath, which knows no escapes."""
    if '"' not in text:
        return f'"{text}"'
    return "concat({})".format(", '\"', ".join(f'"{part}"' for part in text.split('"')))
