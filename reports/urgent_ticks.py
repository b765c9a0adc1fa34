"""Which ticks on the paper form cannot wait until somebody reads it: those by which a rule makes an urgent message."""

from collections.abc import Iterator, Mapping

from intake.condition import All, AnyOf, Condition, Test, tests
from intake.questionnaire import Questionnaire
from rules.screening import Screening

URGENCIES = ("emergency", "today")
Ticks = Mapping[str, Mapping[str, frozenset[str]]]
"""Question, urgency, options."""


def urgent_ticks(screening: Screening) -> Ticks:
    """The options by which a rule that cannot wait comes true, on their own or below the tick that leads to them.

    What is urgent only together with an answer elsewhere is left to whoever reads the form: on paper it would send
    everybody with a fever to the emergency number.
    """
    questionnaire = screening.questionnaire
    found: dict[str, dict[str, frozenset[str]]] = {}
    for rule in screening.rulebook.rules:
        if rule.urgency not in URGENCIES:
            continue
        for test in _enough(rule.when, questionnaire):
            ticked = found.setdefault(test.name, {})
            ticked[rule.urgency] = ticked.get(rule.urgency, frozenset()) | frozenset(test.is_ or test.has or ())
    return found


def _enough(condition: Condition, questionnaire: Questionnaire) -> Iterator[Test]:
    """The tests on ticks each of which is enough for the condition."""
    match condition:
        case Test(fact=name) if name in questionnaire.questions and (condition.is_ or condition.has):
            yield condition
        case AnyOf(any=parts):
            for part in parts:
                yield from _enough(part, questionnaire)
        case All(all=parts):
            order = list(questionnaire.questions)
            groups = [list(_enough(part, questionnaire)) for part in parts]
            if all(groups):
                last = max(groups, key=lambda group: max(order.index(test.name) for test in group))
                above = {name for test in last for name in _led_by(test.name, questionnaire)}
                if all(test.name in above for group in groups for test in group):
                    yield from last


def _led_by(name: str, questionnaire: Questionnaire) -> set[str]:
    """A question and those whose ticks lead to it."""
    condition = questionnaire.questions[name].visible_when
    return {name, *(test.name for test in tests(condition))} if condition else {name}
