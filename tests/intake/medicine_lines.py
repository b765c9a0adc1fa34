"""The lines of medicine_lines.csv: what clients type about their medicines, and whether something thins the blood.

name    the medicine that a line is about, or the line itself where it is harmless; of the ninth set its style
text    what is typed
thins   yes, no, or ask (a name of several medicines, an umbrella brand: "unknown" is right too)
style   plain, misspelt, several, denied and so on; lang the language
origin  where the name comes from: "VAERS 2021" is the free text that people wrote for the vaccine reports of January
        2021 (public domain; github jannine92/covid19_vax_analysis at f7260bea, data/2021VAERSDATA.csv), without who
        wrote it; "stored text" and a number is a file of a public repository, as find_string found it
split   tuned (catalogue, words and thresholds were tried on these), seen (scored once; what was missed has been
        repaired since), or scored (written for it, in sight of no list; docs/medicines.md says what was mended since)
"""

import csv
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("medicine_lines.csv")


class Line(BaseModel):
    """One line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    text: str
    thins: Literal["yes", "no", "ask"]
    style: str
    lang: str
    origin: str
    split: Literal["tuned", "seen", "scored"]


@cache
def read_lines() -> tuple[Line, ...]:
    """All lines, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Line.model_validate(row) for row in csv.DictReader(file))
