"""Why was this flagged, and why was this not? For every rule the answers that decided, as data and in words."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from intake.answered import medicine, said
from intake.answers import Entry, Intake
from intake.language import Language
from intake.reading import Reading
from rules.assessment import Because
from rules.concern import concerned
from rules.explanation import Truth
from rules.rule import Source
from rules.screening import Screening

WORDS: dict[Truth, str] = {"true": "holds", "unknown": "open", "false": "clear"}


class Reason(BaseModel):
    """One rule: what it is (holds, open, clear, or not_judged before a treatment has a moment), and why.

    `concerns`: where a medicine was not recognised, the rules that it might concern."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    truth: str
    because: tuple[Because, ...]
    words: str
    specialist: str
    sources: tuple[Source, ...]
    concerns: tuple[str, ...] = ()


def reasons(screening: Screening, intake: Intake, language: Language) -> Iterator[Reason]:
    """Every rule in the order of the rulebook."""
    reading = screening.read(intake)
    for bound in screening.rules:
        rule, truth = bound.rule, "not_judged"
        because: tuple[Because, ...] = ()
        if screening.judges(rule, reading):
            verdict = screening.verdict(bound, reading)
            rails: Truth = "false" if verdict is None else "true" if verdict.rails.true & 1 else "unknown"
            truth = "open" if rule.leaves_open and verdict else WORDS[rails]
            because = bound.explainer.why(rule.when, reading, rails)
        answers = "; ".join(dict.fromkeys(_said(one, reading, language) for one in because))
        if not answers:
            answers = language.say("rules.reason.elsewhere")
        yield Reason(
            rule=rule.id,
            truth=truth,
            because=because,
            words=language.say(f"rules.reason.{truth}", rule=rule.id, because=answers),
            specialist=rule.specialist,
            sources=rule.sources,
            concerns=concerned(screening, intake) if rule.leaves_open and truth == "open" else (),
        )


def _said(one: Because, reading: Reading, language: Language) -> str:
    """A question with its answer; of a list of medicines only the one that is meant."""
    question, answer = reading.questions.questionnaire.questions[one.question], reading.answer(one.question)
    zone = reading.questions.clinic.clock
    if not reading.visible(question.id).possible & 1:
        told = language.say("rules.reason.not_asked")
    elif answer is None or answer.state != "answered":
        told = language.say(f"rules.reason.{answer.state if answer else 'unanswered'}")
    elif one.entry:
        told = next(medicine(entry, language, zone) for entry in _entries(answer.value) if entry.name == one.entry)
    else:
        told = said(question, answer, language, zone)
    text = language.content(f"questions.{question.id}.text", question.text)
    return language.say("rules.reason.answer", question=text, answer=told)


def _entries(value: object) -> Iterator[Entry]:
    assert isinstance(value, tuple)
    yield from (one for one in value if isinstance(one, Entry))
