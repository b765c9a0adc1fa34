"""All rules with the facts, events and checklist beside them; read from YAML and refused when anything is amiss."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from intake.clinic import Clinic
from intake.condition import Fact, Parameters, Strict, Vocabulary, bound, faults, tests
from intake.content import ContentError, Document, fingerprint
from intake.instant import Duration
from intake.medicines import Catalogue
from intake.questionnaire import Questionnaire, condition_faults
from intake.reader import ENTRY_FACTS
from rules.rule import ChecklistLine, Event, NamedFact, Rule

FOLDER = Path(__file__).parent
ANSWERED = "answered"
"""The event that an open question waits for."""

M = TypeVar("M", bound=BaseModel)


class Rulebook(Strict):
    """The rulebook as data, in the order of its files."""

    rules: tuple[Rule, ...]
    facts: tuple[NamedFact, ...]
    events: tuple[Event, ...]
    checklist: tuple[ChecklistLine, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def event_texts(self) -> dict[str, str]:
        return {event.id: event.text for event in self.events}

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self)


def parameters(rule: Rule, clinic: Clinic) -> Parameters:
    """The rule's parameters as this clinic has them, with those that every condition may name."""
    own = clinic.parameters.get(rule.id, {})
    return {
        **clinic.common_parameters,
        **{name: parameter.bound(own.get(name, parameter.value)) for name, parameter in rule.parameters.items()},
    }


def settled(rule: Rule, clinic: Clinic) -> Rule:
    """The rule with the level that this clinic gives it."""
    level = clinic.levels.get(rule.id)
    return at_level(rule, level) if level else rule


def at_level(rule: Rule, level: str) -> Rule:
    """The rule at another level: without its wait below defer, and asking what it does not know above caution."""
    change: dict[str, object] = {"level": level}
    if level != "defer":
        change["defer_until"] = None
    if rule.if_unknown == "review" and level not in ("advice", "caution"):
        change["if_unknown"] = "ask"
    return rule.model_copy(update=change)


def load(questionnaire: Questionnaire, catalogue: Catalogue, folder: Path = FOLDER) -> Rulebook:
    """Read book/*.yaml and the lists beside it; raises ContentError with every fault that is found."""
    wrong: list[str] = []
    placed: list[tuple[Document, int, Rule]] = []
    for path in sorted((folder / "book").glob("*.yaml")):
        document = Document(path)
        placed.extend((document, place, rule) for place, rule in _items(document, Rule, wrong))
    facts_file, events_file, checklist_file = (
        Document(folder / name) for name in ("facts.yaml", "events.yaml", "checklist.yaml")
    )
    facts = _items(facts_file, NamedFact, wrong)
    events = _items(events_file, Event, wrong)
    checklist = _items(checklist_file, ChecklistLine, wrong)
    if not wrong:
        known = vocabulary(questionnaire, catalogue, ())
        for place, fact in facts:
            wrong += (facts_file.fault(f"{fact.id}: {fault}", place) for fault in _fact_faults(fact, known))
            known = vocabulary(questionnaire, catalogue, tuple(fact for _, fact in facts[: place + 1]))
        for place, event in events:
            for name in set(event.asks) - set(questionnaire.questions):
                wrong.append(events_file.fault(f"{event.id}: nothing is called {name!r}", place))
        ids: set[str] = set()
        event_ids = {event.id for _, event in events}
        for document, place, rule in placed:
            wrong += (
                document.fault(f"{rule.id}: {fault}", place) for fault in _rule_faults(rule, known, event_ids, ids)
            )
            ids.add(rule.id)
        for place, line in checklist:
            for fault in condition_faults(line.when, known, Clinic().common_parameters) if line.when else ():
                wrong.append(checklist_file.fault(f"{line.id}: {fault}", place))
    if wrong:
        raise ContentError(wrong)
    return Rulebook(
        rules=tuple(rule for _, _, rule in placed),
        facts=tuple(fact for _, fact in facts),
        events=tuple(event for _, event in events),
        checklist=tuple(line for _, line in checklist),
    )


def rule_ids(stem: str, folder: Path = FOLDER) -> list[str]:
    """The rules of one file of book/; raises ContentError where there is none of that name."""
    document = Document(folder / "book" / f"{stem}.yaml")
    return [item["id"] for item in document.value]


