"""Timing in rounds: everything that is compared runs once in each, so a busy minute is busy for all of it."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Subject = Callable[[], object]


def interleaved(subjects: Mapping[str, Subject], rounds: int) -> dict[str, list[float]]:
    """Seconds of each call, by subject; one call of each before anything is timed, so that caches are warm."""
    for subject in subjects.values():
        subject()
    spent: dict[str, list[float]] = {name: [] for name in subjects}
    names = list(subjects)
    gc.collect()
    for number in range(rounds):
        # Another one begins each time: nobody always runs after the same neighbour.
        for name in names[number % len(names) :] + names[: number % len(names)]:
            start = time.perf_counter()
            subjects[name]()
            spent[name].append(time.perf_counter() - start)
    return spent


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of all values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def ratio(values: Sequence[float], others: Sequence[float]) -> float:
    """How many times as long as `others`: the median of the ratios of each round."""
    return median(value / other for value, other in zip(values, others, strict=True))
