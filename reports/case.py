"""One intake as a report sees it: answers, assessment, content and language, with the few questions asked of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal

from intake.answered import options, said, when
from intake.answers import Entry, Intake
from intake.clinic import Clinic
from intake.condition import tests
from intake.instant import Duration, Span
from intake.language import Language
from intake.questionnaire import Check, Question, Section
from intake.reading import Reading
from rules.assessment import Assessment, Because, Finding, Letter, OpenPoint
from rules.concern import concerned
from rules.rule import Rule
from rules.rulebook import ANSWERED, parameters
from rules.screening import Met, Screening

NAME = "full_name"
"""One of the two ids that are fixed."""


@dataclass(frozen=True)
class Case:
    """One intake, what the rules made of it, and the language of whoever is told; `met` as `assess` took it."""

    screening: Screening
    intake: Intake
    assessment: Assessment
    language: Language
    met: Collection[Met] = ()

    @property
    def name(self) -> str:
        """Whose intake it is; "" where they did not say."""
        return self.answered(NAME)

    @property
    def clinic(self) -> Clinic:
        return self.screening.clinic

    @property
    def promise(self) -> str:
        """Completes "we answer ..."; the program's own words are translated, a clinic's stand as it wrote them."""
        return self.language.content("clinic.promise", self.clinic.promise)

    @cached_property
    def reading(self) -> Reading:
        return self.screening.read(self.intake)

    @cached_property
    def why(self) -> dict[str, tuple[Because, ...]]:
        """For each rule that holds or is open, the answers that make it so."""
        verdicts, reading = self.screening.verdicts(self.intake)
        return {verdict.rule.id: self.screening.why(verdict, reading) for verdict in verdicts}

    @cached_property
    def concerned(self) -> tuple[str, ...]:
        """The rules that a medicine which nobody recognised might concern."""
        return concerned(self.screening, self.intake)

    @cached_property
    def open(self) -> tuple[OpenPoint, ...]:
        """The open points that matter: not knowing about an advice raises nothing."""
        return tuple(point for point in self.assessment.open if point.level != "advice")

    @cached_property
    def findings(self) -> dict[str, Finding]:
        return {finding.rule: finding for finding in self.assessment.findings}

    def question(self, name: str) -> Question:
        return self.screening.questionnaire.questions[name]

    def asked(self, name: str) -> str:
        """A question as the client reads it."""
        return self.language.content(f"questions.{name}.text", self.question(name).text)

    def options(self, name: str) -> Mapping[str, str]:
        """The text of each option of a question by its id."""
        return options(self.question(name), self.language)

    def title(self, section: Section) -> str:
        return self.language.content(f"sections.{section.id}.title", section.title)

    def section_title(self, name: str) -> str:
        """The title of the step on which a question stands."""
        sections = self.screening.questionnaire.sections
        return self.title(next(each for each in sections if any(question.id == name for question in each.questions)))

    def answered(self, name: str) -> str:
        """An answer in words; "" where there is none."""
        answer = self.intake.answers.get(name)
        return said(self.question(name), answer, self.language, self.clinic.clock) if answer else ""

    def dated(self, name: str) -> tuple[date, date] | None:
        """The first and the last day that a date may mean, on the clinic's calendar; None where none was told."""
        answer = self.intake.answers.get(name)
        if answer is None or not isinstance(answer.value, Span) or not self.reading.visible(name).possible & 1:
            return None
        start, last = (one.astimezone(self.clinic.clock).date() for one in (answer.value.start, answer.value.last))
        return start, last

    def said(self, names: Iterable[str]) -> list[str]:
        """The answers to these questions in words, as far as they are asked and answered with more than "none"."""
        given = [name for name in names if self.reading.visible(name).possible & 1 and self._given(name)]
        return [text for name in given if (text := self.answered(name))]

    def _given(self, name: str) -> bool:
        answer = self.intake.answers.get(name)
        return answer is not None and answer.value not in ((), None)

    def counted(self, name: str, count: int) -> str:
        """A number with its noun: "1 letter awaited", "2 questions"."""
        return self.language.counted(f"reports.{name}", count)

    def state(self, name: str) -> str:
        """Why something is open: "not sure", "rather in person", "not answered"; or the answer that is too coarse.

        An answer that is too old for the visit is shown with the others, and is none here.
        """
        answer = self.reading.answer(name)
        if answer and answer.state == "answered":
            return self.answered(name)
        return self.language.say(f"reports.specialist.{answer.state if answer else 'unanswered'}")

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The medicines of an answer."""
        answer = self.intake.answers.get(name)
        value: Any = answer.value if answer else None
        return tuple(each for each in value if isinstance(each, Entry)) if isinstance(value, tuple) else ()

    def standing(self) -> list[Rule]:
        """The rules whose demands count: those that hold, and those that count as if they did."""
        names = [finding.rule for finding in self.assessment.findings]
        names += [point.rule for point in self.open if point.if_unknown == "as_if_true"]
        return [rule for name in names if (rule := self.rule(name))]

    def needed(self, kind: Literal["photo", "test"]) -> list[str]:
        """The photos or tests that are asked for, in words."""
        found = []
        for rule in self.standing():
            for number, demand in enumerate(rule.needs):
                text = demand.photo if kind == "photo" else demand.test
                if text and (rule.id, demand.kind) not in self.met:
                    found.append(self.language.content(f"rules.{rule.id}.needs.{number}", text))
        return list(dict.fromkeys(found))

    def events(self) -> list[str]:
        """What has to happen first, in words that follow "once"; that questions are answered is said elsewhere."""
        texts = self.screening.rulebook.event_texts
        return [self.language.content(f"events.{e}", texts[e]) for e in self.assessment.until if e != ANSWERED]

    def open_entries(self, name: str) -> list[str]:
        """The medicines of an answer that leave something open, as typed."""
        because = [one for point in self.open for one in self.why.get(point.rule, ())]
        return list(dict.fromkeys(one.entry for one in because if one.question == name and one.entry))

    def open_questions(self) -> list[str]:
        """The questions whose answers would decide what is open, the gravest first, each once.

        What counts as if it held says itself what to do about its own questions.
        """
        told = {name for point in self.open if point.if_unknown == "as_if_true" for name in point.questions}
        found = [name for point in self.open if self.rule(point.rule) for name in point.questions]
        return [name for name in dict.fromkeys(found) if name not in told]

    def rule(self, name: str) -> Rule | None:
        """The rule of that id; None where a contradiction between answers is meant."""
        return self.screening.rulebook.by_id.get(name)

    def check(self, name: str) -> Check:
        return next(check for check in self.screening.questionnaire.checks if check.id == name)

    def filled(self, rule: Rule, part: str, source: str) -> str:
        """A text of a rule with everything in braces filled in, for this person and clinic."""
        return self.language.content(f"rules.{rule.id}.{part}", source).format_map(_Values(self, rule))

    def checked(self, rule: Rule) -> str:
        """What a rule says to a specialist, of which medicines, and that it is not known whether it holds, if it is
        not."""
        text = self.filled(rule, "specialist", rule.specialist)
        meant = list(dict.fromkeys(one.entry for one in self.why.get(rule.id, ()) if one.entry))
        if meant:
            text = self.language.say("reports.specialist.of", entries=self.language.listed(meant), check=text)
        if any(point.rule == rule.id for point in self.open):
            return self.language.say("reports.specialist.not_known", check=text)
        return text

    def moment(self, iso: str) -> str:
        """A moment of the assessment on the clinic's clock: "Thu 10 Dec, 14:00"."""
        return self.language.short_moment(datetime.fromisoformat(iso).astimezone(self.clinic.clock))

    def day(self, moment: datetime) -> str:
        return self.language.short_date(moment.astimezone(self.clinic.clock).date())

    def chase(self, asked: datetime) -> str:
        """The day on which to ask again for a letter that was asked for at this moment: when it would usually be here,
        and no later than half-way to the treatment, so that there is time for it still."""
        visit, day = self.intake.visit, asked.astimezone(self.clinic.clock).date()
        wait = self.clinic.letter_days
        if visit.treatment and visit.at and visit.at > asked:
            wait = min(wait, (visit.at.astimezone(self.clinic.clock).date() - day).days // 2)
        return self.language.short_date(day + timedelta(days=wait))

    def subject(self, rules: Iterable[str]) -> str:
        """What some rules are about, in the client's own words: medicines as typed, else what was ticked for them."""
        return self.language.listed(self.subjects(rules))

    def subjects(self, rules: Iterable[str]) -> list[str]:
        """The same, each by itself."""
        return list(dict.fromkeys(text for name in rules for text in self._subject(name)))

    def letter_subject(self, letter: Letter) -> str:
        """What a letter is about: never something of the client's own that has a clock, which no prescriber knows."""
        found = dict.fromkeys(text for name in letter.because for text in self._subject(name) if text not in self._own)
        if not found:  # a plain yes, say: then the step names the matter
            found = dict.fromkeys(
                self.section_title(one.question) for rule in letter.because for one in self.why.get(rule, ())
            )
        return self.in_a_sentence(found)

    def in_a_sentence(self, subjects: Iterable[str]) -> str:
        """Subjects within a sentence: what was ticked is a sentence's beginning or a whole one, so it is quoted."""
        typed = {one.entry for because in self.why.values() for one in because if one.entry}
        quoted = (one if one in typed else self.language.say("reports.quoted", text=one) for one in subjects)
        return self.language.listed(list(quoted))

    def kept_on(self, letter: Letter) -> bool:
        """Is a letter about medicines that are all still taken, so that "keep taking" is true of each?"""
        meant = self._meant(letter)
        return bool(meant) and all(each.still == "yes" for each in meant)

    def letter_medicines(self, letter: Letter) -> tuple[str, ...]:
        """The medicines that a letter is about, as typed."""
        return tuple(dict.fromkeys(each.name for each in self._meant(letter)))

    def _meant(self, letter: Letter) -> list[Entry]:
        named = {(one.question, one.entry) for rule in letter.because for one in self.why.get(rule, ()) if one.entry}
        return [
            each
            for question in dict.fromkeys(question for question, _ in sorted(named, key=str))
            for each in self.entries(question)
            if (question, each.name) in named and each.name not in self._own
        ]

    @cached_property
    def _own(self) -> set[str]:
        """The medicines that a rule with a clock holds for: only one's own ever have one."""
        timed = [rule for rule in self.standing() if rule.leave_out or (rule.defer_until and rule.defer_until.from_)]
        return {one.entry for rule in timed for one in self.why.get(rule.id, ()) if one.entry}

    def _subject(self, name: str) -> list[str]:
        because = self.why.get(name, ())
        rule = self.rule(name)
        entries = [one.entry for one in because if one.entry]
        if entries or rule is None:
            return entries
        facts = {fact.id: fact for fact in self.screening.rulebook.facts}
        words: set[str] = set()
        for test in tests(rule.when):
            for inner in tests(facts[test.name].when) if test.name in facts else [test]:
                words |= set(inner.operand) if isinstance(inner.operand, tuple) else set()
        ticked = []
        for one in because:
            held = one.value if isinstance(one.value, list) else [one.value]
            named = self.options(one.question)
            ticked += [named[word] for word in held if isinstance(word, str) and word in words and word in named]
        return ticked


class _Values(dict[str, str]):
    """What stands in braces. What nobody knows is said in plain words rather than left out."""

    def __init__(self, case: Case, rule: Rule) -> None:
        super().__init__({name: str(value) for name, value in case.clinic.placeholders().items()})
        self["promise"] = case.promise
        self.case, self.rule = case, rule

    def __missing__(self, name: str) -> str:
        case = self.case
        because = case.why.get(self.rule.id, ())
        value = ""
        if name == "entry":
            value = case.language.listed(list(dict.fromkeys(one.entry for one in because if one.entry)))
        elif name == "when":
            value = self._when(because)
        elif name == "not_before":
            found = case.findings.get(self.rule.id)
            value = case.moment(found.not_before) if found and found.not_before else ""
            if value and not case.assessment.bookable:
                value = case.language.say("reports.not_before_once", moment=value)
        elif name == "leave_out_from":
            value = self._leave_out_from()
        return value or case.language.say(f"reports.unknown.{name}")

    def _when(self, because: Iterable[Because]) -> str:
        spans = []
        for one in because:
            answer = self.case.intake.answers.get(one.question)
            value: Any = answer.value if answer else None
            if isinstance(value, Span):
                spans.append(value)
            elif one.entry and isinstance(value, tuple):
                spans += [e.last_taken for e in value if isinstance(e, Entry) and e.name == one.entry and e.last_taken]
        return when(max(spans, key=lambda span: span.end), self.case.language, self.case.clinic.clock) if spans else ""

    def _leave_out_from(self) -> str:
        for precaution in self.case.assessment.precautions:
            if precaution.rule == self.rule.id and precaution.leave_out_from:
                return self.case.moment(precaution.leave_out_from)
        return before_visit(self.rule, self.case) if self.rule.leave_out else ""


def before_visit(rule: Rule, case: Case) -> str:
    """ "48 hours before your session", for a visit that has no moment yet."""
    wait = rule.leave_out or ""
    length = parameters(rule, case.clinic)[wait[1:]] if wait.startswith("$") else Duration.parse(wait)
    assert isinstance(length, Duration), "the loader asks for a length of time"
    return case.language.say(f"reports.before.{length.unit}", count=length.count)
