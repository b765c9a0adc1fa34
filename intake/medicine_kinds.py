"""How names of medicines begin, end and go on (medicine_kinds.yaml): what a name that nobody listed may be."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from intake.content import Document
from intake.medicine_rows import Medicine

FILE = Path(__file__).parent / "medicine_kinds.yaml"
Pattern = re.Pattern[str]


class Made(BaseModel):
    """Brands `like` this are made from a generic name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    like: Pattern
    generic: str


class Adding(BaseModel):
    """Words that add ingredients where they stand behind a brand of one of `to`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: tuple[str, ...]
    words: dict[str, frozenset[str]]


class Kinds(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ends: tuple[str, ...]
    begins: tuple[str, ...]
    made_from: tuple[Made, ...]
    adding: tuple[Adding, ...]
    usual: frozenset[str]
    illnesses: Pattern

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """What names of one kind have in common. A vowel may follow an end, as grammar adds one."""
        ends = (f"..{end}[aeo]?$" for end in self.ends)
        begins = (f"^{begin}.." for begin in self.begins)
        return tuple(re.compile(kind) for kind in (*ends, *begins))

    def extended(self, rows: Iterable[Medicine]) -> Iterator[tuple[str, Medicine]]:
        """Every name with every word that adds to it, and the medicine that it then is."""
        whole = {frozenset(row.ingredients): row for row in rows}
        for one in self.adding:
            for generic, (word, added) in ((to, more) for to in one.to for more in one.words.items()):
                plain, made = whole.get(frozenset({generic})), whole.get(added | {generic})
                if plain and made:
                    for name in (plain.name, *plain.brand_names, *plain.listed_names):
                        if name.isascii():
                            yield f"{name} {word}", made


@cache
def load_kinds(file: Path = FILE) -> Kinds:
    """Raises ContentError."""
    return Document(file).as_model(Kinds)
