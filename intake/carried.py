"""What somebody told the last time, as far as they may be asked today whether it is still true.

None of it is an answer before they say so: it reaches neither rules nor reports.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from intake.answers import Answer, Intake, IntakeError, Value, read_answer
from intake.questionnaire import NOT_SURE, Question, Questionnaire

_NEVER = ("consent", "signature")
MOST_ASKED_ANEW = 12
"""So many questions may stand on the one page of a further session beside those that belong to it anyway."""
ORDINARY = timedelta(days=30)
"""What is good for less than this is about a state that passes, such as the skin's: it is looked at again each time."""
TAKEN_ANEW = timedelta(days=365)
"""So long after it was told, an answer may be asked about as "still true". Clinic practice, borrowed from dentists, who
ask at each visit what has changed and take a full history again every one (American Academy of Oral Medicine) to three
years (Massachusetts Dental Society); there is no source for SMP. What is good for longer is shown for longer."""


@dataclass(frozen=True)
class Earlier:
    """An answer of the last time, as it reads today, when it was given, and when it had been `told`: earlier, if it was
    given by saying that it is still true."""

    answer: Answer
    given: datetime
    told: datetime


def carried(
    before: Intake, asked: Questionnaire, questionnaire: Questionnaire, now: datetime, zone: tzinfo
) -> dict[str, Earlier]:
    """The answers of `before`, given to the questions `asked`, that may be shown at `now`, by today's questions.

    Left out, and so asked anew: what was not known, what is too old, what belongs to a certain visit or is signed, and
    what answers another question than today's.
    """
    found = {}
    for name, answer in before.answers.items():
        question, then = questionnaire.questions.get(name), asked.questions[name]
        given = before.given.get(name, before.assessed_at)
        told = before.as_before.get(name, given)
        if question is None or not _same(question, then) or not _lasts(question, questionnaire, told, now):
            continue
        if answer.state == "answered" and not _unsure(answer.value) and (today := _today(question, answer, now, zone)):
            found[name] = Earlier(today, given, told)
    return found


def supposed(intake: Intake, earlier: Mapping[str, Earlier], changing: Collection[str] = ()) -> Intake:
    """The answers as they would be if all that was told before were still true, but for what is `changing`.

    It says which questions to show, and nothing else: no rule may ever read it.
    """
    told = {name: one.answer for name, one in earlier.items() if name not in changing}
    return replace(intake, answers={**told, **intake.answers})


def asked_anew(questions: Collection[Question], earlier: Collection[str], questionnaire: Questionnaire) -> int:
    """How many of the questions have no earlier answer and would not be asked at each visit anyway."""
    anyway = questionnaire.of_one_visit
    return sum(
        not (one.id in earlier or one.id in anyway or one.asked_within or one.type in _NEVER) for one in questions
    )


def fits_one_page(questions: Collection[Question], earlier: Collection[str], of: Questionnaire) -> bool:
    """Do the earlier answers cover all but a few of the `questions`?"""
    return bool(earlier) and asked_anew(questions, earlier, of) <= MOST_ASKED_ANEW


def _same(today: Question, then: Question) -> bool:
    """Is it still the question that was answered? "None of these" says nothing of what was not on the list."""
    kinds = ({option.id for option in one.options} for one in (today, then))
    return today.type == then.type and bool(today.none) == bool(then.none) and next(kinds) == next(kinds)


def _lasts(question: Question, questionnaire: Questionnaire, told: datetime, now: datetime) -> bool:
    """May it be shown? That it is too old to count unasked (intake/shelf_life.py) is no reason not to ask about it."""
    if question.type in _NEVER or question.asked_within or question.id in questionnaire.of_one_visit:
        return False
    good = timedelta(days=question.valid_for)
    return now - told <= (good if good < ORDINARY else max(good, TAKEN_ANEW))


def _unsure(value: Value) -> bool:
    return isinstance(value, tuple) and NOT_SURE in value


def _today(question: Question, answer: Answer, now: datetime, zone: tzinfo) -> Answer | None:
    try:
        return read_answer(question, answer.raw, now, zone)
    except IntakeError:
        return None
