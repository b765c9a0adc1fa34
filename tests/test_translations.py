"""The catalogues in locales/ fit the program: nothing unused, nothing missing where a language counts as checked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pytest

from intake.answers import read_intake
from intake.language import ENGLISH, LOCALES, LOCKED, Language, known_codes, load_language
from reports.build import build
from reports.model import Reader
from reports.texts import every_text
from reports.translating import ABOUT, read_language, standing, unused, update, updated, wanted
from tests.rules.conftest import the_screening
from tests.rules.test_quiet import SESSION, answered, drawn

TEXTS = every_text()
OTHERS = [code for code in known_codes() if code != ENGLISH]
each_other = pytest.mark.parametrize("code", OTHERS)
AGAIN = "python -m reports texts --update"


def test_a_text_has_one_id_and_an_id_one_text() -> None:
    keys = [text.key for text in TEXTS]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_every_text_that_reports_ask_for_is_in_the_catalogues() -> None:
    """Whatever reports ask of a language by id, its translators were shown."""
    keys, screening = {text.key for text in TEXTS}, the_screening()
    heard = Listening("en", load_language(ENGLISH).texts)
    for traits in drawn()[:40]:
        document = {"assessed_at": "2026-12-10T10:00", "visit": SESSION, "answers": answered(traits)}
        intake = read_intake(document, screening.questionnaire, screening.clinic)
        assessment = screening.assess(intake)
        for reader in get_args(Reader):
            build(reader, screening, intake, assessment, heard)
    assert len(heard.asked) > 300
    assert heard.asked - keys == set()


@dataclass(frozen=True)
class Listening(Language):
    """English that notes which texts with words in them it is asked for."""

    asked: set[str] = field(default_factory=set)

    def content(self, key: str, source: str) -> str:
        self.asked.update([key] if source else [])
        return super().content(key, source)


@each_other
def test_nothing_is_translated_that_nobody_says_any_more(code: str) -> None:
    assert unused(code, TEXTS) == [], AGAIN


@each_other
def test_every_text_stands_in_its_catalogue(code: str) -> None:
    made = read_language(code)
    assert [text.key for text in wanted(code, TEXTS) if text.key not in made] == [], AGAIN


@each_other
def test_no_translation_is_of_other_english(code: str) -> None:
    made = read_language(code)
    stale = [text.key for text in wanted(code, TEXTS) if text.key in made and made[text.key].source != text.source]
    assert stale == [], AGAIN


@each_other
def test_the_texts_of_locked_rules_stand_apart(code: str) -> None:
    """What `Language.draft` goes by is what the rulebook locks, and no less."""
    read_text = updated(wanted(code, TEXTS), read_language(code, LOCALES))
    rules = the_screening().rulebook.rules
    locked = {rule.id for rule in rules if rule.locked and rule.client}
    named = {key.split(".")[1] for key in read_text[LOCKED] if key.startswith("rules.")}
    assert named == locked
    assert {f"rules.{one}.client.{part}" for one in locked for part in ("noticed", "why", "do")} <= set(
        read_text[LOCKED]
    )


@each_other
def test_a_language_whose_locked_rules_are_checked_misses_nothing_that_clients_read(code: str) -> None:
    if load_language(code).draft:
        return
    found = standing(code, TEXTS)
    missing = {name: one.missing for name, one in found.items() if name not in ("specialist", "sources", "desk")}
    assert not any(missing.values()), missing


@each_other
def test_an_update_changes_nothing_while_nothing_has_changed(code: str, tmp_path: Path) -> None:
    folder = tmp_path / code
    folder.mkdir()
    for name in ABOUT:
        (folder / f"{name}.po").write_bytes((LOCALES / code / f"{name}.po").read_bytes())
    update(code, TEXTS, tmp_path)
    for name in ABOUT:
        changed = (folder / f"{name}.po").read_text() != (LOCALES / code / f"{name}.po").read_text()
        assert not changed, f"{name}: {AGAIN}"
