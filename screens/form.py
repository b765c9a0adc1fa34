"""The form as it stands in this run: the questionnaire, what was answered, and which steps follow from that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

import streamlit as st

from intake.answers import Answer, Fault, Intake, IntakeError, Visit, read_answer, read_visit
from intake.carried import Earlier, fits_one_page, supposed
from intake.clinic import Clinic
from intake.journey import Step, journey, reachable
from intake.language import Language
from intake.questionnaire import FURTHER, Question, Section
from intake.reading import Reading
from records import Store
from records.earlier import BIRTH_DATE
from records.names import FULL_NAME
from rules.screening import Screening
from screens.draft import DraftInHand
from screens.returning import AS_BEFORE, BEFORE, CHANGING, told_before
from screens.session import Tab

Pages = Mapping[str, Any]
"""st.Page objects: one a section under its id, and "landing", "result", "ended" (no section may be called so)."""


@dataclass
class Form:
    """Everything that a page needs, made afresh for each run. `now` is the moment of the run (UTC), `account` whose
    session at the desk the browser has ("" for a client's), `kiosk` whether it is the clinic's tablet."""

    store: Store
    screening: Screening
    language: Language
    draft: DraftInHand
    tab: Tab
    now: datetime
    account: str = ""
    kiosk: bool = False
    pages: Pages = field(default_factory=dict)

    identifies: ClassVar[bool] = False
    """May whoever fills it in say which medicine it is that the client could not name?"""

    @property
    def clinic(self) -> Clinic:
        return self.screening.clinic

    @property
    def whom(self) -> tuple[str, ...]:
        """Whom a link on a page may call or write to; a kiosk leads nowhere else."""
        clinic = self.clinic
        return () if self.kiosk else (clinic.emergency_number, clinic.phone, clinic.email)

    def say(self, key: str, **values: Any) -> str:
        """An interface text of this room."""
        return self.language.say(f"screens.{key}", **values)

    def words(self, question: Question, part: str = "text") -> str:
        """A text of a question (text, help, why, none) in the client's language; empty where it has none."""
        source = getattr(question, part)
        return self.language.content(f"questions.{question.id}.{part}", source) if source else ""

    def option(self, question: Question, name: str) -> str:
        """The text of one option."""
        source = next(option.text for option in question.options if option.id == name)
        return self.language.content(f"questions.{question.id}.options.{name}", source)

    def title(self, section: Section) -> str:
        return self.language.content(f"sections.{section.id}.title", section.title)

    def give(self, question: Question, raw: Any) -> None:
        """Take an answer as it is written; None takes it back."""
        if question.id in self.draft.part(CHANGING):
            self.draft.part(CHANGING)[question.id] = True
        if raw == self.draft.answers.get(question.id):
            return
        self.draft.part(AS_BEFORE).pop(question.id, None)
        if raw is None:
            self.draft.answers.pop(question.id, None)
            self.draft.part("given").pop(question.id, None)
        else:
            self.draft.answers[question.id] = raw
            self.draft.part("given")[question.id] = self.now.isoformat()
        self._read.pop(question.id, None)
        self.read_again(earlier=question.id in (FULL_NAME, BIRTH_DATE))

    def confirm(self, question: Question) -> None:
        """Take the earlier answer of a question as given now: the client has seen it and says that it is still true."""
        earlier = self.earlier[question.id]
        self.give(question, None)
        self.give(question, earlier.answer.raw)
        self.draft.part(AS_BEFORE)[question.id] = earlier.told.isoformat()
        self.draft.part(CHANGING).pop(question.id, None)

    def read_again(self, *, earlier: bool = False) -> None:
        """What follows from the answers is computed afresh when it is needed next; of `earlier` ones too, where who
        the client is may have changed."""
        for name in ("reading", "supposed", "steps", "one_page", *(["earlier"] if earlier else [])):
            self.__dict__.pop(name, None)

    def save(self) -> None:
        self.draft.save(self.now)

    @cached_property
    def _read(self) -> dict[str, Answer | Fault | None]:
        return {}

    def _answer(self, name: str, raw: Any) -> Answer | Fault | None:
        if name not in self._read:
            question = self.screening.questionnaire.questions[name]
            try:
                at = self.draft.part("given").get(name)
                given = datetime.fromisoformat(at) if at else self.now
                self._read[name] = read_answer(question, raw, given, self.clinic.clock)
            except IntakeError as error:
                self._read[name] = error.faults[0]
        return self._read[name]

    @property
    def given(self) -> dict[str, datetime]:
        """The moment of each answer, as far as it is kept: a draft made by an earlier version has none."""
        return self._moments("given")

    @property
    def as_before(self) -> dict[str, datetime]:
        """When each answer that was confirmed as still true had been told."""
        return self._moments(AS_BEFORE)

    def _moments(self, part: str) -> dict[str, datetime]:
        return {name: datetime.fromisoformat(at) for name, at in self.draft.part(part).items()}

    def forget_what_is_too_old(self) -> bool:
        """Answers that are too old for a treatment that is near are asked again; were there any?"""
        old = self.reading.expired
        for name in old:
            self.give(self.screening.questionnaire.questions[name], None)
        return bool(old)

    def fault(self, question: Question) -> Fault | None:
        """What is wrong with the answer to a question, if it was answered."""
        raw = self.draft.answers.get(question.id)
        found = None if raw is None else self._answer(question.id, raw)
        return found if isinstance(found, Fault) else None

    @property
    def visit(self) -> Visit | Fault:
        """What the client comes for; a consultation without a date until they have said so."""
        given = self.draft.part("visit")
        at = f"{given.get('day')}T{given.get('time')}" if given.get("day") and given.get("time") else None
        try:
            return read_visit({"kind": given.get("kind", "consultation"), "at": at}, self.now, self.clinic)
        except IntakeError as error:
            return error.faults[0]

    @property
    def visit_is_over(self) -> bool:
        """Is what was said about the visit no longer good? A draft that waits overnight may outlive its visit."""
        return isinstance(self.visit, Fault)

    @cached_property
    def reading(self) -> Reading:
        """The answers so far as conditions see them; an answer with a fault counts as not given.

        While nothing changes, the tab's last reading does: Continue is two runs, and who is asked what is known then.
        """
        intake, last = self.intake(), self.tab["reading"]
        if last and last.intake == intake and last.questions is self.screening.questions:
            return last
        reading = self.tab["reading"] = self.screening.read(intake)
        return reading

    def intake(self) -> Intake:
        known = self.screening.questionnaire.questions
        found = {name: self._answer(name, raw) for name, raw in self.draft.answers.items() if name in known}
        visit = self.visit
        return Intake(
            self.now,
            visit if isinstance(visit, Visit) else Visit("consultation", None),
            {name: answer for name, answer in found.items() if isinstance(answer, Answer)},
            self.given,
            self.as_before,
        )

    def asked(self, question: Question) -> bool:
        return bool(self.reading.visible(question.id).true & 1)

    @cached_property
    def earlier(self) -> dict[str, Earlier]:
        """What the client told the last time and may say again; never for somebody at the desk."""
        if self.account:
            return {}
        return told_before(self.draft, self.store, self.screening.questionnaire, self.clinic, self.now)

    @cached_property
    def supposed(self) -> Reading:
        """The answers as they would be if what was told before were still true: only to know what to show."""
        if not self.earlier:
            return self.reading
        return self.screening.read(supposed(self.intake(), self.earlier, self.draft.part(CHANGING)))

    def shown(self, question: Question) -> bool:
        """Is it asked, or would it be if all that was told before were still true, and has an answer from then?"""
        return self.asked(question) or (
            question.id in self.earlier and bool(self.supposed.visible(question.id).true & 1)
        )

    @cached_property
    def one_page(self) -> bool:
        """Does one page do? Before a further session, and for a form that was sent, if little has to be asked anew."""
        if not self.earlier or not isinstance(self.visit, Visit):
            return False
        if self.visit.kind not in FURTHER and not self.draft.part(BEFORE).get("sent"):
            return False
        changed = self.draft.part("changed").get("sections") or ()
        questions = [
            question
            for section in self.screening.questionnaire.sections
            for question in section.questions
            if section.id not in changed and self.supposed.visible(question.id).true & 1
        ]
        return fits_one_page(questions, self.earlier, self.screening.questionnaire)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return journey(self.reading)

    def step(self, section: str) -> Step | None:
        """The step of a section, or None when it asks nothing now or something before it is missing."""
        found = next((step for step in self.steps if step.section.id == section), None)
        if not found or not (self.one_page or reachable(self.steps, section)):
            return None
        return None if self.visit_is_over and found.number > 1 else found

    def frontier(self) -> str:
        """The section of the first step that misses something, or of the last step."""
        if self.visit_is_over:
            return self.steps[0].section.id
        if self.one_page:
            return self.steps[-1].section.id
        return next((step.section.id for step in self.steps if step.missing), self.steps[-1].section.id)

    def after(self, step: Step) -> str:
        """Where Continue leads: back to where a change was asked for, else to the next step."""
        target = self.draft.content.get("return_to")
        if target and self.step(target):
            return str(target)
        if target:
            return self.frontier()
        following = [other.section.id for other in self.steps if other.number > step.number]
        return following[0] if following else step.section.id

    def go(self, page: str, tried: bool = False) -> None:
        """Leave for another page, with `tried` to be told what is wrong there; ends the run. Raises Unavailable."""
        self.draft.require_saved()
        self.tab["leaving"] = ""
        self.tab["tried"] = page if tried else ""
        st.switch_page(self.pages[page])

    def key(self, name: str) -> str:
        """A widget's key. The round changes when the tab has to show other answers than its widgets hold."""
        return f"{self.tab['round']}.{name}"
