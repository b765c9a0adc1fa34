"""What only the specialist is told of one case: whether to start, what is awaited and asked, the answers in full."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from records import Decision, Noted, Review, changed_since, reacted, refused, unseen_words
from reports import layout
from reports.case import Case
from reports.changed import changes
from reports.lookup import comfort, denied, medicines, pattern
from reports.model import Answer, AnswerMark, AnswerSection, Change, Consent, Decided, Status, Wait
from reports.noted import happened, in_words, last_noted
from reports.origin import Kept
from reports.points import in_words as point_in_words
from reports.room import no_photos, told_consents, told_id, told_room, told_test
from reports.telling import CALM
from reports.ways import Way, conditions, sent_by, told_way, ways

_CHANGES = 2
"""As many as one line names; the rest is counted, and stands in full further on."""
Reviews = Sequence[tuple[Review, datetime]]
"""What was signed and when: the sign-off, then the amendments."""


def for_the_specialist(case: Case, made: datetime, kept: Kept | None, before: Case | None) -> dict[str, Any]:
    """The specialist's fields of a Report, by name; `before` is what the same person told the last time."""
    chart = kept.chart if kept else ()
    asks = tuple(dict.fromkeys((*_words(case, chart), *_asks(case))))
    senders = [letter.from_ for letter in case.assessment.letters]
    found = ways(case, chart, made, kept.asked if kept else senders)
    changed = changes(case, before) if before else ()
    return {
        "status": _status(case, len(asks), chart),
        "waits": tuple(_waits(case, found, chart)),
        "conditions": tuple(conditions(case, found)),
        "changed": _changed(case, before, changed) if before else "",
        "changes": changed,
        "noted": tuple(happened(case, chart)),
        "asks": asks,
        "notes": tuple(_notes(case)),
        "checklist": tuple(_checklist(case)),
        "allergies": _allergies(case, made),
        "wants": "; ".join(case.said(layout.load().wants)),
        "decisions": tuple(case.language.say(f"reports.decision.{name}") for name in get_args(Decision)),
        "decided": tuple(_decided(case, kept.reviews if kept else ())),
        "outdated": _outdated(case, kept) if kept else "",
        "id_seen": told_id(case, chart),
        "no_photos": no_photos(case, chart),
        "room": tuple(told_room(case, chart)),
        "medicines": tuple(medicines(case)),
        "denied": tuple(denied(case)),
        "comfort": tuple(comfort(case)),
        "pattern": pattern(case),
        "answers": tuple(_sections(case, kept)),
        "consents": (*_consents(case, made), *told_consents(case, chart, kept.texts if kept else {})),
    }


def _decided(case: Case, reviews: Reviews) -> Iterator[Decided]:
    say, clock = case.language.say, case.clinic.clock
    for number, (review, at) in enumerate(reviews):
        moved = case.language.moment(review.move_to.astimezone(clock)) if review.move_to else ""
        yield Decided(
            title=say("reports.signed.amendment", number=number) if number else say("reports.signed.sign_off"),
            decision=say(f"reports.signed.{review.decision}", moment=moved),
            by=say("reports.signed.by", name=review.by, role=review.role),
            at=case.language.moment(at.astimezone(clock)),
            reason=review.reason,
            note=review.note,
            overridden=tuple((point_in_words(case, one.rule), one.reason) for one in review.overrides),
        )


def _outdated(case: Case, kept: Kept) -> str:
    """That what was signed does not stand for the record as it is now; "" where it does, or nothing was signed."""
    if not kept.reviews or not changed_since(kept.chart, kept.reviews[-1][1]):
        return ""
    day = case.language.short_moment(kept.reviews[-1][1].astimezone(case.clinic.clock))
    return case.language.say("reports.signed.outdated", moment=day)


