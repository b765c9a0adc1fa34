"""Who signed the form, when, and how: by a typed name or by hand."""

from datetime import datetime

from intake.drawing import Drawing
from reports import layout
from reports.case import Case
from reports.model import Signed


def told_signature(case: Case, name: str, made: datetime) -> Signed | None:
    """The signature under the answers, which were sent at `made`; None where nobody signed."""
    asked = (each.id for each in case.screening.questionnaire.questions.values() if each.type == "signature")
    answer = next((found for each in asked if (found := case.intake.answers.get(each))), None)
    if answer is None:
        return None
    say, moment = case.language.say, case.language.short_moment(made)
    helper = ", ".join(case.said(layout.load().helper))
    helped = say("reports.signature.helped", helper=helper, name=name) if helper else ""
    if isinstance(answer.value, Drawing):
        line, strokes = say("reports.signature.drawn", name=name, moment=moment), answer.value.strokes
        return Signed(line=line, helped=helped, strokes=strokes, alt=say("reports.signature.alt", name=name))
    return Signed(line=say("reports.signature.typed", typed=answer.value, moment=moment), helped=helped)
