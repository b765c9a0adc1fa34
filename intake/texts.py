"""Every text that people read, with the id it is translated under and the catalogue that it belongs to."""

from collections.abc import Iterator
from typing import NamedTuple

from intake.language import Language
from intake.questionnaire import Questionnaire


class Text(NamedTuple):
    """A text in English under its dotted id; `catalogue` is the file of locales/<code>/ without its ".po"."""

    key: str
    source: str
    catalogue: str


def interface_texts(english: Language) -> Iterator[Text]:
    """The texts of locales/en/, a catalogue a room."""
    yield from (Text(key, source, key.partition(".")[0]) for key, source in english.texts.items())


def questionnaire_texts(asked: Questionnaire) -> Iterator[Text]:
    """Sections with their questions, checks and exits, in the order in which they are asked."""
    for key, source in _asked(asked):
        if source:
            yield Text(key, source, "questionnaire")


def _asked(asked: Questionnaire) -> Iterator[tuple[str, str | None]]:
    for section in asked.sections:
        yield f"sections.{section.id}.title", section.title
        yield f"sections.{section.id}.intro", section.intro
        for question in section.questions:
            for part in ("text", "help", "why"):
                yield f"questions.{question.id}.{part}", getattr(question, part)
            for option in question.options:
                yield f"questions.{question.id}.options.{option.id}", option.text
            yield f"questions.{question.id}.none", question.none
            yield f"questions.{question.id}.unit", question.unit
        for check in section.checks:
            yield f"checks.{check.id}.ask", check.ask
        for way in section.exits:
            yield f"exits.{way.id}.title", way.title
            yield f"exits.{way.id}.text", way.text
