"""The tree that questionnaire and rules are written in: all, any, not, some, at least, or one test on one fact.

Content is YAML; this is its shape, how it is checked against what exists, and how it becomes a function on a `View`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, Protocol, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from intake.instant import Duration
from intake.rails import NEVER, Rails, inverted, several, some

Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]
Figure = int | float | Annotated[str, Field(pattern=r"^\$[a-z_]+$")]
"""A number, or "$name" of a parameter."""
Flag = Annotated[bool, Field(strict=True)]
"""true or false, and not a word that may mean either."""
Wait = str
"""A duration, or "$name" of a parameter."""
Parameters = Mapping[str, Duration | float]


class Strict(BaseModel):
    """Content never holds a key that means nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Test(Strict):
    """One test on one fact of the person, or on one fact of the entry that an enclosing `some` is looking at."""

    fact: str | None = None
    entry: str | None = None
    is_: Words | None = Field(None, alias="is")
    has: Words | None = None
    none: Literal[True] | None = None
    below: Figure | None = None
    at_least: Figure | None = None
    within: Wait | None = None
    newer_than: Wait | None = None

    @model_validator(mode="after")
    def _one_test_on_one_fact(self) -> Self:
        if (self.fact is None) == (self.entry is None):
            raise ValueError("a test names one `fact`, or one `entry` fact inside `some`")
        tests = [name for name in OPERATIONS if getattr(self, name) is not None]
        if len(tests) != 1:
            raise ValueError(f"a test needs exactly one of {', '.join(OPERATIONS).replace('is_', 'is')}")
        return self

    @cached_property
    def name(self) -> str:
        return self.fact or self.entry or ""

    @cached_property
    def operation(self) -> str:
        return next(name for name in OPERATIONS if getattr(self, name) is not None)

    @property
    def operand(self) -> Any:
        return getattr(self, self.operation)


OPERATIONS = ("is_", "has", "none", "below", "at_least", "within", "newer_than")


class All(Strict):
    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Strict):
    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Strict):
    not_: "Condition" = Field(alias="not")


class Among(Strict):
    of: Literal["medicines"]
    all: tuple["Condition", ...] = Field(min_length=1)


class Some(Strict):
    some: Among


class Count(Strict):
    n: int = Field(ge=1)
    of: tuple["Condition", ...] = Field(min_length=1)


class AtLeast(Strict):
    at_least: Count


def _kind(value: Any) -> str:
    if not isinstance(value, dict):
        return str(KINDS.get(type(value), "test"))
    if "fact" in value or "entry" in value:
        return "test"
    return next((key for key in KINDS.values() if key in value), "test")


KINDS: dict[type, str] = {All: "all", AnyOf: "any", Not: "not", Some: "some", AtLeast: "at_least"}

Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Some, Tag("some")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Test, Tag("test")],
    Discriminator(_kind),
]
for _model in (All, AnyOf, Not, Among, Some, Count, AtLeast):
    _model.model_rebuild()


class View(Protocol):
    """Answers as a condition sees them: of one person at some moments, of many people, or of their entries.

    `entries` gives the entries that are listed, and the rails of there being one that is not.
    """

    @property
    def full(self) -> int: ...
    def judge(self, test: Test, operand: Any) -> Rails: ...
    def entries(self) -> tuple[Sequence["EntryView"], Rails]: ...


class EntryView(View, Protocol):
    """One entry, or the entries of many people at once; `folded` says which people a condition on them is about."""

    def folded(self, rails: Rails) -> Rails: ...


Judge = Callable[[View], Rails]


def compiled(condition: Condition, parameters: Parameters) -> Judge:
    """The condition as a function on a View, its parameters bound. Raises KeyError where one is not given."""
    match condition:
        case All(all=parts):
            return _all_of([compiled(part, parameters) for part in parts])
        case AnyOf(any=parts):
            return _any_of([compiled(part, parameters) for part in parts])
        case Not(not_=part):
            judge = compiled(part, parameters)
            return lambda view: inverted(judge(view), view.full)
        case AtLeast(at_least=Count(n=n, of=parts)):
            inner = [compiled(part, parameters) for part in parts]
            return lambda view: several((judge(view) for judge in inner), n, view.full)
        case Some(some=Among(all=parts)):
            inside = _all_of([compiled(part, parameters) for part in parts])

            def among(view: View) -> Rails:
                entries, unlisted = view.entries()
                return some([unlisted, *(entry.folded(inside(entry)) for entry in entries)]) if entries else unlisted

            return among
        case Test():
            operand = bound(condition, parameters)
            return lambda view: view.judge(condition, operand)
    raise TypeError(condition)


def _all_of(inner: Sequence[Judge]) -> Judge:
    def all_of(view: View) -> Rails:
        true = possible = view.full
        for judge in inner:
            known, perhaps = judge(view)
            possible &= perhaps
            if not possible:
                return NEVER
            true &= known
        return Rails(true, possible)

    return all_of


