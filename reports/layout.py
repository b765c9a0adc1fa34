"""What stands where on a report: the only place that knows questions and rules by name, as data."""

from collections.abc import Container
from functools import cache
from itertools import chain
from pathlib import Path

from intake.condition import Strict
from intake.content import ContentError, Document
from intake.questionnaire import Id, Questionnaire
from rules.rule import RuleId

FILE = Path(__file__).parent / "layout.yaml"


class Layout(Strict):
    """Ids of questions by the place in which their answers stand; `refers_back` are ids of rules."""

    reach: tuple[Id, ...]
    helper: tuple[Id, ...]
    support: tuple[Id, ...]
    zones: Id
    wants: tuple[Id, ...]
    allergies: tuple[Id, ...]
    comfort: tuple[Id, ...]
    pattern: Id
    refers_back: tuple[RuleId, ...]

    def check(self, questionnaire: Questionnaire, rules: Container[str]) -> None:
        """Raise ContentError for an id that is no question, or none of `rules`."""
        listed = (self.reach, self.helper, self.support, self.wants, self.allergies, self.comfort)
        named = [*chain.from_iterable(listed), self.zones, self.pattern]
        unknown = [name for name in named if name not in questionnaire.questions]
        unknown += [name for name in self.refers_back if name not in rules]
        wrong = [f"{FILE.name}: nothing is called {name!r}" for name in unknown]
        if wrong:
            raise ContentError(wrong)


@cache
def load(path: Path = FILE) -> Layout:
    """Read the layout; raises ContentError."""
    return Document(path).as_model(Layout)
