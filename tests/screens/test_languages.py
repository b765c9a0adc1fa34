"""The client chooses a language, and is told where nobody has checked its translation."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.clinic import Clinic
from intake.language import Borrowed, load_language
from records import Store
from rules.content import load_screening
from screens.text import tag
from screens.wiring import Wiring, install
from tests.screens.visitor import Visitor

NOT_CHECKED = load_language("en").say("intake.not_checked")


def opened(store: Store, *languages: str) -> str:
    """The first page of a clinic with these languages, which serves its own."""
    install(Wiring(store, Clinic(languages=languages), lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC)))
    return Visitor(load_screening(Clinic()).questionnaire).said


def test_a_clinic_of_one_language_offers_no_choice(store: Store) -> None:
    assert 'class="smp-language"' not in opened(store, "en")


def test_each_language_is_offered_by_its_own_name_and_leads_to_it(store: Store) -> None:
    page = opened(store, "en", "es", "fr", "de", "ar")
    links = re.findall(r'<a href="\?lang=(\w+)"[^>]*><bdi lang="(\w+)" dir="(\w+)">([^<]+)', page)
    assert links == [
        ("en", "en", "ltr", "English"),
        ("es", "es", "ltr", "Español"),
        ("fr", "fr", "ltr", "Français"),
        ("de", "de", "ltr", "Deutsch"),
        ("ar", "ar", "rtl", "العربية"),
    ]


def test_english_says_nothing_of_translations(store: Store) -> None:
    assert NOT_CHECKED not in opened(store, "en", "es")


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_in_its_language_and_in_english(
    store: Store, monkeypatch: pytest.MonkeyPatch, draft: bool
) -> None:
    spanish = replace(load_language("es"), unchecked=int(draft))
    monkeypatch.setattr("intake.language.load_language", lambda code: spanish if code == "es" else load_language(code))
    page = opened(store, "es", "en")
    assert (spanish.say("intake.not_checked") in page) is draft
    assert (NOT_CHECKED in page) is draft


def test_what_nobody_has_translated_is_marked_as_english() -> None:
    assert tag("h1", Borrowed("You & me")) == '<h1><bdi lang="en" dir="ltr">You &amp; me</bdi></h1>'
