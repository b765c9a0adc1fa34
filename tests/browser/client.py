"""A client in front of the form, who reads its questions, answers them and goes on."""

import re
from datetime import datetime
from typing import Any, Self

from playwright.sync_api import Page

from intake.questionnaire import NOT_SURE, Question, Section
from tests.browser.fields import Hand
from tests.browser.person import FORM, Person, asked_before


class Client(Hand):
    """One person with one browser page. Keeps the steps `seen` and the questions that an answer was `given` to."""

    def __init__(self, page: Page, address: str, person: Person | None = None) -> None:
        super().__init__(page, address)
        self.person = person or Person()
        self.seen: list[str] = []
        self.given: set[str] = set()

    # what stands in the form

    def words(self, question: Question, part: str = "text") -> str:
        """A text of a question."""
        return str(self.language.content(f"questions.{question.id}.{part}", getattr(question, part) or ""))

    def option(self, question: Question, name: str) -> str:
        source = next(option.text for option in question.options if option.id == name)
        return str(self.language.content(f"questions.{question.id}.options.{name}", source))

    def called(self, section: Section) -> str:
        return str(self.language.content(f"sections.{section.id}.title", section.title))

    @property
    def section(self) -> Section | None:
        """The step whose questions are on the screen."""
        return next((section for section in FORM.sections if self.called(section) == self.title), None)

    # ways

    def start(self) -> Self:
        self.open()
        self.press(self.say("start"))
        return self

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
