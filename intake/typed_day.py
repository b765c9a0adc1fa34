"""A day that is typed into three fields, as a birth date is."""

import re
from collections.abc import Mapping
from datetime import date

PARTS = (("day", 2), ("month", 2), ("year", 4))
"""The fields, each with the digits that fit; every date is asked in this order, in which our languages write it too."""


def day_in(fields: Mapping[str, str]) -> date | None:
    """The day in the fields of a form; None where there is no such day."""
    day, month, year = (fields.get(part, "").strip() for part, _ in PARTS)
    if not re.fullmatch(r"[0-9]{1,2} [0-9]{1,2} [0-9]{4}", f"{day} {month} {year}"):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
