"""What both readers are told of one case: the face, what is urgent, what we noticed, what is open, the list."""

from collections.abc import Iterable, Iterator, Mapping

from intake.answered import medicine
from intake.questionnaire import Check
from reports import layout
from reports.case import Case, before_visit
from reports.model import Face, FaceKind, Finding, Meaning, Reader, Source, Task, Urgent
from rules.assessment import Because
from rules.rule import Level, Rule

MEANINGS: Mapping[Level, Meaning] = {
    "advice": "care",
    "caution": "care",
    "clearance": "letter",
    "defer": "wait",
    "contraindicated": "wait",
}
CALM = ("suitable", "suitable_with_precautions")


def face(case: Case) -> Face:
    """Which of the three faces greets the client."""
    found, say = case.assessment, case.language.say
    urgencies = {each.urgency for each in found.urgent}
    if "emergency" in urgencies:
        heading = say("reports.face.emergency", number=case.clinic.emergency_number)
        return Face(kind="today", heading=heading, first=say("reports.face.emergency.first"))
    kind: FaceKind = "talk_first"
    first = "reports.face.talk_first.first"
    if "today" in urgencies:
        kind, first = "today", "reports.face.today.first"
    elif found.outcome in CALM and not case.open and not urgencies:
        kind, first = "all_set", "reports.face.all_set.with_list" if found.precautions else "reports.face.all_set.first"
    return Face(kind=kind, heading=say(f"reports.face.{kind}"), first=say(first, promise=case.promise))


def urgent(case: Case, reader: Reader, told: str) -> tuple[Urgent, ...]:
    """What to do now or today; to the specialist, in their own words, also what is for soon, and what the client was
    told when."""
    say, found = case.language.say, []
    for each in case.assessment.urgent:
        rule = case.rule(each.rule)
        if rule and (reader == "specialist" or each.urgency != "soon"):
            word = say(f"reports.urgent.{each.urgency}")
            do = case.filled(rule, "client.do", rule.told.do)
            if reader == "specialist":  # who finds the why on page 2
                theirs = f"{say('reports.specialist.do')} {do}"
                found.append(Urgent(word=word, text=case.checked(rule), after=(theirs,), told=told))
                continue
            held = rule.id in case.findings
            noticed = case.filled(rule, "client.noticed", rule.told.noticed) if held else say("reports.not_sure")
            why = case.filled(rule, "client.why", rule.told.why)
            numbers = tuple(
                name for name in ("emergency", "phone") if f"{{{name}}}" in f"{rule.told.why}{rule.told.do}"
            )
            # The client reads it whole, here and nowhere else.
            about, back = (noticed, why), rule.id in layout.load().refers_back
            before, after = (about, ()) if back else ((), about)
            found.append(Urgent(word=word, text=do, before=before, after=after, numbers=numbers))
    return tuple(found)


def _hurried(case: Case, reader: Reader) -> set[str]:
    """The rules that the client has read whole among what is urgent."""
    return {each.rule for each in case.assessment.urgent if reader == "client" and each.urgency != "soon"}


def findings(case: Case, reader: Reader) -> tuple[Finding, ...]:
    """Every rule that holds, gravest first; for the client without what is urgent and stands above."""
    found = []
    for each in case.assessment.findings:
        rule = case.rule(each.rule)
        assert rule is not None, "a finding is a rule's"
        if rule.id not in _hurried(case, reader):
            found.append(_finding(case, reader, rule, each.level, MEANINGS[each.level], each.because))
    return tuple(found)


def undecided(case: Case, reader: Reader) -> tuple[Finding, ...]:
    """What is open. The client reads what counts as if it held, and contradictions; other questions are in the list."""
    shown: list[Finding] = []
    waiting: dict[tuple[str, ...], list[Rule]] = {}
    for point in case.open:
        rule = case.rule(point.rule)
        if point.rule in _hurried(case, reader):
            continue
        if rule is None:
            shown.append(_contradiction(case, reader, case.check(point.rule)))
        elif point.if_unknown == "as_if_true":
            shown.append(_finding(case, reader, rule, point.level, "ask", case.why.get(rule.id, ())))
        else:
            because = tuple(dict.fromkeys(_because(case, one) for one in case.why.get(rule.id, ())))
            waiting.setdefault(because, []).append(rule)
    if reader == "specialist":
        shown += [_waiting(case, because, rules) for because, rules in waiting.items()]
    return tuple(shown)


def _waiting(case: Case, because: tuple[str, ...], rules: list[Rule]) -> Finding:
    """What is not known, and every rule that it leaves undecided. The rules' texts for clients speak of what holds."""
    checks = [case.filled(rule, "specialist", rule.specialist) for rule in rules]
    if any(rule.leaves_open for rule in rules) and case.concerned:
        checks.append(case.language.say("reports.concerned", rules=", ".join(case.concerned)))
    return Finding(
        meaning="ask",
        word=case.language.say("reports.level.open"),
        noticed=" · ".join(because),
        check="\n".join(checks),
        rule=", ".join(case.language.say("reports.rule", rule=rule.id, version=rule.version) for rule in rules),
        ids=tuple(rule.id for rule in rules),
    )


