"""For whom a question of the blank paper form is: its condition as one short sentence about earlier answers."""

from collections.abc import Callable, Mapping

from intake.clinic import Clinic
from intake.condition import All, AnyOf, Condition, Not, Test
from intake.instant import Duration
from intake.language import Language
from intake.questionnaire import VISIT_KINDS, Questionnaire

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class OnlyIf:
    """Says conditions in words; `numbers` is how the paper numbers each question ("6.1"), `option` an option's text."""

    def __init__(
        self, questionnaire: Questionnaire, clinic: Clinic, language: Language, numbers: Mapping[str, str],
        option: Callable[[str, str], str],
    ) -> None:  # fmt: skip
        self._questions, self._clinic, self._language = questionnaire.questions, clinic, language
        self._numbers, self._option = numbers, option

    def sentence(self, condition: Condition) -> str:
        """Only if you ticked b, c or e at 6.1."""
        return self._say("only_if", clause=self._clause(condition, True))

    def _say(self, key: str, **values: str) -> str:
        return self._language.say(f"reports.blank.{key}", **values)

    def _clause(self, condition: Condition, holds: bool) -> str:
        match condition:
            case Not(not_=part):
                return self._clause(part, not holds)
            case All(all=parts) | AnyOf(any=parts):
                both = isinstance(condition, All) == holds
                clauses = [self._clause(part, holds) for part in parts]
                return self._say("and" if both else "or").join(clauses)
            case Test():
                return self._test(condition, holds)
        raise ValueError("a question of the paper form cannot depend on this")

    def _test(self, test: Test, holds: bool) -> str:
        if test.newer_than is not None:
            named = self._clinic.common_parameters.get(test.newer_than.removeprefix("$"))
            wait = named if isinstance(named, Duration) else Duration.parse(test.newer_than)
            return self._say("younger" if holds else "older", age=str(wait.count))
        if test.name == "visit_kind":
            return self._visit([kind for kind in VISIT_KINDS if (kind in test.operand) == holds])
        number = self._numbers[test.name]
        return self._say("ticked" if holds else "not_ticked", options=self._ticks(test), number=number)

    def _visit(self, kinds: list[str]) -> str:
        """What they come for, in the words beside its boxes."""
        said = [self._say("quoted", text=self._language.say(f"screens.visit_{kind}")) for kind in kinds]
        return self._say("visit", kinds=self._say("or").join(said))

    def _ticks(self, test: Test) -> str:
        """One option in its words, several by their letters, as they stand before the boxes."""
        question = self._questions[test.name]
        if test.none:
            return self._say("quoted", text=self._option(question.id, "none"))
        words = tuple(test.is_ or test.has or ())
        if question.type in ("yes_no", "consent"):
            return self._say(f"answer_{words[0]}")
        if len(words) == 1:
            return self._say("quoted", text=self._option(question.id, words[0]))
        letters = sorted(LETTERS[[option.id for option in question.options].index(word)] for word in words)
        return self._say("or").join([", ".join(letters[:-1]), letters[-1]])
