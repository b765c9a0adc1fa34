"""The way of each letter: asked, sent, chased, arrived or declined, as dated steps, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from records import AWAITED, LetterNote, Noted
from reports.case import Case
from rules.assessment import Letter


class Step(NamedTuple):
    """A step, and when it was noted."""

    at: datetime
    note: LetterNote


@dataclass(frozen=True)
class Way:
    """One letter: from which kind of sender, for which rules; `wanted` is the demand that still stands, if it does."""

    sender: str
    rules: tuple[str, ...]
    wanted: Letter | None
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def awaited(self) -> bool:
        """Is somebody still to send it?"""
        return self.wanted is not None and (self.last is None or self.last.note.step in AWAITED)

    @property
    def from_whom(self) -> str:
        """The name of whoever it comes from, as last noted; "" while nobody noted one."""
        return next((step.note.from_whom for step in reversed(self.steps) if step.note.from_whom), "")


def ways(case: Case, chart: Sequence[Noted], told: datetime, asked: Sequence[str]) -> tuple[Way, ...]:
    """The letters that are demanded, then those that are not any more.

    The client was told of the senders in `asked` when the form was sent, at `told`: that is when those were asked for.
    """
    wanted = {letter.from_: letter for letter in case.assessment.letters}
    noted: dict[str, list[Step]] = {}
    for one in chart:
        if isinstance(one.note, LetterNote):
            noted.setdefault(one.note.sender, []).append(Step(one.at, one.note))
    found = []
    for sender in dict.fromkeys([*wanted, *noted]):
        steps, letter = noted.get(sender, []), wanted.get(sender)
        rules = letter.because if letter else steps[-1].note.rules
        if sender in asked and not any(step.note.step == "asked" for step in steps):
            steps = [Step(told, LetterNote(sender=sender, rules=rules, step="asked")), *steps]
        found.append(Way(sender, rules, letter, tuple(steps)))
    return tuple(found)


def told_way(case: Case, way: Way) -> str:
    """ "asked 4 Dec 2026, chased 18 Dec 2026, by 2 Jan 2027" """
    say, last = case.language.say, way.last
    parts = [say(f"reports.way.{step.note.step}", day=case.day(step.at)) for step in way.steps]
    if last and last.note.step == "arrived":
        parts += list(_arrived(case, last.note))
    elif last and last.note.step in AWAITED:
        due = last.note.due
        parts.append(
            say("reports.way.by", day=case.language.short_date(due))
            if due
            else say("reports.way.chase", day=case.chase(last.at))
        )
    return ", ".join(parts) or say("reports.way.not_asked")


def sent_by(case: Case, way: Way) -> str:
    """ "The cardiologist (Dr Osei)" """
    kind = case.language.say(f"reports.letter.for.{way.sender}")
    return case.language.say("reports.way.from", kind=kind, name=way.from_whom) if way.from_whom else kind


def conditions(case: Case, found: Sequence[Way]) -> Iterator[str]:
    """Under which conditions letters that came let treatment go on, and until when."""
    for way in found:
        note = way.last.note if way.last else None
        if note and note.allows and (note.words or note.valid_until):
            text = ", ".join(_arrived(case, note))
            said = case.language.say("reports.way.condition", sender=sent_by(case, way), text=text)
            yield f"{said}: {note.words}" if note.words else said


def in_time(note: LetterNote, day: date) -> bool:
    """Is a letter still good on this day?"""
    return note.valid_until is None or day <= note.valid_until


def _arrived(case: Case, note: LetterNote) -> Iterator[str]:
    say = case.language.say
    yield say("reports.way.allows" if note.allows else "reports.way.allows_not")
    if note.valid_until:
        day = case.screening.judged_at(case.intake).astimezone(case.clinic.clock).date()
        key = "until" if in_time(note, day) else "over"
        yield say(f"reports.way.{key}", day=case.language.short_date(note.valid_until))
