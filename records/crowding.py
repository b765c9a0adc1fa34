"""Hiding single people in a table: what outsiders may know of somebody is made coarser until enough share it.

For every combination of month, age band and kind of visit that fewer than `least` people have, one of the three is made
coarser, in the order of `STEPS`, until enough people share it or nothing is left of it. A combination moves as a whole,
so one that is large enough stays large enough. When all is done and those with nothing left are still too few, the
smallest other combination joins them, until they are enough.

Of all else, which outsiders are less likely to know, a word that fewer than `least` people have is left out.
"""

from collections.abc import Callable

import pandas as pd

BLANK = ""
MONTH, AGE, VISIT = "month", "age", "visit"
QUASI = [MONTH, AGE, VISIT]
"""What somebody may know of a client without having read their answers."""
STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (MONTH, lambda month: f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"),
    (VISIT, lambda visit: visit if visit == "consultation" else "treatment"),
    (AGE, lambda age: age and ("18-39" if age < "40" else "40 and over")),
    (MONTH, lambda quarter: quarter[:4]),
    (VISIT, lambda _: BLANK),
    (MONTH, lambda _: BLANK),
    (AGE, lambda _: BLANK),
)
"""Which column is made coarser, and how; a month is "2026-11", a band of ages begins with its lowest."""


class TooFewError(Exception):
    """The table holds fewer people than must share everything; there is none that could be given away."""


def crowded(table: pd.DataFrame, people: "pd.Series[str]", least: int) -> pd.DataFrame:
    """`table` with its columns QUASI coarse enough; `people` says for each row whose it is. Raises TooFewError."""
    if people.nunique() < least:
        raise TooFewError(f"There are fewer than {least} people, so every table of them would be about somebody.")
    table = table.copy()
    for column, coarser in STEPS:
        small = _people_alike(table, people) < least
        table.loc[small, column] = table.loc[small, column].map(coarser)
    while ((alike := _people_alike(table, people)) < least).any():
        others = (table[QUASI] != BLANK).any(axis=1)
        smallest = table[QUASI][others].iloc[int(alike[others].argmin())]
        table.loc[(table[QUASI] == smallest).all(axis=1), QUASI] = BLANK
    return table


def common(words: "pd.Series[str]", people: "pd.Series[str]", least: int) -> "pd.Series[str]":
    """The words of each cell, without those that fewer than `least` people have."""
    each = words.str.split().explode().dropna()
    counts = people.loc[each.index].groupby(each.to_numpy()).nunique()
    kept = set(counts[counts >= least].index)
    return words.map(lambda cell: " ".join(word for word in cell.split() if word in kept))


def _people_alike(table: pd.DataFrame, people: "pd.Series[str]") -> "pd.Series[int]":
    return people.groupby([table[column] for column in QUASI]).transform("nunique")
