"""One assessment: the whole rulebook at every moment that matters, then the assessment with all its reasons."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.people import people
from benchmarks.rounds import Subject, interleaved, percentile
from benchmarks.row import Row
from intake.clinic import Clinic
from rules.content import load_screening

ROUNDS = 500
JUDGED, WITH_REASONS = 0.5, 1.0
"""Goals in milliseconds; reasons may take as long again as judging."""


def rows() -> Iterator[Row]:
    screening = load_screening(Clinic(phone="020 7946 0000"))
    everyone = people(screening)
    yield Row(f"{len(screening.rules)} rules", f"{ROUNDS} rounds, interleaved")
    subjects: dict[str, Subject] = {}
    for name, intake in everyone.items():
        subjects[f"{name}: every rule judged"] = partial(screening.verdicts, intake)
        subjects[f"{name}: assessment with reasons"] = partial(screening.assess, intake)
    for name, seconds in interleaved(subjects, ROUNDS).items():
        spent = [second * 1000 for second in seconds]
        goal = JUDGED if name.endswith("judged") else WITH_REASONS
        yield Row.under(name, median(spent), goal, "ms", f"p99 {percentile(spent, 0.99):.3g}")
