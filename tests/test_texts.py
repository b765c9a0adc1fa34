"""Every text that a client can read, in every branch: none tells anybody to do without an advised medicine."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from intake.answers import read_intake
from intake.condition import Condition, Some
from intake.condition import tests as every_test
from intake.language import LOCALES, load_language
from reports import letters, timeline
from reports.build import build
from reports.model import Report
from rules.rule import Rule
from tests.rules.conftest import the_screening
from tests.rules.test_quiet import SESSION, answered, drawn

SCREENING = the_screening()
WORDS: Any = yaml.safe_load((Path(__file__).parent / "words" / "en.yaml").read_text(encoding="utf-8"))
CLOCKED = {"has_clock", "own_painkiller"}
"""Named facts that hold only for what nobody advised."""


def texts() -> Iterator[tuple[str, str]]:
    """Everything that stands in content or among the interface texts, with where it stands."""
    for rule in SCREENING.rulebook.rules:
        if rule.client:
            yield from ((f"rules.{rule.id}.{part}", text) for part, text in rule.client.model_dump().items())
    yield from ((f"events.{event.id}", event.text) for event in SCREENING.rulebook.events)
    for section in SCREENING.questionnaire.sections:
        yield from ((f"{section.id}.{part}", getattr(section, part) or "") for part in ("title", "intro"))
        yield from ((f"checks.{check.id}", check.ask) for check in section.checks)
        yield from ((f"exits.{way.id}", f"{way.title} {way.text}") for way in section.exits)
        for question in section.questions:
            yield from ((f"{question.id}.{part}", getattr(question, part) or "") for part in ("text", "help", "why"))
            yield from ((f"{question.id}.{option.id}", option.text) for option in question.options)
    for entry in timeline.load():
        yield from ((f"timeline.{entry.id}.{line.id}", line.text) for line in entry.texts)
    yield from (("letters", text) for text in _strings(letters.load()))
    for key, text in load_language("en").texts.items():
        if not key.startswith(("reports.specialist.", "rules.")):
            yield key, text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _strings(one))
    elif hasattr(value, "model_dump"):
        yield from _strings(value.model_dump())


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?;])\s+", text)


def said(kind: str, sentence: str) -> bool:
    return any(re.search(pattern, sentence, re.IGNORECASE) for pattern in WORDS[kind])


def told_to_do_without(text: str) -> list[str]:
    """The sentences that tell somebody to do without something that may be a medicine."""
    return [
        one for one in sentences(text) if said("without", one) and not said("spoken_of", one) and not said("own", one)
    ]


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


def test_no_text_tells_anybody_to_do_without_an_advised_medicine() -> None:
    found = [
        f"{place}: {sentence}"
        for place, text in texts()
        if not (place.startswith("rules.") and place.split(".")[1] in OWN)
        for sentence in told_to_do_without(text)
    ]
    assert found == []


def test_what_is_told_to_a_client_tells_nobody_to_do_without_an_advised_medicine() -> None:
    """Whole copies, with every name and moment filled in; medicines of one's own are named as such."""
    for traits in drawn()[:60]:
        advised = {one["name"] for trait in traits for one in trait.get("takes", []) if one["advised"] != "own"}
        for text in _strings(_copy(answered(traits))):
            for sentence in told_to_do_without(text):
                assert not any(name in sentence for name in advised), sentence


def _copy(answers: dict[str, Any]) -> Report:
    document = {"assessed_at": "2026-12-10T10:00", "visit": SESSION, "answers": answers}
    intake = read_intake(document, SCREENING.questionnaire, SCREENING.clinic)
    return build("client", SCREENING, intake, SCREENING.assess(intake), load_language("en"))


def test_no_text_frightens() -> None:
    assert [f"{place}: {text}" for place, text in texts() if said("frightening", text)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Please stop your tablets two days before.",
        "Skip the morning dose.",
        "Leave your aspirin out from Monday.",
        "Ask whether you can pause it, and pause it.",
        "Delay the next dose until we are done.",
        "Do not take it on the day.",
        "You may take less of it.",
        "Come off it slowly.",
    ],
)
def test_a_sentence_that_tells_it_would_be_found(sentence: str) -> None:
    assert told_to_do_without(f"Thank you. {sentence} See you soon.") == [sentence]


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALES.iterdir() if path.is_dir()))
def test_every_language_has_its_list_of_words(language: str) -> None:
    assert (Path(__file__).parent / "words" / f"{language}.yaml").exists()
