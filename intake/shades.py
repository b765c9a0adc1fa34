"""A clinic's colour as pages wear it: on light paper as it is, in the dark light enough to be seen."""

from typing import NamedTuple

from intake.clinic import Clinic
from intake.colour import lightened, mixed

PAPER, PAPER_IN_THE_DARK = "#FBFAF7", "#16191A"


class Shades(NamedTuple):
    """#RRGGBB each: `filled` is written on in white, `read` stands as letters and lines on paper, `tint` lies under
    what is chosen."""

    filled: str
    read: str
    tint: str


def in_the_light(primary: str) -> Shades:
    return Shades(primary, primary, mixed(primary, PAPER, 0.08))


def in_the_dark(primary: str) -> Shades:
    filled, read = lightened(primary, PAPER_IN_THE_DARK, 3.4), lightened(primary, PAPER_IN_THE_DARK, 8)
    if primary == Clinic().primary_colour:
        filled, read = "#1B7A7A", "#7FC8C8"
    return Shades(filled, read, mixed(read, PAPER_IN_THE_DARK, 0.12))
