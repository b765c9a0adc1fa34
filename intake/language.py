"""The words that people read. Every function that makes text takes a Language; none knows which one it is.

Interface texts stand in locales/<code>/<room>.yaml under keys; content (questions, rules) is written in English where
it stands and translated under its own key. "xx" is no language: it marks every text, so that a bare string shows.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.lists import format_list

from intake.content import ContentError, Document

LOCALES = Path(__file__).parent.parent / "locales"
PSEUDO = "xx"


@dataclass(frozen=True)
class Language:
    """One language: its code, its interface texts and its translations of content."""

    code: str
    texts: Mapping[str, str]
    translations: Mapping[str, str] = field(default_factory=dict)

    @property
    def locale(self) -> Locale:
        return _locale(self.code)

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    def say(self, key: str, **values: Any) -> str:
        """The interface text under `key` with its values filled in; a KeyError is a fault of ours."""
        return self._marked(self.texts[key].format(**values) if values else self.texts[key])

    def content(self, key: str, source: str) -> str:
        """A content text: its translation, or the English that stands in the content itself."""
        return self._marked(self.translations.get(key, source))

    def _marked(self, text: str) -> str:
        return f"⟦{text}⟧" if self.code == PSEUDO else text

    def date(self, day: dt.date) -> str:
        """Thursday 3 December 2026"""
        return _long_date(day, self.code)

    def short_date(self, day: dt.date) -> str:
        """3 Dec 2026"""
        return format_date(day, "d MMM y", locale=self.locale)

    def month(self, day: dt.date) -> str:
        """December 2026"""
        return format_date(day, "LLLL y", locale=self.locale)

    def moment(self, moment: dt.datetime) -> str:
        """Thursday 3 December 2026 at 14:00, on the wall clock that the moment carries."""
        return self.say("intake.moment", date=self.date(moment.date()), time=self.time(moment))

    def short_moment(self, moment: dt.datetime) -> str:
        """Thu 3 Dec, 14:00"""
        return format_datetime(moment, "EEE d MMM, HH:mm", locale=self.locale)

    def time(self, moment: dt.datetime) -> str:
        return format_time(moment, "HH:mm", locale=self.locale)

    def lasting(self, span: dt.timedelta) -> str:
        """40 minutes; from two hours on 2 hours, from two days on 2 days"""
        return str(format_timedelta(span, granularity="minute", threshold=2, locale=self.locale))

    def listed(self, words: list[str]) -> str:
        """apples, pears and plums"""
        return format_list(words, locale=self.locale)


@cache
def _locale(code: str) -> Locale:
    return Locale.parse("en_GB" if code in ("en", PSEUDO) else code, sep="_")


@lru_cache(maxsize=4096)
def _long_date(day: dt.date, code: str) -> str:
    """Kept, because a list of days to choose from writes hundreds of them each time it is drawn."""
    return str(format_date(day, "EEEE d MMMM y", locale=_locale(code)))


@cache
def load_language(code: str, folder: Path = LOCALES) -> Language:
    """Read a language; raises ContentError when there is none of that code or a key stands twice."""
    home = folder / ("en" if code == PSEUDO else code)
    if not home.is_dir():
        known = ", ".join(sorted(path.name for path in folder.iterdir() if path.is_dir()))
        raise ContentError([f"{home}: there is no such language; allowed: {known}"])
    texts: dict[str, str] = {}
    for path in sorted(home.glob("*.yaml")):
        document = Document(path)
        for key, text in document.value.items():
            if not key.startswith(f"{path.stem}.") or not isinstance(text, str):
                raise ContentError([document.fault(f"{key!r} must begin with {path.stem}. and hold a text", key)])
            texts[key] = text
    return Language(code, texts)