def clinic_facts(catalogue: Catalogue) -> dict[str, Fact]:
    """What a rule may ask of the clinic (intake.clinic gives the words)."""
    return {
        "clinic_numbing": Fact("words", catalogue.words["ingredient"]),
        "clinic_patch_test": Fact("word", frozenset({"when_asked", "everyone"})),
    }


def vocabulary(questionnaire: Questionnaire, catalogue: Catalogue, facts: tuple[NamedFact, ...]) -> Vocabulary:
    """Everything that a rule may name: questions, the visit, the clinic's numbing products, entries, named facts."""
    columns = {name: Fact("word", words) for name, words in catalogue.words.items()}
    person: dict[str, Fact] = {**questionnaire.facts, **clinic_facts(catalogue)}
    entry: dict[str, Fact] = {**columns, **ENTRY_FACTS}
    for fact in facts:
        (entry if fact.of else person)[fact.id] = Fact("word", frozenset({"yes", "no"}))
    return Vocabulary(person, entry)


def _items(document: Document, model: type[M], wrong: list[str]) -> list[tuple[int, M]]:
    if not isinstance(document.value, list):
        wrong.append(document.fault(f"this file holds a list of {model.__name__}"))
        return []
    found = []
    for place in range(len(document.value)):
        try:
            found.append((place, document.as_model(model, place)))
        except ContentError as error:
            wrong.extend(error.faults)
    return found


def _fact_faults(fact: NamedFact, known: Vocabulary) -> Iterator[str]:
    if fact.id in known.person or fact.id in known.entry:
        yield f"the name {fact.id!r} stands twice"
    for test in tests(fact.when):
        if test.operation == "within":
            yield "`within` stands in a rule itself, not in a shared fact"
    if fact.of:
        yield from faults(fact.when, known, {}, inside=True)
    else:
        yield from condition_faults(fact.when, known, {})


def _rule_faults(rule: Rule, known: Vocabulary, events: set[str], ids: set[str]) -> Iterator[str]:
    if rule.id in ids:
        yield f"the id {rule.id!r} stands twice"
    values = parameters(rule, Clinic())
    yield from condition_faults(rule.when, known, values)
    if rule.leave_out:
        yield from _wait_faults("leave_out", rule.leave_out, values)
    for name in rule.falls_with:
        if name not in known.person:
            yield f"`falls_with`: nothing is called {name!r}"
    until = rule.defer_until
    if until and until.event and until.event not in events:
        yield f"no event is called {until.event!r}; allowed: {', '.join(sorted(events))}"
    if until and until.wait:
        yield from _wait_faults("defer_until", until.wait, values)
        dated = {(test.name, test.operand) for test in tests(rule.when) if test.operation in ("within", "newer_than")}
        if (until.from_, until.wait) not in dated:
            yield "`defer_until` names a date and a wait that `when` tests with `within` or `newer_than`"
    used = {str(test.operand)[1:] for test in tests(rule.when)}
    used |= {str(wait)[1:] for wait in (rule.leave_out, until.wait if until else None) if wait}
    for name in set(rule.parameters) - used:
        yield f"the parameter {name!r} is not used"


def _wait_faults(key: str, wait: str, values: Parameters) -> Iterator[str]:
    try:
        value = values[wait[1:]] if wait.startswith("$") else Duration.parse(wait)
    except KeyError:
        yield f"`{key}` names no parameter; allowed: {', '.join(f'${name}' for name in values)}"
    except ValueError as error:
        yield str(error)
    else:
        if not isinstance(value, Duration):
            yield f"`{key}` needs a length of time"


def waits(rule: Rule, facts: Mapping[str, NamedFact], values: Parameters) -> Iterator[tuple[str, str, Duration]]:
    """Every (fact or entry, its name, wait) that the rule compares with the moment, through the facts it names."""
    for test in tests(rule.when):
        if test.operation in ("within", "newer_than"):
            yield ("entry" if test.entry else "fact"), test.name, bound(test, values)
        elif test.name in facts:
            for inner in tests(facts[test.name].when):
                if inner.operation == "newer_than":
                    yield ("entry" if inner.entry else "fact"), inner.name, bound(inner, values)
