"""The catalogue of medicines, and what it makes of a text: names and brands, and guesses for the client to confirm."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from intake.medicine_cut import parts
from intake.medicine_kinds import load_kinds
from intake.medicine_lexicon import Lexicon, Piece
from intake.medicine_parts import Part, Status
from intake.medicine_rows import FILE, Medicine, read_rows
from intake.medicine_spelling import SHORTEST, Spelling
from intake.medicine_text import Name, tokens
from intake.medicine_words import load_words

__all__ = ["Catalogue", "Match", "Medicine", "Reading", "load"]

Certainty = Literal["exact", "brand", "fuzzy", "ask_which"]
MOST_GUESSED = 60
"""Unknown words of one text that are looked up as misspelt; what is beyond stays unknown."""

_SHORT = 3
"""Letters of a name that is too short to be known by a dose elsewhere in the line: of "500 mg for a pain in my ass"."""


class Match(BaseModel):
    """One medicine found in a text: with "ask_which" or "fuzzy" it is perhaps one of `candidates` (ids).

    A "fuzzy" match of one candidate names it, but nothing rests on it until the client has confirmed it."""

    model_config = ConfigDict(frozen=True)

    name: str
    item: str | None
    class_: str | None
    certainty: Certainty
    status: Status
    candidates: tuple[str, ...]
    likely: str | None = None
    """Which one it usually is; it counts where more is said than the name, and is asked about all the same."""

    @property
    def sure(self) -> bool:
        return self.certainty in ("exact", "brand")

    @property
    def word(self) -> bool:
        """Is it perhaps an ordinary word, and no medicine at all?"""
        return self.certainty == "ask_which" and len(self.candidates) == 1


class Reading(BaseModel):
    """What was made of a text. `unclear` counts the parts of it that cannot be relied on; any of them bars a "no".

    `several`: the text cut into its medicines, where it says nothing but which ones are taken."""

    model_config = ConfigDict(frozen=True)

    matches: tuple[Match, ...]
    thins_blood: Literal["yes", "no", "unknown"]
    unclear: int
    several: tuple[str, ...] = ()


class Catalogue:
    """All rows, and the index of their names. Built by `load`."""

    def __init__(self, rows: tuple[Medicine, ...]) -> None:
        self.rows = {row.id: row for row in rows}
        self._named: dict[str, tuple[Medicine, Literal["exact", "brand"]]] = {}
        self._asked: dict[str, tuple[str, list[Medicine]]] = {}
        spelled: dict[str, Name] = {}

        def key(name: str) -> str:
            words = tokens(name)
            spelled.setdefault("".join(words), words)
            return "".join(words)

        for row in rows:
            for brand in row.brand_names:
                self._named[key(brand)] = (row, "brand")
            for generic in row.generic_names:
                self._named[key(generic)] = (row, "exact")
            for name in row.ask_which:
                self._asked.setdefault(key(name), (name, []))[1].append(row)
        common = frozenset(spelled)
        for row in rows:
            for brand in row.listed_names:
                self._named.setdefault(key(brand), (row, "brand"))
            for name in row.listed_asked:
                self._asked.setdefault(key(name), (name, []))[1].append(row)
        self._mixed: defaultdict[tuple[str, ...], list[Medicine]] = defaultdict(list)
        for row in rows:
            self._mixed[row.ingredients].append(row)
        kinds = load_kinds()
        for name, row in kinds.extended(rows):
            self._named.setdefault(key(name), (row, "brand"))
        self._usual = kinds.usual
        self._holding: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
        words = load_words()
        self._lexicon = Lexicon(spelled, words, spelled.keys() - common)
        telling = {key for key, name in spelled.items() if len(words.telling_letters(name)) >= SHORTEST}
        self._spelling = Spelling(common & telling, telling - common, kinds)

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Every fact that a condition on an entry may test, with all its words."""
        words: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for row in self.rows.values():
            for fact, values in row.facts.items():
                words[fact] |= values
        return dict(words)

    def holding(self, fact: str, words: frozenset[str]) -> frozenset[str]:
        """The rows (ids) of which a fact has one of the words."""
        found = self._holding.get((fact, words))
        if found is None:
            rows = self.rows.values()
            found = self._holding[fact, words] = frozenset(
                row.id for row in rows if not words.isdisjoint(row.words(fact))
            )
        return found

    def names(self, country: str = "", language: str = "en") -> tuple[str, ...]:
        """What a search box offers: generics in the language, brands of the country with their generic (a brand of no
        known country is offered everywhere), and the names that have to be asked about."""
        offered = {name for name, _ in self._asked.values()}
        for row in self.rows.values():
            generic = row.name_in(language)
            offered.add(generic)
            offered |= {f"{brand} ({generic})" for brand in row.brands_in(country)}
        return tuple(sorted(offered, key=str.casefold))

    def match(self, text: str) -> Reading:
        """Find the medicines of a text; what is not understood makes a harmless line "unknown"."""
        matches: dict[tuple[str, str], Match] = {}
        unclear = 0
        plain_no = False
        words = self._lexicon.words
        cut = parts(self._with_guesses(self._lexicon.read(text)), words)
        said = sum(len(part.pieces) for part in cut) > 1
        clear: list[str] = []
        for part in cut:
            found = self._found(part, listed=len(cut) > 1)
            plain_no |= part.denial or (
                part.has("denied", "denied_after") and any(one.status == "denied" for one in found)
            )
            sure = all(one.sure for one in found) and not self._misfit(part, found)
            doubt = not sure or part.doubtful or part.unexplained(words.telling)
            unclear += doubt
            if found and not doubt and len(found) == 1 and found[0].status == "taken":
                clear.append(text[slice(*part.span)].strip())
            for one in found:
                known = matches.setdefault((one.name, one.status), one)
                if one.certainty == "exact" and known.certainty == "brand":
                    matches[one.name, one.status] = one
        return Reading(
            matches=tuple(matches.values()),
            thins_blood=self._thins(matches.values(), unclear, plain_no, said),
            unclear=unclear,
            several=tuple(clear) if 1 < len(clear) == len(cut) else (),
        )

    def _with_guesses(self, pieces: list[Piece]) -> Iterator[Piece]:
        """Unknown words replaced by the names that they may be, alone or two or three together."""
        place = tried = 0
        while place < len(pieces):
            piece, size = pieces[place], 1
            if piece.kind == "other" and tried < MOST_GUESSED:
                tried += 1
                best: tuple[float, int] | None = None
                joined = ""
                for length, word in enumerate(pieces[place : place + 3], start=1):
                    if word.kind != "other":
                        break
                    joined += word.key
                    ordinary = joined in self._lexicon.words.ordinary and not _dosed(pieces[place + length :])
                    guesses = () if ordinary else self._spelling.guesses(joined, length > 1)
                    if guesses and (best is None or guesses[0][1] <= best[0]):
                        best, size = (guesses[0][1], length), length
                if best:
                    key = "".join(word.key for word in pieces[place : place + size])
                    piece = Piece("guess", key, piece.start, pieces[place + size - 1].end)
            yield piece
            place += size

    def _misfit(self, part: Part, found: list[Match]) -> bool:
        """Does a form that is named fit none of the medicines? Anything may be taken with honey."""
        routes = {self.rows[one.item].route for one in found if one.item}
        return bool(routes) and any(routes.isdisjoint({"any", *fits}) for fits in part.routes if "food" not in fits)

    def _same(self, one: str, other: str) -> bool:
        """Are two names of one medicine?"""
        return one in self._named and other in self._named and self._named[one][0].id == self._named[other][0].id

    def _found(self, part: Part, listed: bool) -> list[Match]:
        """The medicines of one part. A form, dose or generic beside it settles a name that has to be asked about."""
        names = [part.pieces[place] for place in part.names]
        named = {self._named[one.key][0].id for one in names if one.kind == "name" and one.key in self._named}
        found = []
        for place, status in part.statuses(self._same, self._lexicon.words.lacking).items():
            piece, about = part.pieces[place], part.about(place)
            if piece.kind == "guess":
                found.append(self._guess(piece.key, about, status))
            elif piece.key in self._named:
                row, certainty = self._named[piece.key]
                row = self._swallowed(row) if self._has_milligrams(piece.key, row, about) else self._in_form(row, about)
                found.append(_match(row, certainty, status))
            else:
                found += self._which(place, part, named, status, listed)
        return found

    def _in_form(self, row: Medicine, part: Part) -> Medicine:
        """The row of the same ingredients in the form that is named: of "diclofenac ointment" the gel, no tablet."""
        if row.route == "food" or not part.routes or all({row.route, "any"} & fits for fits in part.routes):
            return row
        if row.route == "any" and all("oral" in fits for fits in part.routes):
            return row  # "Toradol drops" may be swallowed
        others = [one for one in self._mixed[row.ingredients] if all(one.route in fits for fits in part.routes)]
        if row.route == "topical" and not others and not any("topical" in fits for fits in part.routes):
            return self._swallowed(row)
        alike = [one for one in others if one.class_ == row.class_] or others
        return alike[0] if len(alike) == 1 else row

    def _swallowed(self, row: Medicine) -> Medicine:
        """The tablets of the same ingredients, where there are any."""
        return next((one for one in self._mixed[row.ingredients] if one.route == "oral"), row)

    def _has_milligrams(self, name: str, row: Medicine, part: Part) -> bool:
        """Is it the brand of a gel with a dose as tablets have it? Then it is the brand of tablets elsewhere."""
        words = self._lexicon.words.by_key
        formed = any(word in words and words[word].kind == "form" for word in self._lexicon.names[name])
        return row.route == "topical" and part.in_milligrams and not part.routes and not formed

    def _which(self, place: int, part: Part, named: set[str], status: Status, listed: bool) -> Iterator[Match]:
        label, candidates = self._asked[part.pieces[place].key]
        if not named.isdisjoint(row.id for row in candidates) or (len(candidates) == 1 and part.reason_of(place)):
            return
        about = part.about(place)
        fitting = [row for row in candidates if about.routes and all(row.route in fits for fits in about.routes)]
        taken = about.routes and not fitting and not any("topical" in fits for fits in about.routes)
        if taken or (about.weighed and not about.routes):  # an injection is no gel, and a gel has no milligrams
            fitting = [row for row in candidates if row.route == "oral"]
        if len(candidates) == 1 and len(part.pieces[place].key) <= _SHORT:
            meant = part.dosed(place) or part.alone(place, self._lexicon.words, listed)
            fitting = candidates if meant else []
        elif len(candidates) == 1 and part.means_a_name(place):
            fitting = candidates
        if len(fitting) == 1:
            yield _match(fitting[0], "brand", status)
            return
        yield Match(
            name=label, item=None, class_=None, certainty="ask_which", status=status,
            candidates=tuple(row.id for row in candidates),
            likely=candidates[0].id if label in self._usual and all("oral" in fits for fits in about.routes) else None,
        )  # fmt: skip

    def _guess(self, key: str, part: Part, status: Status) -> Match:
        guesses = self._spelling.guesses(key)
        near = [name for name, cost in guesses if cost <= guesses[0][1] + 0.5]
        rows: dict[str, Medicine] = {}
        for name in near:
            for one in [self._named[name][0]] if name in self._named else self._asked[name][1]:
                row = self._in_form(one, part)
                if not any(row.ingredients == other.ingredients for other in rows.values()):
                    rows[row.id] = row  # without a form the nearest name says which, the tablets or the gel
        ids = tuple(rows)[:4]
        first = rows[ids[0]]
        alone = len(rows) == 1
        return Match(
            name=first.name, item=first.id if alone else None, class_=first.class_ if alone else None,
            certainty="fuzzy", status=status, candidates=ids,
        )  # fmt: skip

    def _thins(
        self, matches: Iterable[Match], unclear: int, plain_no: bool, said: bool
    ) -> Literal["yes", "no", "unknown"]:
        """A misspelt name counts when whatever it may be thins the blood, and a name of several medicines when the
        usual one does and more is `said` than the name."""
        taken = [one for one in matches if one.status == "taken"]
        for one in taken:
            perhaps = (one.likely,) if one.likely and said else () if one.word else one.candidates
            if perhaps and all(self.rows[item].thins_blood == "yes" for item in perhaps):
                return "yes"
        return "no" if (taken or plain_no) and not unclear else "unknown"

    def recognised(self, name: str, item: str | None, confirmed: bool | None) -> tuple[Medicine, ...]:
        """The medicines that an entry stands for: the item that the client confirmed, else what its name says exactly.

        Empty when nobody knows. Names of two medicines give both; what is denied or only an allergy gives none."""
        typed = self.match(name)
        named = [
            self.rows[one.item] for one in typed.matches if one.item and one.sure and one.status in ("taken", "past")
        ]
        chosen = self.rows.get(item or "") if confirmed else None
        if chosen and len(named) < 2:
            return (chosen,)
        return tuple(dict.fromkeys([*named, *([chosen] if chosen else [])]))

    def complete(self, name: str, item: str | None, confirmed: bool | None) -> bool:
        """Is nothing of the entry's name left that may be a further medicine? A confirmed item explains one stretch; of
        "a blood thinner" it is open which one."""
        explained = 1 if confirmed and item in self.rows else 0
        rows = self.recognised(name, item, confirmed)
        named = bool(rows) and not any(row.unnamed for row in rows)
        return named and self.match(name).unclear <= explained

    def perhaps(self, name: str, item: str | None, confirmed: bool | None) -> tuple[Medicine, ...]:
        """What the part of an entry's name that nobody knows may be: the guesses that nobody confirmed, of "a blood
        thinner" all that thins the blood, else anything."""
        read = self.match(name)
        unsure = [one for one in read.matches if not one.sure and not one.word]
        if unsure and confirmed is None and len(unsure) == read.unclear:
            return tuple(self.rows[one] for one in dict.fromkeys(id_ for match in unsure for id_ in match.candidates))
        if not read.unclear and any(row.unnamed for row in self.recognised(name, item, confirmed)):
            return tuple(row for row in self.rows.values() if row.thins_blood == "yes")
        return tuple(self.rows.values())

    def answer_line(self, text: str) -> dict[str, Any]:
        """The answer of `python -m intake medicines` to one line; JSON-able."""
        read = self.match(text)
        return {
            "text": text,
            "matches": [
                {
                    "name": one.name,
                    "item": one.item,
                    "class": one.class_,
                    "certainty": one.certainty,
                    "status": one.status,
                }
                for one in read.matches
            ],
            "thins_blood": read.thins_blood,
        }


def load(path: Path = FILE) -> Catalogue:
    """The packaged catalogue, or another file of the same columns; raises ContentError."""
    return Catalogue(read_rows(path))


def _dosed(behind: list[Piece]) -> bool:
    """Does a dose begin here? Then an everyday word before it is a name: "aspiring 81 mg"."""
    kinds = [piece.kind for piece in behind[:2]]
    return kinds[:1] == ["dose"] or kinds == ["figure", "unit"]


def _match(row: Medicine, certainty: Literal["exact", "brand"], status: Status) -> Match:
    return Match(
        name=row.name, item=row.id, class_=row.class_, certainty=certainty, status=status, candidates=(row.id,)
    )
