"""A record's answers, read with the questionnaire and the settings that they were given under."""

import json
from functools import lru_cache
from typing import NamedTuple

from intake.answers import Intake, IntakeError, read_intake
from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records.contents import Contents
from records.errors import UnknownContent
from records.record import Record


class ToldUnder(NamedTuple):
    """What was asked, by which clinic, and what was answered."""

    questionnaire: Questionnaire
    clinic: Clinic
    intake: Intake


def told_under(record: Record, contents: Contents) -> ToldUnder:
    """Raises UnknownContent for a record without its questionnaire and settings, or with ones of another shape."""
    try:
        questionnaire = _questionnaire(contents.read(record.contents["questionnaire"]))
        clinic = _clinic(contents.read(record.contents["settings"]))
        return ToldUnder(questionnaire, clinic, read_intake(record.answers, questionnaire, clinic))
    except (KeyError, ValueError, IntakeError):  # the cause may quote an answer; it is not passed on
        raise UnknownContent(f"The record {record.ref} was not made with a questionnaire of this program.") from None


@lru_cache(maxsize=32)
def _questionnaire(body: bytes) -> Questionnaire:
    return Questionnaire.model_validate(json.loads(body)[0])


@lru_cache(maxsize=32)
def _clinic(body: bytes) -> Clinic:
    return Clinic.model_validate(json.loads(body)[0])
