"""One line of what is printed: what was measured, what came out, and the goal beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Row:
    """`met` is None where a line has no goal of its own (a peer, a detail)."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None

    @classmethod
    def under(cls, what: str, value: float, limit: float, unit: str, also: str = "") -> Self:
        """A line whose goal is to stay under a limit; `also` says more about what came out."""
        measured = f"{value:.3g} {unit}" + (f", {also}" if also else "")
        return cls(what, measured, f"under {limit:g} {unit}", value < limit)


def table(rows: Iterable[Row]) -> str:
    """Rows in columns."""
    cells = [[row.what, row.measured, row.goal, _verdict(row)] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(4)]
    return "\n".join(_line(line, widths) for line in cells)


def _verdict(row: Row) -> str:
    return "" if row.met is None else "met" if row.met else "MISSED"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  " + "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
