"""The house stands as it was drawn: which room may import which, what lies at the root, what the README says."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
DOWNWARDS = ["screens", "reports", "records", "rules", "intake"]
MAY_IMPORT: dict[str, set[str]] = {
    **{room: set(DOWNWARDS[at:]) for at, room in enumerate(DOWNWARDS)},
    "web": {"web", "records", "intake"},
    "app": {"web", *DOWNWARDS},
}
ROOMS = {"app", "web", *DOWNWARDS}
ONLY_IN = {
    "streamlit": {"screens", "app"},
    "sqlalchemy": {"records"},
    "alembic": {"records"},
    "psycopg": {"records"},
    "reportlab": {"reports"},
}
OUTSIDE_WORLD = {
    *("os.environ", "os.getenv", "sys.argv", "sys.stdin"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic"),
}
COMMANDS = {"reports/fonts/subset.py"}
"""Files that are run by hand when something is made again, beside each room's __main__."""
ROOT_FILES = {
    *("app.py", "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", ".gitignore"),
    *("requirements.in", "requirements.txt"),
}
ROOT_FOLDERS = {*ROOMS - {"app"}, "locales", "tests", "benchmarks", "docs", ".streamlit", ".ci"}


class Module(NamedTuple):
    """One Python file of the program: its room, its name for people, and its parsed text."""

    room: str
    name: str
    tree: ast.Module

    @property
    def imported(self) -> Iterator[tuple[int, str]]:
        """Line and first name of everything that is imported, also inside functions."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.lineno, self.room if node.level else (node.module or "").split(".")[0]


def modules() -> list[Module]:
    files = [
        ROOT / "app.py",
        *(file for room in sorted(ROOMS - {"app"}) for file in sorted((ROOT / room).rglob("*.py"))),
    ]
    names = [file.relative_to(ROOT) for file in files]
    return [
        Module(name.parts[0].removesuffix(".py"), name.as_posix(), ast.parse(file.read_text(encoding="utf-8")))
        for file, name in zip(files, names, strict=True)
    ]


MODULES = modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=[module.name for module in MODULES])


def tracked() -> list[str]:
    """The files that belong to the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


@each_module
def test_imports_run_one_way(module: Module) -> None:
    upwards = [
        f"{module.name}:{line} imports {name}"
        for line, name in module.imported
        if name in ROOMS and name not in MAY_IMPORT[module.room]
    ]
    assert upwards == []


@each_module
def test_each_library_stays_in_its_room(module: Module) -> None:
    strays = [
        f"{module.name}:{line} imports {name}"
        for line, name in module.imported
        if module.room not in ONLY_IN.get(name, ROOMS)
    ]
    assert strays == []


@each_module
def test_only_the_app_and_commands_touch_environment_arguments_and_clock(module: Module) -> None:
    if module.room == "app" or module.name.endswith("__main__.py") or module.name in COMMANDS:
        return
    touched = [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and any(f".{ast.unparse(node)}".endswith(f".{forbidden}") for forbidden in OUTSIDE_WORLD)
    ]
    assert touched == []


@each_module
def test_every_module_says_what_it_is(module: Module) -> None:
    assert ast.get_docstring(module.tree) or not module.tree.body, module.name


def test_nothing_lies_at_the_root_but_what_was_drawn() -> None:
    files = {name for name in tracked() if "/" not in name}
    folders = {name.split("/")[0] for name in tracked() if "/" in name}
    assert files - ROOT_FILES == set()
    assert folders - ROOT_FOLDERS == set()


def test_no_room_is_a_drawer_for_everything() -> None:
    drawers = [name for name in tracked() if re.search(r"\b(utils?|helpers?|common|misc)\b", name)]
    assert drawers == []


def test_the_app_is_wiring_and_no_more() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 80


def test_the_readme_is_short_and_names_only_what_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) < 120
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", readme)) <= targets
    named = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_with_hashes_and_from_no_particular_mirror(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-zA-Z][^\n]*(?:\n    --hash=[^\n]*)*", text, re.MULTILINE)
    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text)
