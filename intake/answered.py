"""An answer in words: as the client ticked it, dates only as fine as they were given."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from babel.dates import format_skeleton

from intake.answers import Answer, Entry
from intake.drawing import Drawing
from intake.instant import PARTS_OF_DAY, Span
from intake.language import Language
from intake.questionnaire import NOT_SURE, Question


def said(question: Question, answer: Answer, language: Language, zone: tzinfo) -> str:
    """What was answered; "" where the answer is a state ("not sure") and no value."""
    value: Any = answer.value
    if answer.state != "answered":
        return ""
    match question.type:
        case "yes_no":
            return language.say(f"intake.answer.{value}")
        case "consent":
            return language.say("intake.answer.agreed")
        case "choice":
            return options(question, language)[value]
        case "choices" | "zones":
            words = [*options(question, language).items(), (NOT_SURE, language.say("intake.answer.one_not_sure"))]
            none = language.content(f"questions.{question.id}.none", question.none or "")
            return language.listed([text for word, text in words if word in value]) or none
        case "number" | "scale":
            return f"{value:g} {question.unit or ''}".strip()
        case "date":
            return when(value, language, zone)
        case "medicines":
            return "\n".join(medicine(entry, language, zone) for entry in value)
        case "signature" if isinstance(value, Drawing):
            return language.say("intake.answer.drawn")
        case _:
            return str(value)


def options(question: Question, language: Language) -> Mapping[str, str]:
    """The text of each option by its id."""
    return {
        option.id: language.content(f"questions.{question.id}.options.{option.id}", option.text)
        for option in question.options
    }


def when(span: Span, language: Language, zone: tzinfo) -> str:
    """When something was, as fine as it is known: "2026", "May 2026", "20 Nov 2026", "20 Nov 2026, morning"."""
    start = span.start.astimezone(zone)
    match span.precision:
        case "year":
            return f"{start:%Y}"
        case "month":
            return str(format_skeleton("yMMM", start.date(), locale=language.locale))
        case "day":
            return language.short_date(start.date())
        case "part":
            part = max(
                (name for name, hour in PARTS_OF_DAY.items() if hour <= start.hour), key=PARTS_OF_DAY.__getitem__
            )
            said_part = language.say(f"intake.answer.part.{part}")
            return f"{language.short_date(start.date())}, {said_part}"
        case _:
            return f"{language.short_date(start.date())}, {language.time(start)}"


def medicine(entry: Entry, language: Language, zone: tzinfo) -> str:
    """One medicine in one line: its name as typed, who advised it, whether it is still taken, the last dose."""
    parts = [
        language.say(f"intake.answer.{kind}.{word}")
        for kind, word in (("advised", entry.advised), ("still", entry.still), ("ended_by", entry.ended_by))
        if word
    ]
    if entry.last_taken:
        parts.append(language.say("intake.answer.last_taken", when=when(entry.last_taken, language, zone)))
    return f"{entry.name}: {', '.join(parts)}" if parts else entry.name
