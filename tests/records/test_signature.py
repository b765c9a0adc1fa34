"""In the room a drawn signature is as good as a typed one, is read as strictly as an answer, and changes no hash."""

from typing import Any

import pytest
from pydantic import ValidationError

from records import Drawn, PatchTest, RoomConsent
from records.note import Noted
from tests.records.examples import NOW

STROKES = [[100, 200, 300, 100], [500, 300, 500, 300]]
CONSENT: dict[str, Any] = {"to": "procedure", "given": True, "text": "0" * 64}


def nested(depth: int) -> Any:
    value: Any = [0, 0]
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("signature", ["Ana Osei", {"drawn": STROKES}], ids=["typed", "drawn"])
def test_either_signs_and_is_kept_in_the_shape_in_which_it_came(signature: Any) -> None:
    for note in (
        RoomConsent.model_validate({**CONSENT, "signature": signature}),
        PatchTest.model_validate({"step": "refused", "signature": signature}),
    ):
        kept = note.model_dump(mode="json")
        assert kept["signature"] == signature
        assert type(note).model_validate(kept) == note


def test_a_drawing_has_its_strokes() -> None:
    assert Drawn(drawn=[*STROKES]).drawing.strokes == (((100, 200), (300, 100)), ((500, 300), (500, 300)))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "   ",
        "x" * 201,
        None,
        STROKES,
        {},
        {"drawn": []},
        {"drawn": "a name"},
        {"drawn": {"drawn": STROKES}},
        {"drawn": [[5, 5, 5, 5]]},
        {"drawn": [[0, 0, 10**400, 0]]},
        {"drawn": [[0, 0, -1, 300]]},
        {"drawn": [[0, 0, float("nan"), 300]]},
        {"drawn": [[0, 0, "300", 300]]},
        {"drawn": nested(3)},
        {"drawn": nested(500)},
        {"drawn": STROKES, "name": "Ana Osei"},
    ],
)
def test_whatever_else_signs_nothing(signature: Any) -> None:
    with pytest.raises(ValidationError):
        RoomConsent.model_validate({**CONSENT, "signature": signature})
    with pytest.raises(ValidationError):
        PatchTest.model_validate({"step": "refused", "signature": signature})


def test_what_was_typed_before_keeps_its_hash() -> None:
    typed = RoomConsent(to="photos", given=False, text="0" * 64, signature="Ana Osei")
    noted = Noted.of(typed, "Ana", "Specialist", 1, NOW, "f" * 64, "")
    assert noted.hash == "e3bc067a2ea174268f4c8988d182f81c36b1ea35df1076908a058faa63b17a5c"
