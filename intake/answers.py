"""What was answered: the raw shapes of the form and the command line, checked once and never guessed at.

An answer left out is unanswered. `not_sure` and `in_person` are states of their own: neither is ever a "no".
"""

import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal

from intake.clinic import Clinic
from intake.drawing import Drawing, read_drawing
from intake.instant import Span, parse_span
from intake.language import Language
from intake.questionnaire import NOT_SURE, TREATMENTS, VISIT_KINDS, Question, Questionnaire

State = Literal["answered", "not_sure", "in_person"]
ADVISED = ("regular", "as_needed", "own", "not_sure")
STILL = ("yes", "no", "sometimes")
ENDED_BY = ("professional", "self")
MOST_MEDICINES = 40
DRAWN = "drawn"
"""A signature is a typed name, or {"drawn": strokes}."""
EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class Entry:
    """One medicine as the client gave it. `confirmed` is None where nobody was asked."""

    name: str
    item: str | None = None
    confirmed: bool | None = None
    advised: str | None = None
    still: str | None = None
    ended_by: str | None = None
    last_taken: Span | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)


Value = str | float | tuple[str, ...] | Span | tuple[Entry, ...] | Drawing | None


@dataclass(frozen=True)
class Answer:
    """One answer: its state, its value when answered, and how it was written down."""

    state: State
    value: Value
    raw: Any


@dataclass(frozen=True)
class Visit:
    """What the client comes for, and when (UTC) if that is known."""

    kind: str
    at: datetime | None

    @property
    def treatment(self) -> bool:
        return self.kind in TREATMENTS


@dataclass(frozen=True)
class Intake:
    """Everything that is known of one person at one moment (UTC).

    `given` has the moment of each answer that was given earlier than `assessed_at`; `as_before`, for each that the
    client confirmed as still true, the moment at which it was given in an earlier record.
    """

    assessed_at: datetime
    visit: Visit
    answers: Mapping[str, Answer]
    given: Mapping[str, datetime] = field(default_factory=dict)
    as_before: Mapping[str, datetime] = field(default_factory=dict)

    def at(self, moment: datetime) -> "Intake":
        """The same assessed later: the answers are as old as they are."""
        given = {name: self.given.get(name, self.assessed_at) for name in self.answers}
        return replace(self, assessed_at=moment, given=given)

    def with_answer(self, name: str, answer: Answer | None) -> "Intake":
        """The same with an answer that is given at `assessed_at`, or with none to that question."""
        answers = {**self.answers, name: answer}
        given, before = (
            {each: at for each, at in held.items() if each != name} for held in (self.given, self.as_before)
        )
        kept = {each: one for each, one in answers.items() if one}
        return replace(self, answers=kept, given=given, as_before=before)


@dataclass(frozen=True)
class Fault:
    """A user's mistake: in which question, and the text that says what is wrong and what to do. Never the value."""

    question: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def plain(self, language: Language) -> str:
        return language.say(self.key, **self.values)


