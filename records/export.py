"""What a person gets who asks for everything that is kept about them: readable JSON, or FHIR R4B for other programs.

The JSON is one object:

    format       "smp-intake record 1"; the number changes when something here gets another meaning
    reference    of the record;  submitted_at, language, hash: when, in which language, and the hash that never changes
    person       who they said they are
    visit        {"kind", "at"}, as they were told
    sections     [{"title", "questions": [{"id", "question", "help", "options": [{"id", "text"}], "state", "answer",
                 "value"}]}]: every answer under its question in the words of the questionnaire of that day; `state` is
                 answered, not_sure or in_person, `answer` is for reading, `value` as it was written down
    consents     what was agreed to and read, word for word, with its moment
    assessment   what the rules made of it, as `python -m rules assess` prints it
    notes        [{"number", "at", "by", "role", "note", "hash"}]: what was noted about it at the clinic, in order
    reviews      [{"number", "signed_at", "by", "role", "decision", "move_to", "overrides", "note", "reason", "hash"}]
    files        [{"number", "purpose", "media_type", "sent_at", "agreed"}]: the photos and letters of the visit, the
                 first one first; `agreed` is {"at", "words", "in_report"} as it stands, None for what the clinic put
                 there. The command writes the files themselves beside the JSON, under their numbers
    contents     the hashes of the questionnaire, rulebook and settings of that day
"""

from collections.abc import Iterator
from typing import Any

from intake.answered import said
from intake.answers import Answer
from intake.fhir_response import response
from intake.language import Language, load_language
from intake.questionnaire import Question
from records.files import File
from records.names import FULL_NAME
from records.record import Record
from records.ref import Ref
from records.review import Signed
from records.store import Store
from records.told import ToldUnder, told_under

FORMAT = "smp-intake record 1"


def as_json(store: Store, ref: Ref) -> dict[str, Any]:
    """The whole record as above. Raises UnknownRecord, Erased, Tampered or UnknownContent."""
    record = store.records.read(ref)
    under = told_under(record, store.contents)
    return {
        "format": FORMAT,
        "reference": record.ref,
        "submitted_at": record.submitted_at.isoformat(),
        "language": record.language,
        "person": record.identity,
        "visit": record.answers["visit"],
        "sections": list(_sections(under, load_language(record.language))),
        "consents": record.consents,
        "assessment": record.assessment,
        "notes": [noted.model_dump(mode="json") for noted in store.chart.of(ref)],
        "reviews": [_review(signed) for signed in store.reviews.of(ref)],
        "files": [_file(store, number, one) for number, one in enumerate(files_of(store, ref), 1)],
        "contents": record.contents,
        "hash": record.hash,
    }


def files_of(store: Store, ref: Ref) -> tuple[File, ...]:
    """The photos and letters of the record's visit, the first one first."""
    visit = store.visits.of_record(ref)
    return store.files.of(visit.id) if visit else ()


def as_fhir(store: Store, ref: Ref) -> dict[str, Any]:
    """The answers as a QuestionnaireResponse. Raises UnknownRecord, Erased, Tampered or UnknownContent."""
    record = store.records.read(ref)
    under = told_under(record, store.contents)
    return response(
        under.questionnaire,
        under.intake.answers,
        under.clinic.clock,
        ref=record.ref,
        sent=record.submitted_at,
        language=record.language,
        **_identity(record),
    )


def _identity(record: Record) -> dict[str, str]:
    return {"name": str(record.identity[FULL_NAME]), "birth_date": str(record.identity["birth_date"])}


def _sections(under: ToldUnder, language: Language) -> Iterator[dict[str, Any]]:
    for section in under.questionnaire.sections:
        answers = [(question, under.intake.answers.get(question.id)) for question in section.questions]
        questions = [_question(question, answer, under, language) for question, answer in answers if answer]
        if questions:
            yield {"title": section.title, "questions": questions}


def _question(question: Question, answer: Answer, under: ToldUnder, language: Language) -> dict[str, Any]:
    options = [{"id": option.id, "text": option.text} for option in question.options]
    return {
        "id": question.id,
        "question": question.text,
        **({"help": question.help} if question.help else {}),
        **({"options": options} if options else {}),
        "state": answer.state,
        "answer": said(question, answer, language, under.clinic.clock),
        "value": answer.raw,
    }


def _review(signed: Signed) -> dict[str, Any]:
    review = signed.review.model_dump(mode="json")
    return {"number": signed.number, "signed_at": signed.at.isoformat(), **review, "hash": signed.hash}


def _file(store: Store, number: int, file: File) -> dict[str, Any]:
    agreed = store.files.agreements.of(file.id)
    words = agreed and {
        "at": agreed.at.isoformat(),
        "words": store.contents.read(agreed.text).decode(),
        "in_report": agreed.in_report,
    }
    return {
        "number": number,
        "purpose": file.purpose,
        "media_type": file.media_type,
        "sent_at": file.created_at.isoformat(),
        "agreed": words,
    }
