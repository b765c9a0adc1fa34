"""What is said of each medicine in a text: taken, denied, past or only an allergy.

A name counts as taken unless the words beside it plainly say otherwise: a "no" that is not understood hides nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal

from intake.medicine_lexicon import Piece
from intake.medicine_words import Words

Status = Literal["taken", "denied", "past", "allergy"]
_EXPLAINED = frozenset(
    {"filler", "noun", "or", "unit", "dose", "figure", "form", "denied", "years", "since", "name", "guess"}
)
_ENDING = frozenset({"past", "long_ago", "years", "since", "figure", "filler"})
_NAMES = frozenset({"name", "guess"})
_CUTTING = frozenset({"denied", "allergy"})
_DOSE = frozenset({"dose", "unit"})


@dataclass
class Part:
    """One stretch between separators."""

    pieces: list[Piece] = field(default_factory=list)
    replaced_first: bool = False
    """The first name of it was replaced by something else."""
    kept: bool = False
    """It stands behind an "except": whatever else is denied, this is taken."""

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def names(self) -> list[int]:
        return [place for place, piece in enumerate(self.pieces) if piece.kind in _NAMES]

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
            next_name = piece.kind in _NAMES and named and self.pieces[at - 1].kind not in _NAMES
            if next_name or (piece.kind == "other" and dosed):
                starts.append(at - 1 if before and self._is_form(at - 1) else at)
                dosed = False
            named |= piece.kind in _NAMES
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
        alone = len(self.names) == 1 and self.has("dose", "unit")
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
        ended = self.replaced_first or self.has("past", "long_ago")
        long_ago = self.has("long_ago") or self.has("years")
        return (ended and not long_ago) or (
            self.has("taking") and (ended or self.has("denied", "denied_after", "allergy"))
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
        if self.replaced_first:
            said[names[0]] = "past"
        if self.has("long_ago") and not self.has("since") and not self._event:
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

    def only_lately(self, lately: frozenset[str]) -> None:
        """A "no" about a day says that something was left out, not that it is never taken: "no Eliquis today"."""
        if self.names and any(piece.key in lately for piece in self.pieces):
            self.pieces = [
                replace(piece, kind="past") if piece.kind in ("denied", "denied_after") else piece
                for piece in self.pieces
            ]

    def _explained(self, low: int, high: int) -> bool:
        return all(piece.kind in _EXPLAINED for piece in self.pieces[low:high])

    def _governed(self, said: dict[int, Status], kind: str, status: Status) -> None:
        """The name after each word of the kind, else the name before it; and those joined to it by "or"."""
        for at, piece in enumerate(self.pieces):
            if piece.kind != kind:
                continue
            after = [place for place in said if place > at and kind != "denied_after"]
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
                if not any(one.kind == "or" for one in self.pieces[low:high]):
                    break
                said[place], last = status, place


_GOVERNING: tuple[tuple[str, Status], ...] = (
    ("past", "past"), ("allergy", "allergy"), ("denied", "denied"), ("denied_after", "denied"),
)  # fmt: skip


def parts(pieces: Iterable[Piece], words: Words) -> list[Part]:
    """The pieces cut at breaks, and where a "no" or an allergy begins to speak of the next name.

    Who names another person and neither says "I" nor "no" is taken to fill in the form for them."""
    row = _whole(_neither(list(pieces), words.nor), words.halves)
    if any(piece.kind == "helper" for piece in row) or not any(
        piece.kind == "denied" or piece.key in words.myself for piece in row
    ):
        row = [piece for piece in row if piece.kind != "somebody"]
    cut = [Part()]
    for place, piece in enumerate(row):
        match piece.kind:
            case "break":
                cut.append(Part())
                continue
            case "except":
                cut.append(Part(kept=True))
                continue
            case "only":
                if cut[-1].has("denied") and not cut[-1].names and _name_follows(row, place):
                    cut.append(Part())
                piece = replace(piece, kind="filler")
            case "instead" | "from":
                cut.append(Part(replaced_first=True))
            case "replaced":
                if cut[-1].names:
                    cut[-1].replaced_first = True
                    cut.append(Part())
            case kind if (
                kind in _CUTTING and cut[-1].names and not cut[-1].has(*_CUTTING) and _name_follows(row, place)
            ):
                cut.append(Part())
            case _:
                pass
        if piece.key in words.myself and not cut[-1].names:  # "my wife makes sure that I take"
            cut[-1].pieces = [one for one in cut[-1].pieces if one.kind != "somebody"]
        none_at_all = piece.kind == "denied" and [one.kind for one in cut[-1].pieces[-1:]] == ["allergy"]
        cut[-1].pieces.append(piece)
        if piece.kind == "denied_after" or none_at_all:  # "allergies none aspirin daily"
            cut.append(Part())
    for part in cut:
        part.only_lately(words.lately)
    return _ended([part for part in cut if part.pieces])


def _neither(row: list[Piece], nor: frozenset[str]) -> list[Piece]:
    """The pieces with a "neither X nor Y" as such, where the same words mean something else alone: German "noch"."""
    found = [place for place, piece in enumerate(row[:-1]) if piece.key in nor and row[place + 1].kind in _NAMES]
    for place in found:
        if place - 2 in found:
            row[place] = replace(row[place], kind="or")
        elif place + 2 in found:
            row[place] = replace(row[place], kind="denied")
    return row


def _whole(row: list[Piece], halves: frozenset[str]) -> list[Piece]:
    """The pieces without the halves of an "allergic to" that nothing completes."""
    whole = [place for place, piece in enumerate(row) if piece.kind == "allergy" and piece.key not in halves]
    last = whole[-1] if whole else 0
    return [
        replace(piece, kind="filler") if piece.key in halves and place >= last else piece
        for place, piece in enumerate(row)
    ]


def _ended(cut: list[Part]) -> list[Part]:
    """A part that only says that something ended years ago belongs to the names before it: "warfarin, stopped in my
    youth", "Previscan 12 years ago, stopped since". So does one that only says that it goes on, or for whom else:
    "tried it and still take it", "my wife takes warfarin and so do I"."""
    joined: list[Part] = []
    for part in cut:
        ends = part.has("past", "long_ago") and all(piece.kind in _ENDING for piece in part.pieces)
        named = joined[-1] if joined and joined[-1].names else None
        resumed = named and named.has("past", "somebody") and _goes_on(part)
        ended = named and ends and Part([*named.pieces, *part.pieces]).has("years", "long_ago")
        if named and (resumed or ended):
            named.pieces.extend(part.pieces)
        else:
            joined.append(part)
    return joined


def _goes_on(part: Part) -> bool:
    """Does it say nothing but that something is taken, and perhaps why?"""
    said = list(takewhile(lambda piece: piece.kind != "reason", part.pieces))
    return (
        not part.names
        and any(piece.kind == "taking" for piece in said)
        and all(piece.kind in ("taking", "filler") for piece in said)
    )


def _name_follows(row: list[Piece], place: int) -> bool:
    for piece in row[place + 1 :]:
        if piece.kind == "break":
            return False
        if piece.kind in _NAMES:
            return True
    return False
