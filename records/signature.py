"""What the client signs in the room with: their name as they typed it, or drawn, each as good as the other."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from intake.drawing import Drawing, read_drawing


def _read(strokes: list[JsonValue]) -> list[JsonValue]:
    read_drawing(strokes)
    return strokes


class Drawn(BaseModel):
    """Strokes, in the shape that a drawn answer has too (intake/drawing.py)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    drawn: Annotated[list[JsonValue], AfterValidator(_read)]

    @property
    def drawing(self) -> Drawing:
        return read_drawing(self.drawn)


Signature = Annotated[str, Field(max_length=200)] | Drawn


def signed(signature: Signature) -> bool:
    """Is there a name or a drawing?"""
    return isinstance(signature, Drawn) or bool(signature.strip())
