"""A birth date as it is typed into three fields of a plain page."""

from collections.abc import Mapping
from html import escape

from intake.typed_day import PARTS
from web.plain import Voice


def day_fields(voice: Voice, typed: Mapping[str, str] | None, wrong: bool) -> str:
    """The three fields, with what was typed into them; `wrong`, that #wrong says what is wrong with it."""
    marked = " aria-invalid=true aria-describedby=wrong" if wrong else ""
    return "".join(
        f'<label>{voice.text(f"link_{part}")}<input type="text" name="{part}" inputmode="numeric" maxlength="{length}" '
        f'autocomplete="bday-{part}" value="{escape((typed or {}).get(part, ""))}"{marked}></label>'
        for part, length in PARTS
    )
