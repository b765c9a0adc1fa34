"""A birth date as it is typed into three fields."""

import re
from collections.abc import Mapping
from datetime import date
from html import escape

from web.plain import Voice

PARTS = (("day", 2), ("month", 2), ("year", 4))
"""The fields, each with the digits that fit."""


def day_in(fields: Mapping[str, str]) -> date | None:
    """The day in the fields of a form; None where there is no such day."""
    day, month, year = (fields.get(part, "").strip() for part, _ in PARTS)
    if not re.fullmatch(r"[0-9]{1,2} [0-9]{1,2} [0-9]{4}", f"{day} {month} {year}"):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_fields(voice: Voice, typed: Mapping[str, str] | None, wrong: bool) -> str:
    """The three fields, with what was typed into them; `wrong`, that #wrong says what is wrong with it."""
    marked = " aria-invalid=true aria-describedby=wrong" if wrong else ""
    return "".join(
        f'<label>{voice.text(f"link_{part}")}<input type="text" name="{part}" inputmode="numeric" maxlength="{length}" '
        f'autocomplete="bday-{part}" value="{escape((typed or {}).get(part, ""))}"{marked}></label>'
        for part, length in PARTS
    )
