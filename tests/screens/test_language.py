"""No text stands bare in the code: in the pseudo-locale every one is marked."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store
from screens.wiring import Wiring, install
from tests.screens.visitor import Visitor

NAMES = ("Jan Novák", "jan@example.org", "ibuprofen", "020 7946 0000", "Foozlex")
"""What the client typed, and what the clinic is called and called by."""


@pytest.fixture
def pseudo(store: Store, questionnaire: Questionnaire) -> Questionnaire:
    clinic = Clinic(name="Foozlex", phone="020 7946 0000", languages=("xx",))
    install(Wiring(store, clinic, lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC)))
    return questionnaire


def shown(visitor: Visitor) -> Iterator[str]:
    """Every text on the page."""
    for element in visitor.app.get("html"):
        if not element.proto.body.startswith("<style>"):
            # What is marked for its direction belongs to its line, and a number to call to its sentence.
            body = re.sub(r'<a class="smp-call"[^>]*>([^<]*)</a>', r"\1", element.proto.body)
            yield from re.split(r"<[^>]+>", re.sub(r"</?bdi\b[^>]*>", "", body))
    for kind in ("radio", "checkbox", "text_input", "text_area", "selectbox", "button", "number_input", "expander"):
        for widget in visitor.app.get(kind):
            yield str(getattr(widget, "label", ""))
            yield getattr(getattr(widget, "proto", None), "placeholder", "")
            # The catalogue's names are names; all other options are words of ours.
            if not str(getattr(widget, "key", "")).endswith("medicines.name"):
                yield from getattr(widget, "options", [])


def bare(text: str) -> str:
    """What is left of a text without what is marked, named or no word."""
    left = unescape(text).replace("\\", "")
    while marked := re.search(r"⟦[^⟦⟧]*⟧", left):
        left = left.replace(marked[0], "")
    for name in NAMES:
        left = left.replace(name, "")
    return left.strip() if re.search(r"[^\W\d_]", left) else ""


def test_every_page_is_in_the_clients_language(pseudo: Questionnaire) -> None:
    visitor = Visitor(pseudo, {
        "medicines_any": "yes", "medicine_stopped": "i_stopped", "medicine_stopped_which": "Foozlex",
        "hair_loss_change": "fast_or_patches", "loss_named_by": "nobody", "dermatologist_seen": "never",
        "medicines": [{"name": "ibuprofen", "advised": "own", "still": "sometimes", "ended_by": "self"}],
    })  # fmt: skip
    found: dict[str, str] = {}
    seen: set[str] = set()

    def look() -> list[str]:
        seen.add(visitor.heading)
        found.update({text: left for text in shown(visitor) if (left := bare(text))})
        return [str(button.key) for button in visitor.app.button]

    for _ in range(40):
        buttons = look()
        if "continue" in buttons and len(seen) > 1:
            visitor.press("continue")  # with what is missing, so that what is wrong is said
            buttons = look()
            visitor.fill()
            buttons = look()
        forward = [key for key in ("talk", "read", "continue") if key in buttons]
        if not forward:
            break
        visitor.press(forward[0])
    assert found == {}
    assert len(seen) > len(pseudo.sections)
