"""A text as a row of known things: at each place the longest name or phrase that anybody knows."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from intake.medicine_text import BREAK, FIGURE, Name, Token, spelled
from intake.medicine_words import Kind, Word, Words

_FIGURE = re.compile(FIGURE)
_LOOSE = 7
"""Letters from which a name is known however it is spaced: "war farin", "alkaseltzer". "as a" is no ASA."""
_LOOSE_LISTED = 9
"""The same for a brand of a register, of which there are thousands."""
# Polish softens the letter before an ending: "na Xarelcie".
_SOFTENED: dict[str, tuple[str, ...]] = {"cie": ("t", "to", "ta"), "dzie": ("d", "da", "do"), "rze": ("r", "ra", "ro")}
_STEM, _STEM_LISTED = 5, 6
"""Letters of a name that may have an ending; behind an apostrophe any may."""
_JOINED, _JOINED_LISTED = 5, 7
"""Letters of a name that may be written together with others; one of a register only with a form."""
_LONGEST_JOINED = 40
# The last letter is the Cyrillic one of vitamin E.
_LETTER = re.compile(r"[a-hkе]\d{0,2}")
_STRONG = re.compile(r"([a-hkе])(\d{3,}[a-z]*)")
_BETWEEN = frozenset({"break", "or", "figure", "dose", "unit"})
"""What may stand between the letters of a series: "vitamins C, D (1000 IU) and E"."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a text. `key` is the word itself, of a name or a phrase its letters without spaces."""

    kind: Kind | Literal["name", "guess", "figure", "dose", "other"]
    key: str
    start: int
    end: int
    routes: frozenset[str] = frozenset()


