"""The words that people read. Every function that makes text takes a Language; none knows which one it is.

Interface texts stand in locales/en/<room>.yaml under keys; content (questions, rules) is written in English where it
stands. Both are translated in locales/<code>/*.po under their keys; what is not translated is said in English. "xx" is
no language: it marks every text, so that a bare string shows.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_day_names
from babel.lists import format_list

from intake.catalogue import Translation, read_catalogues
from intake.content import ContentError, Document

LOCALES = Path(__file__).parent.parent / "locales"
ENGLISH = "en"
PSEUDO = "xx"
LOCKED = "locked"
"""The catalogue with what clients read of locked rules: until all of it is checked, a language is a draft."""


class Borrowed(str):
    """A text in English among texts of another language, where nobody has translated it yet."""

    __slots__ = ()


@dataclass(frozen=True)
class Language:
    """One language: its code, its interface texts and its translations of content.

    `unchecked` counts the texts of locked rules that no translator has checked.
    """

    code: str
    texts: Mapping[str, str]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    unchecked: int = 0

    @property
    def locale(self) -> Locale:
        return _locale(self.code)

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @property
    def own_name(self) -> str:
        """As those who speak it call it: "English", "Español", "العربية"."""
        name = self.code if self.code == PSEUDO else self.locale.language_name or self.code
        return name[:1].upper() + name[1:]

    @property
    def tag(self) -> str:
        """What pages call it (BCP 47): "en", "pt-BR"."""
        return self.code.replace("_", "-")

    @property
    def draft(self) -> bool:
        """May a text of a locked rule be wrong, because nobody has checked its translation?"""
        return self.unchecked > 0

    def say(self, key: str, **values: Any) -> str:
        """The interface text under `key` with its values filled in; a KeyError is a fault of ours."""
        text = self.texts[key]
        said = text.format(**values) if values else text
        return self._marked(Borrowed(said) if isinstance(text, Borrowed) else said)

    def counted(self, key: str, count: int, **values: Any) -> str:
        """The interface text under `key` in the form that goes with a number: "1 letter awaited", "2 questions"."""
        form = f"{key}.{self.locale.plural_form(count)}"
        return self.say(form if form in self.texts else f"{key}.other", count=count, **values)

    def content(self, key: str, source: str) -> str:
        """A content text: its translation, or the English that stands in the content itself.

        A record keeps the content that it was made with; a translation of any other words is not used for it.
        """
        made = self.translations.get(key)
        if made and made.source == source:
            return made.text
        return self._marked(source if self.code in (ENGLISH, PSEUDO) or not source else Borrowed(source))

    def _marked(self, text: str) -> str:
        return f"⟦{text}⟧" if self.code == PSEUDO else text

    def date(self, day: dt.date) -> str:
        """Thursday 3 December 2026"""
        return _long_date(day, self.code)

    def short_date(self, day: dt.date) -> str:
        """3 Dec 2026"""
        return str(format_skeleton("yMMMd", day, locale=self.locale))

    def left_to_right(self, text: str) -> str:
        """A telephone number or address as it is written, also in a line that runs the other way."""
        return f"\u2066{text}\u2069" if text and self.direction == "rtl" else text

    def weekday(self, number: int) -> str:
        """Thursday; 0 is Monday."""
        return str(get_day_names("wide", "stand-alone", self.locale)[number])

    def month(self, day: dt.date) -> str:
        """December 2026"""
        return str(format_skeleton("yMMMM", day, locale=self.locale))

    def moment(self, moment: dt.datetime) -> str:
        """Thursday 3 December 2026 at 14:00, on the wall clock that the moment carries."""
        return self.say("intake.moment", date=self.date(moment.date()), time=self.time(moment))

    def short_moment(self, moment: dt.datetime) -> str:
        """Thu 3 Dec, 14:00"""
        day = str(format_skeleton("MMMEd", moment, locale=self.locale))
        return self.say("intake.short_moment", day=day, time=self.time(moment))

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
    # English without the comma that its pattern has: it reads more quietly in a sentence.
    pattern = "EEEE d MMMM y" if code in (ENGLISH, PSEUDO) else "full"
    return str(format_date(day, pattern, locale=_locale(code)))


@cache
def load_language(code: str, folder: Path = LOCALES) -> Language:
    """Read a language; raises ContentError when there is none of that code or anything in it is amiss."""
    english = _interface(folder / ENGLISH)
    if code in (ENGLISH, PSEUDO):
        return Language(code, english)
    paths = sorted((folder / code).glob("*.po"))
    if not paths:
        raise ContentError([f"{folder / code}: there is no such language; allowed: {', '.join(known_codes(folder))}"])
    locked = read_catalogues(path for path in paths if path.stem == LOCKED)
    made = read_catalogues(path for path in paths if path.stem != LOCKED) | locked
    good = {key: one for key, one in made.items() if one.good}
    unchecked = sum(1 for one in locked.values() if not (one.good and one.checked))
    texts: dict[str, str] = {key: Borrowed(text) for key, text in english.items()}
    for key, one in good.items():
        if one.source in (english.get(key), english.get(f"{key.rpartition('.')[0]}.other")):
            texts[key] = one.text
    return Language(code, texts, good, unchecked)


def known_codes(folder: Path = LOCALES) -> list[str]:
    """The languages that there are texts in, English first."""
    return sorted((path.name for path in folder.iterdir() if path.is_dir()), key=lambda code: (code != ENGLISH, code))


def _interface(home: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(home.glob("*.yaml")):
        document = Document(path)
        for key, text in document.value.items():
            if not key.startswith(f"{path.stem}.") or not isinstance(text, str):
                raise ContentError([document.fault(f"{key!r} must begin with {path.stem}. and hold a text", key)])
            texts[key] = text
    return texts
