"""What people type about medicines, cut into words and parts. Knows no medicine: that is the catalogue's."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from intake.content import Document

FILE = Path(__file__).parent / "medicine_words.yaml"
Status = Literal["taken", "denied", "past", "allergy"]
Name = tuple[str, ...]
"""The name of a medicine as `tokens` leaves it."""

_MARKS = {ord(mark): None for mark in "®™©'’‘ʼ`´"} | {ord(dash): "-" for dash in "‐‑‒–—―−"}
_FIGURE = r"\d+(?:[.,]\d+)*-?"
# A figure keeps the letters that stand close to it ("5-ASA" is no aspirin); a word lets go of its dose ("apixaban5").
_TOKEN = re.compile(rf"{_FIGURE}[^\W\d_]*%?|[^\W\d_]{{4,}}|[^\W_]+|[,;+/|&\n]")
_BREAK = ","


class Words(BaseModel):
    """The words around names, as medicine_words.yaml has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    breaks: frozenset[str]
    filler: frozenset[str]
    nouns: frozenset[str]
    reasons: frozenset[str]
    telling: frozenset[str]
    denied: frozenset[str]
    past: frozenset[str]
    allergy: frozenset[str]
    forms: dict[str, frozenset[str]]


@cache
def load_words() -> Words:
    """Raises ContentError."""
    return Document(FILE).as_model(Words)


def tokens(text: str) -> Name:
    """Words, figures and "," for whatever separates. Width, case, accents and invisible characters are gone."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).casefold()
    seen = "".join(
        sign for sign in unicodedata.normalize("NFKD", plain) if unicodedata.category(sign) not in ("Mn", "Cf")
    )
    return tuple("and" if one == "&" else _BREAK if one in ";+/|\n" else one for one in _TOKEN.findall(seen))


@dataclass
class Part:
    """One stretch between separators: the names found in it, and the words that are not explained by them."""

    found: list[Name] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """One word of doubt speaks for the whole part."""
        words = load_words()
        if not words.allergy.isdisjoint(self.others):
            return "allergy"
        if not words.denied.isdisjoint(self.others):
            return "denied"
        return "taken" if words.past.isdisjoint(self.others) else "past"

    @property
    def routes(self) -> list[frozenset[str]]:
        """The routes that each form which is named allows."""
        forms = load_words().forms
        return [forms[word] for word in self.others if word in forms]

    @property
    def unexplained(self) -> list[str]:
        """What may be the name of another medicine. A reason ("for my knee") is none, once something was found."""
        words, left = load_words(), []
        reason = False
        for word in self.others:
            reason = reason or (word in words.reasons and bool(self.found))
            bare = re.sub(f"^{_FIGURE}|%$", "", word)
            quiet = (
                not bare or bare in words.filler or word in words.forms or (bool(self.found) and bare in words.nouns)
            )
            if (reason and word in words.telling) or not (reason or quiet):
                left.append(word)
        return left


def parts(text: str, names: Container[Name], longest: int) -> list[Part]:
    """Cut a text at its separators. At each place the longest of `names` (normalised) is taken, whole words only."""
    words, breaks = tokens(text), load_words().breaks
    cut = [Part()]
    place = 0
    while place < len(words):
        lengths = range(min(longest, len(words) - place), 0, -1)
        name = next((words[place : place + n] for n in lengths if words[place : place + n] in names), ())
        if name:
            cut[-1].found.append(name)
        elif words[place] == _BREAK or words[place] in breaks:
            cut.append(Part())
        else:
            cut[-1].others.append(words[place])
        place += len(name) or 1
    return [part for part in cut if part.found or part.others]
