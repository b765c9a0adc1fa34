"""An answer in the client's own words, as the form showed it."""

from collections.abc import Iterable
from typing import Any

from intake.answers import Answer
from intake.condition import tests
from intake.instant import PARTS_OF_DAY, Span, parse_span
from intake.questionnaire import NOT_SURE, Question
from screens.form import Form


def answer_text(form: Form, question: Question, raw: Any) -> str:
    """The text of a raw answer; several things stand on a line each."""
    if raw is None:
        return form.say("unanswered")
    if isinstance(raw, dict) and "state" in raw:
        return form.say(raw["state"])
    match question.type:
        case "yes_no":
            return form.say(raw)
        case "choice":
            return form.option(question, raw)
        case "choices" | "zones":
            if not raw:
                return form.words(question, "none") or form.say("none")
            return "\n".join(form.say("not_sure_one") if one == NOT_SURE else form.option(question, one) for one in raw)
        case "number" | "scale":
            unit = form.words(question, "unit")
            return f"{raw:g} {unit}" if unit else f"{raw:g}"
        case "date":
            return date_text(form, raw)
        case "consent":
            return form.say("agreed")
        case "signature" if isinstance(raw, dict):
            return form.language.say("intake.answer.drawn")
        case "medicines":
            return "\n".join(str(entry["name"]) for entry in raw)
        case _:
            return str(raw)


def date_text(form: Form, raw: str) -> str:
    """A date as coarse as it was given."""
    try:
        span: Span = parse_span(raw, form.clinic.clock)
    except ValueError:
        return raw
    start = span.start.astimezone(form.clinic.clock)
    match span.precision:
        case "year":
            return raw
        case "month":
            return form.say("date", date=form.language.month(start.date()))
        case "day":
            return form.say("date", date=form.language.date(start.date()))
        case "part":
            part = next(part for part in PARTS_OF_DAY if raw.endswith(part))
            return form.say("date_part", date=form.language.date(start.date()), part=form.say(part))
        case _:
            return form.language.moment(start)


def leads_on(questions: Iterable[Question]) -> set[str]:
    """The questions whose answers made some of these be asked."""
    return {test.name for question in questions if question.visible_when for test in tests(question.visible_when)}


def is_told(question: Question, answer: Answer | None) -> bool:
    """Did the client tell us something here, rather than pass by with "no" or "none of these"?"""
    if answer is None:
        return False
    if answer.state != "answered" or question.visible_when:
        return True
    return (
        question.type in ("text", "date", "medicines", "number", "scale")
        or answer.raw == "yes"
        or (isinstance(answer.raw, list) and bool(answer.raw))
    )


def is_denied(answer: Answer) -> bool:
    """Did the client pass by with "no" or "none of these"?"""
    return answer.state == "answered" and answer.raw in ("no", [])
