"""The lines of medicine_lines.csv: what clients type about their medicines, and whether something thins the blood.

name    the medicine that a line is about; all lines of one name are in one half
text    what is typed
thins   yes, no, or ask (a name of several medicines: "unknown" is right too)
style   plain, misspelt, several, denied and so on; lang the language; origin where the name comes from
split   tuned (catalogue, words and thresholds were tried on these), scored (never looked at before the last score), or
        seen (scored once, of the same names as those that are scored now; what was missed has been repaired since)
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
