"""python -m benchmarks [NAME ...]: measure all, or what is named in MEASUREMENTS, each goal beside it."""

import argparse
from importlib import import_module

from benchmarks.row import table

MEASUREMENTS = {
    "assess": "One assessment",
    "engines": "Every rule for one person, beside rule engines",
    "medicines": "Texts about medicines: what is caught, what is flagged, how fast",
    "rescreen": "Re-screening 1,000,000 intakes, beside polars on one thread",
    "pdf": "One PDF: the consultation report, warm",
    "step": "One step of the form",
    "crowd": "Many people in the form at once, one process",
    "desk": "The desk with 100,000 records",
    "load": "First load: a phone on 1.6 Mbit/s with 300 ms of latency",
    "start": "From starting the process to /healthz",
}


def main() -> None:
    """Run the measurements that are named, or all, one after another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast it is, beside real peers.")
    parser.add_argument("what", nargs="*", help=f"any of: {', '.join(MEASUREMENTS)}")
    wanted = parser.parse_args().what
    for name in wanted:
        if name not in MEASUREMENTS:
            parser.error(f"there is no {name!r}; allowed: {', '.join(MEASUREMENTS)}")
    for name in wanted or MEASUREMENTS:
        print(f"\n{MEASUREMENTS[name]}", flush=True)
        # Imported when its turn has come: one measurement does not wait for, or weigh on, what another one needs.
        print(table(import_module(f"benchmarks.{name}").rows()), flush=True)


if __name__ == "__main__":
    main()
