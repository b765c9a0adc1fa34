"""The consultation report against other ways to make the same pages, in the same rounds.

The peers get the same texts, the same drawing and the same fonts, and are asked for tagged PDF where they can; ours may
have a page more, because it begins a new one before the answers. The floor is a bare canvas: lines that were broken
before, drawn at known places, with no layout and no tags.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from itertools import count
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

ROUNDS = 15
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
