"""The consultation report against other ways to make the same pages, in the same rounds.

The peers get the same texts, the same drawing and the same fonts, and are asked for tagged PDF where they can; ours may
have a page more, because it begins a new one before the answers. The floor is a bare canvas: lines that were broken
before, drawn at known places, with no layout and no tags.
"""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from itertools import count
from pathlib import Path
from statistics import median

import pypdfium2  # type: ignore[import-untyped]

from benchmarks.people import people
from benchmarks.rounds import Subject, interleaved, percentile, ratio
from benchmarks.row import Row
from intake.clinic import Clinic
from intake.language import load_language
from reports.build import build
from reports.model import Report
from reports.pdf import render
from rules.content import load_screening

ROUNDS, FRESH = 15, 3
OURS = "ours, PDF/UA-1 and PDF/A-2a"
PEERS = {"pdf_typst": ("typst", 0.6), "pdf_weasyprint": ("weasyprint", 0.15), "pdf_canvas": ("reportlab", 2.0)}
"""Module here -> the package it needs, and how many times its time ours may take."""

TEXTS = re.compile(r'"(?:text|noticed|why|do|check|question|answer|name|wants|allergies|given|value)":"')
"""Where a text of a report begins in its JSON."""


def rows() -> Iterator[Row]:
    report = _report()
    makers: dict[str, Callable[[Report], bytes]] = {OURS: render}
    goals: dict[str, float] = {}
    for name, (package, goal) in PEERS.items():
        try:
            peer = import_module(f"benchmarks.{name}")
        except (ImportError, OSError) as error:  # OSError: a library of the system that it needs is not there
            yield Row(package, f"left out: {str(error).splitlines()[0]}")
            continue
        label = f"{package} {metadata.version(package)}, {peer.WHAT}"
        makers[label], goals[label] = peer.maker(report), goal
    spent = interleaved({name: _changing(report, make) for name, make in makers.items()}, ROUNDS)
    for name, seconds in spent.items():
        made = makers[name](report)
        size = f"{len(pypdfium2.PdfDocument(made))} pages, {len(made) / 1000:.0f} KB"
        yield Row(name, f"{median(seconds) * 1000:.1f} ms, worst {percentile(seconds, 1) * 1000:.0f}, {size}")
    for name, goal in goals.items():
        yield Row.under(f"  ours / {name.split(',')[0]}", ratio(spent[OURS], spent[name]), goal, "times")
    yield from _first(report, [name for name, (package, _) in PEERS.items() if any(package in one for one in goals)])
    yield _memory(report)


def _first(report: Report, peers: list[str]) -> Iterator[Row]:
    """The first report of a fresh process, with all that has to be imported for it."""
    engines = {"ours": "reports.pdf"} | {name.removeprefix("pdf_"): f"benchmarks.{name}" for name in peers}
    spent: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(FRESH):
        for name, engine in engines.items():
            command = [sys.executable, "-m", "benchmarks.pdf_first", engine]
            told = subprocess.run(command, input=report.model_dump_json(), capture_output=True, text=True, check=True)
            spent[name].append(float(told.stdout))
    for name, seconds in spent.items():
        yield Row(f"first in a fresh process: {name}", f"{median(seconds) * 1000:.0f} ms")
    for name in spent.keys() - {"ours"}:
        yield Row(f"  ours / {name}", f"{ratio(spent['ours'], spent[name]):.3g} times")


def _memory(report: Report) -> Row:
    """Does the process grow while it makes one report after another?"""
    made: list[float] = []
    for number in range(300):
        render(report.model_copy(update={"ref": f"SMP-{number:04}-0000"}))
        if number in (49, 299):
            gc.collect()
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            made.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return Row.under("growth from the 50th to the 300th report", made[1] - made[0], 5, "MB", f"{made[1]:.0f} MB in all")


def _report() -> Report:
    """What a specialist reads about somebody with a letter awaited and a wait."""
    screening = load_screening(Clinic(phone="020 7946 0000"))
    intake = people(screening)["apixaban and ibuprofen of their own"]
    return build("specialist", screening, intake, screening.assess(intake), load_language("en"))


def _changing(report: Report, make: Callable[[Report], bytes]) -> Subject:
    """Makes another client's report each time: an engine that keeps what it laid out last may not hand it out again."""
    told = report.model_dump_json()
    numbers = count()
    versions = [Report.model_validate_json(TEXTS.sub(rf"\g<0>{number} ", told)) for number in range(ROUNDS + 1)]
    return lambda: make(versions[next(numbers)])
