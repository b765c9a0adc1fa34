"""A slip: answers that somebody at the desk is writing down about a record. They live in one tab until they are noted.

The questions are asked with the client's own form, so that they are worded, checked and followed up in one way only.
"""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

import streamlit as st

from intake.answers import Answer, Intake
from intake.condition import tests
from intake.questionnaire import Question
from screens.desk.opened import Opened
from screens.draft import DraftInHand
from screens.form import Form
from screens.session import fresh_tab

_HELD = "slip"


class Loose(DraftInHand):
    """A draft that is kept nowhere but in `content`, which the tab holds."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content, self.token, self.waiting = content, "", False

    @property
    def unsaved(self) -> bool:
        return False

    def save(self, moment: datetime) -> None:
        """There is nothing to do: it is noted when whoever writes it says so."""


@dataclass
class Slip(Form):
    """The form of one record in which some questions are answered; `about` are those that it was begun for."""

    opened: Opened = field(kw_only=True)
    about: tuple[str, ...] = field(kw_only=True)

    identifies: ClassVar[bool] = True

    @classmethod
    def begin(cls, opened: Opened, about: tuple[str, ...], change: bool) -> None:
        """Write something down about these questions; `change` begins with what stands there now."""
        now = {name: deepcopy(answer.raw) for name, answer in opened.made.intake.answers.items() if name in about}
        answers = {name: raw for name, raw in now.items() if change or isinstance(raw, list)}
        st.session_state[_HELD] = {
            "key": opened.key("slip"), "about": about, "content": {"answers": answers}, "tab": fresh_tab(),
        }  # fmt: skip

    @classmethod
    def of(cls, opened: Opened) -> "Slip | None":
        """What is being written about this record as it stands; None where nothing is."""
        held = st.session_state.get(_HELD)
        if not held or held["key"] != opened.key("slip"):
            return None
        desk, made = opened.desk, opened.made
        now = desk.now.replace(second=0, microsecond=0)
        return cls(
            desk.store, made.screening, desk.language, Loose(held["content"]), held["tab"], now,
            opened=opened, about=held["about"],
        )  # fmt: skip

    @staticmethod
    def end() -> None:
        """Forget what was written."""
        st.session_state.pop(_HELD, None)

    def key(self, name: str) -> str:
        return self.opened.key(f"{'.'.join(self.about)}.{super().key(name)}")

    def intake(self) -> Intake:
        """The record's answers with those of the slip."""
        known = self.opened.made.intake
        found = {name: self._answer(name, raw) for name, raw in self.draft.answers.items()}
        read = {name: answer for name, answer in found.items() if isinstance(answer, Answer)}
        given, before = (
            {name: at for name, at in held.items() if name not in read} for held in (known.given, known.as_before)
        )
        return replace(known, answers={**known.answers, **read}, given=given, as_before=before)

    def questions(self) -> Iterator[Question]:
        """The questions that it was begun for, and those that their answers bring up and that nobody has answered."""
        asked = set(self.about)
        known = self.opened.made.intake.answers
        for question in self.screening.questionnaire.questions.values():
            if question.id in asked:
                yield question
            elif question.id not in known and _brought_up(question, asked) and self.asked(question):
                asked.add(question.id)
                yield question

    def written(self) -> dict[str, Any]:
        """The answers that are other ones than those that stand in the record, or that stand there too old."""
        made = self.opened.made
        old = made.screening.read(made.intake).expired
        known = {name: answer for name, answer in made.intake.answers.items() if name not in old}
        shown = {question.id for question in self.questions()}
        return {
            name: raw
            for name, raw in self.draft.answers.items()
            if name in shown and (name not in known or known[name].raw != raw)
        }


def _brought_up(question: Question, by: Collection[str]) -> bool:
    """Do the answers to these questions have a say in whether it is asked?"""
    return question.visible_when is not None and any(test.name in by for test in tests(question.visible_when))
