"""How long an answer is good for: near a treatment, one that is too old is as if it had not been given."""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from intake.answers import Intake, Visit
from intake.questionnaire import Question, Questionnaire

NEAR = timedelta(hours=72)
"""Answers are too old only for an assessment that is made this close to a treatment, before or after it began."""


def soon(visit: Visit, now: datetime) -> bool:
    """Is the visit a treatment that is still to come, and so near that answers may be too old for it?"""
    return visit.treatment and visit.at is not None and timedelta() < visit.at - now <= NEAR


def fresh(intake: Intake, questionnaire: Questionnaire, zone: tzinfo) -> Intake:
    """The same without the answers that are too old for its visit; `zone` is the clinic's clock."""
    old = expired(intake, questionnaire, zone)
    if not old:
        return intake
    return replace(intake, answers={name: answer for name, answer in intake.answers.items() if name not in old})


def expired(intake: Intake, questionnaire: Questionnaire, zone: tzinfo) -> frozenset[str]:
    """The questions whose answers are too old for the visit, as it stands when the assessment is made."""
    at = intake.visit.at
    if not intake.given or not intake.visit.treatment or at is None or abs(at - intake.assessed_at) > NEAR:
        return frozenset()
    return frozenset(
        name
        for name in intake.given.keys() & intake.answers.keys()
        if _too_old(questionnaire.questions[name], intake.given[name], intake.assessed_at, at, zone)
    )


def _too_old(question: Question, given: datetime, now: datetime, at: datetime, zone: tzinfo) -> bool:
    if now - given > timedelta(days=question.valid_for):
        return True
    if not question.asked_within:
        return False
    if given < at - timedelta(hours=question.asked_within):
        return True  # it was asked before another day, which the visit had then
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    return today >= day > given.astimezone(zone).date()
