"""Telephone numbers as people write them, and as a telephone anywhere can dial them."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from intake.condition import Strict
from intake.content import Document

FILE = Path(__file__).parent / "calling_codes.yaml"
FEWEST, MOST = 7, 15
"""Digits of a whole number with its country's code (E.164); a shorter one reaches nobody from abroad."""
_LOCAL = 3
"""Digits of the shortest number that is dialled somewhere."""
_WRITTEN = re.compile(r"\+?[\d\s()./\-\u2010-\u2015]+")
Digits = Annotated[str, Field(pattern=r"^\d*$")]


class Plan(Strict):
    """How one country writes its numbers."""

    code: Annotated[str, Field(pattern=r"^\d{1,3}$")]
    trunk: Digits = ""
    abroad: Digits = "00"


@cache
def load_plans(path: Path = FILE) -> dict[str, Plan]:
    """Every country's, by its code (ISO 3166, two letters); raises ContentError."""
    document = Document(path)
    return {country: document.as_model(Plan, country) for country in document.value}


def is_number(text: str) -> bool:
    """Can this be a telephone number?"""
    return bool(_WRITTEN.fullmatch(text.strip())) and _LOCAL <= len(re.sub(r"\D", "", text)) <= MOST + 2


def international(text: str, country: str) -> str:
    """The number as "+442079460000"; "" for what is none, or where it is not known how `country` writes them."""
    if not is_number(text):
        return ""
    plan = load_plans().get(country)
    whole = text.strip().startswith("+")
    # +44 (0)20 ...: the nought in brackets is left out from abroad.
    digits = re.sub(r"\D", "", re.sub(r"\(0+\)", "", text) if whole else text)
    if not whole:
        if plan is None:
            return ""
        if digits.startswith(plan.abroad):
            digits = digits[len(plan.abroad) :]
        else:
            digits = plan.code + digits.removeprefix(plan.trunk)
    return f"+{digits}" if FEWEST <= len(digits) <= MOST else ""
