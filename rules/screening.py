"""From an intake to an assessment: every rule judged at every moment that matters, in one pass.

A bit of each rail is one moment: first the visit as it stands, then each moment at which some wait is over. The
earliest moment without a dated deferral is read off the same rails, so moving a visit can never surprise.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from intake.answers import Entry, Intake
from intake.clinic import Clinic
from intake.condition import Condition, Judge, Parameters, compiled
from intake.instant import BEGINNING, Duration, Span
from intake.journey import contradictions
from intake.medicines import Catalogue
from intake.questionnaire import Questionnaire
from intake.rails import Rails
from intake.reader import Questions
from intake.reading import Reading
from intake.shelf_life import fresh
from rules.assessment import Assessment, Because, Finding, Letter, OpenPoint, Precaution, Urgent, Versions
from rules.explanation import Explainer
from rules.rule import LEVELS, OUTCOMES, URGENCIES, ChecklistLine, Demand, Level, Rule
from rules.rulebook import ANSWERED, Rulebook, parameters, settled, waits

if TYPE_CHECKING:
    from pyarrow import RecordBatch

    from intake.crowd import Crowd


Met = tuple[str, Literal["letter", "test"]]
"""A demand of one rule (its id) that was met: its letter lets treatment go on, its test was read and is well.

A photo is no such thing: whoever looks at one answers what the client could not, and the rules judge that.
"""


@dataclass(frozen=True)
class Bound:
    """A rule made ready for one clinic."""

    rule: Rule
    parameters: Parameters
    judge: Judge
    explainer: Explainer


@dataclass(frozen=True)
class Verdict:
    """What became of one rule: its rails over the moments, the level it counts with, and what it still demands."""

    bound: Bound
    rails: Rails
    level: Level
    needs: tuple[Demand, ...]

    @property
    def rule(self) -> Rule:
        return self.bound.rule

    @property
    def holds(self) -> bool:
        return bool(self.rails.true & 1) and not self.rule.leaves_open

    @property
    def counts(self) -> bool:
        """Do its demands stand: because it holds, or because not knowing counts as if it did?"""
        return self.holds or self.rule.if_unknown == "as_if_true"

    @property
    def raises(self) -> Level:
        """The level at which it counts for the outcome."""
        return self.level if self.holds else while_open(self.rule, self.level)

    def without(self, met: Collection[Met]) -> "Verdict":
        """The same once what it asked for is here and lets treatment go on: what was found stays, to be minded."""
        needs = tuple(need for need in self.needs if need.photo or (self.rule.id, need.kind) not in met)
        cleared = self.level == "clearance" and not needs
        return replace(self, level="caution" if cleared else self.level, needs=needs)


class Screening:
    """The rulebook bound to one clinic. Made once and shared; `assess` keeps nothing."""

    def __init__(self, questionnaire: Questionnaire, rulebook: Rulebook, catalogue: Catalogue, clinic: Clinic) -> None:
        self.questionnaire, self.rulebook, self.clinic = questionnaire, rulebook, clinic
        self.questions = Questions(questionnaire, catalogue, clinic)
        facts = {fact.id: fact for fact in rulebook.facts}
        self._named = {f.id: compiled(f.when, clinic.common_parameters) for f in rulebook.facts if not f.of}
        self._of_entry = {f.id: compiled(f.when, clinic.common_parameters) for f in rulebook.facts if f.of}
        self.rules: tuple[Bound, ...] = tuple(
            Bound(settled(rule, clinic), values, compiled(rule.when, values), Explainer(values, facts))
            for rule in rulebook.rules
            if rule.id not in clinic.switched_off or rule.locked
            for values in [parameters(rule, clinic)]
        )
        self._waits: frozenset[tuple[str, str, Duration]] = frozenset(
            wait for bound in self.rules for wait in waits(bound.rule, facts, bound.parameters)
        )
        self._checklist = [
            (line, compiled(line.when, clinic.common_parameters) if line.when else None) for line in rulebook.checklist
        ]
        self.versions = Versions(
            questionnaire=questionnaire.fingerprint, rulebook=rulebook.fingerprint, settings=clinic.fingerprint
        )

    def read(
        self, intake: Intake, moments: Sequence[datetime] | None = None, reading: type[Reading] = Reading
    ) -> Reading:
        """The answers as conditions see them, at the visit alone or at the given moments."""
        return reading(intake, self.questions, moments or [self.judged_at(intake)], self._named, self._of_entry)

    def crowd(self, block: "RecordBatch") -> "Crowd":
        """Many people's answers as conditions see them, each at their own visit (columns as intake.columns makes)."""
        # Not with the others: it brings numpy and Arrow, which one assessment does without.
        from intake.crowd import Crowd

        return Crowd(block, self.questions, self._named, self._of_entry)

    def judged_at(self, intake: Intake) -> datetime:
        """The visit's moment; without one, the moment of the assessment."""
        return intake.visit.at or intake.assessed_at

    def verdicts(self, intake: Intake) -> tuple[list[Verdict], Reading]:
        """Every rule that holds or cannot be decided."""
        intake = fresh(intake, self.questionnaire, self.clinic.clock)
        reading = self.read(intake, self._moments(intake))
        return self.judged(reading), reading

    def judged(self, reading: Reading, among: Callable[[Rule], bool] = lambda _: True) -> list[Verdict]:
        """Every rule that holds or cannot be decided, in the order of the rulebook; only those `among` the wanted."""
        bounds = (bound for bound in self.rules if among(bound.rule))
        return [verdict for bound in bounds if (verdict := self.verdict(bound, reading))]

    def verdict(self, bound: Bound, reading: Reading) -> Verdict | None:
        """What becomes of one rule; None where it neither holds nor is open."""
        if not (reading.windows_judged or self.judges(bound.rule, reading)):
            return None
        rails = bound.judge(reading)
        if not rails.possible & 1:
            return None
        level = bound.rule.level if reading.windows_judged else before_booking(bound.rule)
        return Verdict(bound, rails, level, bound.rule.needs)

    def judges(self, rule: Rule, reading: Reading) -> bool:
        """Does the rule mean anything yet? Before a treatment has a moment, a window has only its precaution."""
        return reading.windows_judged or not rule.windowed or rule.leave_out is not None

    def why(self, verdict: Verdict, reading: Reading) -> tuple[Because, ...]:
        """The answers that made a rule hold, or that would decide it."""
        condition: Condition = verdict.rule.when
        return verdict.bound.explainer.why(condition, reading, "true" if verdict.rails.true & 1 else "unknown")

    def checklist(self, reading: Reading) -> list[ChecklistLine]:
        """The lines that are for everybody, or whose condition may hold."""
        return [line for line, judge in self._checklist if judge is None or judge(reading).possible & 1]

    def assess(self, intake: Intake, met: Collection[Met] = ()) -> Assessment:
        """Judge one intake. Pure: the same intake gives the same assessment.

        `met` are demands of rules that were met since and let treatment go on; dates, events and what is urgent stay.
        """
        verdicts, reading = self.verdicts(intake)
        verdicts = [verdict.without(met) for verdict in verdicts] if met else verdicts
        findings = [self._finding(v, reading) for v in verdicts if v.holds and v.level != "advice"]
        opened = [self._open(v, reading) for v in verdicts if not v.holds]
        disputed = contradictions(reading)
        opened += (
            OpenPoint(rule=check.id, level="clearance", if_unknown="ask", questions=check.between) for check in disputed
        )
        standing = [v for v in verdicts if v.counts and v.level != "advice"]
        until = {v.rule.defer_until.event for v in standing if v.rule.defer_until and v.rule.defer_until.event}
        if any(point.if_unknown == "ask" and _grave(point.level) for point in opened):
            until.add(ANSWERED)
        letters: dict[str, list[str]] = {}
        for verdict in standing:
            for demand in verdict.needs:
                if demand.letter:
                    letters.setdefault(demand.letter, []).append(verdict.rule.id)
        levels = [v.raises for v in verdicts if v.level != "advice"] + ["clearance" for _ in disputed]
        not_before = self._not_before(verdicts, reading)
        waiting = any(_grave(finding.level) and finding.not_before is None for finding in findings)
        waiting = waiting or bool(letters or until) or any(_grave(point.level) for point in opened)
        return Assessment(
            outcome=OUTCOMES[max(levels, key=LEVELS.index, default="advice")],
            not_before=self._iso(not_before),
            bookable=not waiting and not any(v.level == "contraindicated" for v in standing),
            expected=self._iso(self._expected(intake, standing, not_before)),
            until=tuple(event.id for event in self.rulebook.events if event.id in until),
            letters=tuple(Letter(from_=sender, because=tuple(because)) for sender, because in letters.items()),
            precautions=tuple(one for v in verdicts if v.holds for one in self._precautions(v, reading)),
            urgent=self._urgent(verdicts),
            findings=tuple(sorted(findings, key=lambda finding: -LEVELS.index(finding.level))),
            open=tuple(sorted(opened, key=lambda point: -LEVELS.index(point.level))),
            advice=tuple(v.rule.id for v in verdicts if v.holds and v.level == "advice"),
            versions=self.versions,
        )

    def _moments(self, intake: Intake) -> list[datetime]:
        """The judged moment, and each later one at which a wait from some answer is over."""
        start, zone = self.judged_at(intake), self.clinic.clock
        now = Span(BEGINNING, intake.assessed_at)
        entries = _entries(intake)
        since: set[tuple[Duration, Span]] = set()
        for scope, name, wait in self._waits:
            if scope == "fact":
                answer = intake.answers.get(name)
                spans = [answer.value if answer else None]
            else:
                spans = [entry.last_taken for entry in entries]
            since |= {(wait, span if isinstance(span, Span) else now) for span in spans}
        ends = {wait.end(span, zone) for wait, span in since}
        return [start, *sorted(end for end in ends if end > start)]

    def _cleared(self, verdict: Verdict, reading: Reading) -> datetime | None:
        """The first moment at which the rule certainly does not hold and its wait is over, if time alone brings it."""
        least = self._wait_over(verdict, reading)
        for place, moment in enumerate(reading.moments[1:], start=1):
            if not verdict.rails.possible >> place & 1 and moment >= least:
                return moment
        return None

    def _wait_over(self, verdict: Verdict, reading: Reading) -> datetime:
        """The end of the wait that the rule names: it may be longer than what makes the rule hold."""
        until = verdict.rule.defer_until
        answer = reading.answer(until.from_) if until and until.from_ else None
        if not until or not until.wait or not answer or not isinstance(answer.value, Span):
            return BEGINNING
        return _length(until.wait, verdict.bound.parameters).end(answer.value, reading.zone)

    def _dated(self, verdict: Verdict) -> bool:
        until = verdict.rule.defer_until
        dated = until is not None and until.event is None
        return verdict.holds and (dated or verdict.level == "contraindicated")

    def _not_before(self, verdicts: Sequence[Verdict], reading: Reading) -> datetime | None:
        """The first moment at which no dated rule stands in the way, or None where none does or none ends."""
        dated = [v for v in verdicts if self._dated(v) and v.level in ("defer", "contraindicated")]
        if not dated or any(self._cleared(v, reading) is None for v in dated):
            return None
        least = max(self._wait_over(v, reading) for v in dated)
        # A rule that does not hold yet may hold later: moving the visit must not walk into it.
        later = [v for v in verdicts if v.rule.defer_until and v.rule.defer_until.from_ and not v.holds]
        for place, moment in enumerate(reading.moments):
            blocked = any(v.rails.possible >> place & 1 for v in dated) or any(v.rails.true >> place & 1 for v in later)
            if not blocked and moment >= least:
                return moment
        return None

    def _expected(self, intake: Intake, standing: Sequence[Verdict], not_before: datetime | None) -> datetime | None:
        """About when, once every letter and test that is asked for is here; only the desk sees it."""
        needs = [demand for v in standing for demand in v.needs]
        lettered = any(need.letter for need in needs)
        tested = any(need.test for need in needs) or (self.clinic.patch_test == "everyone" and intake.visit.treatment)
        if not (lettered or tested) or any(v.level == "contraindicated" for v in standing):
            return None
        letter = self.clinic.letter_days if lettered else 0
        test = self.clinic.patch_test_days if tested else 0
        ready = intake.assessed_at + timedelta(days=letter + test)
        return max(ready, not_before or ready)

    def _finding(self, verdict: Verdict, reading: Reading) -> Finding:
        cleared = self._cleared(verdict, reading) if self._dated(verdict) else None
        return Finding(
            rule=verdict.rule.id,
            version=verdict.rule.version,
            level=verdict.level,
            applies_to=verdict.rule.applies_to,
            because=self.why(verdict, reading),
            not_before=self._iso(cleared),
        )

    def _open(self, verdict: Verdict, reading: Reading) -> OpenPoint:
        questions = dict.fromkeys(one.question for one in self.why(verdict, reading))
        return OpenPoint(
            rule=verdict.rule.id, level=verdict.level, if_unknown=verdict.rule.if_unknown, questions=tuple(questions)
        )

    def _precautions(self, verdict: Verdict, reading: Reading) -> list[Precaution]:
        """What to leave out and from when: each entry that the rule holds for, or the person's own habit."""
        if verdict.rule.leave_out is None:
            return []
        length = _length(verdict.rule.leave_out, verdict.bound.parameters)
        visit = reading.intake.visit
        moment = self._iso(length.before(visit.at, reading.zone)) if visit.treatment and visit.at else None
        names: list[str | None] = list(dict.fromkeys(one.entry for one in self.why(verdict, reading) if one.entry))
        return [Precaution(rule=verdict.rule.id, entry=name, leave_out_from=moment) for name in names or [None]]

    def _urgent(self, verdicts: Sequence[Verdict]) -> tuple[Urgent, ...]:
        """The most urgent first; an open point speaks only where the rule says so."""
        found = [
            Urgent(rule=v.rule.id, urgency=v.rule.urgency)
            for v in verdicts
            if v.rule.urgency and (v.counts or v.rule.urgent_if_unknown)
        ]
        return tuple(sorted(found, key=lambda urgent: -URGENCIES.index(urgent.urgency)))

    def _iso(self, moment: datetime | None) -> str | None:
        return moment.astimezone(self.clinic.clock).isoformat(timespec="minutes") if moment else None


