"""What a screen reader is told of a page: Chromium's accessibility tree, and what in it has no name or a wrong one."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

FIELDS = ("textbox", "searchbox", "combobox", "spinbutton", "checkbox", "radio")
CONTROLS = (*FIELDS, "button", "link", "radiogroup")
GROUPS = ("group", "radiogroup")
HEADINGS = (
    "h2.smp-question",
    ".smp-sub",
    ".smp-name",
    ":is([data-testid=stTextInput], [data-testid=stSelectbox]) [data-testid=stWidgetLabel]:visible",
)
"""What a question is written in, or the words of a field of its own."""


@dataclass(frozen=True)
class Told:
    """One element of the tree: its role, its name, and the names of the groups it stands in, the innermost first."""

    role: str
    name: str
    inside: tuple[str, ...]


def tree(page: Page) -> list[Told]:
    """Everything that is told of the page, in order."""
    devtools = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in devtools.send("Accessibility.getFullAXTree")["nodes"]}
    devtools.detach()
    return [
        Told(_value(one, "role"), _value(one, "name"), tuple(_groups(nodes, one)))
        for one in nodes.values()
        if not one.get("ignored")
    ]


def nameless(page: Page) -> list[str]:
    """Controls without a name, and fields that do not say to which question on the page they belong."""
    asked = [text.strip() for text in page.locator(", ".join(HEADINGS)).all_inner_texts()]
    wrong = []
    for one in tree(page):
        if one.role in CONTROLS and not one.name.strip():
            wrong.append(f"a {one.role} without a name in {one.inside}")
        elif one.role in FIELDS and not any(_about(question, one) for question in asked):
            wrong.append(f"the {one.role} {one.name!r} in {one.inside} belongs to no question")
    return wrong


def _about(question: str, one: Told) -> bool:
    return any(" ".join(name.split()).startswith(" ".join(question.split())) for name in (one.name, *one.inside))


def _value(node: dict[str, Any], part: str) -> str:
    return str(node.get(part, {}).get("value", ""))


def _groups(nodes: dict[str, Any], one: dict[str, Any]) -> list[str]:
    found = []
    while parent := nodes.get(one.get("parentId", "")):
        if _value(parent, "role") in GROUPS:
            found.append(_value(parent, "name"))
        one = parent
    return found
