"""A consultation report as plain parts in reading order, so that every engine is given the same texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.model import Report
from reports.scalp import HEAD, ZONES


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Card:
    """A finding: its first line is bold, on a tinted ground."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Two columns; the left one heads its row."""

    rows: tuple[tuple[str, str], ...]


Part = Heading | Card | Lines | Table
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 100 100">'
    + "".join(
        f'<ellipse cx="{x}" cy="{100 - y}" rx="{rx}" ry="{ry}" fill="none" stroke="#7F8B8F" stroke-width="0.6"/>'
        for x, y, rx, ry in (HEAD, *(one for zone in ZONES.values() for one in zone))
    )
    + "</svg>"
)


def parts(report: Report) -> Iterator[Part]:
    """All that the report says."""
    person, status = report.person, report.status
    yield Card(
        ((f"{status.word} {status.text}" if status else ""), *(f"{one.word} {one.text}" for one in report.urgent))
    )
    yield Lines((person.name, person.age, person.birth_date, person.reach, report.visit.line, report.wants))
    yield Lines((*(wait.text for wait in report.waits), report.allergies, *report.asks, *report.decisions))
    yield Heading("What the rules found")
    for one in (*report.findings, *report.open):
        sources = (f"{source.text} {source.url}" for source in one.sources)
        told = (" · ".join(one.because), one.check, one.why, one.do, *sources, f"{one.rule} · {one.reviewed}")
        yield Card((f"{one.word} {one.noticed}", *(line for line in told if line)))
    yield Lines(tuple(f"{task.when} {task.text}" for task in report.tasks))
    yield Lines((*report.checklist, *report.notes))
    yield Heading("Medicines")
    yield Table(tuple((one.name, f"{one.known_as} {one.thins} {one.advised} {one.still}") for one in report.medicines))
    yield Heading("Comfort, plan, and what was denied")
    pairs = [(one.question, one.answer) for one in (*report.comfort, *report.denied)]
    pairs += [(f"{one.label} {one.when}", " ".join(one.texts)) for one in report.plan]
    yield Table(tuple(pairs))
    for section in report.answers:
        if section.answers:
            yield Heading(section.title)
            yield Table(tuple((each.question, f"{each.answer} {each.mark}") for each in section.answers))
    yield Heading("Agreed, and where this comes from")
    yield Lines(tuple(f"{consent.text} {consent.given}" for consent in report.consents))
    yield Lines(tuple(f"{each.label} {each.value}" for each in report.provenance))
