"""The clinic's logo as a file that browsers fetch once; in the settings it is "data:image/png;base64,...", or empty."""

from base64 import b64decode
from functools import cache

from intake.pictures import address


@cache
def logo_address(data: str) -> str:
    """Where the logo is fetched from; empty without one."""
    return next(iter(logo_file(data)), "")


def logo_file(data: str) -> dict[str, bytes]:
    """The logo by its address."""
    kind, _, body = data.removeprefix("data:image/").partition(";base64,")
    raw = b64decode(body)
    return {address(f"logo.{kind}", raw): raw} if raw else {}
