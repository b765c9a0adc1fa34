"""The letters of one person: to whom, about what, and the facts that are asked."""

from functools import cache
from pathlib import Path

from pydantic import Field, RootModel

from intake.condition import Strict
from intake.content import Document
from intake.questionnaire import Id, Text
from reports.case import Case
from reports.model import Fact, Letter

FILE = Path(__file__).parent / "letters.yaml"
EVERYBODY = "all"


class Asked(Strict):
    """One fact: a question and at least two boxes."""

    id: Id
    text: Text
    boxes: tuple[Text, ...] = Field(min_length=2)


class Facts(RootModel[dict[str, tuple[Asked, ...]]]):
    """The facts by sender."""


@cache
def load(path: Path = FILE) -> dict[str, tuple[Asked, ...]]:
    """Read what letters ask; raises ContentError."""
    return Document(path).as_model(Facts).root


def letters(case: Case) -> tuple[Letter, ...]:
    """One letter for each sender that the assessment names."""
    facts, language, found = load(), case.language, []
    for wanted in case.assessment.letters:
        about = case.letter_subject(wanted)
        asked = facts[EVERYBODY] + facts.get(wanted.from_, ())
        paragraphs = tuple(
            language.say(f"reports.letter.body.{part}", about=about, clinic=case.clinic.name)
            for part in ("who", "what_kept" if case.kept_on(wanted) else "what", "ask")
        )
        found.append(
            Letter(
                to=language.say(f"reports.letter.for.{wanted.from_}"),
                about=about,
                paragraphs=paragraphs,
                facts=tuple(_fact(each, case) for each in asked),
                medicines=case.letter_medicines(wanted),
            )
        )
    return tuple(found)


def _fact(asked: Asked, case: Case) -> Fact:
    content = case.language.content
    boxes = tuple(content(f"letters.{asked.id}.boxes.{n}", box) for n, box in enumerate(asked.boxes))
    return Fact(text=content(f"letters.{asked.id}.text", asked.text), boxes=boxes)
