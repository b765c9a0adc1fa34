"""Which answers stand where on a report: the only place that knows questions by name, as data."""

from functools import cache
from itertools import chain
from pathlib import Path

from intake.condition import Strict
from intake.content import ContentError, Document
from intake.questionnaire import Id, Questionnaire

FILE = Path(__file__).parent / "layout.yaml"


class Layout(Strict):
    """Ids of questions by the place in which their answers stand."""

    reach: tuple[Id, ...]
    helper: tuple[Id, ...]
    support: tuple[Id, ...]
    zones: Id
    wants: tuple[Id, ...]
    allergies: tuple[Id, ...]
    comfort: tuple[Id, ...]
    pattern: Id

    def check(self, questionnaire: Questionnaire) -> None:
        """Raise ContentError for an id that is no question."""
        listed = (self.reach, self.helper, self.support, self.wants, self.allergies, self.comfort)
        named = [*chain.from_iterable(listed), self.zones, self.pattern]
        wrong = [f"{FILE.name}: nothing is called {name!r}" for name in named if name not in questionnaire.questions]
        if wrong:
            raise ContentError(wrong)


@cache
def load(path: Path = FILE) -> Layout:
    """Read the layout; raises ContentError."""
    return Document(path).as_model(Layout)
