"""What the specialist looks up in the room: the medicines, what was asked and denied, and how to make it bearable."""

from collections.abc import Iterator

from intake.answered import when
from intake.answers import Entry
from intake.condition import tests
from reports import layout
from reports.case import Case
from reports.model import Answer, Medicine
from rules.rule import LEVELS


def medicines(case: Case) -> Iterator[Medicine]:
    """A row for each medicine that was told, as typed and as understood. Its class is never shown."""
    for question in case.screening.questionnaire.questions.values():
        if question.type == "medicines" and case.reading.visible(question.id).possible & 1:
            yield from (_medicine(case, entry) for entry in case.entries(question.id))


def _medicine(case: Case, entry: Entry) -> Medicine:
    say, catalogue = case.language.say, case.screening.questions.catalogue
    given = (entry.name, entry.item, entry.confirmed)
    rows = catalogue.recognised(*given)
    known = [row.name_in(case.language.code) for row in rows]
    thins: set[str] = {row.thins_blood for row in rows}
    if not catalogue.complete(*given):
        known.append(say("reports.medicines.unread"))
        thins.add("unknown")
    worst = next(one for one in ("yes", "unknown", "with_anticoagulant", "no") if one in thins)
    still = [say(f"intake.answer.still.{entry.still}")] if entry.still else []
    still += [say(f"intake.answer.ended_by.{entry.ended_by}")] if entry.ended_by else []
    return Medicine(
        name=entry.name,
        known_as=", ".join(known),
        thins=say(f"reports.medicines.thins.{worst}"),
        advised=say(f"intake.answer.advised.{entry.advised}") if entry.advised else "",
        still=", ".join(still),
        last=when(entry.last_taken, case.language, case.clinic.clock) if entry.last_taken else "",
    )


def denied(case: Case) -> Iterator[Answer]:
    """What was asked and answered with "none", where a grave rule reads it: what it is good to know is not there."""
    facts = {fact.id: fact for fact in case.screening.rulebook.facts}
    read: set[str] = set()
    for bound in case.screening.rules:
        if LEVELS.index(bound.rule.level) >= LEVELS.index("clearance"):
            for test in tests(bound.rule.when):
                read |= {inner.name for inner in tests(facts[test.name].when)} if test.name in facts else {test.name}
    for section in case.screening.questionnaire.sections:
        for question in section.questions:
            answer = case.intake.answers.get(question.id)
            asked = question.type == "choices" and question.id in read and case.reading.visible(question.id).true & 1
            if asked and answer and answer.state == "answered" and not answer.value:
                yield Answer(question=case.title(section), answer=", ".join(case.options(question.id).values()))


def comfort(case: Case) -> Iterator[Answer]:
    """What was said about pain and help, what is used against pain, and what of it is not for this person."""
    for name in layout.load().comfort:
        answer = case.intake.answers.get(name)
        if answer and case.reading.visible(name).possible & 1 and (text := case.answered(name)):
            yield Answer(question=case.asked(name), answer=text)
    say = case.language.say
    used = [f"{product.name} ({', '.join(product.ingredients)})" for product in case.clinic.numbing_products]
    yield Answer(question=say("reports.comfort.numbing"), answer=", ".join(used) or say("reports.comfort.none"))
    for finding in case.findings.values():
        rule = case.rule(finding.rule)
        if rule and finding.applies_to == "product":
            yield Answer(question=say("reports.comfort.care"), answer=case.filled(rule, "specialist", rule.specialist))


def pattern(case: Case) -> str:
    """The kind of hair loss, as the client told it."""
    return case.answered(layout.load().pattern)
