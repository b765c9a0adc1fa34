"""Every text that a client can read, in every branch and language: none tells anybody to do without an advised
medicine, none frightens, none shouts."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from intake.answers import read_intake
from intake.condition import Condition, Some
from intake.condition import tests as every_test
from intake.language import Borrowed, Language, known_codes, load_language
from intake.texts import Text
from reports.build import build
from reports.model import Report
from reports.texts import every_text
from reports.translating import wanted
from rules.rule import Rule
from tests.rules.conftest import the_screening
from tests.rules.test_quiet import SESSION, answered, drawn
from tests.wording import Wording, wording

SCREENING = the_screening()
CLOCKED = {"has_clock", "own_painkiller"}
"""Named facts that hold only for what nobody advised."""
TEXTS = every_text()
each_language = pytest.mark.parametrize("code", known_codes())


def for_clients(text: Text) -> bool:
    """Not what only the specialist reads."""
    theirs = text.catalogue in ("specialist", "sources") or text.key.endswith(".specialist")
    return not theirs and not text.key.startswith(("reports.specialist.", "rules.reason."))


def said_in(language: Language, text: Text) -> str:
    """A text in a language; "" where it is not translated."""
    said = language.texts[text.key] if text.key in language.texts else language.content(text.key, text.source)
    return "" if isinstance(said, Borrowed) else said


def texts(code: str) -> Iterator[tuple[str, str]]:
    """Everything that clients read in a language, with its id."""
    language = load_language(code)
    every = wanted(code, TEXTS)
    yield from ((text.key, said) for text in every if for_clients(text) and (said := said_in(language, text)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _strings(one))
    elif hasattr(value, "model_dump"):
        yield from _strings(value.model_dump())


def somes(condition: Condition) -> Iterator[Some]:
    if isinstance(condition, Some):
        yield condition
    for part in getattr(condition, "all", None) or getattr(condition, "any", None) or ():
        yield from somes(part)


def only_for_ones_own(rule: Rule) -> bool:
    """Does it hold for no medicine but what nobody advised? Then a moment to leave it out may be named."""
    entries = list(somes(rule.when))
    return bool(entries) and all(
        any(test.entry in CLOCKED and test.operand == ("yes",) for part in one.some.all for test in every_test(part))
        for one in entries
    )


OWN = {rule.id for rule in SCREENING.rulebook.rules if only_for_ones_own(rule)}


@each_language
def test_no_text_tells_anybody_to_do_without_an_advised_medicine(code: str) -> None:
    words = wording(code)
    found = [
        f"{key}: {sentence}"
        for key, text in texts(code)
        if not (key.startswith("rules.") and key.split(".")[1] in OWN)
        for sentence in words.told_to_do_without(text)
    ]
    assert found == []


@each_language
def test_no_text_frightens(code: str) -> None:
    words = wording(code)
    assert [f"{key}: {text}" for key, text in texts(code) if words.frightening(text)] == []


@each_language
def test_no_text_shouts(code: str) -> None:
    signs = {key: text for key, text in texts(code) if any(one in "!¡" or _picture(one) for one in text)}
    assert signs == {}


def _picture(sign: str) -> bool:
    return unicodedata.category(sign) == "So" and ord(sign) > 0x2BFF


def test_what_is_told_to_a_client_tells_nobody_to_do_without_an_advised_medicine() -> None:
    """Whole copies, with every name and moment filled in; medicines of one's own are named as such."""
    words = wording("en")
    for traits in drawn()[:60]:
        advised = {one["name"] for trait in traits for one in trait.get("takes", []) if one["advised"] != "own"}
        for text in _strings(_copy(answered(traits))):
            for sentence in words.told_to_do_without(text):
                assert not any(name in sentence for name in advised), sentence


def _copy(answers: dict[str, Any]) -> Report:
    document = {"assessed_at": "2026-12-10T10:00", "visit": SESSION, "answers": answers}
    intake = read_intake(document, SCREENING.questionnaire, SCREENING.clinic)
    return build("client", SCREENING, intake, SCREENING.assess(intake), load_language("en"))


def _samples(kind: str) -> list[tuple[str, str]]:
    return [(code, sentence) for code in known_codes() for sentence in getattr(wording(code), kind)]


@pytest.mark.parametrize(("code", "sentence"), _samples("told"))
def test_a_sentence_that_tells_it_would_be_found(code: str, sentence: str) -> None:
    assert wording(code).told_to_do_without(f"123. {sentence} 456.") == [sentence]


@pytest.mark.parametrize(("code", "sentence"), _samples("fine"))
def test_a_sentence_that_says_to_go_on_is_no_alarm(code: str, sentence: str) -> None:
    assert wording(code).told_to_do_without(sentence) == []


@each_language
def test_every_language_can_be_tried_with_sentences(code: str) -> None:
    words: Wording = wording(code)
    assert len(words.told) >= 8 and words.fine
