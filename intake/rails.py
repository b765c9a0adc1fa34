"""Three-valued truth on two rails: known true, and possibly true. Unknown is possible and not true.

A rail is an int and each of its bits is one case: one moment that a visit could have, or one person of many. So "and"
and "or" over all cases are one operation, and nothing about unknowns needs a special value that could be mistaken for
"no". `not` swaps and inverts: what is possibly true is what cannot be known false.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Rails(NamedTuple):
    """The cases in which something is known true, and those in which it may be true."""

    true: int
    possible: int

    @property
    def unknown(self) -> int:
        return self.possible & ~self.true


NEVER = Rails(0, 0)


def some(parts: Iterable[Rails]) -> Rails:
    """True where at least one part is; of no parts, nowhere."""
    true = possible = 0
    for part in parts:
        true |= part.true
        possible |= part.possible
    return Rails(true, possible)


def inverted(part: Rails, full: int) -> Rails:
    return Rails(full ^ part.possible, full ^ part.true)


def several(parts: Iterable[Rails], count: int, full: int) -> Rails:
    """True where at least `count` parts are."""
    levels = [Rails(full, full)] + [NEVER] * count
    for part in parts:
        for level in range(count, 0, -1):
            below = levels[level - 1]
            levels[level] = Rails(
                levels[level].true | (below.true & part.true), levels[level].possible | (below.possible & part.possible)
            )
    return levels[count]
