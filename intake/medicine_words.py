"""The words that people write around the names of medicines, one file a language in medicine_words/.

All languages are read at once, because people mix them. What a list means:

    breaks        another medicine begins            or         joins names under one "no"
    nor           before two names or more: none of them, whatever else the word means
    except        another medicine begins, and that one is taken: "nothing but X", "apart from X nothing"
    only          another medicine begins behind a "no" without a name: "nothing, only X", "no others than X"; else it
                  says nothing
    filler        says nothing of what is taken      units      of a dose
    nouns         explained beside a name or a "no"; alone, a medicine that nobody named
    reasons       what follows is why, not what      telling    but not when it is said with one of these
    taking        taken for certain, whatever else is said ("never miss")
    since         contradicts "years ago"
    denied        not taken: governs the name after it, else the one before      denied_after: only what stands before
    past          no longer taken                    years, long_ago: and not lately
    over          denied; behind what has a year, that this is past: "Xarelto in 2018, nothing since"
    instead, from the name after it was replaced     replaced   the name before it was
    allergy       not borne                          allergy_after   only what stands before
    somebody      another person's, where it stands before a name
    articles      separate another medicine elsewhere, but not where one of beside_articles tells the language
    theirs        begins what they do too, where it stands behind an "and": "Mum had a stroke and takes"
    halves        of the allergies those that say so only where another one follows: 对 of 对…过敏
    lately        says nothing either, but a "no" or a "stopped" beside it speaks of a day, not of always
    days          the same behind a figure: "stopped 3 days ago"
    until         ended, where a year follows: "bis 2012"
    and           what is joined by it to an allergy may be one too: "allergic to penicillin and aspirin"
    lacking       denied too, but with another "no" before it somebody cannot do without
    helper        the form is about somebody else: then nobody else's medicine is meant
    myself        said by whoever takes it; where nobody says so, a line about somebody else is a helper's too
    forms         how it is given, by the routes that fit; food: what a spice stands beside that is no capsule
    ordinary      resembles a name and is no misspelling of it
    endings, prefixes   what grammar adds to a name
    series        words for many, behind which a letter is one of them: "vitamins A, C and E"

A phrase is written as `medicine_text.tokens` leaves it: lower case, no accents, no apostrophes.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from intake.content import ContentError, Document
from intake.medicine_text import Name, tokens

FOLDER = Path(__file__).parent / "medicine_words"
Kind = Literal[
    "taking", "denied", "denied_after", "past", "long_ago", "instead", "replaced", "from", "allergy", "allergy_after",
    "helper",
    "somebody", "since", "except", "break", "or", "unit", "years", "reason", "form", "noun", "only", "filler",
]  # fmt: skip
_KINDS: tuple[Kind, ...] = get_args(Kind)
_STATUS = frozenset(_KINDS[: _KINDS.index("since")])


class WordList(BaseModel):
    """One file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    breaks: tuple[str, ...]
    except_: tuple[str, ...]
    only: tuple[str, ...]
    or_: tuple[str, ...]
    nor: tuple[str, ...]
    filler: tuple[str, ...]
    units: tuple[str, ...]
    nouns: tuple[str, ...]
    reasons: tuple[str, ...]
    telling: tuple[str, ...]
    taking: tuple[str, ...]
    since: tuple[str, ...]
    denied: tuple[str, ...]
    lacking: tuple[str, ...]
    lately: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    denied_after: tuple[str, ...]
    past: tuple[str, ...]
    over: tuple[str, ...] = ()
    years: tuple[str, ...]
    long_ago: tuple[str, ...]
    instead: tuple[str, ...]
    replaced: tuple[str, ...]
    from_: tuple[str, ...]
    allergy: tuple[str, ...]
    allergy_after: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    beside_articles: tuple[str, ...] = ()
    somebody: tuple[str, ...]
    theirs: tuple[str, ...] = ()
    myself: tuple[str, ...]
    helper: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]
    ordinary: tuple[str, ...]
    endings: frozenset[str]
    prefixes: frozenset[str]
    series: tuple[str, ...]


