"""What was noted about a record at the clinic, every kind of note in words, and which answers came of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from intake.answered import said
from intake.answers import read_answer
from intake.language import Language
from records import (
    Answered,
    ClientWord,
    IdSeen,
    LetterNote,
    Moved,
    Note,
    Noted,
    OtherDay,
    PatchTest,
    Remark,
    RoomConsent,
    SeenTo,
)
from reports.case import Case
from reports.model import Happened
from reports.room import step, told_signature
from reports.ways import Step, Way, sent_by, told_way


def happened(case: Case, chart: tuple[Noted, ...]) -> Iterator[Happened]:
    """The notes, the first one first."""
    for noted in chart:
        yield Happened(when=_moment(case, noted.at), who=noted.by, what=in_words(case, noted.note, noted.at))


def in_words(case: Case, note: Note, at: datetime) -> str:
    """One note. Answers that it holds are read as at the moment at which they were noted."""
    say = case.language.say
    match note:
        case Answered():
            told = [_answer(case, name, raw, at) for name, raw in note.answers.items()]
            return _with(" · ".join([*told, say(f"reports.noted.said_by.{note.said_by}")]), note.words)
        case LetterNote():
            way = Way(note.sender, note.rules, None, (Step(at, note),))
            return _with(say("reports.noted.letter", sender=sent_by(case, way), way=told_way(case, way)), note.words)
        case IdSeen():
            return say("reports.noted.id_seen", document=note.document)
        case PatchTest():
            signature = told_signature(case, note.signature)
            return _with(say(f"reports.noted.patch_test.{step(note)}", signature=signature), note.words)
        case RoomConsent():
            key = "given" if note.given else "refused"
            return say(f"reports.noted.consent.{note.to}.{key}", signature=told_signature(case, note.signature))
        case Moved():
            kind = say(f"reports.visit.{note.kind}")
            if note.at is None:
                return say("reports.noted.moved_undated", kind=kind)
            moment = case.language.moment(note.at.astimezone(case.clinic.clock))
            return say("reports.noted.moved", kind=kind, moment=moment)
        case ClientWord():
            about = say(f"reports.noted.about.{note.about}")
            return say("reports.noted.client_word", about=about, words=note.words)
        case OtherDay():
            return say("reports.noted.other_day", when=days_in_words(case.language, note))
        case SeenTo():
            return _with(say("reports.noted.seen_to"), note.words)
        case Remark():
            return note.words


def days_in_words(language: Language, wish: OtherDay) -> str:
    """The days that suit somebody: "Monday or Friday, in the morning, from 3 Dec 2026"; "any day"."""
    say = language.say
    days = [language.weekday(one) for one in wish.weekdays]
    parts = [say(f"reports.noted.day_part.{one}") for one in wish.parts]
    start = [say("reports.noted.from_day", day=language.short_date(wish.from_day))] if wish.from_day else []
    told = [" / ".join(days) or say("reports.noted.any_day"), *([" / ".join(parts)] if parts else []), *start]
    return ", ".join(told)


def last_noted(case: Case, chart: tuple[Noted, ...]) -> Mapping[str, str]:
    """For each question that was answered at the clinic: who noted it last, when, and from whom."""
    found: dict[str, str] = {}
    for noted in chart:
        if isinstance(noted.note, Answered):
            source = case.language.say(f"reports.noted.said_by.{noted.note.said_by}")
            told = case.language.say("reports.noted.by", who=noted.by, when=_moment(case, noted.at), source=source)
            found |= dict.fromkeys(noted.note.answers, _with(told, noted.note.words))
    return found


def _answer(case: Case, name: str, raw: object, at: datetime) -> str:
    question = case.question(name)
    answer = read_answer(question, raw, at, case.clinic.clock)
    state = answer.state if answer else "unanswered"
    text = said(question, answer, case.language, case.clinic.clock) if answer and state == "answered" else ""
    text = text or case.language.say(f"reports.specialist.{state}")
    return case.language.say("reports.because", question=case.asked(name), answer=text.replace("\n", "; "))


def _moment(case: Case, at: datetime) -> str:
    return case.language.short_moment(at.astimezone(case.clinic.clock))


def _with(text: str, words: str) -> str:
    return f"{text}: {words}" if words else text