class Lexicon:
    """The names of a catalogue and the words around them; those in `listed` are known as they stand alone, because
    among thousands of brands some are nearly a word."""

    def __init__(self, names: Mapping[str, Name], words: Words, listed: Set[str] = frozenset()) -> None:
        self.names, self.words = names, words
        self._common = names.keys() - listed
        lengths = [len(name) for name in names.values()] + [len(word.tokens) for word in words.by_key.values()]
        self._longest = max(lengths)

    def read(self, text: str) -> list[Piece]:
        """Every word of the text in some piece, in order; the key of a break is the sign or the word that it is."""
        return [
            replace(piece, key=text[piece.start]) if piece.key == BREAK else piece
            for piece in self._pieces(spelled(text))
        ]

    def _pieces(self, words: list[Token]) -> Iterator[Piece]:
        place, opened = 0, ""
        while place < len(words):
            letter = self._letter(words, place, opened) if opened else self._hugged(words, place)
            found, taken = (letter, 1) if letter else self._longest_at(words, place)
            if words[place].word in self.words.series:
                opened = words[place].word
            elif not letter and found[0].kind not in _BETWEEN:
                opened = ""
            yield from found
            place += taken

    def _letter(self, words: list[Token], place: int, opened: str) -> list[Piece] | None:
        """What a letter stands for behind a word for many, where nothing but another one or a dose follows: "vitamins
        A, C and E", "vit C, E 400"; "vitamin D, a tablet" is none. Italian and Portuguese "C e D" is "C and D"."""
        token = words[place]
        following = words[place + 1].word if place + 1 < len(words) else BREAK
        strong = _STRONG.fullmatch(token.word)
        letter = strong[1] if strong else token.word
        if not strong and not (
            _LETTER.fullmatch(letter) and (_LETTER.fullmatch(following) or self._between(following))
        ):
            return None
        if letter == "e" and opened.rstrip("s")[-1] in "ae" and _LETTER.fullmatch(following):
            return None
        key = next((one + letter for one in self.words.series if one + letter in self.names), None)
        if key is None:
            return None
        dose = [Piece("dose", strong[2], token.start, token.end)] if strong else []
        return [Piece("name", key, token.start, token.end), *dose]

    def _hugged(self, words: list[Token], place: int) -> list[Piece] | None:
        """A letter written together with its word where nothing else is said: "VITC, VITE". "Vite" alone is a word."""
        token = words[place]
        name = self.names.get(token.word, ())
        if len(name) != 2 or name[0] not in self.words.series or token.word in self.words.series:
            return None
        beside = {words[at].word for at in (place - 1, place + 1) if 0 <= at < len(words)}
        alone = all(word == BREAK or _FIGURE.match(word) for word in beside)
        return [Piece("name", token.word, token.start, token.end)] if beside and alone else None

    def _between(self, word: str) -> bool:
        known = self._word(word)
        return word == BREAK or _FIGURE.match(word) is not None or (known is not None and known.kind in _BETWEEN)

    def _longest_at(self, words: list[Token], place: int) -> tuple[list[Piece], int]:
        first = words[place]
        if first.word == BREAK:
            return [Piece("break", BREAK, first.start, first.end)], 1
        end = place + 1
        while end < min(len(words), place + self._longest) and words[end].word != BREAK:
            end += 1
        for stop in range(end, place, -1):
            window = tuple(token.word for token in words[place:stop])
            piece = self._known(window, first.start, words[stop - 1].end)
            if piece and not self._split(window, piece.key):
                return [piece], stop - place
        return self._alone(first), 1

    def _split(self, window: Name, key: str) -> bool:
        """Is a name only found because a letter was drawn to the wrong word? "Vitamin E B complex" is no "vitamine B
        complex"."""
        return self.names.get(key, window) != window and any(
            len(window[cut - 1]) == 1 and self.names.get("".join(window[:cut])) == window[:cut]
            for cut in range(2, len(window))
        )

    def _known(self, window: Name, start: int, end: int) -> Piece | None:
        key = "".join(window)
        name = self.names.get(key)
        loose = len(key) >= (_LOOSE if key in self._common else _LOOSE_LISTED) or key[0].isdigit() or key[-1].isdigit()
        letter = name and len(window) == 1 and len(name[-1]) == 1  # Italian "vitamine" are vitamins, not vitamin E
        if name and (name == window or (loose and not letter)):
            return Piece("name", key, start, end)
        word = self.words.by_key.get(key)
        if word and (word.tokens == window or len(key) >= _LOOSE):
            return Piece(word.kind, key, start, end, word.routes)
        return None

    def _alone(self, token: Token) -> list[Piece]:
        """A word that stands in no list: a figure with its unit, a name in another case, names written together."""
        word, start, end = token.word, token.start, token.end
        figure = _FIGURE.match(word)
        if figure:
            unit = word[figure.end() :].rstrip("%")
            known = self._word(unit)
            kind: Literal["figure", "dose", "other"] = (
                "figure"
                if not unit and not word.endswith("%")
                else "dose"
                if not unit or (known and known.kind == "unit")
                else "other"
            )
            if kind == "other" and known:
                return [Piece("figure", word, start, start), Piece(known.kind, unit, start, end, known.routes)]
            return [Piece(kind, word, start, end)]
        inflected = self._hung(token) or self._inflected(word)
        if inflected:
            return [Piece("name", inflected, start, end)]
        return self._joined(word, start, end) or self._cut(token) or [Piece("other", word, start, end)]

    def _cut(self, token: Token) -> list[Piece]:
        """The words that a capital in the midst of a word tells apart, where one of them is a name; "GeralginePlus" is
        one name."""
        if not token.glued:
            return []
        ends = (*token.glued, len(token.word))
        words = [token.word[start:end] for start, end in zip((0, *token.glued), ends, strict=True)]
        cut = [piece for word in words for piece in self._longest_at([Token(word, token.start, token.end)], 0)[0]]
        kinds = {piece.kind for piece in cut}
        return cut if "name" in kinds and kinds <= {"name", "other", "filler"} else []

    def _word(self, key: str) -> Word | None:
        return self.words.by_key.get(key)

    def _hung(self, token: Token) -> str | None:
        """The name before an apostrophe and an ending: "Etol'den"."""
        name, ending = token.word[: -token.hung], token.word[-token.hung :]
        if token.hung and self.names.get(name) == (name,) and ending in self.words.endings:
            return name
        return None

    def _inflected(self, word: str) -> str | None:
        """The name that a word is when what grammar adds is taken off; short names stay as they are."""
        if word in self.words.ordinary:
            return None
        for prefix in ("", *self.words.prefixes):
            if not word.startswith(prefix):
                continue
            bare = word[len(prefix) :]
            if prefix and len(bare) >= 4 and self._bears(bare, 4):
                return bare
            for cut in range(1, 5):
                stem = bare[:-cut]
                if len(stem) < _STEM:
                    break
                plain: tuple[str, ...] = ("", "a", "e", "o", "о", "а") if bare[-cut:] in self.words.endings else ()
                for end in (*plain, *_SOFTENED.get(bare[-cut:], ())):
                    if self._bears(stem + end, _STEM):
                        return stem + end
        return None

    def _bears(self, name: str, letters: int) -> bool:
        """Is it a name of one word, and long enough to bear what grammar adds?"""
        known = self.names.get(name)
        least = letters if name in self._common else _STEM_LISTED
        return known is not None and len(known) == 1 and len(name) >= least

    def _joined(self, word: str, start: int, end: int) -> list[Piece] | None:
        """Words written together, at least one of them a name: "takeaspirin", "Warfarintabletten"."""
        if not 8 <= len(word) <= _LONGEST_JOINED:
            return None
        ways: list[tuple[int, list[Piece]] | None] = [(0, [])] + [None] * len(word)
        for stop in range(1, len(word) + 1):
            for begin in range(stop):
                before = ways[begin]
                if before is None:
                    continue
                key = word[begin:stop]
                if key in self.names and len(key) >= (_JOINED if key in self._common else _JOINED_LISTED):
                    piece = Piece("name", key, start, end)
                elif len(key) >= 4 and (known := self._word(key)):
                    piece = Piece(known.kind, key, start, end, known.routes)
                else:
                    continue
                way = (before[0] + 1, [*before[1], piece])
                best = ways[stop]
                if best is None or way[0] < best[0]:
                    ways[stop] = way
        whole = ways[-1][1] if ways[-1] else []
        names = [piece for piece in whole if piece.kind == "name"]
        firm = all(piece.key in self._common for piece in names) or all(
            piece.kind in ("name", "form") for piece in whole
        )
        return whole if names and firm else None
