"""Typst: its markup compiled afresh to PDF/UA-1."""

import json
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks.paper import DRAWING, Card, Heading, Lines, Table, parts
from reports.model import Report
from reports.theme import FONTS

typst = import_module("typst")  # a peer, which `make check` does not install

WHAT = "fresh compile, ua-1"
STYLE = """
#set text(lang: "en", font: "Noto Sans", size: 9.5pt, fill: rgb("#1E2426"))
#set page(paper: "a4", margin: (x: 17mm, top: 10mm, bottom: 17mm), numbering: "1 / 1")
#set par(leading: 0.45em, spacing: 0.45em)
#show heading: set text(fill: rgb("#0F5C5C"), size: 11.5pt)
#let card(..lines) = block(fill: rgb("#FFF1DC"), stroke: (left: 2.5pt + rgb("#7A3E00")), inset: 7pt, width: 100%,
  breakable: false, { strong(lines.at(0)); for line in lines.pos().slice(1) { parbreak(); line } })
#let answers(..cells) = { set text(size: 8.5pt)
  table(columns: (1fr, 1fr), stroke: (bottom: 0.3pt + rgb("#C9CFD1")), inset: (x: 0pt, y: 2pt), ..cells) }
"""


def maker(_report: Report) -> Callable[[Report], bytes]:
    def make(report: Report) -> bytes:
        source = STYLE + "\n".join(_markup(report))
        made: bytes = typst.compile(
            source.encode(), pdf_standards=["ua-1"], font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        return made

    return make


def _markup(report: Report) -> Iterator[str]:
    yield f"#set document(title: {_text(f'Consultation report {report.ref}')})"
    yield f"#heading(level: 1, {_text(f'Consultation report {report.ref}')})"
    yield f'#image(bytes({_text(DRAWING)}), format: "svg", alt: "Scalp", width: 120pt)'
    for part in parts(report):
        match part:
            case Heading(text):
                yield f"#heading(level: 2, {_text(text)})"
            case Card(lines):
                yield f"#card({', '.join(map(_text, lines))})"
            case Lines(lines):
                yield "\n\n".join(f"#{_text(line)}" for line in lines)
            case Table(rows):
                yield f"#answers({', '.join(_text(cell) for row in rows for cell in row)})"


def _text(text: str) -> str:
    """A string of typst's; it is written as JSON writes one, as long as nothing beyond plain text is escaped."""
    return json.dumps(text, ensure_ascii=False)