def _entries(intake: Intake) -> list[Entry]:
    values = [answer.value for answer in intake.answers.values() if isinstance(answer.value, tuple)]
    return [one for value in values for one in value if isinstance(one, Entry)]


def _length(wait: str, values: Parameters) -> Duration:
    """A wait as it is written in a rule; the loader made sure that it is one."""
    length = values[wait[1:]] if wait.startswith("$") else Duration.parse(wait)
    assert isinstance(length, Duration)
    return length


def before_booking(rule: Rule) -> Level:
    """While no treatment has a moment, a wait is news for the plan and no deferral; a letter is asked for anyway."""
    dated = rule.windowed or (rule.defer_until is not None and rule.defer_until.from_ is not None)
    return milder(rule.level, "clearance" if rule.needs else "caution") if dated else rule.level


def while_open(rule: Rule, level: Level) -> Level:
    """The level at which a rule of `level` counts while it is not decided."""
    match rule.if_unknown:
        case "as_if_true":
            return level
        case "ask":
            return milder(level, "defer")
        case "review":
            return milder(level, "caution")


def milder(level: Level, most: Level) -> Level:
    return min(level, most, key=LEVELS.index)


def _grave(level: Level) -> bool:
    return LEVELS.index(level) >= LEVELS.index("clearance")
