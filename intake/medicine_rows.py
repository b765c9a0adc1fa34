"""One medicine of the catalogue, and the strict reading of them all.

medicines.csv has one row a medicine. Names in other languages stand in medicine_names.csv and
medicine_names_more.csv, and brands that national registers list in medicine_brands.csv (with their countries, the
register, and whether the name has to be asked about because it is an ordinary word or means something else elsewhere).
The columns of medicines.csv:

    id                         kebab case; stands in answers as `item`
    name, also                 English generic name; other generic names and spellings (semicolons)
    class, subclass, roles     as medicine_classes.yaml lists them; never shown to anybody. A role is a further class
    route                      oral injection topical inhaled nasal lozenge eye rectal food any
    ingredients                semicolons; what combinations are counted by
    thins_blood                yes, no, or with_anticoagulant (answers "no" alone)
    sold_without_prescription  yes where it may be bought freely somewhere common
    usually_advised            yes, no, both: a hint to a human, never a condition
    clock                      yes where one's own use has a 48-hour window
    brands                     semicolons; countries after @ ("Nu-Seals@GB") where they are known
    ask_which                  names that stand for this or another medicine, or are ordinary words: always asked
    source                     where the row comes from, or that nobody has checked it
"""

import csv
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from intake.content import ContentError, Document
from intake.medicine_text import tokens

FILE = Path(__file__).parent / "medicines.csv"
NAMES = Path(__file__).parent / "medicine_names.csv"
MORE_NAMES = Path(__file__).parent / "medicine_names_more.csv"
BRANDS = Path(__file__).parent / "medicine_brands.csv"
CLASSES = Path(__file__).parent / "medicine_classes.yaml"

Listed = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda cell: tuple(filter(None, cell.split(";"))) if isinstance(cell, str) else cell),
]
YesNo = Literal["yes", "no"]


class Medicine(BaseModel):
    """One row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    also: Listed
    class_: str = Field(alias="class")
    subclass: str
    roles: Listed
    route: Literal["oral", "injection", "topical", "inhaled", "nasal", "lozenge", "eye", "rectal", "food", "any"]
    ingredients: Listed = Field(min_length=1)
    thins_blood: Literal["yes", "no", "with_anticoagulant"]
    sold_without_prescription: YesNo
    usually_advised: Literal["yes", "no", "both"]
    clock: YesNo
    brands: Listed
    ask_which: Listed
    source: str = Field(min_length=1)
    names: dict[str, tuple[str, ...]] = {}
    """By language; the first is shown, the others are understood. Without any, the English name is shown."""
    listed_asked: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    """Brands known from a register alone, with their countries (those that are asked about without): understood as
    they stand, and nothing that resembles them."""

    def name_in(self, language: str) -> str:
        """The generic name as it is shown in a language."""
        return self.names.get(language, (self.name,))[0]

    @property
    def unnamed(self) -> bool:
        """Is it only known what kind of medicine it is?"""
        return self.subclass == "unnamed"

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def generic_names(self) -> tuple[str, ...]:
        """Every generic name in every language."""
        return (self.name, *self.also, *(name for names in self.names.values() for name in names))

    def brands_in(self, country: str) -> tuple[str, ...]:
        """The brands that may be met in a country: its own, and those whose countries nobody has written down."""
        split = [brand.partition("@") for brand in (*self.brands, *self.listed)]
        met = (brand for brand, _, known in split if not country or not known or country in known.split("/"))
        return tuple(dict.fromkeys(met))

    @property
    def brand_names(self) -> tuple[str, ...]:
        """The brands without their countries."""
        return tuple(brand.partition("@")[0] for brand in self.brands)

    @property
    def listed_names(self) -> tuple[str, ...]:
        """The brands of registers without their countries."""
        return tuple(brand.partition("@")[0] for brand in self.listed)

    @cached_property
    def facts(self) -> dict[str, frozenset[str]]:
        """What a condition on an entry may test of this row."""
        return {
            "class": frozenset((self.class_, *self.roles)),
            "subclass": frozenset((self.subclass,)) - {""},
            "route": frozenset((self.route,)),
            "item": frozenset((self.id,)),
            "ingredient": frozenset(self.ingredients),
            "thins_blood": frozenset((self.thins_blood,)),
            "sold_without_prescription": frozenset((self.sold_without_prescription,)),
            "clock": frozenset((self.clock,)),
        }

    def words(self, fact: str) -> frozenset[str]:
        """The words of one fact; KeyError when there is no such fact."""
        return self.facts[fact]


class Classes(BaseModel):
    """The classes with their subclasses, and the roles that are no class."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    classes: dict[str, frozenset[str]]
    roles: frozenset[str]

    def faults(self, row: Medicine) -> Iterator[str]:
        """What a row says that does not exist, or that does not go together."""
        if row.class_ not in self.classes:
            yield f"class {row.class_!r} does not exist; allowed: {', '.join(sorted(self.classes))}"
        elif row.subclass and row.subclass not in self.classes[row.class_]:
            allowed = ", ".join(sorted(self.classes[row.class_])) or "none"
            yield f"{row.class_} has no subclass {row.subclass!r}; allowed: {allowed}"
        for role in row.roles:
            if role not in self.roles | self.classes.keys() or role == row.class_:
                allowed = ", ".join(sorted(self.roles))
                yield f"role {role!r} does not exist or is the class; allowed: {allowed} and other classes"
        if row.clock == "yes" and row.thins_blood != "yes":
            yield "a clock is only for what thins the blood"


