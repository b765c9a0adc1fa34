"""Names that a misspelt word may be, by its letters and by its sound. They are guesses, for the client to confirm."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.medicine_kinds import Kinds
from intake.medicine_scripts import romanised

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^x", "z"), ("^ps", "s"), ("^kn", "n"), ("ph", "f"), ("gh", "g"), ("sch|sh|tch|ch", "k"), ("ck|cc|qu|q", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("z", "s"), ("th", "t"), ("rh", "r"), ("w", "v"),
        ("ou|oo", "u"), ("ae|oe|ea|ee|ie|ei|ey|ay|ai", "e"), ("y|j", "i"), ("h", ""),
        (r"(.)\1+", r"\1"), ("(?<=...)e$", ""),
    )
]  # fmt: skip
SHORTEST = 5
_SHORTEST_LISTED = 8
_SWAPPED = 7
_TELLING = 10
"""Consonants, and gaps for the vowels between them, that tell which name it is however the vowels are written:
"clopedigril"."""
_LONGEST_KIND = 14
_SURE_ABROAD = 9
"""Letters from which a word of another script may sound a little different."""
_VOWELS = re.compile("[aeiou]+")
Guess = tuple[str, float]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How a word is heard, roughly: of Latin, Cyrillic or Greek letters."""
    word = romanised(word)
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def allowed(length: int) -> float:
    """How many changed letters leave a word of so many letters a name; one that sounds the same costs half."""
    return 1 if length < 7 else 1.5 if length < 9 else 2 if length < 12 else 3


class Spelling:
    """The names that a word is compared with.

    Those in `listed` are thousands, and some are nearly a word: they are long, and one letter is wrong at most.
    """

    def __init__(self, names: Iterable[str], listed: Iterable[str], kinds: Kinds) -> None:
        keys = sorted(set(names))
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._by_sound: defaultdict[int, list[str]] = defaultdict(list)
        self._sounding: defaultdict[str, list[str]] = defaultdict(list)
        self._swapped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._consonants: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys:
            if len(key) >= SHORTEST and not any(sign.isdigit() for sign in key):
                self._by_length[len(key)].append(key)
                self._sounding[sound(key)].append(key)
                frame = _frame(key)
                self._swapped[frame].append(key)
                if len(frame[0]) >= _TELLING:
                    self._consonants[frame[0]].append(key)
        for heard in self._sounding:
            self._by_sound[len(heard)].append(heard)
        self._by_end: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(listed):
            if len(key) >= _SHORTEST_LISTED and not any(sign.isdigit() for sign in key):
                for end in _ends(key):
                    self._by_end[end].append(key)
        latin = [key for key in keys if key.isascii() and len(key) <= _LONGEST_KIND]
        self._kinds = {kind: [key for key in latin if kind.search(key)] for kind in kinds.patterns}
        self._made_from = tuple(made for made in kinds.made_from if made.generic in keys)
        self._illnesses = kinds.illnesses
        self.guesses = lru_cache(maxsize=65536)(self._guesses)

    def _guesses(self, word: str, joined: bool = False) -> tuple[Guess, ...]:
        """The names within reach with their cost, the nearest first; of what is no name perhaps the plural of one.

        Words that are joined are no name that nobody listed: "на спине" only ends like one."""
        if self._illnesses.search(romanised(word)):
            return ()
        return self._near_names(word, joined) or (self._near_names(word[:-1], joined) if word.endswith("s") else ())

    def _near_names(self, word: str, joined: bool) -> tuple[Guess, ...]:
        return self._common_guesses(word) or self._listed_guesses(word) or (() if joined else self._kindred(word))

    def _kindred(self, word: str) -> tuple[Guess, ...]:
        """The medicines that a word ends or begins like: "Rixaban" or "Aceclozip" is no generic name, but says what it
        is."""
        heard = romanised(word)
        for kind, keys in self._kinds.items():
            if kind.search(heard):
                return tuple((key, 1.0) for key in keys)
        for made in self._made_from:
            if made.like.search(heard):
                return ((made.generic, 1.0),)
        return ()

    def _listed_guesses(self, word: str) -> tuple[Guess, ...]:
        if _weight(word) < _SHORTEST_LISTED:
            return ()
        near = {key for end in _ends(word) for key in self._by_end.get(end, ()) if OSA.distance(word, key) <= 1}
        return tuple((key, 1.0) for key in sorted(near))

    def _common_guesses(self, word: str) -> tuple[Guess, ...]:
        most = allowed(_weight(word))
        if _weight(word) < SHORTEST:
            return ()
        cost: dict[str, float] = {}
        for key, distance in _near(word, self._by_length, int(most)):
            cost[key] = distance
        heard = sound(word)
        abroad = 1 if len(word) >= _SURE_ABROAD else 0
        for other, distance in _near(heard, self._by_sound, int(most - 0.5)):
            for key in self._sounding[other]:
                if distance <= abroad or key.isascii() == word.isascii():
                    cost[key] = min(cost.get(key, 9), distance + 0.5)
        if len(word) >= _SWAPPED:
            frame = _frame(word)
            for key in self._swapped[frame]:
                cost[key] = min(cost.get(key, 9), 1)
            for key in self._consonants.get(frame[0], ()):
                cost[key] = min(cost.get(key, 9), 1.5)
        near = (
            (key, paid)
            for key, paid in cost.items()
            if paid <= min(most, allowed(_weight(key))) and _begins(word, key, paid)
        )
        return tuple(sorted(near, key=lambda guess: (guess[1], guess[0])))


def _weight(word: str) -> int:
    """The letters of a word; a Korean syllable is written as two or three that say little each."""
    return len(word) // 2 if "\u1100" <= word[0] <= "\u11ff" else len(word)


def _ends(word: str) -> tuple[str, str]:
    """Where a word begins and ends: one wrong letter leaves one of them as it is, two swapped ones too."""
    return f"{word[:4]}-", f"-{word[-3:]}"


def _frame(word: str) -> tuple[str, str]:
    """The consonants as they are heard, in their order, and the vowels in any: "zeralto" is "xarelto" with two vowels
    swapped, "lixania" is "lixiana"."""
    heard = sound(word)
    return _VOWELS.sub("-", heard), "".join(sorted("".join(_VOWELS.findall(heard))))


def _near(word: str, by_length: dict[int, list[str]], most: int) -> Iterable[tuple[str, float]]:
    for length in range(len(word) - most, len(word) + most + 1):
        for key, distance, _ in process.extract_iter(
            word, by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most
        ):
            yield key, float(distance)


def _begins(word: str, key: str, paid: float) -> bool:
    """The first letter is seldom wrong: who gets it wrong gets nothing else wrong."""
    return paid <= 0.5 or sound(word)[:1] == sound(key)[:1] or (paid <= 1 and len(key) >= 7)
