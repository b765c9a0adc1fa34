"""docs/threats.md promises nothing without a test that exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| (---|could)", line)]
WHO = ("kiosk", "colleague", "tablet", "backup", "internet", "administrator")


@pytest.mark.parametrize("named", NAMED)
def test_each_test_that_is_named_exists(named: str) -> None:
    file, _, name = named.partition("::")
    assert (ROOT / file).is_file(), f"there is no {file}"
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
    assert name in tests if name else tests


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip() for row in ROWS])
def test_each_threat_says_what_stops_it_and_which_test_shows_that(row: str) -> None:
    _, threat, stops, tests, _ = row.split("|")
    assert threat.strip()
    assert stops.strip()
    assert re.fullmatch(r"(`tests/[^`]+`(, )?)+", tests.strip())


def test_everybody_who_was_thought_of_stands_on_the_page() -> None:
    headings = " ".join(line for line in PAGE.splitlines() if line.startswith("## "))
    assert [who for who in WHO if who not in headings] == []
