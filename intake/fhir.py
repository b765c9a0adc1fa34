"""The questionnaire as a FHIR R4B Questionnaire, a plain dict: for whoever exchanges it with other programs.

The linkId of an item is the id of its question; "section.ID" is a section's, "ID.help" and "ID.why" are what stands
under a question, and "medicines.name" and so on are the parts of one medicine. No extension is used, so what FHIR has
no words for is left out:

- `visible_when` that looks at a date, at medicines, or nests any in all: the item then is always enabled and never
  required. Three-valued conditions and FHIR's agree on everything else, which `enabled` says as enableWhen.
- `asked_within`: such an item is never required. Checks, exits, `minimum`, `maximum`, `unit` and `private`.
- "I'm not sure" about a whole question, which every item may be answered with: see fhir_response.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from intake.answers import ADVISED, ENDED_BY, STILL
from intake.condition import All, AnyOf, Condition, Not, Test
from intake.questionnaire import NOT_SURE, Question, Questionnaire, Section

URL = "urn:smp-intake:questionnaire"
NONE = "none"
"""The code of "none of these", which is an option like another in FHIR."""
SHORT = 255
"""FHIR calls a longer text `text`, a shorter one `string`."""
MEDICINE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "name": ("string", "Name, as it was typed", ()),
    "item": ("string", "The item of our catalogue", ()),
    "confirmed": ("boolean", "The client confirmed that it is this item", ()),
    "advised": ("choice", "Who advised it", ADVISED),
    "still": ("choice", "Is it still taken", STILL),
    "ended_by": ("choice", "Who ended it", ENDED_BY),
    "last_taken": ("dateTime", "Last taken", ()),
}
"""The parts of one medicine: FHIR's type, what is asked, and the words that may be answered."""


class Enabled(NamedTuple):
    """When an item is asked: while `all` or `any` of the comparisons hold."""

    behaviour: Literal["all", "any"]
    comparisons: tuple[dict[str, Any], ...]


def questionnaire(asked: Questionnaire, language: str = "en") -> dict[str, Any]:
    """The whole questionnaire; its version is the fingerprint that a record refers to."""
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": asked.fingerprint,
        "name": "SMPIntake",
        "title": "Intake before scalp micropigmentation",
        "status": "active",
        "subjectType": ["Patient"],
        "language": language,
        "item": [_section(section, asked.questions) for section in asked.sections],
    }


def section_link(section: Section) -> str:
    """The linkId of a section; no question has a dot in its id."""
    return f"section.{section.id}"


def coding(link: str, code: str, display: str) -> dict[str, str]:
    """An option of the item `link`."""
    return {"system": f"urn:smp-intake:{link}", "code": code, "display": display}


def item_type(question: Question) -> str:
    """FHIR's type of the item."""
    match question.type:
        case "yes_no" | "consent":
            return "boolean"
        case "choice" | "choices" | "zones":
            return "choice"
        case "number" | "scale":
            return "decimal"
        case "date":
            return "date" if question.finest in ("year", "month", "day") else "dateTime"
        case "medicines":
            return "group"
        case _:
            return "text" if question.length > SHORT else "string"


def options(question: Question) -> Iterator[dict[str, str]]:
    """Everything that may be ticked, "none of these" and "not sure about one of these" too."""
    for option in question.options:
        yield coding(question.id, option.id, option.text)
    if question.none:
        yield coding(question.id, NONE, question.none)
    if question.not_sure and question.type in ("choices", "zones"):
        yield coding(question.id, NOT_SURE, "Not sure about one of these")


def enabled(condition: Condition, questions: Mapping[str, Question]) -> Enabled | None:
    """The condition in FHIR's words; None where they cannot say exactly the same."""
    match condition:
        case Test():
            return _tested(condition, questions)
        case Not(not_=Test() as test):
            return _other(test, questions)
        case AnyOf(any=parts):
            return _joined("any", [enabled(part, questions) for part in parts])
        case All(all=parts):
            return _joined("all", [enabled(part, questions) for part in parts])
    return None


