"""What a rulebook may be wrong in although it loads: what nobody reads, what is out of date, what lacks a witness."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from intake.condition import Condition, Strict, tests
from intake.content import Document, fingerprint
from intake.instant import Duration
from intake.questionnaire import Id, Question, Questionnaire, Text
from rules.rule import Rule
from rules.rulebook import ANSWERED, FOLDER, Rulebook
from rules.screening import Screening

VERSIONS = FOLDER / "versions.yaml"
REVIEW_LASTS = Duration(2, "years")
READ_BY_TESTS = ("yes_no", "choice", "choices", "zones", "number", "scale", "date")
"""The kinds of answer that a rule can read; words are for people."""


class Unread(Strict):
    """A question, or some of its options, that no rule reads on purpose, and why it is asked all the same."""

    question: Id
    options: tuple[Id, ...] = ()
    why: Text


class Version(Strict):
    """The version of a rule, and the fingerprint that its content had when it got that version."""

    version: int
    content: str


@cache
def load_unread(path: Path = FOLDER / "unread.yaml") -> tuple[Unread, ...]:
    """What is asked for people and not for rules; raises ContentError."""
    document = Document(path)
    return tuple(document.as_model(Unread, place) for place in range(len(document.value)))


def load_versions(path: Path = VERSIONS) -> dict[str, Version]:
    """The version of each rule as it was last written down; raises ContentError."""
    document = Document(path)
    return {name: document.as_model(Version, name) for name in document.value}


def write_versions(book: Rulebook, path: Path = VERSIONS) -> None:
    """Write the version of each rule down, with the fingerprint of what it says."""
    lines = [f'{rule.id}: {{version: {rule.version}, content: "{content(rule)}"}}' for rule in book.rules]
    head = "# Made by `make rulebook`: a rule whose content no longer has this fingerprint needs a higher version."
    path.write_text("\n".join([head, *sorted(lines)]) + "\n", encoding="utf-8")


def lint(screening: Screening, unread: tuple[Unread, ...], versions: Mapping[str, Version], today: date) -> list[str]:
    """Everything that is wrong, one plain sentence each."""
    book = screening.rulebook
    return [
        *_unread(screening.questionnaire, book, unread),
        *_unused(book),
        *_unwitnessed(book),
        *_expired(book, today),
        *changed(book, versions),
    ]


def _conditions(questionnaire: Questionnaire, book: Rulebook) -> Iterator[Condition]:
    yield from (rule.when for rule in book.rules)
    yield from (fact.when for fact in book.facts)
    yield from (line.when for line in book.checklist if line.when)
    yield from (question.visible_when for question in questionnaire.questions.values() if question.visible_when)
    yield from (check.when for check in questionnaire.checks)
    yield from (way.when for section in questionnaire.sections for way in section.exits)


def _unread(questionnaire: Questionnaire, book: Rulebook, unread: tuple[Unread, ...]) -> Iterator[str]:
    """Every option has somebody who reads it, or stands in unread.yaml, and not both."""
    read: dict[str, set[str]] = {}
    for condition in _conditions(questionnaire, book):
        for test in tests(condition):
            if test.fact:
                found = test.operand if isinstance(test.operand, tuple) else ("*",)
                read.setdefault(test.name, set()).update(found)
    listed = {one.question: set(one.options) for one in unread}
    for name in set(listed) - set(questionnaire.questions):
        yield f"unread.yaml: nothing is called {name!r}"
    for question in questionnaire.questions.values():
        if question.type in READ_BY_TESTS:
            yield from _options(question, read.get(question.id, set()), listed.get(question.id))


def _options(question: Question, read: set[str], listed: set[str] | None) -> Iterator[str]:
    options = {option.id for option in question.options}
    if listed is not None and not listed and read:
        yield f"unread.yaml: {question.id} is read after all"
    elif listed is None and not read:
        yield f"no rule reads {question.id}; list it in unread.yaml, or do not ask it"
    elif listed != set() and read:
        silent = ", ".join(sorted(options - read - (listed or set())))
        if silent:
            yield f"no rule reads {silent} of {question.id}; list it in unread.yaml, or leave it out"
        for name in sorted((listed or set()) & read):
            yield f"unread.yaml: {name} of {question.id} is read after all"
    for name in sorted((listed or set()) - options):
        yield f"unread.yaml: {question.id} has no option {name!r}"


def _unused(book: Rulebook) -> Iterator[str]:
    conditions = [rule.when for rule in book.rules] + [fact.when for fact in book.facts]
    conditions += [line.when for line in book.checklist if line.when]
    names = {test.name for condition in conditions for test in tests(condition)}
    yield from (f"facts.yaml: nothing reads {fact.id}" for fact in book.facts if fact.id not in names)
    awaited = {rule.defer_until.event for rule in book.rules if rule.defer_until} | {ANSWERED}
    yield from (f"events.yaml: nothing waits for {event.id}" for event in book.events if event.id not in awaited)


def _unwitnessed(book: Rulebook) -> Iterator[str]:
    for rule in book.rules:
        if not any(example.then == "holds" and example.outcome for example in rule.examples):
            yield f"{rule.id}: no example that holds says its `outcome`"
        names = [example.name for example in rule.examples]
        yield from (f"{rule.id}: two examples are called “{name}”" for name in set(names) if names.count(name) > 1)


def _expired(book: Rulebook, today: date) -> Iterator[str]:
    for rule in book.rules:
        if rule.reviewed.date:
            signed = date.fromisoformat(rule.reviewed.date)
            if (today.year - signed.year, today.month, today.day) >= (REVIEW_LASTS.count, signed.month, signed.day):
                yield f"{rule.id}: its review of {rule.reviewed.date} is older than {REVIEW_LASTS}"


def content(rule: Rule) -> str:
    """The fingerprint of all of a rule that can change an outcome or a text; its examples cannot."""
    return fingerprint(rule.model_copy(update={"examples": (), "version": 1}))[:16]


def changed(book: Rulebook, versions: Mapping[str, Version]) -> Iterator[str]:
    """Rules that were changed and kept their version, or that nobody wrote down."""
    for rule in book.rules:
        known = versions.get(rule.id)
        if known is None or rule.version > known.version:
            yield f"{rule.id}: version {rule.version} is not written down; run make rulebook"
        elif rule.version < known.version or content(rule) != known.content:
            yield f"{rule.id}: its content changed and its version did not; raise it above {known.version}"
    for name in sorted(set(versions) - {rule.id for rule in book.rules}):
        yield f"versions.yaml: no rule is called {name!r}; run make rulebook"
