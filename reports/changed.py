"""What a person answers otherwise than the last time, question by question, in words."""

from collections.abc import Iterator

from reports.case import Case
from reports.model import Change

_APART = ("consent", "signature")


def changes(now: Case, before: Case) -> tuple[Change, ...]:
    """Every question that both questionnaires ask and that was answered in other words, in the order of the form.

    What is asked only near a treatment is left out: that it was not asked this time is no news.
    """
    return tuple(_changes(now, before))


def _changes(now: Case, before: Case) -> Iterator[Change]:
    for question in now.screening.questionnaire.questions.values():
        known = before.screening.questionnaire.questions.get(question.id)
        if known is None or question.type in _APART or question.asked_within:
            continue
        then, today = _said(before, question.id), _said(now, question.id)
        if then != today and (then or today):
            nothing = now.language.say("reports.changed.not_said")
            yield Change(question=now.asked(question.id), before=then or nothing, now=today or nothing)


def _said(case: Case, name: str) -> str:
    """An answer in one line; "" where the question was not asked or not answered."""
    asked = case.reading.visible(name).possible & 1 and name in case.intake.answers
    return case.state(name).replace("\n", "; ") if asked else ""