def _section(section: Section, questions: Mapping[str, Question]) -> dict[str, Any]:
    intro = [_display(f"{section_link(section)}.intro", section.intro)] if section.intro else []
    items = [_item(question, questions) for question in section.questions]
    return {"linkId": section_link(section), "text": section.title, "type": "group", "item": [*intro, *items]}


def _item(question: Question, questions: Mapping[str, Question]) -> dict[str, Any]:
    when = enabled(question.visible_when, questions) if question.visible_when else None
    sometimes = question.asked_within is not None or (question.visible_when is not None and when is None)
    item: dict[str, Any] = {
        "linkId": question.id,
        "text": question.text,
        "type": item_type(question),
        "required": question.required and not sometimes,
        "repeats": question.type in ("choices", "zones", "medicines"),
    }
    if when:
        item["enableWhen"] = list(when.comparisons)
        item |= {"enableBehavior": when.behaviour} if len(when.comparisons) > 1 else {}
    if question.options:
        item["answerOption"] = [{"valueCoding": option} for option in options(question)]
    if question.type in ("text", "signature"):
        item["maxLength"] = question.length
    below = [_part(question.id, name) for name in MEDICINE] if question.type == "medicines" else []
    below += [_display(f"{question.id}.{name}", text) for name, text in _beside(question)]
    return item | ({"item": below} if below else {})


def _part(link: str, name: str) -> dict[str, Any]:
    kind, text, words = MEDICINE[name]
    part = {"linkId": f"{link}.{name}", "text": text, "type": kind, "required": name == "name"}
    answers = [{"valueCoding": coding(f"{link}.{name}", word, word.replace("_", " "))} for word in words]
    return part | ({"answerOption": answers} if answers else {})


def _beside(question: Question) -> Iterator[tuple[str, str]]:
    if question.help:
        yield "help", question.help
    if question.why:
        yield "why", question.why


def _display(link: str, text: str) -> dict[str, Any]:
    return {"linkId": link, "text": text, "type": "display"}


def _tested(test: Test, questions: Mapping[str, Question]) -> Enabled | None:
    question = questions.get(test.fact or "")
    if question is None:
        return None  # the visit, the clinic or one medicine: none of them is an item
    match test.operation:
        case "is_" | "has":
            return Enabled("any", tuple(_is(question, word) for word in test.operand))
        case "none":
            return Enabled("any", (_is(question, NONE),)) if question.none else None
        case "below" | "at_least" if not isinstance(test.operand, str):
            operator = "<" if test.operation == "below" else ">="
            return Enabled("any", (_compared(question, operator, {"answerDecimal": test.operand}),))
    return None


def _other(test: Test, questions: Mapping[str, Question]) -> Enabled | None:
    """Not this word of a choice is one of its other words. A list may hold both, and says it with no words of FHIR."""
    question = questions.get(test.fact or "")
    if question is None or test.operation != "is_":
        return None
    return Enabled("any", tuple(_is(question, word) for word in sorted(question.fact.words - set(test.operand))))


def _joined(behaviour: Literal["all", "any"], parts: list[Enabled | None]) -> Enabled | None:
    found: list[dict[str, Any]] = []
    for part in parts:
        if part is None or (len(part.comparisons) > 1 and part.behaviour != behaviour):
            return None
        found += part.comparisons
    return Enabled(behaviour, tuple(found))


def _is(question: Question, word: str) -> dict[str, Any]:
    if item_type(question) == "boolean":
        return _compared(question, "=", {"answerBoolean": word == "yes"})
    texts = {option["code"]: option for option in options(question)}
    return _compared(question, "=", {"answerCoding": texts[word]})


def _compared(question: Question, operator: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    return {"question": question.id, "operator": operator, **answer}
