"""Why a rule holds, or why it cannot be decided: the fewest answers that made it so, by walking its tree again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from intake.condition import All, AnyOf, AtLeast, Condition, Count, Judge, Not, Parameters, Some, Test, View, compiled
from intake.reading import EntryReading, Reading
from rules.assessment import Because
from rules.rule import NamedFact

Truth = Literal["true", "false", "unknown"]


@dataclass(frozen=True)
class Explainer:
    """Walks conditions of one rule with its parameters; named facts are explained by what they stand for."""

    parameters: Parameters
    facts: dict[str, NamedFact]
    _judges: dict[int, Judge] = field(default_factory=dict, repr=False)
    _wholes: dict[int, All] = field(default_factory=dict, repr=False)

    def why(self, condition: Condition, reading: Reading, truth: Truth) -> tuple[Because, ...]:
        """The deciding answers, each once, in the order of the rule."""
        once = {(one.question, one.entry, str(one.value)): one for one in self._why(condition, reading, truth)}
        return tuple(once.values())

    def _truth(self, condition: Condition, view: View) -> Truth:
        judge = self._judges.get(id(condition))
        if judge is None:
            judge = self._judges[id(condition)] = compiled(condition, self.parameters)
        rails = judge(view)
        return "true" if rails.true & 1 else "unknown" if rails.possible & 1 else "false"

    def _why(self, condition: Condition, view: View, truth: Truth) -> Iterator[Because]:
        match condition:
            case All(all=parts):
                yield from self._parts(parts, view, truth, all_of=truth == "true")
            case AnyOf(any=parts):
                yield from self._parts(parts, view, truth, all_of=truth == "false")
            case AtLeast(at_least=Count(of=parts)):
                yield from self._parts(parts, view, truth, all_of=True)
            case Not(not_=part):
                opposite: dict[Truth, Truth] = {"true": "false", "false": "true", "unknown": "unknown"}
                yield from self._why(part, view, opposite[truth])
            case Some():
                yield from self._some(condition, view, truth)
            case Test():
                yield from self._test(condition, view, truth)

    def _parts(self, parts: tuple[Condition, ...], view: View, truth: Truth, all_of: bool) -> Iterator[Because]:
        """Those parts that are what the whole is; one is enough where one decides."""
        for part in parts:
            if self._truth(part, view) == truth:
                yield from self._why(part, view, truth)
                if not all_of and truth == "false":
                    return

    def _some(self, condition: Some, view: View, truth: Truth) -> Iterator[Because]:
        whole = self._whole(condition)
        entries, unlisted = view.entries()
        for entry in entries:
            if self._truth(whole, entry) == truth:
                yield from self._why(whole, entry, truth)
        if (truth == "false" and not entries) or (truth == "unknown" and unlisted.possible & 1):
            assert isinstance(view, Reading)
            for question in view.questions.questionnaire.questions.values():
                if question.type == "medicines":
                    yield from self._asked(question.id, view)

    def _whole(self, condition: Some) -> All:
        """What one entry has to be; kept, so that it is compiled once."""
        whole = self._wholes.get(id(condition))
        if whole is None:
            whole = self._wholes[id(condition)] = All(all=condition.some.all)
        return whole

    def _test(self, test: Test, view: View, truth: Truth) -> Iterator[Because]:
        if test.name in self.facts:
            fact = self.facts[test.name]
            positive = "yes" in test.operand
            opposite: dict[Truth, Truth] = {"true": "false", "false": "true", "unknown": "unknown"}
            yield from self._why(fact.when, view, truth if positive else opposite[truth])
        elif test.fact:
            person = view.reading if isinstance(view, EntryReading) else view
            assert isinstance(person, Reading)
            yield from self._asked(test.fact, person)
        else:
            assert isinstance(view, EntryReading)
            field = getattr(view.entry, test.name, None)
            value = view.entry.raw.get(test.name) if field is not None else view.entry.name
            yield Because(question=view.question, entry=view.entry.name, value=value)

    def _asked(self, name: str, person: Reading) -> Iterator[Because]:
        """The answer to a question; where the question itself may be hidden, the answers that leave this open."""
        question = person.questions.questionnaire.questions.get(name)
        if question is None:
            return
        shown = person.visible(name)
        if question.visible_when and not shown.true & 1:
            yield from self._why(question.visible_when, person, "unknown" if shown.possible & 1 else "false")
            return
        answer = person.answer(name)
        yield Because(question=name, entry=None, value=answer.raw if answer else None)
