"""Sending: the answers are judged once more, and become a record together with the content they were given under."""

import uuid
from typing import Any

from intake.answers import DRAWN, Visit
from records import Ref, Submission
from records.audit import CLIENT
from rules.content import parts
from screens.form import Form

FULL_NAME, BIRTH_DATE = "full_name", "birth_date"
"""The two questions that every questionnaire has; they tell one person from another."""


def send(form: Form) -> Ref:
    """Make the record of this draft and forget the draft. Sent twice, it is still one record. Raises Unavailable."""
    draft = form.draft
    if "submission" not in draft.content:
        draft.content["submission"] = uuid.uuid4().hex
        form.save()
    draft.require_saved()
    screening, answers = form.screening, _that_apply(form)
    assessment = screening.assess(form.intake()).model_dump(mode="json", by_alias=True)
    contents = {part: form.store.contents.keep(text) for part, text in parts(screening).items()}
    ref = form.store.records.submit(
        Submission(
            id=draft.content["submission"],
            draft_token=draft.token,
            answers=_document(form, answers),
            identity={name: answers[name] for name in (FULL_NAME, BIRTH_DATE)},
            assessment=assessment,
            consents=_consents(form),
            contents=contents,
            language=form.language.code,
        ),
        form.now,
        form.account or CLIENT,
    )
    draft.forget()
    form.tab["round"] += 1
    return ref


def _document(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """What is kept of the answers; with the moment of each that was given before the form was sent, and for each that
    was confirmed as still true, when it had been told."""
    document = {"assessed_at": form.now.isoformat(), "visit": _visit(form), "answers": answers}
    moments = {
        "given": {name: at.isoformat() for name, at in form.given.items() if name in answers and at < form.now},
        "as_before": {name: at.isoformat() for name, at in form.as_before.items() if name in answers},
    }
    return document | {key: held for key, held in moments.items() if held}


def _that_apply(form: Form) -> dict[str, Any]:
    """The answers to what was asked; what was typed into a question that is hidden now is no answer."""
    asked = [question.id for step in form.steps for question in step.questions]
    return {name: form.draft.answers[name] for name in asked if name in form.draft.answers}


def _visit(form: Form) -> dict[str, Any]:
    visit = form.visit
    assert isinstance(visit, Visit)
    at = visit.at.astimezone(form.clinic.clock).isoformat(timespec="minutes") if visit.at else None
    return {"kind": visit.kind, "at": at}


def _given(form: Form, name: str) -> str:
    """What was typed or ticked; of a signature that was drawn, that it was: its strokes stand among the answers."""
    raw = form.draft.answers[name]
    return DRAWN if isinstance(raw, dict) else str(raw)


def _consents(form: Form) -> list[dict[str, Any]]:
    """What was agreed to, word for word as it was shown, and which urgent messages were read, each with its moment."""
    read = [{"read": rule, "at": moment} for rule, moment in form.draft.part("told").items()]
    return read + [
        {"question": q.id, "text": form.words(q), "given": _given(form, q.id), "at": form.now.isoformat()}
        for step in form.steps
        for q in step.questions
        if q.type in ("consent", "signature") and q.id in form.draft.answers
    ]
