"""Answers as a FHIR R4B QuestionnaireResponse, a plain dict whose linkIds are those of intake/fhir.py.

A state is no value: it stands as HL7's data-absent-reason on the value that is not there. `not_sure` is
"asked-unknown" (asked, and the person does not know), `in_person` is "asked-declined" (asked, and not answered here).
A date is as coarse as it was given; a part of a day is cut to its day, for which FHIR has no words.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from intake.answers import Answer, Entry
from intake.drawing import Drawing
from intake.fhir import MEDICINE, NONE, URL, coding, item_type, options, section_link
from intake.instant import parse_span
from intake.questionnaire import Question, Questionnaire

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
REASONS = {"not_sure": "asked-unknown", "in_person": "asked-declined"}
VALUES = {
    "boolean": "valueBoolean",
    "choice": "valueCoding",
    "decimal": "valueDecimal",
    "date": "valueDate",
    "dateTime": "valueDateTime",
    "string": "valueString",
    "text": "valueString",
}
"""Which value an item of each type is answered with."""


def response(
    asked: Questionnaire,
    answers: Mapping[str, Answer],
    zone: tzinfo,
    *,
    ref: str,
    sent: datetime,
    language: str,
    name: str,
    birth_date: str,
) -> dict[str, Any]:
    """One record's answers, with their questions in the words of `asked`, the record's own questionnaire.

    `zone` is the clinic's, in which times of day were told; `sent` is when.
    """
    person = {"resourceType": "Patient", "id": "client", "name": [{"text": name}], "birthDate": birth_date}
    sections = [
        {"linkId": section_link(section), "text": section.title, "item": items}
        for section in asked.sections
        if (items := [item for question in section.questions for item in _items(question, answers, zone)])
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "language": language,
        "contained": [person],
        "identifier": {"system": "urn:smp-intake:record", "value": ref},
        "questionnaire": f"{URL}|{asked.fingerprint}",
        "status": "completed",
        "subject": {"reference": "#client"},
        "authored": sent.isoformat(timespec="seconds"),
        "item": sections,
    }


def _items(question: Question, answers: Mapping[str, Answer], zone: tzinfo) -> Iterator[dict[str, Any]]:
    answer = answers.get(question.id)
    if answer is None:
        return
    item = {"linkId": question.id, "text": question.text}
    value: Any = answer.value
    if question.type == "medicines" and answer.state == "answered":
        for entry in value:
            yield item | {"item": list(_parts(question.id, entry, zone))}
    else:
        yield item | {"answer": list(_answers(question, answer, zone))}


def _answers(question: Question, answer: Answer, zone: tzinfo) -> Iterator[dict[str, Any]]:
    kind = item_type(question)
    if answer.state != "answered":
        yield _absent(kind, answer.state)
        return
    match kind:
        case "boolean":
            yield {"valueBoolean": answer.value == "yes"}
        case "choice":
            texts = {option["code"]: option for option in options(question)}
            words: Any = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            for word in words or (NONE,):
                yield {"valueCoding": texts[word]}
        case "date" | "dateTime":
            yield {VALUES[kind]: _date(answer.raw, zone, exact=kind == "dateTime")}
        case _:
            # A drawing has no value in FHIR: the response says that there is one, and the paper shows it.
            yield {VALUES[kind]: "drawn by hand" if isinstance(answer.value, Drawing) else answer.value}


def _parts(link: str, entry: Entry, zone: tzinfo) -> Iterator[dict[str, Any]]:
    for name, (kind, text, _) in MEDICINE.items():
        told = entry.raw.get(name)
        if told in (None, ""):
            continue
        if isinstance(told, dict):
            value = _absent(kind, str(told.get("state")))
        elif kind == "choice":
            value = {"valueCoding": coding(f"{link}.{name}", told, told.replace("_", " "))}
        else:
            value = {VALUES[kind]: _date(told, zone, exact=True) if kind == "dateTime" else told}
        yield {"linkId": f"{link}.{name}", "text": text, "answer": [value]}


def _absent(kind: str, state: str) -> dict[str, Any]:
    reason = {"extension": [{"url": ABSENT, "valueCode": REASONS.get(state, "unknown")}]}
    # Where a value is a single word or number, FHIR's JSON keeps its extensions beside it, under its name with a _.
    # A group has no value at all; that nothing is listed is said on the answer.
    return reason if kind == "group" else {VALUES[kind] if kind == "choice" else f"_{VALUES[kind]}": reason}


def _date(raw: str, zone: tzinfo, *, exact: bool) -> str:
    span = parse_span(raw, zone)
    if span.precision == "minute" and exact:
        return span.end.astimezone(zone).isoformat(timespec="seconds")
    return raw.strip()[: {"year": 4, "month": 7}.get(span.precision, 10)]