class IntakeError(Exception):
    """Answers that cannot be taken as they are."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.question}: {fault.key}" for fault in faults))


def read_intake(data: Any, questionnaire: Questionnaire, clinic: Clinic) -> Intake:
    """The shape {"assessed_at", "visit": {"kind", "at"}, "answers": {id: value}} as an Intake; raises IntakeError.

    `given`, {id: moment}, may stand beside them for answers that were given earlier than `assessed_at`, and `as_before`
    in the same shape for those that were confirmed as they had been told before.
    """
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        raise IntakeError([Fault("answers", "intake.error.shape")])
    allowed = {"assessed_at", "visit", "answers", "given", "as_before"}
    wrong = [
        Fault(str(key), "intake.error.key", {"allowed": ", ".join(sorted(allowed))})
        for key in data
        if key not in allowed
    ]
    assessed_at = _moment(data.get("assessed_at"), clinic.clock)
    if assessed_at is None:
        raise IntakeError([*wrong, Fault("assessed_at", "intake.error.moment")])
    try:
        visit = read_visit(data.get("visit"), assessed_at, clinic)
    except IntakeError as error:
        wrong.extend(error.faults)
        visit = Visit("consultation", None)
    moments: dict[str, dict[str, datetime]] = {}
    for key in ("given", "as_before"):
        read = _given(data.get(key, {}), data["answers"], assessed_at, clinic.clock)
        if read is None:
            wrong.append(Fault(key, "intake.error.moment"))
        moments[key] = read or {}
    answers = {}
    for name, raw in data["answers"].items():
        question = questionnaire.questions.get(name)
        if question is None:
            wrong.append(Fault(str(name), "intake.error.question"))
            continue
        try:
            answer = read_answer(question, raw, moments["given"].get(name, assessed_at), clinic.clock)
        except IntakeError as error:
            wrong.extend(error.faults)
        else:
            if answer:
                answers[name] = answer
    if wrong:
        raise IntakeError(wrong)
    given, before = ({name: at for name, at in held.items() if name in answers} for held in moments.values())
    return Intake(assessed_at, visit, answers, given, before)


def _given(raw: Any, answers: Mapping[str, Any], assessed_at: datetime, zone: tzinfo) -> dict[str, datetime] | None:
    """The moment of each answer that was given earlier; None unless each is one, of an answer, and not later."""
    if not isinstance(raw, dict) or raw.keys() - answers.keys():
        return None
    moments = {name: _moment(at, zone) for name, at in raw.items()}
    known = {name: at for name, at in moments.items() if at and at <= assessed_at}
    return known if known.keys() == moments.keys() else None


def read_visit(raw: Any, assessed_at: datetime, clinic: Clinic) -> Visit:
    """A visit as {"kind", "at": moment or null}; raises IntakeError, also when its day is over."""
    if not isinstance(raw, dict) or raw.get("kind") not in VISIT_KINDS or set(raw) - {"kind", "at"}:
        raise IntakeError([Fault("visit", "intake.error.visit_kind", {"allowed": ", ".join(VISIT_KINDS)})])
    if raw.get("at") is None:
        return Visit(raw["kind"], None)
    at = _moment(raw["at"], clinic.clock)
    if at is None:
        raise IntakeError([Fault("visit", "intake.error.moment")])
    if at.astimezone(clinic.clock).date() < assessed_at.astimezone(clinic.clock).date():
        raise IntakeError([Fault("visit", "intake.error.visit_past")])
    return Visit(raw["kind"], at)


def read_answer(question: Question, raw: Any, assessed_at: datetime, zone: tzinfo) -> Answer | None:
    """One answer in its raw shape, or None when it is empty; raises IntakeError with the one thing that is wrong.

    An empty list is an answer only where "none of these" can be said: no medicine named is no "I take nothing".
    """
    empty_list = raw == [] and question.none is None
    if raw is None or empty_list or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, dict) and not (question.type == "signature" and set(raw) == {DRAWN}):
        return _state(question, raw)
    try:
        value = _value(question, raw, assessed_at, zone)
    except _WrongError as wrong:
        raise IntakeError([Fault(question.id, f"intake.error.{wrong.kind}", wrong.values)]) from None
    return Answer("answered", value, raw)


def _state(question: Question, raw: dict[str, Any]) -> Answer:
    state = raw.get("state")
    if set(raw) == {"state"} and (
        (state == "not_sure" and question.not_sure) or (state == "in_person" and question.private)
    ):
        return Answer(state, None, raw)
    raise IntakeError([Fault(question.id, "intake.error.state")])


class _WrongError(Exception):
    def __init__(self, kind: str, **values: Any) -> None:
        self.kind, self.values = kind, values


def _value(question: Question, raw: Any, assessed_at: datetime, zone: tzinfo) -> Value:
    match question.type:
        case "yes_no":
            return _word(raw, ("yes", "no"))
        case "consent":
            return _word(raw, ("yes",))
        case "choice":
            return _word(raw, tuple(option.id for option in question.options))
        case "choices" | "zones":
            return _words(question, raw)
        case "number" | "scale":
            return _number(question, raw)
        case "date":
            return _date(raw, question.tense, assessed_at, zone)
        case "signature" if isinstance(raw, dict):
            return _drawing(raw[DRAWN])
        case "text" | "signature":
            return _text(raw, question.length)
        case "medicines":
            return _entries(raw, assessed_at, zone)


def _word(raw: Any, allowed: tuple[str, ...]) -> str:
    if raw not in allowed:
        raise _WrongError("option", allowed=", ".join(allowed))
    return str(raw)


def _words(question: Question, raw: Any) -> tuple[str, ...]:
    allowed = [option.id for option in question.options] + ([NOT_SURE] if question.not_sure else [])
    if not isinstance(raw, list) or any(word not in allowed for word in raw):
        raise _WrongError("options", allowed=", ".join(allowed))
    return tuple(word for word in allowed if word in raw)


def _number(question: Question, raw: Any) -> float:
    low, high = question.minimum, question.maximum
    # Not math.isfinite, which cannot take a whole number beyond the floats.
    fits = isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) <= sys.float_info.max
    if not fits or (low is not None and raw < low) or (high is not None and raw > high):
        raise _WrongError(
            "number", low=f"{low:g}" if low is not None else "", high=f"{high:g}" if high is not None else ""
        )
    return float(raw)


def _date(raw: Any, tense: str, assessed_at: datetime, zone: tzinfo) -> Span:
    try:
        span = parse_span(raw, zone)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise _WrongError("date") from None
    if span.start.year < EARLIEST_YEAR - 1:
        raise _WrongError("date_early", year=EARLIEST_YEAR)
    if tense == "past" and span.start > assessed_at:
        raise _WrongError("date_future")
    if (
        tense == "future"
        and span.last < assessed_at
        and span.last.astimezone(zone).date() != assessed_at.astimezone(zone).date()
    ):
        raise _WrongError("date_past")
    return span.until(assessed_at) if tense == "past" else span


def _text(raw: Any, length: int) -> str:
    if not isinstance(raw, str):
        raise _WrongError("text")
    text = "".join(sign for sign in raw.strip() if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    if len(text) > length:
        raise _WrongError("long", length=length)
    return text


def _drawing(raw: Any) -> Drawing:
    try:
        return read_drawing(raw)
    except ValueError:
        raise _WrongError("drawing") from None


def _entries(raw: Any, assessed_at: datetime, zone: tzinfo) -> tuple[Entry, ...]:
    if not isinstance(raw, list) or len(raw) > MOST_MEDICINES:
        raise _WrongError("medicines", most=MOST_MEDICINES)
    return tuple(_entry(one, assessed_at, zone) for one in raw)


def _entry(raw: Any, assessed_at: datetime, zone: tzinfo) -> Entry:
    known = {"name", "item", "confirmed", "advised", "still", "ended_by", "last_taken"}
    if not isinstance(raw, dict) or set(raw) - known or not raw.get("name"):
        raise _WrongError("medicine", allowed=", ".join(sorted(known)))
    for key, allowed in (("advised", ADVISED), ("still", STILL), ("ended_by", ENDED_BY), ("confirmed", (True, False))):
        if raw.get(key) is not None and raw[key] not in allowed:
            raise _WrongError("option", allowed=", ".join(str(word) for word in allowed))
    taken = raw.get("last_taken")
    return Entry(
        name=_text(raw["name"], 200),
        item=raw.get("item"),
        confirmed=raw.get("confirmed"),
        advised=raw.get("advised"),
        still=raw.get("still"),
        ended_by=raw.get("ended_by"),
        last_taken=_date(taken, "past", assessed_at, zone) if taken and not isinstance(taken, dict) else None,
        raw=raw,
    )


def _moment(raw: Any, zone: tzinfo) -> datetime | None:
    """An exact minute, or None. Where the clock passes an hour twice, the later: no wait ends early."""
    try:
        span = parse_span(raw, zone)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return span.end.astimezone(UTC) if span.precision == "minute" else None
