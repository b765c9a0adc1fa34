"""A telephone number or an e-mail address in a finished page, as a link that calls or writes."""

import re
from collections.abc import Iterable
from html import escape

_NUMBER = re.compile(r"\+?[\d(][\d()./ \u00a0-]*")
_LONGEST = 15
"""Digits of any number in the world (E.164); more are two numbers in one line."""
_ELEMENT = r"<(a|summary)\b.*?</\1>|<[^>]*>"
"""What nothing is put into: a link, what folds a part out when it is pressed, and a tag's own signs."""


def address_of(reach: str) -> str:
    """Where a link to it leads: "tel:02079460100", "mailto:desk@clinic.example"; "" for what is neither."""
    if "@" in reach and not re.search(r"[\s<>?&\"]", reach):
        return f"mailto:{reach}"
    digits = re.sub(r"\D", "", reach.replace("(0)", "") if reach.startswith("+") else reach)
    if not _NUMBER.fullmatch(reach) or " / " in reach or not 2 <= len(digits) <= _LONGEST:
        return ""
    return f"tel:{'+' if reach.startswith('+') else ''}{digits}"


def linked(html: str, whom: Iterable[str]) -> str:
    """Finished HTML in which each of these numbers and addresses, whole and as it is written, is a link.

    They are known, so nothing else that looks like a number becomes one.
    """
    known = {escape(one): escape(address) for one in whom if (address := address_of(one))}
    if not known:
        return html
    # The longest first: one may begin another. A space may have been made one at which no line breaks.
    written = (re.escape(one).replace(r"\ ", "[ \u00a0]") for one in sorted(known, key=len, reverse=True))
    found = re.compile(rf"{_ELEMENT}|(?<![\w+&#@./-])(?P<reach>{'|'.join(written)})(?![\w@]|[./-]\w)", re.DOTALL)

    def link(one: re.Match[str]) -> str:
        if not one["reach"]:
            return one[0]
        return f'<a class="smp-call" href="{known[one["reach"].replace(chr(0xA0), " ")]}">{one["reach"]}</a>'

    return found.sub(link, html)
