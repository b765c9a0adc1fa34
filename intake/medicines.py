"""The catalogue of medicines, and what it makes of a text: exact names and brands, nothing doubtful."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from intake.medicine_rows import FILE, Medicine, read_rows
from intake.medicine_text import Name, Part, Status, parts, tokens

__all__ = ["Catalogue", "Match", "Medicine", "Reading", "load"]


class Match(BaseModel):
    """One medicine found in a text. With "ask_which" there is no item yet: it is one of `candidates` (ids)."""

    model_config = ConfigDict(frozen=True)

    name: str
    item: str | None
    class_: str | None
    certainty: Literal["exact", "brand", "ask_which"]
    status: Status
    candidates: tuple[str, ...]


class Reading(BaseModel):
    """What was made of a text. `unclear` counts the parts of it that cannot be relied on; any of them bars a "no"."""

    model_config = ConfigDict(frozen=True)

    matches: tuple[Match, ...]
    thins_blood: Literal["yes", "no", "unknown"]
    unclear: int


class Catalogue:
    """All rows, and the index of their names. Built by `load`."""

    def __init__(self, rows: tuple[Medicine, ...]) -> None:
        self.rows = {row.id: row for row in rows}
        self._named: dict[Name, tuple[Medicine, Literal["exact", "brand"]]] = {}
        self._asked: dict[Name, tuple[str, list[Medicine]]] = {}
        for row in rows:
            for brand in row.brand_names:
                self._named[tokens(brand)] = (row, "brand")
            for generic in (row.name, *row.also):
                self._named[tokens(generic)] = (row, "exact")
            for name in row.ask_which:
                self._asked.setdefault(tokens(name), (name, []))[1].append(row)
        self._holding: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
        self._index = self._named.keys() | self._asked.keys()
        self._longest = max(map(len, self._index))

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

    def names(self) -> tuple[str, ...]:
        """What a search box offers: generics, brands with their generic, and the names that have to be asked about."""
        brands = {f"{brand} ({row.name})" for row in self.rows.values() for brand in row.brand_names}
        return tuple(
            sorted(
                {row.name for row in self.rows.values()} | brands | {name for name, _ in self._asked.values()},
                key=str.casefold,
            )
        )

    def match(self, text: str) -> Reading:
        """Find medicines by exact name and brand. What is not understood makes a harmless line "unknown"."""
        matches: dict[tuple[str, str], Match] = {}
        unclear = 0
        for part in parts(text, self._index, self._longest):
            found = self._found(part)
            routes = {self.rows[one.item].route for one in found if one.item}
            misfit = bool(routes) and any(routes.isdisjoint({"any", *fits}) for fits in part.routes)
            sure = part.status == "taken" and all(one.item for one in found)
            unclear += not sure or misfit or bool(part.unexplained)
            for one in found:
                known = matches.setdefault((one.name, one.status), one)
                if one.certainty == "exact" and known.certainty == "brand":
                    matches[one.name, one.status] = one
        return Reading(
            matches=tuple(matches.values()), thins_blood=self._thins(matches.values(), unclear), unclear=unclear
        )

    def _found(self, part: Part) -> list[Match]:
        """The medicines of one part. A form or a generic beside it settles a name that would have to be asked about."""
        named = {self._named[name][0].id for name in part.found if name in self._named}
        found = []
        for name in part.found:
            if name in self._named:
                row, certainty = self._named[name]
                found.append(_match(row, certainty, part.status))
                continue
            label, candidates = self._asked[name]
            if not named.isdisjoint(row.id for row in candidates):
                continue
            fitting = [row for row in candidates if part.routes and all(row.route in fits for fits in part.routes)]
            if len(candidates) > 1 and len(fitting) == 1:
                found.append(_match(fitting[0], "brand", part.status))
                continue
            ids = tuple(row.id for row in candidates)
            found.append(
                Match(name=label, item=None, class_=None, certainty="ask_which", status=part.status, candidates=ids)
            )
        return found

    def _thins(self, matches: Iterable[Match], unclear: int) -> Literal["yes", "no", "unknown"]:
        taken = [one for one in matches if one.item and one.status == "taken"]
        if any(self.rows[one.candidates[0]].thins_blood == "yes" for one in taken):
            return "yes"
        return "no" if taken and not unclear else "unknown"

    def recognised(self, name: str, item: str | None, confirmed: bool | None) -> tuple[Medicine, ...]:
        """The medicines that an entry stands for: the item that the client confirmed, else what its name says exactly.

        Empty when nobody knows. Names of two medicines give both; what is denied or only an allergy gives none."""
        typed = self.match(name)
        named = [self.rows[one.item] for one in typed.matches if one.item and one.status in ("taken", "past")]
        chosen = self.rows.get(item or "") if confirmed else None
        if chosen and len(named) < 2:
            return (chosen,)
        return tuple(dict.fromkeys([*named, *([chosen] if chosen else [])]))

    def complete(self, name: str, item: str | None, confirmed: bool | None) -> bool:
        """Is nothing of the entry's name left that may be a further medicine? A confirmed item explains one stretch."""
        explained = 1 if confirmed and item in self.rows else 0
        return bool(self.recognised(name, item, confirmed)) and self.match(name).unclear <= explained

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


def _match(row: Medicine, certainty: Literal["exact", "brand"], status: Status) -> Match:
    return Match(
        name=row.name, item=row.id, class_=row.class_, certainty=certainty, status=status, candidates=(row.id,)
    )
