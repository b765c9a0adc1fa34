"""A text cut into stretches that speak of the same medicines: at what separates, and where a "no" begins to speak."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from intake.medicine_lexicon import Piece
from intake.medicine_parts import NAMES, YEAR, Part
from intake.medicine_words import Words

_ENDING = frozenset({"past", "long_ago", "years", "since", "figure", "filler"})
_CUTTING = frozenset({"denied", "allergy"})
_ENDING_WITH = frozenset({"denied_after", "allergy_after"})
_COMMAS = frozenset(",،、，")


def parts(pieces: Iterable[Piece], words: Words) -> list[Part]:
    """The pieces cut at breaks, and where a "no" or an allergy begins to speak of the next name.

    Who names another person and neither says "I" nor "no" is taken to fill in the form for them."""
    row = _articles(list(pieces), words)
    row = _whole(_neither(_until_a_year(row, words.until), words.nor), words.halves)
    if any(piece.kind == "helper" for piece in row) or not any(
        piece.kind == "denied" or piece.key in words.myself for piece in row
    ):
        row = [piece for piece in row if piece.kind != "somebody"]
    cut = [Part()]
    for place, piece in enumerate(row):
        match piece.kind:
            case "break":
                cut.append(Part(joined=piece.key in words.joining and cut[-1].not_borne, behind=piece.key))
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
                elif len(cut) > 1 and cut[-2].names and _name_follows(row, place):
                    cut[-2].replaced_last = True
                cut[-1].replacing = True
            case kind if (
                kind in _CUTTING and cut[-1].names and not cut[-1].has(*_CUTTING) and _name_follows(row, place)
            ):
                cut.append(Part())
            case _:
                pass
        theirs = piece.key in words.theirs and not cut[-1].pieces and cut[-1].behind in words.joining
        if theirs and len(cut) > 1:  # "Mum had a stroke and takes"
            cut[-1].pieces += [one for one in cut[-2].pieces if one.kind == "somebody"][:1]
        if piece.key in words.myself and not cut[-1].names:  # "my wife makes sure that I take"
            cut[-1].pieces = [one for one in cut[-1].pieces if one.kind != "somebody"]
        none_at_all = piece.kind == "denied" and [one.kind for one in cut[-1].pieces[-1:]] == ["allergy"]
        cut[-1].pieces.append(piece)
        if piece.kind in _ENDING_WITH or none_at_all:  # "allergies none aspirin daily"
            cut.append(Part())
    _deny_lists(cut)
    _list_allergies(cut, words.joining)
    for part in cut:
        part.only_lately(words)
    _end_with(words.over, cut)
    return _ended([part for part in cut if part.pieces])


def _articles(row: list[Piece], words: Words) -> list[Piece]:
    """The pieces with articles that separate nothing: "a" is "and" in Polish, but not beside "the" and "was"."""
    if words.beside_articles.isdisjoint(piece.key for piece in row):
        return row
    return [replace(piece, kind="filler") if piece.key in words.articles else piece for piece in row]


def _until_a_year(row: list[Piece], until: frozenset[str]) -> list[Piece]:
    """The pieces with an "until 2012" as an end, and a "2009 to 2012"."""
    ended = list(row)
    for place, piece in enumerate(row):
        following = takewhile(lambda one: one.key not in _COMMAS, row[place + 1 : place + 3])
        if (piece.key in until or YEAR.fullmatch(piece.key)) and any(YEAR.fullmatch(one.key) for one in following):
            ended[place] = replace(piece, kind="past")
    return ended


def _neither(row: list[Piece], nor: frozenset[str]) -> list[Piece]:
    """The pieces with a "neither X nor Y" as such, where the same words mean something else alone: German "noch"."""
    nors = {place for place, piece in enumerate(row) if piece.key in nor}
    for place in sorted(nors):
        named = {row[at].kind in NAMES for at in (place - 1, place + 1) if 0 <= at < len(row)}
        again = place - 2 in nors and row[place - 1].kind in NAMES
        denied = any(piece.kind == "denied" for piece in row[: max(0, place - 1)])
        first = place + 2 in nors and row[place + 1].kind in NAMES
        further = denied and row[place].kind != "taking" and row[place - 1].kind == "break"  # "no X, nem Y"
        if again or (named == {True} and denied):  # of "weder X noch sonst etwas" the second says nothing
            row[place] = replace(row[place], kind="or")
        elif first or further:
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


def _deny_lists(cut: list[Part]) -> None:
    """What stands behind a "no" with commas, up to an "or", is denied too: "no aspirin, Plavix or fish oil"."""
    for place, part in enumerate(cut):
        if part.has("denied") and part.names and part.pieces[-1].kind in NAMES:
            more = list(takewhile(lambda one: one.behind in _COMMAS, cut[place + 1 :]))
            bare = len(list(takewhile(lambda one: one.bare and not one.has("or"), more)))
            if any(one.listed_with_or for one in more[bare : bare + 1]):
                for one in more[: bare + 1]:
                    one.denied = True


def _list_allergies(cut: list[Part], joining: frozenset[str]) -> None:
    """What stands behind an allergy with commas, up to the end of the sentence where another one follows, may be one
    too: "allergies: penicillin, aspirin. I take Xyzal"; and so may what is joined to it before: "aspirin and ibuprofen
    allergy"."""
    for place, part in enumerate(cut):
        if part.not_borne:
            more = list(takewhile(lambda one: one.bare and one.behind in _COMMAS, cut[place + 1 :]))
            following = cut[place + 1 + len(more) :]
            for one in more if following and following[0].behind not in _COMMAS else ():
                one.joined = True
        if place and part.behind in joining and part.borne_by_none and cut[place - 1].bare:
            cut[place - 1].joined = True


def _end_with(over: frozenset[str], cut: list[Part]) -> None:
    """A "nothing since" behind a name with a year says that it is past: "Xarelto, in 2018, nothing since"."""
    for place, part in enumerate(cut):
        said = [piece for piece in part.pieces if piece.key in over]
        told = [*takewhile(lambda one: not one.names, reversed(cut[:place]))]
        named = cut[place - 1 - len(told)] if said and len(told) < place else None
        about = [named, *told] if named else []
        if any(one.dated for one in about) and not any(one.has("past", "long_ago") for one in about):
            about[0].pieces += [replace(piece, kind="past") for piece in said]
            part.pieces = [piece for piece in part.pieces if piece.key not in over]


def _ended(cut: list[Part]) -> list[Part]:
    """A part that only says that something ended years ago belongs to the names before it: "warfarin, stopped in my
    youth", "Previscan 12 years ago, stopped since". So does one that only says that it goes on, or for whom else:
    "tried it and still take it", "my wife takes warfarin and so do I"; or with what it is eaten: "ginger and honey"."""
    joined: list[Part] = []
    for part in cut:
        ends = part.has("past", "long_ago") and all(piece.kind in _ENDING for piece in part.pieces)
        named = joined[-1] if joined and joined[-1].names else None
        resumed = named and named.has("past", "somebody") and _goes_on(part)
        ended = named and ends and Part([*named.pieces, *part.pieces]).dated
        eaten = part.has("form") and all(piece.kind == "filler" or "food" in piece.routes for piece in part.pieces)
        if named and (resumed or ended or eaten):
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
        if piece.kind in NAMES:
            return True
    return False
