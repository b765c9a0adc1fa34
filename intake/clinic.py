"""One clinic: who it is, where it is, and what it has settled within the bounds that the rulebook allows."""

from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from intake.condition import Parameters, Strict
from intake.content import Document, fingerprint
from intake.instant import Duration


class NumbingProduct(Strict):
    """A product that the clinic may put on the scalp, and what is in it (names as in the medicines catalogue)."""

    name: str
    ingredients: tuple[str, ...] = Field(min_length=1)


class Clinic(Strict):
    """A clinic's settings; what is left out is as safe as the rulebook has it."""

    name: str = "Scalp Clinic"
    address: str = ""
    phone: str = ""
    email: str = ""
    zone: str = "Europe/London"
    country: str = Field("GB", pattern="^[A-Z]{2}$")
    emergency_number: str = "999"
    minimum_age: int = Field(18, ge=18, le=30)
    promise: str = "by noon on the next working day"
    letter_days: int = Field(14, ge=1, le=120)
    patch_test_days: int = Field(2, ge=0, le=60)
    numbing_products: tuple[NumbingProduct, ...] = (NumbingProduct(name="Numbing cream", ingredients=("lidocaine",)),)
    primary_colour: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#0F5C5C"
    languages: tuple[str, ...] = Field(("en",), min_length=1)
    parameters: dict[str, dict[str, int | float]] = Field(default_factory=dict)
    switched_off: tuple[str, ...] = ()

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{name!r} is no time zone; write for example 'Europe/London'") from None
        return name

    @property
    def clock(self) -> tzinfo:
        return ZoneInfo(self.zone)

    @property
    def common_parameters(self) -> Parameters:
        """What any condition may name with a $."""
        return {"minimum_age": Duration(self.minimum_age, "years")}

    @property
    def fingerprint(self) -> str:
        return fingerprint(self)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def placeholders(self) -> dict[str, Any]:
        """What texts about this clinic may name in braces."""
        return {
            "clinic": self.name, "phone": self.phone or self.email or self.name, "emergency": self.emergency_number,
            "promise": self.promise,
        }  # fmt: skip


def load_clinic(path: Path | None) -> Clinic:
    """The settings in a YAML file; without one, a clinic as the rulebook has it. Raises ContentError."""
    return Document(path).as_model(Clinic) if path else Clinic()
