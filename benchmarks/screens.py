"""What is drawn on each screen of a walk, as the browser is told it: enough for a bare script to draw the same."""

from dataclasses import asdict, dataclass, field
from typing import Any

from streamlit.proto.Delta_pb2 import Delta

LABELLED = ("checkbox", "radio", "selectbox", "text_input", "text_area", "button")


@dataclass(frozen=True)
class Part:
    """One element or block: where it stands in the page, what it is, and what is written in it."""

    path: tuple[int, ...]
    kind: str
    key: str = ""
    text: str = ""
    options: tuple[str, ...] = ()
    horizontal: bool = False


@dataclass
class Screen:
    """The page that a click led to, and all that was drawn there."""

    page: str = ""
    parts: list[Part] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)


def part(path: tuple[int, ...], delta: Delta) -> Part:
    """One part as it was sent."""
    if delta.WhichOneof("type") == "add_block":
        block = delta.add_block
        sideways = block.flex_container.direction == block.flex_container.HORIZONTAL
        return Part(path, "block", key_of(block.id), horizontal=sideways)
    element = delta.new_element
    kind = element.WhichOneof("type") or ""
    widget = getattr(element, kind)
    if kind in LABELLED:
        return Part(path, kind, key_of(widget.id), widget.label, tuple(map(str, getattr(widget, "options", ()))))
    return Part(path, kind, text=widget.body if kind == "html" else "<p></p>")


def key_of(name: str) -> str:
    """The key as the script gave it, which stands behind "$$ID-hash-"; "" where it gave none."""
    found = name.split("-", 2)
    return "" if len(found) < 3 or found[2] == "None" else found[2]
