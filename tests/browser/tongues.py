"""The languages in which the stories are told: English with every `make test`, the others with `make soak`."""

import re

import pytest

from intake.language import Language, load_language
from tests.browser.screen import ENGLISH

SPANISH, ARABIC = load_language("es"), load_language("ar")


def _told_in(*at_once: str) -> pytest.MarkDecorator:
    """For the fixture `language`, on which depends who arrives, and where (conftest.py)."""
    marks = {one.code: () if one.code in at_once else (pytest.mark.soak,) for one in (ENGLISH, SPANISH, ARABIC)}
    told_in = [pytest.param(load_language(code), id=code, marks=mark) for code, mark in marks.items()]
    return pytest.mark.parametrize("language", told_in)


IN_EACH_LANGUAGE = _told_in("en")
ARABIC_TOO = _told_in("en", "ar")
"""The one story that is told in Arabic with every `make test` too: the whole journey by a link."""
WITH_SOAK = _told_in()
"""For a story of which `make test` tells each half by itself."""
_FILLED_IN = re.compile(r"\\\{(\w+)\\\}")


def told(language: Language, english: str, **values: str) -> re.Pattern[str]:
    """What a text reads in a language that has these words in English: in another one, all of it.

    Values stand in braces, as in the text; one that is not given may be anything.
    """
    texts = {one.text for one in language.translations.values() if english in one.source} or {english}
    assert language is ENGLISH or english not in texts, f"nothing in {language.code} says {english!r}"

    def filled(found: re.Match[str]) -> str:
        return re.escape(values[found[1]]) if found[1] in values else ".+?"

    return re.compile("|".join(_FILLED_IN.sub(filled, re.escape(text)) for text in sorted(texts)))