def _any_of(inner: Sequence[Judge]) -> Judge:
    def any_of(view: View) -> Rails:
        true = possible = 0
        for judge in inner:
            known, perhaps = judge(view)
            true |= known
            possible |= perhaps
        return Rails(true, possible) if possible else NEVER

    return any_of


def bound(test: Test, parameters: Parameters) -> Any:
    """What the test compares with: a frozenset of words, a number, a Duration, or True."""
    operand = test.operand
    if test.operation in ("is_", "has"):
        return frozenset(operand)
    if isinstance(operand, str):
        if operand.startswith("$"):
            return parameters[operand[1:]]
        return Duration.parse(operand)
    return operand


def tests(condition: Condition) -> Iterator[Test]:
    """Every test in the tree."""
    match condition:
        case All(all=parts) | AnyOf(any=parts) | Some(some=Among(all=parts)) | AtLeast(at_least=Count(of=parts)):
            for part in parts:
                yield from tests(part)
        case Not(not_=part):
            yield from tests(part)
        case Test():
            yield condition


@dataclass(frozen=True)
class Fact:
    """What a test may say about a fact: its kind, its words, and the condition on which it is asked."""

    kind: Literal["word", "words", "number", "date", "text"]
    words: frozenset[str] = frozenset()
    visible_when: Condition | None = None


FITTING = {
    "word": ("is_",),
    "words": ("has", "none"),
    "number": ("below", "at_least"),
    "date": ("within", "newer_than"),
    "text": (),
}


@dataclass(frozen=True)
class Vocabulary:
    """Everything that a condition may name."""

    person: Mapping[str, Fact]
    entry: Mapping[str, Fact] = field(default_factory=dict)


def faults(condition: Condition, vocabulary: Vocabulary, parameters: Parameters, inside: bool = False) -> Iterator[str]:
    """What is wrong with the condition, one plain sentence each, saying what is allowed."""
    match condition:
        case Some(some=Among(all=parts)):
            for part in parts:
                yield from faults(part, vocabulary, parameters, inside=True)
            yield from unguarded(parts, vocabulary)
        case All(all=parts):
            for part in parts:
                yield from faults(part, vocabulary, parameters, inside)
            yield from unguarded(parts, vocabulary)
        case AnyOf(any=parts) | AtLeast(at_least=Count(of=parts)):
            for part in parts:
                yield from faults(part, vocabulary, parameters, inside)
                yield from unguarded((part,), vocabulary)
        case Not(not_=part):
            yield from faults(part, vocabulary, parameters, inside)
        case Test():
            yield from _test_faults(condition, vocabulary, parameters, inside)


def _test_faults(test: Test, vocabulary: Vocabulary, parameters: Parameters, inside: bool) -> Iterator[str]:
    if test.entry and not inside:
        yield f"`entry: {test.entry}` stands outside of `some`; only `some: {{of: medicines, ...}}` looks at entries"
        return
    known = vocabulary.entry if test.entry else vocabulary.person
    fact = known.get(test.name)
    if fact is None:
        yield f"nothing is called {test.name!r}; {_nearest(test.name, known)}"
        return
    shown = test.operation.replace("is_", "is")
    if test.operation not in FITTING[fact.kind]:
        allowed = ", ".join(FITTING[fact.kind]).replace("is_", "is") or "nothing"
        yield f"`{shown}` does not fit {test.name!r}; allowed: {allowed}"
        return
    if isinstance(test.operand, str):
        try:
            value = bound(test, parameters)
        except KeyError:
            yield f"no parameter is called {test.operand!r}; allowed: {_listed(f'${name}' for name in parameters)}"
            return
        except ValueError as error:
            yield str(error)
            return
        if isinstance(value, Duration) != (fact.kind == "date"):
            yield f"{test.operand!r} does not fit `{shown}`; allowed: a length of time for a date, else a number"
    for word in test.operand if test.operation in ("is_", "has") else ():
        if word not in fact.words:
            yield f"{test.name!r} has no option {word!r}; {_nearest(word, fact.words)}"


def unguarded(parts: Sequence[Condition], vocabulary: Vocabulary) -> Iterator[str]:
    """A negated test on a question that may be hidden, without its parent beside it.

    It would be true for everybody who was never asked.
    """
    positive = {test.name for part in parts if not isinstance(part, Not) for test in tests(part)}
    for part in parts:
        if not isinstance(part, Not):
            continue
        for test in tests(part):
            fact = vocabulary.person.get(test.fact or "")
            if fact and fact.visible_when and test.name not in positive:
                parents = {parent.name for parent in tests(fact.visible_when)}
                if not parents & positive:
                    yield f"`not` on {test.name!r}, which may be hidden, needs its parent beside it: {_listed(parents)}"


def _nearest(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return (f"did you mean {near[0]!r}? " if near else "") + f"allowed: {_listed(known)}"


def _listed(words: Any) -> str:
    return ", ".join(sorted(words)) or "none"