def _status(case: Case, asks: int, chart: Sequence[Noted]) -> Status:
    found, say = case.assessment, case.language.say
    refusal, reaction, words = refused(chart, "procedure"), reacted(chart), unseen_words(chart)
    calm = found.bookable and not (found.urgent or case.open or refusal or reaction or words)
    if calm and found.outcome == "suitable":
        return Status(meaning="all_set", word=say("reports.status.ready"), text=say("reports.status.ready_text"))
    parts = [say(f"reports.room.{word}") for word, so in (("refused", refusal), ("reaction", reaction)) if so]
    if found.letters:
        parts.append(case.counted("status.letters", len(found.letters)))
    if asks:
        parts.append(case.counted("status.questions", asks))
    parts += [*case.needed("test"), *(say("reports.wait.event", event=event) for event in case.events())]
    text = ", ".join(parts)
    if found.not_before:
        key = "reports.status.not_before_once" if parts else "reports.status.not_before"
        text = say(key, moment=case.moment(found.not_before), rest=text)
    if found.expected and (found.letters or case.needed("test")):
        kind = "expected" if found.letters else "expected_test"
        text = f"{text}. {say(f'reports.status.{kind}', day=case.day(datetime.fromisoformat(found.expected)))}"
    if found.outcome in CALM and not refusal and not words:
        return Status(meaning="care", word=say("reports.status.care"), text=text or say("reports.status.care_text"))
    word = "never" if found.outcome == "not_suitable" else "wait"
    return Status(meaning="wait", word=say(f"reports.status.{word}"), text=text)


def _changed(case: Case, before: Case, changed: Sequence[Change]) -> str:
    """In one line, with the day of the last time."""
    say, day = case.language.say, case.day(before.intake.assessed_at)
    if not changed:
        return say("reports.changed.nothing", day=day)
    first = changed[:_CHANGES]
    told = [say("reports.changed.one", question=one.question, before=one.before, now=one.now) for one in first]
    if len(changed) > len(first):
        told.append(say("reports.changed.more", count=len(changed) - len(first)))
    return say("reports.changed.since", day=day, changes="; ".join(told))


def _waits(case: Case, found: Sequence[Way], chart: Sequence[Noted]) -> Iterator[Wait]:
    """A refusal, letters, dates, tests and events, each with its owner in one line."""
    say = case.language.say
    if refused(chart, "procedure"):
        yield Wait(meaning="wait", text=say("reports.room.refused"))
    for way in found:
        if way.wanted:
            text = say(
                "reports.wait.letter_medicine" if case.kept_on(way.wanted) else "reports.wait.letter",
                about=case.letter_subject(way.wanted),
                sender=sent_by(case, way),
                way=told_way(case, way),
            )
            yield Wait(meaning="letter", text=text)
    for finding in case.assessment.findings:
        rule = case.rule(finding.rule)
        if finding.not_before and rule:
            about = case.subject([rule.id]) or case.filled(rule, "client.noticed", rule.told.noticed)
            text = say("reports.wait.date", about=about, moment=case.moment(finding.not_before))
            yield Wait(meaning="wait", text=text)
    test_way = told_test(case, chart)
    needed = case.needed("test")
    for test in needed:
        yield Wait(meaning="wait", text=say("reports.room.test", test=test, way=test_way) if test_way else test)
    if reacted(chart) and not needed:
        yield Wait(meaning="wait", text=test_way)
    for event in case.events():
        yield Wait(meaning="wait", text=say("reports.wait.event", event=event))


def _words(case: Case, chart: Sequence[Noted]) -> Iterator[str]:
    """What the client said since, before everything that was asked: nobody has looked at it yet."""
    return (in_words(case, noted.note, noted.at) for noted in unseen_words(chart))


def _asks(case: Case) -> Iterator[str]:
    """What the specialist asks in the room; a private matter is named by its step only."""
    say = case.language.say
    for photo in case.needed("photo"):
        yield say("reports.ask.photo", photo=photo)
    for point in case.open:
        if case.rule(point.rule) is None:
            check = case.check(point.rule)
            yield case.language.content(f"checks.{check.id}.ask", check.ask)
    for name in case.open_questions():
        entries = case.open_entries(name)
        for entry in entries:
            yield say("reports.ask.entry", entry=entry)
        if not entries:
            text = case.section_title(name)
            if not case.question(name).private:
                text = say("reports.ask.question", section=text, question=case.asked(name))
            yield say("reports.ask.state", question=text, state=case.state(name))


