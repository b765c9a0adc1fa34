"""From starting the process until /healthz says 200, beside a Streamlit app that does nothing at all."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.row import Row
from benchmarks.server import served

ROUNDS = 7
GOAL = 1.5
"""Seconds."""


def rows() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        data, nothing = Path(folder) / "data", Path(folder) / "nothing.py"
        nothing.write_text("", encoding="utf-8")
        with served(Path(folder) / "installed"):
            pass  # as after an installation: everything is compiled from here on
        with served(data) as first:
            very_first = first.started
        ours, bare = [], []
        for _ in range(ROUNDS):
            with served(data) as server:
                ours.append(server.started)
            with served(data, nothing, "/_stcore/health") as server:
                bare.append(server.started)
    yield Row.under("start to ready", median(ours), GOAL, "s", f"worst of {ROUNDS} {max(ours):.2f}")
    yield Row.under("the very first start, with a new database", very_first, GOAL, "s")
    yield Row("Streamlit with an empty script", f"{median(bare):.3g} s, worst {max(bare):.2f}")
    yield Row(
        "  ours / empty script", f"{median(one / other for one, other in zip(ours, bare, strict=True)):.3g} times"
    )