def _finding(
    case: Case, reader: Reader, rule: Rule, level: Level, meaning: Meaning, because: Iterable[Because]
) -> Finding:
    say = case.language.say
    opened = f"{say('reports.not_sure')} " if meaning == "ask" and reader == "client" else ""
    client = Finding(
        meaning=meaning,
        noticed=opened + case.filled(rule, "client.noticed", rule.told.noticed),
        why=case.filled(rule, "client.why", rule.told.why),
        do=case.filled(rule, "client.do", rule.told.do),
    )
    if reader == "client":
        return client
    reviewed = say(f"reports.reviewed.{rule.reviewed.status}", by=rule.reviewed.by, date=rule.reviewed.date)
    theirs = {
        "word": say("reports.level.open" if meaning == "ask" else f"reports.level.{level}"),
        "check": case.filled(rule, "specialist", rule.specialist),
        "because": tuple(dict.fromkeys(_because(case, one) for one in because)),
        "sources": tuple(_source(case, rule)),
        "rule": say("reports.rule", rule=rule.id, version=rule.version),
        "ids": (rule.id,),
        "reviewed": reviewed,
    }
    return client.model_copy(update=theirs)


def _contradiction(case: Case, reader: Reader, check: Check) -> Finding:
    finding = Finding(meaning="ask", noticed=case.language.content(f"checks.{check.id}.ask", check.ask))
    if reader == "client":
        return finding
    between = (Because(question=name, entry=None, value=None) for name in check.between)
    theirs = {
        "word": case.language.say("reports.level.open"),
        "because": tuple(_because(case, one) for one in between),
        "rule": case.language.say("reports.check_rule", rule=check.id),
        "ids": (check.id,),
    }
    return finding.model_copy(update=theirs)


def _because(case: Case, one: Because) -> str:
    """A question with what was answered; of a list of medicines only the one that is meant."""
    meant = next((each for each in case.entries(one.question) if each.name == one.entry), None)
    said = medicine(meant, case.language, case.clinic.clock) if meant else case.answered(one.question)
    answer = said or case.state(one.question)
    return case.language.say("reports.because", question=case.asked(one.question), answer=answer)


def _source(case: Case, rule: Rule) -> Iterator[Source]:
    for number, source in enumerate(rule.sources):
        says = case.language.content(f"rules.{rule.id}.sources.{number}", source.says or "")
        if source.key == "practice":
            yield Source(text=case.language.say("reports.source.practice"))
        else:
            kind = "reports.source" if source.grade else "reports.source.ungraded"
            text = case.language.say(kind, name=source.key, grade=source.grade, says=says)
            yield Source(text=text, url=source.url or "")


def tasks(case: Case) -> tuple[Task, ...]:
    """The client's list: what to do today, letters, photos, what to leave out and from when, what to find out."""
    say, found = case.language.say, []
    before = say("reports.task.before_session")
    for word in dict.fromkeys(message.word for message in urgent(case, "client", "")):
        found.append(Task(when=word.capitalize(), text=say("reports.task.first")))
    for letter in case.assessment.letters:
        about = case.letter_subject(letter)
        sender = say(f"reports.sender.{letter.from_}")
        found.append(Task(when=before, text=say("reports.task.letter", about=about, sender=sender)))
    found += [Task(when=before, text=say("reports.task.photo", photo=photo)) for photo in case.needed("photo")]
    for event in case.events():
        found.append(Task(when=before, text=say("reports.task.event", event=event)))
    for each in case.assessment.precautions:
        rule = case.rule(each.rule)
        assert rule is not None, "a precaution is a rule's"
        entry = each.entry or case.language.say("reports.unknown.entry")
        when = say("reports.task.from", moment=case.moment(each.leave_out_from)) if each.leave_out_from else ""
        text = (
            say("reports.task.leave_out", entry=entry) if each.entry else case.filled(rule, "client.do", rule.told.do)
        )
        found.append(Task(when=when or before_visit(rule, case), text=text))
    for name in case.open_questions():
        entries = case.open_entries(name)
        found += [Task(when=before, text=say("reports.task.entry", entry=entry)) for entry in entries]
        if not entries and not case.question(name).private:
            found.append(
                Task(
                    when=before,
                    text=say("reports.task.answer", section=case.section_title(name), question=case.asked(name)),
                )
            )
    return tuple(dict.fromkeys(found))


def advice(case: Case) -> tuple[Task, ...]:
    """What is good to know."""
    rules = [rule for name in case.assessment.advice if (rule := case.rule(name)) and rule.client]
    parts = [
        [case.filled(rule, "client.noticed", rule.told.noticed), case.filled(rule, "client.do", rule.told.do)]
        for rule in rules
    ]
    return tuple(Task(text=" ".join(each)) for each in parts)