def _notes(case: Case) -> Iterator[str]:
    """What is good to know: the advice that holds, with what it is about and the rule that says so."""
    for name in case.assessment.advice:
        rule = case.rule(name)
        assert rule is not None, "an advice is a rule's"
        about = case.subject([name])
        text = case.filled(rule, "specialist", rule.specialist)
        said = case.language.say("reports.note", about=about, text=text) if about else text
        yield f"{said} ({case.language.say('reports.rule', rule=rule.id, version=rule.version)})"


def _checklist(case: Case) -> Iterator[str]:
    """What is seen to before the session, also what may concern this client, and what the country's law asks."""
    for line in case.screening.checklist(case.reading):
        yield case.language.content(f"checklist.{line.id}", line.text)
    yield from (law.text for law in case.clinic.law)


def _allergies(case: Case, made: datetime) -> str:
    """What was ticked and what came of it; the rest is said to be clear only where nothing was left open."""
    first, *more = layout.load().allergies
    answer, question = case.intake.answers.get(first), case.question(first)
    if answer is None or answer.state != "answered":
        return case.state(first)
    if not answer.value:
        return case.language.say("reports.allergies.none", day=case.language.short_date(made.date()))
    ticked: Any = answer.value
    known = {option.id for option in question.options}
    parts = ["; ".join(case.said([first, *more]))]
    others = [text for option, text in case.options(first).items() if option not in ticked]
    if others and known.issuperset(ticked):
        parts.append(case.language.say("reports.allergies.others", others=", ".join(others)))
    return " | ".join(parts)


def _sections(case: Case, kept: Kept | None) -> Iterator[AnswerSection]:
    """Every question that applies, with its answer; what a visit far ahead leaves out is said to be not asked."""
    noted = last_noted(case, kept.chart) if kept else {}
    sent = replace(case, intake=kept.sent) if kept and kept.sent else case
    for section in case.screening.questionnaire.sections:
        found = []
        for question in section.questions:
            asked = bool(case.reading.visible(question.id).possible & 1)
            too_early = question.asked_within is not None and question.visible_when is None
            if question.type in ("consent", "signature") or not (asked or too_early):
                continue
            answer = case.intake.answers.get(question.id)
            mark: AnswerMark = "not_asked" if not asked else answer.state if answer else "unanswered"
            if asked and question.id in case.reading.expired:
                mark = "too_old"
            text = case.answered(question.id) if asked else ""
            by = noted.get(question.id, "") if asked else ""
            was = sent.state(question.id) if by else ""
            before = _as_before(case, question.id) if asked and not by else ""
            found.append(
                Answer(question=case.asked(question.id), answer=text, mark=mark, was=was, noted=by, as_before=before)
            )
        if found:
            yield AnswerSection(title=case.title(section), answers=tuple(found))


def _as_before(case: Case, name: str) -> str:
    """Of an answer that was told before, that the client confirmed it, and on which day; else ""."""
    told, intake = case.intake.as_before.get(name), case.intake
    if told is None:
        return ""
    then, confirmed = (
        case.language.short_date(at.astimezone(case.clinic.clock).date())
        for at in (told, intake.given.get(name, intake.assessed_at))
    )
    return case.language.say("reports.specialist.as_before", told=then, confirmed=confirmed)


def _consents(case: Case, made: datetime) -> Iterator[Consent]:
    given = case.language.say("reports.consent.given", moment=case.language.short_moment(made))
    for question in case.screening.questionnaire.questions.values():
        if question.type == "consent" and question.id in case.intake.answers:
            yield Consent(text=case.asked(question.id), given=given)
