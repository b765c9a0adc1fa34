"""What another rulebook would change: who comes out differently, by which rules, and whose coming visit gets worse."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from intake.bits import packed, unpacked
from intake.crowd import read_moments
from rules.rescreening import Judged, judged
from rules.rule import OUTCOMES, Outcome
from rules.screening import Screening

_WORSE = tuple(OUTCOMES.values())
"""From the best outcome to the worst."""


class Pair(NamedTuple):
    """A number of people as it is, and as it would be."""

    now: int = 0
    then: int = 0


@dataclass
class Simulation:
    """What was counted so far.

    `moved` counts people by outcome as it is and as it would be; `rules` those who come out differently, by each rule
    that holds or is open for them under one rulebook only; `warned` are the ids of people whose visit is still to come
    and whose outcome would be worse. `held` and `opened` count by rule for how many it holds and is open, as it is and
    as it would be.
    """

    people: int = 0
    held: dict[str, Pair] = field(default_factory=lambda: defaultdict(Pair))
    opened: dict[str, Pair] = field(default_factory=lambda: defaultdict(Pair))
    moved: Counter[tuple[Outcome, Outcome]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    warned: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return sum(count for (old, new), count in self.moved.items() if old != new)


def simulate(now: Screening, then: Screening, blocks: Iterable[pa.RecordBatch], moment: datetime) -> Simulation:
    """Judge each row under both, at one pass; `moment` (aware) parts the visits that are over from those to come."""
    found = Simulation()
    for block in blocks:
        _add(found, judged(now, block), judged(then, block), block, moment)
    return found


def _add(found: Simulation, old: Judged, new: Judged, block: pa.RecordBatch, moment: datetime) -> None:
    found.people += old.size
    differing = worse = 0
    for before, those in old.outcomes.items():
        for after, these in new.outcomes.items():
            both = those & these
            if both:
                found.moved[before, after] += both.bit_count()
                differing |= both if before != after else 0
                worse |= both if _WORSE.index(after) > _WORSE.index(before) else 0
    for rule in old.holds.keys() | new.holds.keys():
        holds, held = old.holds.get(rule, 0), new.holds.get(rule, 0)
        open_, opened = old.opened.get(rule, 0), new.opened.get(rule, 0)
        found.held[rule] = _more(found.held[rule], holds, held)
        found.opened[rule] = _more(found.opened[rule], open_, opened)
        responsible = (((holds ^ held) | (open_ ^ opened)) & differing).bit_count()
        if responsible:
            found.rules[rule] += responsible
    visits = block["visit_at"]
    known = np.asarray(visits.is_valid().to_numpy(zero_copy_only=False), np.bool_)
    coming = packed(known & (read_moments(visits) > moment.timestamp() * 1000))
    found.warned += block["id"].filter(pa.array(unpacked(worse & coming, old.size))).to_pylist()


def _more(pair: Pair, now: int, then: int) -> Pair:
    return Pair(pair.now + now.bit_count(), pair.then + then.bit_count())
