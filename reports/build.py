"""One Report out of answers, assessment and content: every text finished, nothing drawn, the clock never read."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from intake.answers import Intake
from intake.instant import Span
from intake.language import ENGLISH, Language, load_language
from reports import layout
from reports.case import Case
from reports.consultation import for_the_specialist
from reports.letters import letters
from reports.model import (
    Letterhead,
    Person,
    Provenance,
    Reader,
    Report,
    Visit,
)
from reports.origin import Kept
from reports.seal import DIGITS, sealed
from reports.signed import told_signature
from reports.telling import advice, face, findings, tasks, undecided, urgent
from reports.timeline import plan, timeline
from rules.assessment import Assessment
from rules.screening import Met, Screening

BIRTH = "birth_date"  # the other fixed id beside the name


def build(
    reader: Reader,
    screening: Screening,
    intake: Intake,
    assessment: Assessment,
    language: Language,
    kept: Kept | None = None,
    met: Collection[Met] = (),
    before: Case | None = None,
) -> Report:
    """The report for one reader; without `kept`, of answers that no record holds. `met` as `assess` took it.

    `before` is what the same person told the last time, for the specialist.
    """
    case = Case(screening, intake, assessment, language, met)
    made = (kept.at if kept else intake.assessed_at).astimezone(case.clinic.clock)
    told = language.say("reports.urgent.told", moment=language.short_moment(made))
    clinic = case.clinic
    return Report(
        reader=reader,
        language=language.code,
        ref=kept.ref if kept else language.say("reports.ref.none"),
        seal=sealed(kept.ref, kept.hash) if kept else "",
        foot=tuple(_foot(case, reader, kept)),
        made_at=made,
        unchecked=tuple(_unchecked(language)),
        clinic=Letterhead(
            name=clinic.name,
            address=clinic.address,
            phone=clinic.phone or clinic.email,
            emergency=clinic.emergency_number,
            logo=clinic.logo,
            colour=clinic.primary_colour,
        ),
        person=_person(case),
        visit=_visit(case),
        face=face(case),
        urgent=urgent(case, reader, told),
        findings=findings(case, reader),
        open=undecided(case, reader),
        advice=advice(case),
        tasks=tasks(case),
        letters=letters(case),
        timeline=timeline(case),
        plan=plan(case) if reader == "specialist" else (),
        signed=told_signature(case, _person(case).name, made),
        provenance=tuple(_provenance(case, made, kept)),
        zones=_zones(case),
        **(for_the_specialist(case, made, kept, before) if reader == "specialist" else {}),
    )


def _unchecked(language: Language) -> Iterator[str]:
    if language.draft:
        yield language.say("intake.not_checked")
        yield load_language(ENGLISH).say("intake.not_checked")


def _person(case: Case) -> Person:
    places, age = layout.load(), ""
    birth = case.intake.answers.get(BIRTH)
    if birth and isinstance(birth.value, Span):
        zone = case.clinic.clock
        born = birth.value.start.astimezone(zone).date()
        day = case.screening.judged_at(case.intake).astimezone(zone).date()
        age = case.counted("age", day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    return Person(
        name=case.name or "–",
        age=age,
        birth_date=case.answered(BIRTH),
        reach=" · ".join(case.said(places.reach)),
        support=" · ".join(case.said(places.support)),
    )


def _visit(case: Case) -> Visit:
    say, visit = case.language.say, case.intake.visit
    kind = say(f"reports.visit.{visit.kind}")
    if visit.at is None:
        return Visit(line=say("reports.visit.undated", kind=kind))
    at = visit.at.astimezone(case.clinic.clock)
    line = say("reports.visit.at", kind=kind, moment=case.language.moment(at))
    return Visit(line=line, at=at, standing=say("reports.visit.standing"))


def _zones(case: Case) -> tuple[str, ...]:
    answer = case.intake.answers.get(layout.load().zones)
    value: Any = answer.value if answer else ()
    return tuple(value or ())


def _foot(case: Case, reader: Reader, kept: Kept | None) -> Iterator[str]:
    """The digits that match a paper copy, and for the specialist the versions it was made with."""
    say, versions = case.language.say, case.assessment.versions
    if kept:
        yield say("reports.foot.record", hash=kept.hash[:DIGITS])
    if reader == "specialist":
        draft = any(rule.reviewed.status == "draft" for rule in case.screening.rulebook.rules)
        made = [
            say(f"reports.foot.{name}", version=getattr(versions, name)[:8])
            for name in ("questionnaire", "rulebook", "settings")
        ]
        yield " · ".join([*made, *([say("reports.foot.draft")] if draft else [])])


def _provenance(case: Case, made: datetime, kept: Kept | None) -> Iterator[Provenance]:
    say, versions = case.language.say, case.assessment.versions
    record = f"{kept.ref} · sha256 {kept.hash}" if kept else say("reports.provenance.unkept")
    yield Provenance(label=say("reports.provenance.record"), value=record)
    yield Provenance(label=say("reports.provenance.made"), value=case.language.moment(made))
    if kept and kept.chart:
        last = case.language.moment(kept.changed_at.astimezone(case.clinic.clock))
        yield Provenance(label=say("reports.provenance.noted"), value=last)
    for name in ("questionnaire", "rulebook", "settings"):
        yield Provenance(label=say(f"reports.provenance.{name}"), value=getattr(versions, name))