def read_rows(path: Path = FILE) -> tuple[Medicine, ...]:
    """Every row of the catalogue with its names; raises ContentError with every fault, as "file:line: what"."""
    classes = Document(CLASSES).as_model(Classes)
    names, listed, asked = _names(), _brands("no"), _brands("yes")
    placed: list[tuple[int, Medicine]] = []
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for cells in reader:
            try:
                beside: dict[str, Any] = {"names": names, "listed": listed, "listed_asked": asked}
                own = {part: found[cells["id"]] for part, found in beside.items() if cells["id"] in found}
                placed.append((reader.line_num, _row({**cells, **own})))
            except ContentError as error:
                wrong.extend(f"{path.name}:{reader.line_num}: {fault}" for fault in error.faults)
    for line, row in placed:
        wrong.extend(f"{path.name}:{line}: {row.id}: {fault}" for fault in classes.faults(row))
    wrong.extend(f"{path.name}:{line}: {fault}" for line, fault in _clashes(placed))
    if not placed and not wrong:
        wrong.append(f"{path.name}:1: there are no medicines here")
    if wrong:
        raise ContentError(wrong)
    return tuple(row for _, row in placed)


def _names() -> dict[str, dict[str, tuple[str, ...]]]:
    """medicine_names.csv: for each id the names in each language, semicolons between them; and medicine_names_more.csv,
    names of what thins the blood in languages that the form is not in."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        found = {
            cells.pop("id"): {language: tuple(cell.split(";")) for language, cell in cells.items() if cell}
            for cells in csv.DictReader(file, strict=True)
        }
    with MORE_NAMES.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file, strict=True):
            names = found.setdefault(cells["id"], {})
            names[cells["language"]] = (*names.get(cells["language"], ()), *cells["names"].split(";"))
    return found


def _brands(asked: YesNo) -> dict[str, list[str]]:
    """medicine_brands.csv: for each id its brands; those that are asked about without their countries."""
    found: dict[str, list[str]] = {}
    with BRANDS.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file, strict=True):
            if cells["asked"] == asked:
                brand = cells["brand"] if asked == "yes" else f"{cells['brand']}@{cells['countries']}"
                found.setdefault(cells["id"], []).append(brand)
    return found


def _row(cells: dict[str | Any, str | Any]) -> Medicine:
    if None in cells or None in cells.values():
        raise ContentError(["this row has more or fewer cells than there are columns"])
    try:
        return Medicine.model_validate(cells)
    except ValidationError as error:
        raise ContentError(f"{one['loc'][0]}: {one['input']!r}: {one['msg']}" for one in error.errors()) from None


def _clashes(placed: list[tuple[int, Medicine]]) -> Iterator[tuple[int, str]]:
    """Ids that stand twice; names that stand for two medicines without being asked about, or that nobody could type."""
    lines: dict[str, int] = {}
    owners: dict[str, str] = {}
    asked = {"".join(tokens(name)) for _, row in placed for name in (*row.ask_which, *row.listed_asked)}
    for line, row in placed:
        if row.id in lines:
            yield line, f"the id {row.id!r} stands already in line {lines[row.id]}"
        lines[row.id] = line
        for name in (*row.generic_names, *row.brand_names, *row.listed_names, *row.ask_which, *row.listed_asked):
            key = "".join(tokens(name))
            if not key or "," in key:
                yield line, f"{row.id}: the name {name!r} holds a separator or nothing"
            elif name in (*row.ask_which, *row.listed_asked):
                continue
            elif key in asked:
                yield line, f"{row.id}: {name!r} stands in ask_which too: it cannot be a name of one medicine as well"
            elif owners.setdefault(key, row.id) != row.id:
                yield (
                    line,
                    f"{row.id}: {name!r} is already a name of {owners[key]}; if it is both, it belongs in ask_which",
                )