_LISTS: dict[Kind, str] = {
    "break": "breaks", "or": "or_", "unit": "units", "reason": "reasons", "noun": "nouns", "from": "from_",
    "except": "except_",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word or phrase: what it is, and the routes that fit where it is a form."""

    tokens: Name
    kind: Kind
    routes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Words:
    """The words of all languages, by their letters without spaces."""

    by_key: dict[str, Word]
    telling: frozenset[str]
    lacking: frozenset[str]
    lately: frozenset[str]
    days: frozenset[str]
    over: frozenset[str]
    until: frozenset[str]
    joining: frozenset[str]
    theirs: frozenset[str]
    myself: frozenset[str]
    nor: frozenset[str]
    halves: frozenset[str]
    articles: frozenset[str]
    beside_articles: frozenset[str]
    ordinary: frozenset[str]
    endings: frozenset[str]
    prefixes: frozenset[str]
    series: tuple[str, ...]

    def telling_letters(self, name: Name) -> str:
        """The letters of a name without the words that say nothing: "ass" of "ASS täglich"."""
        known = self.by_key
        return "".join(word for word in name if word not in known or known[word].kind not in ("filler", "noun"))


@cache
def load_words(folder: Path = FOLDER) -> Words:
    """Raises ContentError; a phrase that says two things about the taking of a medicine is refused.

    Where a phrase is several other things in several languages, the first of Kind counts, and forms add up.
    """
    lists = {path: Document(path).as_model(WordList) for path in sorted(folder.glob("*.yaml"))}
    found: dict[str, Word] = {}
    wrong: list[str] = []
    for path, one in lists.items():
        for kind in _KINDS:
            if kind == "form":
                phrases = [(phrase, frozenset(routes.split())) for routes, all_ in one.forms.items() for phrase in all_]
            else:
                more = {"filler": (*one.lately, *one.days), "break": one.and_, "denied": one.over}.get(kind, ())
                said = getattr(one, _LISTS.get(kind, kind)) + more
                phrases = [(phrase, frozenset()) for phrase in said]
            for phrase, routes in phrases:
                new = Word(tokens(phrase), kind, routes)
                key = "".join(new.tokens)
                old = found.setdefault(key, new)
                if old.kind == new.kind:
                    found[key] = Word(old.tokens, kind, old.routes | routes)
                elif {old.kind, new.kind} <= _STATUS:
                    wrong.append(f"{path.name}:1: {phrase!r} is {kind} here and {old.kind} elsewhere")
                elif _KINDS.index(new.kind) < _KINDS.index(old.kind):
                    found[key] = new
    if wrong:
        raise ContentError(wrong)
    every = list(lists.values())
    return Words(
        found,
        frozenset("".join(tokens(word)) for one in every for word in one.telling),
        frozenset("".join(tokens(word)) for one in every for word in one.lacking),
        frozenset("".join(tokens(word)) for one in every for word in one.lately),
        frozenset("".join(tokens(word)) for one in every for word in one.days),
        frozenset("".join(tokens(word)) for one in every for word in one.over),
        frozenset("".join(tokens(word)) for one in every for word in one.until),
        frozenset("".join(tokens(word)) for one in every for word in one.and_),
        frozenset("".join(tokens(word)) for one in every for word in one.theirs),
        frozenset("".join(tokens(word)) for one in every for word in one.myself),
        frozenset("".join(tokens(word)) for one in every for word in one.nor),
        frozenset("".join(tokens(word)) for one in every for word in one.halves),
        frozenset("".join(tokens(word)) for one in every for word in one.articles),
        frozenset("".join(tokens(word)) for one in every for word in one.beside_articles),
        frozenset("".join(tokens(word)) for one in every for word in one.ordinary),
        frozenset().union(*(one.endings for one in every)),
        frozenset().union(*(one.prefixes for one in every)),
        tuple(dict.fromkeys("".join(tokens(word)) for one in every for word in one.series)),
    )
