"""What is asked: sections of questions, read from YAML and refused when anything in them means nothing."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.condition import Condition, Fact, Flag, Parameters, Strict, Vocabulary, faults, tests, unguarded
from intake.content import ContentError, Document, fingerprint
from intake.instant import Duration
from intake.pictures import drawings

FOLDER = Path(__file__).parent / "questionnaire"

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]
Type = Literal[
    "yes_no", "choice", "choices", "number", "scale", "date", "text", "medicines", "zones", "consent", "signature"
]

NOT_SURE = "not_sure"
"""Beside other ticks of a list: not sure about one of these."""

VISIT_KINDS = ("consultation", "first_session", "session", "touch_up")
TREATMENTS = VISIT_KINDS[1:]
FURTHER = VISIT_KINDS[2:]
"""The treatments of somebody who was treated before."""
VISIT_FACTS = {
    "visit_kind": Fact("word", frozenset(VISIT_KINDS)),
    "visit_dated": Fact("word", frozenset({"yes", "no"})),
}
COMMON: Parameters = {"minimum_age": Duration(18, "years")}
"""The parameters that any condition may name; a clinic gives their values."""


class Option(Strict):
    """One answer that may be ticked."""

    id: Id
    text: Text
    picture: Id | None = None
    """A drawing that shows what the text says (intake/pictures.py)."""


class Question(Strict):
    """One question, as the client reads it and as a rule may read it."""

    id: Id
    type: Type
    text: Text
    help: Text | None = None
    why: Text | None = None
    required: Flag = True
    not_sure: Flag = False
    private: Flag = False
    options: tuple[Option, ...] = ()
    none: Text | None = None
    none_is_other: Flag = False  # what `none` says is "something else", not "nothing": it then stands last alone
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1  # of a number: the smallest difference
    unit: Text | None = None
    finest: Literal["year", "month", "day", "part", "minute"] = "day"
    tense: Literal["past", "future", "any"] = "any"
    length: int = Field(200, ge=1, le=5000)
    visible_when: Condition | None = None
    asked_within: int | None = Field(None, ge=1)  # hours before a treatment
    valid_for: int = Field(30, ge=1, le=36500)  # days; read by intake.shelf_life
    lately: Flag = False  # about now or a time just past: whoever comes again reads their "no" as openly as a "yes"

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        listed = self.type in ("choice", "choices", "zones")
        if listed and len(self.options) < 2:
            raise ValueError(f"{self.type} needs at least two `options`")
        if self.options and not listed:
            raise ValueError(f"`options` do not fit {self.type}; allowed for choice, choices, zones")
        if self.none and self.type not in ("choices", "zones"):
            raise ValueError(f"`none` does not fit {self.type}; allowed for choices, zones")
        if self.none_is_other and not self.none:
            raise ValueError("`none_is_other` needs a `none`")
        if self.type == "scale" and (self.minimum is None or self.maximum is None):
            raise ValueError("a scale needs `minimum` and `maximum`")
        if len({option.id for option in self.options}) < len(self.options):
            raise ValueError("two options have the same id")
        return self

    @property
    def fact(self) -> Fact:
        """How a condition may test it."""
        words = frozenset(option.id for option in self.options)
        match self.type:
            case "yes_no":
                return Fact("word", frozenset({"yes", "no"}), self.visible_when)
            case "consent":
                return Fact("word", frozenset({"yes"}), self.visible_when)
            case "choice":
                return Fact("word", words, self.visible_when)
            case "choices" | "zones":
                return Fact("words", words, self.visible_when)
            case "number" | "scale":
                return Fact("number", visible_when=self.visible_when)
            case "date":
                return Fact("date", visible_when=self.visible_when)
            case _:
                return Fact("text", visible_when=self.visible_when)


class Check(Strict):
    """A contradiction: while it holds, the client is asked which of their answers is right."""

    id: Id
    when: Condition
    ask: Text
    between: tuple[Id, ...] = Field(min_length=1)


class Exit(Strict):
    """Where the form ends kindly, and nothing is kept."""

    id: Id
    when: Condition
    title: Text
    text: Text


class Section(Strict):
    """One topic, one step of the form."""

    id: Id
    title: Text
    intro: Text | None = None
    questions: tuple[Question, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = ()
    exits: tuple[Exit, ...] = ()


class Questionnaire(Strict):
    """All sections in the order in which they are asked."""

    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        return tuple(check for section in self.sections for check in section.checks)

    @cached_property
    def of_one_visit(self) -> frozenset[str]:
        """The questions that are asked because of the visit, and what follows from them: they are about that one."""
        names = set(VISIT_FACTS)
        for question in self.questions.values():
            if question.visible_when and any(test.name in names for test in tests(question.visible_when)):
                names.add(question.id)
        return frozenset(names - VISIT_FACTS.keys())

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """What conditions may name: every question, and the visit."""
        return {**VISIT_FACTS, **{question.id: question.fact for question in self.questions.values()}}


def load(folder: Path = FOLDER) -> Questionnaire:
    """Read the sections in the order of their file names; raises ContentError with every fault that is found."""
    documents = [Document(path) for path in sorted(folder.glob("*.yaml"))]
    if not documents:
        raise ContentError([f"{folder}: there is no questionnaire here"])
    sections: list[Section] = []
    wrong: list[str] = []
    for document in documents:
        try:
            sections.append(document.as_model(Section))
        except ContentError as error:
            wrong.extend(error.faults)
    if not wrong:
        wrong.extend(_faults(documents, sections))
    if wrong:
        raise ContentError(wrong)
    return Questionnaire(sections=tuple(sections))


def _faults(documents: list[Document], sections: list[Section]) -> Iterator[str]:
    """What no single section can see: ids that stand twice, drawings that are missing, and conditions that name what is
    not asked before."""
    earlier = dict(VISIT_FACTS)
    ids: set[str] = set()
    for document, section in zip(documents, sections, strict=True):
        for place, question in enumerate(section.questions):
            if question.id in ids:
                yield document.fault(f"the id {question.id!r} stands twice", "questions", place)
            ids.add(question.id)
            for at, option in enumerate(question.options):
                if option.picture and option.picture not in drawings():
                    said = f"{question.id}: there is no drawing {option.picture!r}; allowed: {', '.join(drawings())}"
                    yield document.fault(said, "questions", place, "options", at, "picture")
            if question.visible_when:
                for fault in condition_faults(question.visible_when, Vocabulary(earlier), COMMON):
                    yield document.fault(f"{question.id}: {fault}", "questions", place, "visible_when")
            earlier[question.id] = question.fact
        conditional: dict[str, tuple[Check | Exit, ...]] = {"checks": section.checks, "exits": section.exits}
        for name, items in conditional.items():
            for place, item in enumerate(items):
                for fault in condition_faults(item.when, Vocabulary(earlier), COMMON):
                    yield document.fault(f"{item.id}: {fault}", name, place, "when")
        for place, check in enumerate(section.checks):
            for name in set(check.between) - ids:
                yield document.fault(f"{check.id}: nothing before this is called {name!r}", "checks", place, "between")
            if not {test.name for test in tests(check.when)} >= set(check.between):
                yield document.fault(f"{check.id}: `between` names what `when` does not read", "checks", place)


def condition_faults(condition: Condition, vocabulary: Vocabulary, parameters: Parameters) -> Iterator[str]:
    yield from faults(condition, vocabulary, parameters)
    yield from unguarded((condition,), vocabulary)
