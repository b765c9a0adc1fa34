"""What became of the candidates that the rulebook began with: decided once, and what is named exists."""

import re
from pathlib import Path

import pytest

from reports import timeline
from tests.rules.conftest import the_screening

TABLE = Path(__file__).parents[1] / "docs" / "candidates.md"
FATES = {"rule", "advice", "note", "preparation", "checklist", "left out"}

ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| `?[a-z]+-", line)
]
each_row = pytest.mark.parametrize("row", ROWS, ids=[row[0].strip("`") for row in ROWS])


def test_a_candidate_is_decided_once() -> None:
    names = [row[0] for row in ROWS]
    assert len(names) == 192
    assert [name for name in names if names.count(name) > 1] == []


@each_row
def test_its_fate_is_one_that_a_candidate_can_have(row: tuple[str, ...]) -> None:
    assert len(row) == 3
    assert set(row[1].split(" + ")) <= FATES


@each_row
def test_what_it_became_exists(row: tuple[str, ...]) -> None:
    """A rule of its level, a line of the timeline or of the checklist; what is left out says why."""
    book = the_screening().rulebook
    named = re.findall(r"`([^`]+)`", row[2])
    lines = {f"timeline:{entry.id}.{line.id}" for entry in timeline.load() for line in entry.texts}
    lines |= {f"checklist:{line.id}" for line in book.checklist}
    if row[1] == "left out":
        assert len(row[2].split()) > 3
        return
    known = {name for name in named if name in lines or name in book.by_id}
    assert known, "names nothing that exists"
    assert [name for name in named if re.match(r"(timeline|checklist):", name) and name not in lines] == []
    fates = set(row[1].split(" + "))
    levels = {book.by_id[name].level != "advice" for name in known if name in book.by_id}
    assert ("rule" in fates) <= (True in levels)
    assert bool({"advice", "note"} & fates) <= (False in levels)
    assert ("checklist" in fates) <= any(name.startswith("checklist:") for name in known)
    assert ("preparation" in fates) <= any(name.startswith("timeline:") for name in known)
