"""Finding rules: by what they are called and say, what they ask, the medicines they look at, and how they are set."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

from intake.condition import All, Among, AnyOf, AtLeast, Condition, Count, Not, Some, Test
from intake.language import Language, load_language
from rules.as_set import AsSet, as_set
from rules.named_medicines import Rows
from rules.rule import LEVELS, Level, Rule
from rules.rulebook import parameters
from rules.screening import Screening

Review = Literal["reviewed", "draft"]
Setting = Literal["locked", "unlocked", "changed"]
REVIEWS: tuple[Review, ...] = get_args(Review)
SETTINGS: tuple[Setting, ...] = get_args(Setting)
_SET: Mapping[Setting, Callable[[AsSet], bool]] = {
    "locked": lambda one: one.rule.locked,
    "unlocked": lambda one: not one.rule.locked,
    "changed": lambda one: one.changed,
}


def find(
    screening: Screening,
    language: Language,
    sought: str = "",
    level: Level | None = None,
    review: Review | None = None,
    setting: Setting | None = None,
) -> list[AsSet]:
    """The rules in which every word of `sought` stands and that fit the other three, the gravest first."""
    words = sought.casefold().split()
    return [
        one
        for one, text in _indexed(screening, language.code)
        if all(word in text for word in words)
        and (level is None or one.rule.level == level)
        and (review is None or one.rule.reviewed.status == review)
        and (setting is None or _SET[setting](one))
    ]


@lru_cache(maxsize=4)
def _indexed(screening: Screening, code: str) -> Sequence[tuple[AsSet, str]]:
    """Every rule with all that it is found by, in small letters; the gravest first."""
    rows, language = Rows(screening), load_language(code)
    found = sorted(as_set(screening), key=lambda one: -LEVELS.index(one.rule.level))
    return [(one, "\n".join(_texts(one.rule, screening, language, rows)).casefold()) for one in found]


def topic(rule: Rule, language: Language) -> str:
    """What the rule is about, in a few words."""
    return language.say(f"rules.topic.{rule.id.partition('-')[0]}")


def _texts(rule: Rule, screening: Screening, language: Language, rows: Rows) -> Iterator[str]:
    yield from (rule.id, topic(rule, language), rule.level, rule.specialist)
    if rule.client:
        yield from (rule.client.noticed, rule.client.why, rule.client.do)
    for source in rule.sources:
        yield from filter(None, (source.key, source.url, source.says))
    questions = screening.questionnaire.questions
    facts = {fact.id: fact.when for fact in screening.rulebook.facts}
    for part in _parts(rule.when, facts):
        if isinstance(part, Some):
            yield from rows.names(part, parameters(rule, screening.clinic))
        elif part.name in questions:
            question = questions[part.name]
            options = {option.id: option.text for option in question.options}
            words = part.operand if part.operation in ("is_", "has") else ()
            yield from (part.name, question.text, *(options.get(word, "") for word in words))
        elif part.name in facts:
            yield next(fact.says for fact in screening.rulebook.facts if fact.id == part.name)


def _parts(condition: Condition, facts: Mapping[str, Condition]) -> Iterator[Some | Test]:
    """Every test of a condition, and every look at the list of medicines, also through facts that rules share."""
    match condition:
        case All(all=parts) | AnyOf(any=parts) | AtLeast(at_least=Count(of=parts)):
            for part in parts:
                yield from _parts(part, facts)
        case Not(not_=part):
            yield from _parts(part, facts)
        case Some(some=Among(all=parts)):
            yield condition
            for part in parts:
                yield from _parts(part, facts)
        case Test(name=name):
            yield condition
            if name in facts:
                yield from _parts(facts[name], facts)
