"""What is said of each medicine in a text: taken, denied, past or only an allergy.

A name counts as taken unless the words beside it plainly say otherwise: a "no" that is not understood hides nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal

from intake.medicine_lexicon import Piece
from intake.medicine_words import Words

Status = Literal["taken", "denied", "past", "allergy"]
_EXPLAINED = frozenset(
    {"filler", "noun", "or", "unit", "dose", "figure", "form", "denied", "years", "since", "name", "guess"}
)
NAMES = frozenset({"name", "guess"})
_DOSE = frozenset({"dose", "unit"})
YEAR = re.compile(r"(?:19|20)\d\d-?")


@dataclass
class Part:
    """One stretch between separators."""

    pieces: list[Piece] = field(default_factory=list)
    replaced_first: bool = False
    """The first name of it was replaced by something else."""
    replaced_last: bool = False
    """The last one was, as what stands behind it says: "Aleve upset my stomach, so I was changed to"."""
    kept: bool = False
    """It stands behind an "except": whatever else is denied, this is taken."""
    replacing: bool = False
    """It says what something was replaced by: "years ago" is since when."""
    joined: bool = False
    """It is joined by "and" to what somebody is allergic to, and may be meant so too."""
    behind: str = ""
    """The sign or the word that it stands behind."""
    denied: bool = False
    """It belongs to a list that is denied."""

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def names(self) -> list[int]:
        return [place for place, piece in enumerate(self.pieces) if piece.kind in NAMES]

    @property
    def routes(self) -> list[frozenset[str]]:
        """The routes that each form which is named allows."""
        return [piece.routes for piece in self.pieces if piece.kind == "form"]

    @property
    def weighed(self) -> bool:
        """Does it name a dose by weight, as of something that is swallowed? "1 %" is the strength of a cream."""
        doses = [piece.key for piece in self.pieces if piece.kind == "dose"]
        figures = [piece.key for piece in self.pieces if piece.kind == "figure" and len(piece.key) > 1]
        return bool(doses or figures) and not any(key.endswith("%") for key in doses)

    @property
    def in_milligrams(self) -> bool:
        """Does it name a dose in milligrams, or a figure of two signs without a unit, as tablets have it?"""
        if any(piece.key == "mg" or (piece.kind == "dose" and piece.key.endswith("mg")) for piece in self.pieces):
            return True
        figures = any(piece.kind == "figure" and len(piece.key) > 1 for piece in self.pieces)
        return figures and not self.has("unit", "dose")

    def about(self, place: int) -> "Part":
        """What is said of one name among several, its form and dose: up to the next name, or to an unknown word behind
        its dose ("Motrin 800 mg Lidex cream"). Who writes a form before the first name writes them all so."""
        names = self.names
        before = bool(names) and self._is_form(names[0] - 1)
        starts, named, dosed = [0], False, False
        for at, piece in enumerate(self.pieces):
            next_name = piece.kind in NAMES and named and self.pieces[at - 1].kind not in NAMES
            if next_name or (piece.kind == "other" and dosed):
                starts.append(at - 1 if before and self._is_form(at - 1) else at)
                dosed = False
            named |= piece.kind in NAMES
            dosed |= named and piece.kind in _DOSE
        start = max(at for at in starts if at <= place)
        return Part(self.pieces[start : min((at for at in starts if at > place), default=None)])

    def _is_form(self, place: int) -> bool:
        return place >= 0 and self.pieces[place].kind == "form"

    def said_why(self, place: int) -> bool:
        """Is a word followed by what it is for, or since when? Then it is a name: "Moment for my knee"."""
        return any(piece.kind in ("reason", "since") for piece in self.pieces[place + 1 : place + 2])

    def means_a_name(self, place: int) -> bool:
        """Is an ordinary word a name here? A dose stands close to it; or a part that says nothing else before it says
        why, or has a dose and no other name: "active infection for years" is no Activa."""
        figure = [piece.kind for piece in self.pieces[place + 1 : place + 2]] == ["figure"]
        alone = len(self.names) == 1 and (figure or self.has("dose", "unit"))
        return self.dosed(place) or ((alone or self.said_why(place)) and self._explained(0, place))

    def dosed(self, place: int) -> bool:
        """Does a dose or a form stand close to a word, before it or behind it, its maker between them or not?"""
        beside = [*self.pieces[max(0, place - 1) : place], *self.pieces[place + 1 : place + 4]]
        return any(piece.kind in ("dose", "unit", "form") for piece in beside)

    def alone(self, place: int, words: Words, listed: bool) -> bool:
        """Is a word all that its part is about, but for why? Then it is a name, where somebody says that they take it,
        or in a list of others: "I take ASS daily", "Ramipril, ASS"."""
        said = listed or any(piece.key in words.myself for piece in self.pieces)
        explained = not any(piece.kind == "reason" for piece in self.pieces[:place])
        return said and explained and not self.unexplained(words.telling)

    def reason_of(self, place: int) -> bool:
        """Is a word what an earlier name is taken for? "Aciclovir for cold sores" holds no "Cold"."""
        return place > 1 and self.pieces[place - 1].kind == "reason" and self.names[0] < place - 1

    @property
    def not_borne(self) -> bool:
        """Does it name what somebody is allergic to, and nothing that they take?"""
        before = takewhile(lambda piece: piece.kind != "allergy", self.pieces)
        allergic = self.has("allergy") and not any(piece.kind in NAMES for piece in before)
        return bool(self.names) and (allergic or self.perhaps_not_borne)

    @property
    def perhaps_not_borne(self) -> bool:
        """Is it joined to an allergy, and says nothing of its own?"""
        return self.joined and self.bare

    @property
    def dated(self) -> bool:
        """Does it say that something was years ago, or in which year?"""
        return self.has("years", "long_ago") or any(YEAR.fullmatch(piece.key) for piece in self.pieces)

    @property
    def borne_by_none(self) -> bool:
        """Does it say behind a name that somebody is allergic to it, and name nothing else?"""
        last = self.pieces[-1].kind if self.pieces else ""
        return bool(self.names) and last in ("allergy", "allergy_after")

    @property
    def listed_with_or(self) -> bool:
        """Does it end a list: names, an "or", and another name or "any of that"?"""
        ored = next((at for at, piece in enumerate(self.pieces) if piece.kind == "or"), 0)
        behind = {piece.kind for piece in self.pieces[ored:]}
        return Part(self.pieces[:ored]).bare and behind <= {*NAMES, "or", "noun", "filler"}

    @property
    def bare(self) -> bool:
        """Does it say nothing but names, and no strength with them?"""
        strong = any(piece.key[-1:].isdigit() for piece in self.pieces)
        return bool(self.pieces) and not strong and all(piece.kind in (*NAMES, "or") for piece in self.pieces)

    @property
    def span(self) -> tuple[int, int]:
        return self.pieces[0].start, self.pieces[-1].end

    @property
    def denial(self) -> bool:
        """Is it a plain "nothing"?"""
        return (
            self.has("denied", "denied_after")
            and all(piece.kind in _EXPLAINED | {"denied_after"} for piece in self.pieces)
            and not self.names
        )

    @property
    def doubtful(self) -> bool:
        """Does it say two things at once, or that something ended without saying that this is long ago?"""
        ended = self.replaced_first or self.replaced_last or self.perhaps_not_borne or self.has("past", "long_ago")
        long_ago = self.has("long_ago") or self.has("years")
        ended |= self.has("allergy") and bool(self.names) and self._listed(self.names[0])
        return (ended and not long_ago) or (
            self.has("taking") and (ended or self.has("denied", "denied_after", "allergy", "allergy_after"))
        )

    def unexplained(self, telling: frozenset[str]) -> bool:
        """May a word of it be another medicine? A reason ("for my knee") is none, once something was found."""
        found, reason = bool(self.names), False
        if self.kept and not found:
            return True
        for piece in self.pieces:
            reason = reason or (piece.kind == "reason" and found)
            if reason:
                if piece.key in telling:
                    return True
            elif piece.kind == "other" or (
                piece.kind in ("noun", "reason", "somebody") and not found and not self.has("denied", "denied_after")
            ):
                return True
        return False

    def statuses(self, same: Callable[[str, str], bool], lacking: frozenset[str]) -> dict[int, Status]:
        """The status of each name, by its place; `same` tells whether two names are of one medicine, `lacking` are the
        words for "without"."""
        names = self.names
        said: dict[int, Status] = dict.fromkeys(names, "taken")
        denied = [piece.key in lacking for piece in self.pieces if piece.kind == "denied"]
        if not names or self.kept or self.has("taking") or len(set(denied)) == 2:  # "never a day without it"
            return said
        if any(piece.kind == "somebody" for piece in self.pieces[: names[0]]):
            return dict.fromkeys(names, "denied")
        if self.denied:
            return dict.fromkeys(names, "denied")
        if self.perhaps_not_borne:
            return dict.fromkeys(names, "allergy")
        if self.replaced_first:
            said[names[0]] = "past"
        if self.replaced_last:
            said[names[-1]] = "past"
        if self.has("long_ago") and not self.has("since") and not self.replacing and not self._event:
            self._governed(said, "long_ago", "past")
        for kind, status in _GOVERNING:
            if self.has(kind):
                self._governed(said, kind, status)
        for place, one in list(said.items()):
            if one != "taken":
                for other in names:
                    if same(self.pieces[place].key, self.pieces[other].key):
                        said[other] = one
        return said

    @property
    def _event(self) -> bool:
        """Are the years counted from why something is taken: "aspirin after the stent two years ago"?"""
        kinds = [piece.kind for piece in self.pieces]
        return "reason" in kinds[self.names[0] : kinds.index("long_ago")]

    def only_lately(self, words: Words) -> None:
        """A "no" about a day says that something was left out, not that it is never taken: "no Eliquis today". What was
        stopped a few days ago still works, and is often taken up again: "paused Plavix 3 days ago"."""
        if self.names and not self.has("years", "long_ago") and self._recent(words):
            self.pieces = [
                replace(piece, kind="filler")
                if piece.kind == "past"
                else replace(piece, kind="past")
                if piece.kind in ("denied", "denied_after")
                else piece
                for piece in self.pieces
            ]

    def _recent(self, words: Words) -> bool:
        """Does it speak of a day of this week, or of a few days ago? "For 3 days" is how long."""
        for place, piece in enumerate(self.pieces):
            before = [one.kind for one in self.pieces[max(0, place - 2) : place]]
            if piece.key in words.lately or (
                piece.key in words.days and before[-1:] == ["figure"] and before != ["reason", "figure"]
            ):
                return not any(YEAR.fullmatch(one.key) for one in self.pieces)
        return False

    def _listed(self, place: int) -> bool:
        """Does nothing but names stand from here on, two at least? Whether all belong to what was said is not sure."""
        return len(self.pieces) > place + 1 and all(piece.kind in NAMES for piece in self.pieces[place:])

    def _explained(self, low: int, high: int) -> bool:
        return all(piece.kind in _EXPLAINED for piece in self.pieces[low:high])

    def _governed(self, said: dict[int, Status], kind: str, status: Status) -> None:
        """The name after each word of the kind, else the name before it; and those joined to it by "or"."""
        for at, piece in enumerate(self.pieces):
            if piece.kind != kind:
                continue
            after = [place for place in said if place > at and not kind.endswith("_after")]
            before = [place for place in said if place < at]
            chosen = after[0] if after else before[-1] if before else None
            if chosen is None:
                continue
            low, high = sorted((at, chosen))
            if status in ("denied", "allergy") and not self._explained(low + 1, high):
                continue
            if status == "denied" and not after and not self._explained(at + 1, len(self.pieces)):
                continue
            said[chosen] = status
            joined, last = after[1:] if after else list(reversed(before[:-1])), chosen
            for place in joined:
                low, high = sorted((last, place))
                listed = status == "allergy" and self._listed(after[0] if after else place)
                if not listed and not any(one.kind == "or" for one in self.pieces[low:high]):
                    break
                said[place], last = status, place


_GOVERNING: tuple[tuple[str, Status], ...] = (
    ("past", "past"), ("allergy", "allergy"), ("allergy_after", "allergy"), ("denied", "denied"),
    ("denied_after", "denied"),
)  # fmt: skip
