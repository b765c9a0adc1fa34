"""Whoever helps with the form does not sign it: the client does."""

from intake.questionnaire import Question
from screens.client.submit import FULL_NAME
from screens.form import Form
from screens.names import same


def signed_by_another(form: Form, question: Question) -> str:
    """The plain line where a typed signature is a name that was told of somebody else; "" where it may stand.

    A client may sign as they like (a short name, one before a marriage), so it is not compared with theirs alone.
    """
    answers = form.reading.intake.answers
    signed, client = (answers[name].value if name in answers else None for name in (question.id, FULL_NAME))
    if not isinstance(signed, str) or not isinstance(client, str) or same(signed, client):
        return ""
    others = (answers[one.id].value for one in _texts(form) if one.id != FULL_NAME and one.id in answers)
    if any(isinstance(name, str) and same(signed, name) for name in others):
        return form.say("sign_client", client=client)
    return ""


def _texts(form: Form) -> list[Question]:
    questions = form.screening.questionnaire.questions.values()
    return [one for one in questions if one.type == "text" and form.asked(one)]
