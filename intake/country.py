"""What a clinic's settings begin with in its country: the emergency number, the minimum age, what the law asks."""

from functools import cache
from pathlib import Path

from pydantic import Field

from intake.condition import Strict
from intake.content import Document
from intake.questionnaire import Text

FILE = Path(__file__).parent / "countries.yaml"


class Law(Strict):
    """One thing that the law asks of a clinic, and where that stands."""

    text: Text
    source: Text


class Country(Strict):
    """The profile of one country; without `law` no source was found, and the clinic asks its local authority."""

    emergency_number: Text
    minimum_age: int = Field(18, ge=18, le=30)
    law: tuple[Law, ...] = ()


@cache
def load_countries(path: Path = FILE) -> dict[str, Country]:
    """Every country by its code (ISO 3166, two letters); raises ContentError."""
    document = Document(path)
    return {code: document.as_model(Country, code) for code in document.value}
