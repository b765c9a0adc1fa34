"""What people type, cut into words: of any script, any width, with or without accents. Knows no medicine."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from intake.medicine_scripts import in_one_script

Name = tuple[str, ...]
"""The name of a medicine as `tokens` leaves it."""
BREAK = ","

# Letters that neighbours write differently: Ukrainian, Serbian and Bulgarian beside Russian, Persian beside Arabic.
_LETTERS = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss",
    "і": "и", "є": "е", "э": "е", "ґ": "г", "ј": "и", "љ": "л", "њ": "н", "ь": "", "ъ": "",
    "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ـ": "", "ڤ": "ف", "پ": "ب", "گ": "ج", "چ": "ج", "ژ": "ز", "ς": "σ",
}  # fmt: skip
_APOSTROPHES = "'’‘ʼ`´′"
_DROPPED = frozenset(_APOSTROPHES + "®™©")
_DASHES = frozenset("‐‑‒–—―−")
_BREAKS = frozenset(";+/|\n!،؛。、！•→")
# French and Italian hang a short word on the next one: "l'aspirine". An English or Turkish apostrophe just goes.
_ELISION = re.compile(rf"\b(l|d|j|m|n|s|t|c|qu|dell|all|nell|sull|un)[{_APOSTROPHES}]", re.IGNORECASE)
# The point after a word ends a sentence; after a short "no" ("allergies: no. I take aspirin") and a year too, and
# between a figure or a single letter and a capital ("vitamin E. Only Crestor"). After "tab." or "vit." it stands for
# letters.
_SHORT_FORMS = "amp|cap|com|cpr|cps|dos|gtt|inj|kap|med|sir|sol|sup|syr|tab|tbl|vit|амп|вит|кап|таб|тбл"
_SENTENCE = re.compile(
    rf"(?:(?<=[^\W\d_]{{3}})(?<!\b(?:{_SHORT_FORMS}))|(?<=\bno)|(?<=\d{{4}})|(?<=\w\)))\.(?=\s+[^\W\d_])"
    r"|(?-i:(?:(?<=\s[A-Z])|(?<=\d))\.(?=\s+[A-ZÀ-ÞА-Я][^\W\d_]))",
    re.IGNORECASE,
)
# "no aspirin/ibuprofen" is said of both; "n/a" and "w/o" are words.
_EITHER = re.compile(r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_SHORTENED = re.compile(r"(?<!\w)([^\W\d_])/(?=[^\W\d_](?!\w))")
_OR = "\u2044"
# "A.S.A." is read as it is said.
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
# Lists that are pasted lose their line breaks: "LipitorAspirin".
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})|(?<=[a-z]{4})(?=[A-Z]{2}\b)")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HIRAGANA, _KATAKANA = r"\u3041-\u3096", r"\u30a1-\u30fc"
_LETTER = rf"[^\W\d_{_HAN}{_HIRAGANA}{_KATAKANA}]"
FIGURE = r"\d+(?:[.,]\d+)*-?"
# Chinese has no spaces: each sign is a word. Japanese has none either, but writes foreign names in signs of their own.
# A figure keeps the letters that stand close to it ("5-ASA" is no aspirin); a word lets go of its dose ("apixaban5").
_TOKEN = re.compile(
    rf"[{_HAN}]|[{_HIRAGANA}]+|[{_KATAKANA}]+|{FIGURE}{_LETTER}*%?|{_LETTER}{{4,}}"
    rf"|[^\W_{_HAN}{_HIRAGANA}{_KATAKANA}]+|,"
)


# Most names of the catalogue are plain words, of which there is nothing to fold; a single letter may be one of several.
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]{2,})*")


@dataclass(frozen=True)
class Token:
    """A word as it is compared, and where it stands in what was typed; `hung`: its last letters, behind an apostrophe;
    `glued`: where a capital stands in the midst of it."""

    word: str
    start: int
    end: int
    hung: int = 0
    glued: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    """One sign without width, case, accent; nothing for what is invisible."""
    if sign in _DROPPED:
        return ""
    if sign in _DASHES:
        return "-"
    if sign in _BREAKS:
        return BREAK
    if sign in "&＆":
        return " and "
    if sign == _OR:
        return " or "
    plain = unicodedata.normalize("NFKC", sign).casefold()
    kept = []
    for one in unicodedata.normalize("NFKD", plain):
        if unicodedata.category(one) in ("Mn", "Mc", "Cf"):
            continue
        digit = unicodedata.digit(one, None)
        kept.append(str(digit) if digit is not None else BREAK if one in _BREAKS else _LETTERS.get(one, one))
    return "".join(kept)


def spelled(text: str) -> list[Token]:
    """The words and figures of a text, and "," for whatever separates."""
    opened = _SENTENCE.sub(BREAK, _ELISION.sub(lambda found: f"{found[1]} ", text))
    opened = _SHORTENED.sub(r"\1 ", _EITHER.sub(_OR, opened))
    opened = _DOTTED.sub(lambda found: found[0].replace(".", "").ljust(len(found[0])), opened)
    signs: list[str] = []
    places: list[int] = []
    apostrophes: set[int] = set()
    capitals = {found.start() for found in _GLUED.finditer(opened)}
    joints: list[int] = []
    for place, sign in enumerate(opened):
        if place in capitals:
            joints.append(len(places))
        folded = _folded(sign)
        signs.append(folded)
        places.extend([place] * len(folded))
        if sign in _APOSTROPHES:
            apostrophes.add(len(places))
    plain = "".join(signs)
    kept = [True] * len(plain)
    for run in _SPACED.finditer(plain):
        for place in range(run.start() + 1, run.end(), 2):
            kept[place] = False
    if not all(kept):
        plain = "".join(sign for sign, keep in zip(plain, kept, strict=True) if keep)
        places = [place for place, keep in zip(places, kept, strict=True) if keep]
        apostrophes.clear()
        joints.clear()
    return [
        Token(
            in_one_script(one[0]),
            places[one.start()],
            places[one.end() - 1] + 1,
            _behind(apostrophes, one.start(), one.end()) if apostrophes else 0,
            tuple(place - one.start() for place in joints if one.start() < place < one.end()) if joints else (),
        )
        for one in _TOKEN.finditer(plain)
    ]


def _behind(apostrophes: set[int], start: int, end: int) -> int:
    """How many letters of a word stand behind its last apostrophe."""
    return min((end - place for place in apostrophes if start < place < end), default=0)


@lru_cache(maxsize=65536)
def tokens(name: str) -> Name:
    """The words of a name or phrase of the catalogue alone; each is read more than once as the catalogue is built."""
    if _PLAIN.fullmatch(name):
        return tuple(name.lower().split(" "))
    return tuple(token.word for token in spelled(name))
